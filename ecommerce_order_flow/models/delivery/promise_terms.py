from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from odoo import models


class PromiseTerms(NamedTuple):
    """The data from which the promised dates are computed.

    Orders with equal terms get the same dates. Manufacturing and procurement days are
    calendar days, like Odoo's lead time; all others are working days, of the warehouse
    or of the carrier.
    """

    calendar: models.Model
    carrier_calendar: models.Model
    ordered_on: date
    begun_on: date  # The next working day for orders placed after closing time.
    wanted_on: date | None
    handling_days: int
    lead_days: int
    transit_days: int

    def get_ship_by(self):
        if self.wanted_on:
            # If the requested date is a day off, the order must arrive before it.
            arrive_on = self.carrier_calendar._get_last_working_day(self.wanted_on)
            leave_on = self.carrier_calendar._add_working_days(
                arrive_on, -self.transit_days
            )
            return max(self.calendar._get_last_working_day(leave_on), self.ordered_on)
        procured_on = self.ordered_on + timedelta(days=self.lead_days)
        return max(
            self.begun_on,
            self.calendar._add_working_days(self.ordered_on, self.handling_days),
            self.calendar._get_next_working_day(procured_on),
        )

    def get_promise(self):
        """Return the date to ship by and the promised delivery date."""
        ship_by = self.get_ship_by()
        promised_on = self.wanted_on or self.carrier_calendar._add_working_days(
            ship_by, self.transit_days
        )
        return ship_by, promised_on

    @classmethod
    def of_order(cls, order, get_begin):
        """Return the terms of an order.

        :param get_begin: Function of a calendar and a time that returns the first
            working day. It is cached, because orders are confirmed in batches.
        """
        warehouse = order.warehouse_id
        calendar = warehouse._get_shipping_calendar(order.company_id)
        wanted_on = order.commitment_date and calendar._get_day(order.commitment_date)
        return cls(
            calendar=calendar,
            carrier_calendar=order.carrier_id._get_working_calendar(calendar),
            ordered_on=calendar._get_day(order.date_order),
            begun_on=get_begin(calendar, order.date_order),
            wanted_on=wanted_on or None,
            handling_days=warehouse.handling_days,
            lead_days=ceil(max(order.order_line.mapped("customer_lead"), default=0)),
            transit_days=order.carrier_id._get_transit_days(
                order.partner_shipping_id.country_id
            ),
        )

    @staticmethod
    def are_for(order):
        """Return whether products of the order must be shipped."""
        return (
            order.website_id
            and order.state == "sale"
            and "stock_move" in order.order_line.mapped("qty_delivered_method")
        )
