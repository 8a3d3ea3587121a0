from odoo import api, models

from .rules import fulfillment, issues, payment, returns, stage
from .rules.balances import Balances


class EcommerceOrderStatus(models.AbstractModel):
    """Stored statuses of eCommerce orders, computed from the facts.

    Rooms add their own fields to the values; the same compute method assigns them.
    """

    _name = "ecommerce.order.status"
    _description = "eCommerce Order Statuses"

    @api.model
    def _get(self, orders):
        """Return the values of the status fields by order.

        :rtype: dict
        """
        facts = self.env["ecommerce.order.facts"]._get(orders)
        return {
            order: self._get_values(order, Balances(facts[order._origin.id]))
            for order in orders
        }

    @api.model
    def _get_values(self, order, balances):
        """Return the values of one order's status fields."""
        facts = balances.order
        return {
            "payment_status": payment.get_payment_status(facts, balances),
            "amount_received": balances.money.received,
            "amount_refunded": balances.money.refunded,
            "amount_authorized": balances.money.authorized,
            "amount_owed": balances.due,
            "fulfillment_status": fulfillment.get_fulfillment_status(facts),
            "delivered_on": fulfillment.get_day_of_last_delivery(facts),
            "return_status": returns.get_return_status(facts, balances),
            "flow_stage": stage.get_stage(facts, balances),
            "flow_issues": self._format_issues(issues.get_issues(facts, balances)),
        }

    @api.model
    def _get_empty_values(self):
        """Return the values for orders without a website."""
        return dict.fromkeys(self._get_field_names(), False)

    @api.model
    def _get_field_names(self):
        """Return the names of the status fields."""
        fields = self.env["sale.order"]._fields.values()
        return [it.name for it in fields if it.compute == "_compute_flow_status"]

    @api.model
    def _format_issues(self, found):
        return " ".join(str(issue) for issue in found) or False

    @api.model
    def _parse_issues(self, order):
        """Return the issues of an order, the largest amount first."""
        pairs = [text.split(":") for text in (order.flow_issues or "").split()]
        return [issues.Issue(code, float(amount)) for code, amount in pairs]
