from odoo import api, models


class EcommerceBankMatching(models.AbstractModel):
    """Matching of bank lines with refunds, before the matching with orders."""

    _inherit = "ecommerce.bank.matching"

    @api.model
    def _match(self, records):
        """Override of `bank` to exclude lines about refunds."""
        if records._name == "account.bank.statement.line":
            records -= self.env["ecommerce.refund.answers"]._note(records)
        return super()._match(records)

    @api.model
    def _find_own_references(self, references):
        """Override of `bank` to add the ids of our refunds, which may come back."""
        # In sudo mode because whoever has bank lines may not see refunds.
        payments = (
            self.env["ecommerce.refund.payment"]
            .sudo()
            .search([("end_to_end", "in", list(references))])
        )
        own = super()._find_own_references(references)
        return {*own, *payments.mapped("end_to_end")}


class EcommerceBankBooking(models.AbstractModel):
    _inherit = "ecommerce.bank.booking"

    @api.model
    def _find_change(self, match):
        """Override of `bank` to leave the check to the booking of refunds."""
        return "" if match.refund_payment_ids else super()._find_change(match)

    @api.model
    def _ensure_unchanged(self, match):
        """Override of `bank` to leave the check to the booking of refunds."""
        if match.refund_payment_ids:
            return None
        return super()._ensure_unchanged(match)

    @api.model
    def _book(self, match):
        """Override of `bank` to book refunds."""
        if match.refund_payment_ids:
            return self.env["ecommerce.refund.answers"]._book(match)
        return super()._book(match)
