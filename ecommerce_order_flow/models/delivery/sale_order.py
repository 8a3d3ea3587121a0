from functools import cache

from odoo import api, fields, models
from odoo.fields import Domain

from ..status.const import AWAITED_FULFILLMENT_STATUSES
from .promise_terms import PromiseTerms


class SaleOrder(models.Model):
    _inherit = "sale.order"

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
        promising_orders = self.filtered(PromiseTerms.are_for)
        others = self - promising_orders
        others.ship_by = others.promised_on = False
        # Orders that are confirmed together have the same time.
        get_begin = cache(lambda calendar, moment: calendar._get_begin(moment))
        for terms, orders in promising_orders.grouped(
            lambda order: PromiseTerms.of_order(order, get_begin)
        ).items():
            orders.ship_by, orders.promised_on = terms.get_promise()

    @api.depends("ship_by", "fulfillment_status")
    def _compute_is_late(self):
        today = fields.Date.context_today(self)
        for order in self:
            order.is_late = (
                order.fulfillment_status in AWAITED_FULFILLMENT_STATUSES
                and order.ship_by
                and order.ship_by < today
            )

    @api.depends("ship_by")
    def _compute_next_action(self):
        """Override to look again when the goods have to leave another day."""
        return super()._compute_next_action()

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
