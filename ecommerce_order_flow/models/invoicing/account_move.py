from odoo import fields, models

from ..engine.guard import write_guarded


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = ["account.move", "ecommerce.guarded.mixin"]

    is_to_send = fields.Boolean(
        string="To Be Sent",
        copy=False,
        readonly=True,
        help="The invoice of an eCommerce order still has to be sent to the customer.",
    )

    _to_send_idx = models.Index("(id) WHERE is_to_send IS TRUE")

    def _post(self, soft=True):
        """Override of `account` to handle invoices of eCommerce orders posted manually.

        Invoices that the customer requested are emailed, and their payments are
        matched.
        """
        posted = super()._post(soft)
        orders = posted.line_ids.sale_line_ids.order_id.filtered("website_id")
        if orders:
            write_guarded(
                posted.filtered(lambda move: move._is_asked_for()), {"is_to_send": True}
            )
            self.env["ecommerce.automation"]._trigger("match_payment", "send_invoice")
        return posted

    def _is_asked_for(self):
        """Return whether the customer of an eCommerce order requested the invoice."""
        self.ensure_one()
        orders = self.line_ids.sale_line_ids.order_id
        return (
            self.move_type == "out_invoice"
            and not self.is_move_sent
            and any(order.is_invoice_requested for order in orders)
        )

    def _find_flow_order(self):
        return self.line_ids.sale_line_ids.order_id[:1]
