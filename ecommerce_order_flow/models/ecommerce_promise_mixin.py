from datetime import date, timedelta
from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain

from ..const import AWAITED_FULFILLMENT_STATUSES


class Terms(NamedTuple):
    """What a promise follows from. Orders with the same terms get the same promise.

    Days in which goods are made or procured count by the calendar, as Odoo's lead time
    does, all others are working days.
    """

    calendar: models.Model
    ordered_on: date
    wanted_on: date | None
    handling_days: int
    lead_days: int
    transit_days: int

    def get_ship_by(self):
        if self.wanted_on:
            leave_on = self.calendar._add_working_days(
                self.wanted_on, -self.transit_days
            )
            return max(leave_on, self.ordered_on)
        procured_on = self.ordered_on + timedelta(days=self.lead_days)
        return max(
            self.calendar._add_working_days(self.ordered_on, self.handling_days),
            self.calendar._get_next_working_day(procured_on),
        )

    def get_promise(self):
        """Return until when the goods have to leave, and when they arrive."""
        ship_by = self.get_ship_by()
        promised_on = self.wanted_on or self.calendar._add_working_days(
            ship_by, self.transit_days
        )
        return ship_by, promised_on


class EcommercePromiseMixin(models.AbstractModel):
    """When the goods of a web order have to leave, and when they should arrive."""

    _name = "ecommerce.promise.mixin"
    _description = "Promised Dates of Web Orders"

    ship_by = fields.Date(
        compute="_compute_promise",
        store=True,
        index="btree_not_null",
        help="The day by which the goods have to leave the warehouse. It is found when "
        "the order is confirmed; later changes of settings don't change it.",
    )
    promised_on = fields.Date(
        string="Promised Delivery",
        compute="_compute_promise",
        store=True,
        help="The day on which the goods should be with the customer.",
    )
    is_late = fields.Boolean(
        string="Late", compute="_compute_is_late", search="_search_is_late"
    )

    # === COMPUTE METHODS === #

    @api.depends("website_id", "state", "commitment_date")
    def _compute_promise(self):
        """Find the dates once, when the order is confirmed.

        They depend on nothing that may change afterwards, but on the delivery date that
        somebody agrees on with the customer.
        """
        promising_orders = self.filtered(lambda order: order._has_promise())
        others = self - promising_orders
        others.ship_by = others.promised_on = False
        for terms, orders in promising_orders.grouped(self._get_terms).items():
            orders.ship_by, orders.promised_on = terms.get_promise()

    def _has_promise(self):
        """Return whether goods of the order have to leave the warehouse."""
        self.ensure_one()
        return (
            self.website_id
            and self.state == "sale"
            and "stock_move" in self.order_line.mapped("qty_delivered_method")
        )

    @api.model
    def _get_terms(self, order):
        calendar = order.warehouse_id._get_shipping_calendar(order.company_id)
        wanted_on = order.commitment_date and calendar._get_day(order.commitment_date)
        return Terms(
            calendar=calendar,
            ordered_on=calendar._get_day(order.date_order),
            wanted_on=wanted_on or None,
            handling_days=order.warehouse_id.handling_days,
            lead_days=int(max(order.order_line.mapped("customer_lead"), default=0)),
            transit_days=order.carrier_id._get_transit_days(
                order.partner_shipping_id.country_id
            ),
        )

    @api.depends("ship_by", "fulfillment_status")
    def _compute_is_late(self):
        today = fields.Date.context_today(self)
        for order in self:
            order.is_late = (
                order.fulfillment_status in AWAITED_FULFILLMENT_STATUSES
                and order.ship_by
                and order.ship_by < today
            )

    @api.model
    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("ship_by", "<", fields.Date.context_today(self)) & Domain(
            "fulfillment_status", "in", AWAITED_FULFILLMENT_STATUSES
        )

    def _shows_promise(self):
        """Return whether the customer's page says when the goods arrive.

        Until they have left; Odoo's page shows an agreed date by itself, and whoever
        fetches them is told when they are ready.
        """
        self.ensure_one()
        return (
            self.promised_on
            and self.fulfillment_status in AWAITED_FULFILLMENT_STATUSES
            and not self.commitment_date
            and not self._is_pickup()
        )
