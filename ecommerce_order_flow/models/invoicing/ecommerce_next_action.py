from odoo import api, models


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        return {
            **super()._get_rules(),
            "credit": 410,
            "invoice": 440,
            "collect": 450,
        }

    @api.model
    def _explain_credit(self, order):
        if order.return_status != "received":
            return False
        if order.invoice_ids.filtered(lambda move: move.state == "posted"):
            return self.env._(
                "Returned goods are here: create the credit note and refund the "
                "payment."
            )
        return self.env._("Returned goods are here: refund the payment.")

    @api.model
    def _explain_invoice(self, order):
        if order.state == "sale" and order._is_invoice_missing():
            return self.env._("Create the invoice.")
        return False

    @api.model
    def _explain_collect(self, order):
        if order.state != "sale" or order._is_balanced():
            return False
        due = order.amount_total - order.amount_received + order.amount_refunded
        return self.env._(
            "%(amount)s are still to be paid: register the payment in the invoice when "
            "it is there.",
            amount=order._format_money(due),
        )
