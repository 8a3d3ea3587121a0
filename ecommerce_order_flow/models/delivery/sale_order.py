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
        help="The date by which the products must leave the warehouse. It is set "
        "when the order is confirmed; later changes of settings do not affect "
        "it.",
    )
    promised_on = fields.Date(
        string="Promised Delivery",
        compute="_compute_promise",
        store=True,
        help="The date by which the customer should have the products.",
    )
    is_late = fields.Boolean(
        string="Late", compute="_compute_is_late", search="_search_is_late"
    )

    # Partial index for the search of late orders.
    _late_idx = models.Index(
        f"(ship_by) WHERE fulfillment_status IN {AWAITED_FULFILLMENT_STATUSES}"
    )

    # === COMPUTE METHODS === #

    @api.depends("website_id", "state", "commitment_date")
    def _compute_promise(self):
        """Compute the dates once, when the order is confirmed.

        Of the values that may change afterwards, they only depend on the delivery date
        agreed with the customer.
        """
        promising_orders = self.filtered(PromiseTerms.are_for)
        others = self - promising_orders
        others.ship_by = others.promised_on = False
        # Orders confirmed in one batch share the same time.
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
        """Override to depend on the date to ship by."""
        return super()._compute_next_action()

    @api.model
    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("ship_by", "<", fields.Date.context_today(self)) & Domain(
            "fulfillment_status", "in", AWAITED_FULFILLMENT_STATUSES
        )

    def _shows_promise(self):
        """Return whether the customer's order page shows the promised date.

        Only until the order is shipped; an agreed date is shown by Odoo itself, and
        pickup customers are notified when the order is ready.
        """
        self.ensure_one()
        return (
            self.promised_on
            and self.fulfillment_status in AWAITED_FULFILLMENT_STATUSES
            and not self.commitment_date
            and not self._is_pickup()
        )
