"""Finds the parcels of which a carrier's file reports."""

from collections import defaultdict

from odoo.fields import Domain
from odoo.tools import SQL

from .carrier_file import normalize_number


def find_parcels(env, numbers):
    """Return the parcels by tracking number, those of the user's companies only."""
    Picking = env["stock.picking"]
    domain = Domain("shipping_step", "=", "ship") & Domain("state", "!=", "cancel")
    query = Picking._search(domain & Domain("carrier_tracking_ref", "!=", False))
    Picking.flush_model(["carrier_tracking_ref"])
    rows = env.execute_query(
        SQL(
            r"""
            SELECT wanted.number, ARRAY_AGG(DISTINCT parcel.id ORDER BY parcel.id)
              FROM stock_picking parcel
        CROSS JOIN UNNEST(STRING_TO_ARRAY(UPPER(REGEXP_REPLACE(
                       parcel.carrier_tracking_ref, '\s', '', 'g')), ',')) number
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


def days_of(parcel, days):
    """Return on which days a parcel's packages were delivered, by the file.

    None stands for those of which the file says nothing, or not clearly.
    """
    numbers = normalize_number(parcel.carrier_tracking_ref).split(",")
    return {
        next(iter(days[number])) if len(days[number]) == 1 else None
        for number in numbers
        if number
    }
