from odoo import fields, models
from odoo.exceptions import UserError


class EcommerceBulkRun(models.Model):
    _inherit = "ecommerce.bulk.run"

    action = fields.Selection(
        selection_add=[("register_payment", "Register Payment")],
        ondelete={"register_payment": "cascade"},
    )
    paid_on = fields.Date(readonly=True)
    payment_amount = fields.Float(
        readonly=True, help="In the order's currency; 0: what is missing of each order."
    )
    journal_id = fields.Many2one("account.journal", readonly=True, ondelete="cascade")

    def _perform(self, records):
        """Override to book payments; one that can't be doesn't stop the others."""
        if self.action != "register_payment":
            return super()._perform(records)
        return self.env["ecommerce.automation.runner"]._attempt(
            self._book_payments, records
        )

    def _book_payments(self, orders):
        payments = self.env["ecommerce.offline.payment"]
        for order in orders:
            amount = self.payment_amount or payments._get_missing(order)
            if not amount:
                raise UserError(self.env._("%(order)s is paid.", order=order.name))
            payments._book(order, amount, self.paid_on, self.journal_id)
