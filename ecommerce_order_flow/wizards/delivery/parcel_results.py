"""Results of the rows of a carrier's file; nothing is recorded yet."""

from collections import defaultdict
from datetime import timedelta

from .carrier_file import is_rounded
from .reported_parcels import get_numbers, get_zone

# Carriers reuse a number, but not so soon.
REUSED_AFTER = timedelta(days=30)


class ParcelResults:
    """The results of a report's rows, one for each parcel with the row's number.

    :param Report report: The evaluated carrier's file.
    :param dict parcels: The transfers by tracking number. Several may have one number:
        a parcel for two orders, or two transfers, is delivered once for all of them.
    """

    def __init__(self, report, parcels):
        self.report = report
        self.parcels = parcels
        self.zones = {}
        self.told = defaultdict(set)

    def get_outcome(self, number, parcel):
        """Return the outcome of a number, by the dates in the parcel's time zone."""
        if parcel.id not in self.zones:
            self.zones[parcel.id] = get_zone(parcel)
        return self.report.get_outcome(number, self.zones[parcel.id])

    def find_unknown_statuses(self):
        """Return the statuses that decide about deliveries and aren't understood."""
        return {
            status
            for number, parcels in self.parcels.items()
            for parcel in parcels
            for status in self.get_outcome(number, parcel).statuses
        }

    def prepare_lines(self):
        """Return the values of the lines of the preview."""
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
            "status": describe_status(row),
            "delivered_on": result == "ready" and max(self.get_days(parcel)),
            "picking_id": parcel and parcel.id,
            "result": result,
        }

    def get_result(self, row, parcel):
        """Return the result of a row with the number of a parcel."""
        if not parcel:
            return "rounded" if is_rounded(row.number) else "unknown"
        outcome = self.get_outcome(row.number, parcel)
        if row.index not in outcome.rows:
            return "earlier"
        if self.is_reused(row.number, parcel, outcome.day):
            return "reused"
        if outcome.result == "returned" and is_long_before(outcome.day, parcel):
            return "too_early"
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
        """Return whether a parcel in transit was estimated as delivered before."""
        is_estimated = parcel.delivered_source == "estimate"
        return bool(is_estimated and day and day > parcel.delivered_on)

    def get_parcel_result(self, parcel):
        """Return the result of a parcel of which a package was delivered.

        A parcel of several packages, each with its number, is delivered when all of
        them are, on the last date.
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
        """Return the delivery dates of a parcel's packages.

        None stands for those without a clear delivery.
        """
        return {self.get_day(number, parcel) for number in get_numbers(parcel)}

    def get_day(self, number, parcel):
        outcome = self.get_outcome(number, parcel)
        is_other = self.is_reused(number, parcel, outcome.day)
        is_delivered = outcome.result == "delivered" and not is_other
        return outcome.day if is_delivered else None

    def is_reused(self, number, parcel, day):
        """Return whether the file means a newer transfer with the same number."""
        others = self.parcels[number] - parcel
        return any(
            get_day_of_shipping(other) - get_day_of_shipping(parcel) > REUSED_AFTER
            and not is_long_before(day, other)
            for other in others
        )


def describe_status(row):
    """Return the status of a row, with its cells about a return."""
    flags = [f"{title}: {text}" for title, text in row.returns.items() if text]
    return ", ".join([text for text in [row.status, *flags] if text])


def is_long_before(day, parcel):
    """Return whether a date is long before the shipping of a parcel."""
    return bool(day) and day + REUSED_AFTER < get_day_of_shipping(parcel)


def get_day_of_shipping(parcel):
    """Return the shipping date of a parcel, or the earliest possible one."""
    if parcel._is_shipped():
        return parcel._get_shipped_on()
    return parcel._get_shipping_calendar()._get_today()
