from odoo import fields, models
from odoo.exceptions import UserError

from ..engine.attempt import failing_alone


class EcommerceBulkRun(models.Model):
    _inherit = "ecommerce.bulk.run"

    action = fields.Selection(
        selection_add=[("invoice", "Create Invoices")], ondelete={"invoice": "cascade"}
    )

    def _perform(self, records):
        """Override to create and post an invoice for each order and queue its email."""
        if self.action != "invoice":
            return super()._perform(records)
        return {order: error for order in records if (error := self._invoice(order))}

    def _invoice(self, order):
        """Invoice one order in a savepoint.

        :return: The error, or None.
        """
        invoices = order._get_posted_invoices()
        if invoices and not order.is_invoiceable:
            return UserError(
                self.env._(
                    "%(order)s is already invoiced: %(invoices)s.",
                    order=order.name,
                    invoices=", ".join(invoices.mapped("name")),
                )
            )
        with failing_alone(order) as attempt:
            self.env["ecommerce.invoice.creation"]._get_or_create_invoice(
                attempt.records
            )
        return attempt.error


class EcommerceBulkRunLine(models.Model):
    _inherit = "ecommerce.bulk.run.line"

    move_id = fields.Many2one(
        "account.move", string="Invoice", compute="_compute_move_id"
    )

    def _compute_move_id(self):
        for line in self:
            invoices = line.order_id._get_posted_invoices().sorted("id")
            line.move_id = line.run_id.action == "invoice" and invoices[-1:]
