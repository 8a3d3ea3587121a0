from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..const import INVOICE_RESULTS


class EcommerceInvoiceRun(models.TransientModel):
    """Invoices for many orders at once, with a result for each."""

    _name = "ecommerce.invoice.run"
    _description = "Create and Send Invoices"

    line_ids = fields.One2many(
        "ecommerce.invoice.run.line", "run_id", string="Orders", readonly=True
    )

    # === ACTION METHODS === #

    @api.model
    def action_run(self, orders):
        """Create, post and owe an invoice for each order; show what came of it.

        :raise AccessError: If the user may not post invoices.
        """
        if not self.env.user.has_group("account.group_account_invoice"):
            raise AccessError(
                self.env._(
                    "Only people who may post invoices can create them for orders."
                )
            )
        orders.check_access("write")
        run = self.create(
            {"line_ids": [Command.create(self._invoice(order)) for order in orders]}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invoices"),
            "res_model": self._name,
            "res_id": run.id,
            "view_mode": "form",
            "target": "new",
        }

    @api.model
    def _invoice(self, order):
        """Return the result of one order; its failure is no other's business."""
        had_invoice = bool(order._get_posted_invoices())
        try:
            with self.env.cr.savepoint():
                invoice = order._get_or_create_invoice()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:  # noqa: BLE001 one bad order must not stop the others
            reason = self.env["ecommerce.flow.failure"]._get_reason(error)
            return {"order_id": order.id, "result": "failed", "reason": reason}
        return {
            "order_id": order.id,
            "move_id": invoice.id,
            "result": "existing" if had_invoice else "created",
        }


class EcommerceInvoiceRunLine(models.TransientModel):
    _name = "ecommerce.invoice.run.line"
    _description = "Result of Invoicing an Order"

    run_id = fields.Many2one("ecommerce.invoice.run", ondelete="cascade")
    order_id = fields.Many2one("sale.order", readonly=True)
    move_id = fields.Many2one("account.move", string="Invoice", readonly=True)
    result = fields.Selection(selection=INVOICE_RESULTS, readonly=True)
    reason = fields.Char(readonly=True)
