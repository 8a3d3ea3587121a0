"""Search for the parcels in a carrier's file."""

from collections import defaultdict

from pytz import country_timezones, timezone

from odoo.fields import Domain
from odoo.tools import SQL

from ...models.delivery.tracking_numbers import split_numbers
from ...models.status.const import PARCEL_STEPS
from .carrier_file import normalize_number, strip_number
from .carrier_file.numbers import GROUPING, LEADING_ZEROS


def find_parcels(env, numbers):
    """Return the parcels of a file that belong to the user's companies.

    A number with another spelling, or without leading zeros, counts if it matches only
    one transfer.

    :return: The transfers' spelling by the file's if it differs, and the parcels by
        their number.
    """
    Picking = env["stock.picking"]
    rows = find_likely_parcels(env, numbers)
    all_ids = [parcel_id for _number, _written, ids in rows for parcel_id in ids]
    found = defaultdict(dict)
    for number, written, ids in rows:
        found[number][written] = Picking.browse(ids).with_prefetch(all_ids)
    names, parcels = {}, defaultdict(Picking.browse)
    for number, parcels_by_name in found.items():
        if name := choose_name(number, parcels_by_name):
            parcels[name] = parcels_by_name[name]
            if name != number:
                names[number] = name
    return names, parcels


def choose_name(number, parcels_by_name):
    """Return the transfers' spelling of a file's number, or None if ambiguous.

    :param dict parcels_by_name: The transfers by their number.
    """
    if number in parcels_by_name:
        return number
    is_clear = sum(map(len, parcels_by_name.values())) == 1
    return next(iter(parcels_by_name)) if is_clear else None


def find_likely_parcels(env, numbers):
    """Return rows with the file's number, the transfers' spelling and their ids."""
    Picking = env["stock.picking"]
    domain = Domain("shipping_step", "in", PARCEL_STEPS) & Domain(
        "state", "!=", "cancel"
    )
    query = Picking._search(domain & Domain("carrier_tracking_ref", "!=", False))
    Picking.flush_model(["carrier_tracking_ref"])
    wanted = [number for number in set(numbers) if strip_number(number)]
    return env.execute_query(
        SQL(
            r"""
            SELECT wanted.number, written,
                   ARRAY_AGG(DISTINCT parcel.id ORDER BY parcel.id)
              FROM stock_picking parcel
        CROSS JOIN UNNEST(REGEXP_SPLIT_TO_ARRAY(UPPER(REGEXP_REPLACE(
                       parcel.carrier_tracking_ref, '\s', '', 'g')), '[,;]')) written
              JOIN UNNEST(%(numbers)s::varchar[], %(bare)s::varchar[])
                   wanted (number, bare)
                ON wanted.bare = REGEXP_REPLACE(REGEXP_REPLACE(
                       written, %(grouping)s, '', 'g'), %(zeros)s, '')
             WHERE parcel.id IN %(parcels)s
          GROUP BY wanted.number, written
          ORDER BY wanted.number, written
            """,
            numbers=wanted,
            bare=list(map(strip_number, wanted)),
            grouping=GROUPING.pattern,
            zeros=LEADING_ZEROS.pattern,
            parcels=query.subselect(),
        )
    )


def get_numbers(parcel):
    """Return the tracking numbers of a parcel's packages."""
    return split_numbers(normalize_number(parcel.carrier_tracking_ref))


def get_zone(parcel):
    """Return the time zone of the delivery.

    In a country with several zones it is the recipient's own, the warehouse's, or the
    most populous one.
    """
    warehouse_zone = parcel._get_shipping_calendar()._get_timezone()
    recipient = parcel.shipping_recipient_id
    names = country_timezones.get(recipient.country_id.code or "", [])
    for name in (recipient.tz, warehouse_zone.zone, *names):
        if name in names:
            return timezone(name)
    return warehouse_zone
