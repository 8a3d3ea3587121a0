from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class EcommercePaymentMatch(models.Model):
    """Bank lines about refunds."""

    _inherit = "ecommerce.payment.match"

    refund_payment_ids = fields.Many2many(
        "ecommerce.refund.payment",
        string="Refunds",
        readonly=True,
        help="Refunds that were transferred or came back.",
    )
    reason = fields.Selection(
        selection_add=[
            (
                "refund_unclear",
                "It concerns a settled refund or one with a different amount",
            )
        ],
        ondelete={"refund_unclear": "cascade"},
    )

    def _flow_book_bank_money(self):
        """Override of `bank` to book outgoing refunds before their returns."""
        matches = self.sorted(lambda it: bool(it.refund_payment_ids) and it.amount > 0)
        return super(EcommercePaymentMatch, matches)._flow_book_bank_money()

    def action_split(self):
        """Override of `bank` to refuse splitting refunds.

        :raise UserError: If the line is about a refund.
        """
        self.check_access("write")
        # In sudo mode because it is about a refund, whether somebody sees it or not.
        if self.sudo().refund_payment_ids:
            raise UserError(
                self.env._("It is about a refund: settle the rest in the accounting.")
            )
        return super().action_split()

    def _explain_rest(self):
        """Override of `bank` to exclude refunds."""
        return not self.refund_payment_ids and super()._explain_rest()


class EcommercePaymentMatchOrder(models.Model):
    _inherit = "ecommerce.payment.match.order"

    @api.model
    def _get_open_domain(self):
        """Override of `bank` to exclude returned refunds."""
        return super()._get_open_domain() & Domain(
            "match_id.refund_payment_ids", "=", False
        )
