"""Finds the parcels of which a carrier's file reports."""

from collections import defaultdict

from pytz import country_timezones, timezone

from odoo.fields import Domain
from odoo.tools import SQL

from ...models.delivery.tracking_numbers import split_numbers
from ...models.status.const import PARCEL_STEPS
from .carrier_file import normalize_number


def find_parcels(env, numbers):
    """Return the parcels by tracking number, those of the user's companies only."""
    Picking = env["stock.picking"]
    domain = Domain("shipping_step", "in", PARCEL_STEPS) & Domain(
        "state", "!=", "cancel"
    )
    query = Picking._search(domain & Domain("carrier_tracking_ref", "!=", False))
    Picking.flush_model(["carrier_tracking_ref"])
    rows = env.execute_query(
        SQL(
            r"""
            SELECT wanted.number, ARRAY_AGG(DISTINCT parcel.id ORDER BY parcel.id)
              FROM stock_picking parcel
        CROSS JOIN UNNEST(REGEXP_SPLIT_TO_ARRAY(UPPER(REGEXP_REPLACE(
                       parcel.carrier_tracking_ref, '\s', '', 'g')), '[,;]')) number
              JOIN UNNEST(%(numbers)s::varchar[]) wanted (number) USING (number)
             WHERE parcel.id IN %(parcels)s
          GROUP BY wanted.number
            """,
            numbers=[number for number in set(numbers) if number],
            parcels=query.subselect(),
        )
    )
    all_ids = [parcel_id for _number, ids in rows for parcel_id in ids]
    found = defaultdict(Picking.browse)
    for number, ids in rows:
        found[number] = Picking.browse(ids).with_prefetch(all_ids)
    return found


def get_numbers(parcel):
    """Return the tracking numbers of a parcel's packages."""
    return split_numbers(normalize_number(parcel.carrier_tracking_ref))


def get_zone(parcel):
    """Return the zone in which a parcel arrives.

    Of a country with several zones it is the recipient's own, the warehouse's, or the
    one in which most people live.
    """
    warehouse_zone = parcel._get_shipping_calendar()._get_timezone()
    recipient = parcel.shipping_recipient_id
    names = country_timezones.get(recipient.country_id.code or "", [])
    for name in (recipient.tz, warehouse_zone.zone, *names):
        if name in names:
            return timezone(name)
    return warehouse_zone
