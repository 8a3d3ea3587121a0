from odoo import api, fields, models
from odoo.exceptions import UserError


class EcommerceBulkRun(models.Model):
    _inherit = "ecommerce.bulk.run"

    action = fields.Selection(
        selection_add=[("refund", "Create Refund")], ondelete={"refund": "cascade"}
    )
    refund_reason = fields.Char(readonly=True)
    notify_of_refund = fields.Boolean(readonly=True)
    refund_cancelled = fields.Boolean(
        readonly=True, help="Payments of cancelled orders are refunded as well."
    )

    def _perform(self, records):
        """Override to refund orders, each in a savepoint."""
        attempt = self.env["ecommerce.automation.runner"]._attempt
        if self.action == "refund":
            return attempt(self._refund_orders, records)
        errors = super()._perform(records)
        if self.action == "cancel" and self.refund_cancelled:
            errors |= self._refund_what_was_paid(
                records.filtered(lambda order: order not in errors)
            )
        return errors

    def _refund_what_was_paid(self, orders):
        """Refund the paid ones of the cancelled orders.

        :return: The errors by order.
        """
        sources = self.env["ecommerce.refund.sources"]
        paid_orders = orders.filtered(lambda order: sources._get_available(order) > 0)
        if not paid_orders:
            return {}
        errors = self.env["ecommerce.automation.runner"]._attempt(
            self._refund_orders, paid_orders
        )
        return {order: self._explain_kept(error) for order, error in errors.items()}

    @api.model
    def _explain_kept(self, error):
        if not isinstance(error, UserError):
            return error
        return UserError(
            self.env._(
                "The order is cancelled, but not refunded: %(reason)s", reason=error
            )
        )

    def _refund_orders(self, orders):
        for order in orders:
            wish, amount = self._get_owed(order)
            self.env["ecommerce.refund"]._request(
                order,
                wish,
                amount,
                reason=self.refund_reason or self.cancellation_note,
                notify_customer=self.notify_of_refund or self.notify_customer,
                request_key=f"run-{self.id}",
            )

    @api.model
    def _get_owed(self, order):
        """Return the wish and the amount that an order's customer is owed.

        Proposals may exceed it, by products that the customer keeps or still gets.

        :raise UserError: If nothing is owed.
        """
        planner = self.env["ecommerce.refund.planner"]
        owed = planner._get_amount(order, "overpaid")
        wish = planner._get_wish(order, planner._choose_proposal(order))
        plan = planner._plan(order, wish)
        if order.currency_id.compare_amounts(plan.amount, owed) > 0:
            wish = planner._get_wish(order, "overpaid" if owed else "overcharged")
            plan = planner._plan(order, wish)
        if not (wish.amount or any(wish.quantities.values())):
            raise UserError(
                self.env._(
                    "The customer of %(order)s is owed nothing.", order=order.name
                )
            )
        return wish, plan.amount

    @api.model
    def _start_refund(self, orders, reason, notify_customer):
        """Refund several orders in a bulk run."""
        return self._start(
            "refund", orders, refund_reason=reason, notify_of_refund=notify_customer
        )
