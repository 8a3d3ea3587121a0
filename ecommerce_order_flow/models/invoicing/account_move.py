from odoo import fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    is_to_send = fields.Boolean(
        string="To Be Sent",
        index="btree_not_null",
        copy=False,
        help="The invoice of a web order is still to be sent to the customer.",
    )

    def _post(self, soft=True):
        """Override of `account` for invoices of web orders that people post.

        Customers who asked for one get it by mail, and the payment is matched.
        """
        posted = super()._post(soft)
        orders = posted.line_ids.sale_line_ids.order_id.filtered("website_id")
        if orders:
            posted.filtered(lambda move: move._is_asked_for()).is_to_send = True
            self.env["ecommerce.automation"]._trigger("match_payment", "send_invoice")
        return posted

    def _is_asked_for(self):
        """Return whether the customer of a web order waits for the invoice."""
        self.ensure_one()
        orders = self.line_ids.sale_line_ids.order_id
        return (
            self.move_type == "out_invoice"
            and not self.is_move_sent
            and any(order.is_invoice_requested for order in orders)
        )

    def _find_flow_order(self):
        return self.line_ids.sale_line_ids.order_id[:1]
