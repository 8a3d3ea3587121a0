from dataclasses import dataclass

from odoo import api, models
from odoo.fields import Domain


@dataclass(frozen=True)
class CartHistory:
    """Orders and carts of the customers of a batch since the first one was left."""

    partners: models.BaseModel  # all contacts with the customers' addresses
    newest: dict  # time and id of the last order, by customer and whether it is a cart


class EcommerceCartCheck(models.AbstractModel):
    """Identity of the customer, and newer orders and carts."""

    _inherit = "ecommerce.cart.check"

    @api.model
    def _find_no_address(self, plans):
        return [
            plan
            for plan in plans
            if not plan.email or plan.cart._is_of_unknown_visitor()
        ]

    @api.model
    def _find_archived(self, plans):
        return [plan for plan in plans if not plan.cart.partner_id.active]

    @api.model
    def _find_bought(self, plans):
        return self._find_newer(plans, is_cart=False)

    @api.model
    def _find_newer_cart(self, plans):
        return self._find_newer(plans, is_cart=True)

    @api.model
    def _find_newer(self, plans, is_cart):
        """Return the plans of carts whose customer has a newer order or cart."""
        newest = self._get_history(plans).newest
        return [
            plan
            for plan in plans
            if any(
                newest[person, is_cart] > (plan.cart.cart_activity_at, plan.cart.id)
                for person in self._get_persons(plan.cart.partner_id)
                if (person, is_cart) in newest
            )
        ]

    @api.model
    def _get_history(self, plans):
        """Return the customers' history, read once for all plans."""
        if not plans[0].history:
            partners = self._find_partners(plans)
            newest = self._read_newest_orders(plans, partners)
            history = CartHistory(partners, newest)
            for plan in plans:
                plan.history = history
        return plans[0].history

    @api.model
    def _find_partners(self, plans):
        """Return all contacts with the customers' addresses: guests have many."""
        return (
            self.env["res.partner"]
            .with_context(active_test=False)
            .search([("email_normalized", "in", self._get_emails(plans))])
        )

    @api.model
    def _read_newest_orders(self, plans, partners):
        """Return time and id of each customer's last order and last cart.

        Orders older than all the carts are excluded: a business may have ordered for
        years.
        """
        newest = {}
        for order in (
            self.env["sale.order"]
            .with_context(active_test=False)
            .search_fetch(
                self._get_newer_domain(plans, partners),
                ["partner_id", "state", "date_order", "cart_activity_at"],
            )
        ):
            time = max(filter(None, (order.date_order, order.cart_activity_at)))
            for person in self._get_persons(order.partner_id):
                key = person, order.state == "draft"
                newest[key] = max(newest.get(key, (time, 0)), (time, order.id))
        return newest

    @api.model
    def _get_newer_domain(self, plans, partners):
        partner_ids = [plan.cart.partner_id.id for plan in plans]
        earliest = min(plan.cart.cart_activity_at for plan in plans)
        # Quotations of salespeople are not carts.
        is_cart = (
            Domain("state", "=", "draft")
            & Domain("website_id", "!=", False)
            & Domain("order_line", "!=", False)
        )
        return (
            Domain("company_id", "=", plans[0].cart.company_id.id)
            & Domain("partner_id", "in", partners.ids + partner_ids)
            & (
                Domain("date_order", ">=", earliest)
                | Domain("cart_activity_at", ">=", earliest)
            )
            & (Domain("state", "in", ("sent", "sale")) | is_cart)
        )

    @api.model
    def _get_persons(self, partner):
        """Return the keys that identify a customer; a colleague is another one."""
        return [partner.email_normalized, partner]
