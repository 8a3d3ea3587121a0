from odoo import api, fields, models
from odoo.exceptions import UserError


class EcommerceBulkRun(models.Model):
    _inherit = "ecommerce.bulk.run"

    action = fields.Selection(
        selection_add=[("register_payment", "Register Payment")],
        ondelete={"register_payment": "cascade"},
    )
    paid_on = fields.Date(readonly=True)
    payment_amount = fields.Float(
        readonly=True,
        help="In the order's currency. 0 = the amount missing of each order.",
    )
    journal_id = fields.Many2one("account.journal", readonly=True, ondelete="cascade")

    def _perform(self, records):
        """Override to register payments, each in a savepoint."""
        if self.action != "register_payment":
            return super()._perform(records)
        return self.env["ecommerce.automation.runner"]._attempt(
            self._book_payments, records
        )

    def _book_payments(self, orders):
        payments = self.env["ecommerce.offline.payment"]
        for order in orders.sorted("id"):
            amount = self.payment_amount or payments._get_missing(order)
            if reason := not amount and self._explain_nothing_missing(order):
                raise UserError(reason)
            payments._book(order, amount, self.paid_on, self.journal_id)

    @api.model
    def _explain_nothing_missing(self, order):
        """Return why no amount can be proposed for an order."""
        if not order.website_id:
            return self.env._(
                "%(order)s is not an eCommerce order: register the payment on its "
                "invoice.",
                order=order.name,
            )
        if order.state == "cancel":
            return self.env._(
                "%(order)s is cancelled: register the payment in the order itself, "
                "with its amount.",
                order=order.name,
            )
        return self.env._("%(order)s is paid.", order=order.name)
