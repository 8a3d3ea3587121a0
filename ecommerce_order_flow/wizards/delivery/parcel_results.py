"""What would become of each row of a carrier's file; nothing is noted yet."""

from collections import defaultdict

from .carrier_file import is_rounded
from .reported_parcels import get_numbers, get_zone


class ParcelResults:
    """The results of a report's rows, one for each parcel with the row's number.

    :param Report report: What the carrier's file says.
    :param dict parcels: The transfers by tracking number. Several may have one number:
        a box for two orders, or two transfers, arrives once for all of them.
    """

    def __init__(self, report, parcels):
        self.report = report
        self.parcels = parcels
        self.zones = {}
        self.told = defaultdict(set)

    def get_outcome(self, number, parcel):
        """Return what the file says of a number, by the days where the parcel is."""
        if parcel.id not in self.zones:
            self.zones[parcel.id] = get_zone(parcel)
        return self.report.get_outcome(number, self.zones[parcel.id])

    def find_unknown_statuses(self):
        """Return the statuses on which it depends whether parcels arrived."""
        return {
            status
            for number, parcels in self.parcels.items()
            for parcel in parcels
            for status in self.get_outcome(number, parcel).statuses
        }

    def prepare_lines(self):
        """Return the values of the lines that show what becomes of the rows."""
        return [
            self.prepare_line(row, parcel)
            for row in self.report.rows
            for parcel in self.parcels[row.number] or [None]
        ]

    def prepare_line(self, row, parcel):
        result = self.get_result(row, parcel)
        return {
            "number": row.number,
            "date": row.date,
            "status": row.status,
            "delivered_on": result == "ready" and max(self.get_days(parcel)),
            "picking_id": parcel and parcel.id,
            "result": result,
        }

    def get_result(self, row, parcel):
        """Return what becomes of a row with the number of a parcel."""
        if not parcel:
            return "rounded" if is_rounded(row.number) else "unknown"
        outcome = self.get_outcome(row.number, parcel)
        if row.index not in outcome.rows:
            return "earlier"
        if outcome.result == "underway" and self.is_mistaken(parcel, outcome.day):
            return "mistaken"
        if outcome.result != "delivered":
            return outcome.result
        result = self.get_parcel_result(parcel)
        if result == "ready" and row.number in self.told[parcel.id]:
            return "doubled"
        self.told[parcel.id].add(row.number)
        return result

    def is_mistaken(self, parcel, day):
        """Return whether a parcel on its way was estimated to have arrived before."""
        is_estimated = parcel.delivered_source == "estimate"
        return bool(is_estimated and day and day > parcel.delivered_on)

    def get_parcel_result(self, parcel):
        """Return what becomes of a parcel of which a package arrived.

        A parcel of several packages, each with its number, is delivered when all of
        them are, on the last one's day.
        """
        if not parcel._is_shipped():
            return "not_shipped"
        if not parcel._can_be_delivered("import"):
            return "delivered"
        days = self.get_days(parcel)
        if None in days:
            return "incomplete"
        if max(days) > parcel._get_shipping_calendar()._get_today():
            return "future"
        if max(days) < parcel._get_shipped_on():
            return "too_early"
        return "ready"

    def get_days(self, parcel):
        """Return on which days a parcel's packages arrived.

        None stands for those of which the file doesn't say so clearly.
        """
        outcomes = [self.get_outcome(n, parcel) for n in get_numbers(parcel)]
        return {outcome.day for outcome in outcomes}
