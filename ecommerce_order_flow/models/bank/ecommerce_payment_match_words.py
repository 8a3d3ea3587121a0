from odoo import api, fields, models

from .const import RISKY_REASONS
from .rules import ReferenceFinder


class EcommercePaymentMatch(models.Model):
    """Texts shown for a payment: payer, purpose and reason for a decision."""

    _inherit = "ecommerce.payment.match"

    payer = fields.Char(compute="_compute_payer", compute_sudo=True, store=True)
    purpose = fields.Char(compute="_compute_purpose", compute_sudo=True, store=True)
    problem = fields.Char(readonly=True, help="Why it could not be booked.")
    explanation = fields.Char(compute="_compute_explanation")
    is_risky = fields.Boolean(compute="_compute_is_risky")

    # === COMPUTE METHODS === #

    @api.depends("line_id.partner_name", "line_id.partner_id.name", "payment_id")
    def _compute_payer(self):
        for match in self:
            name = match.line_id.partner_name
            match.payer = name or match._get_source().partner_id.name

    @api.depends("line_id.payment_ref", "payment_id.memo", "share_ids.order_id")
    def _compute_purpose(self):
        for match in self:
            match.purpose = match._find_purpose() or match.payment_id.memo

    @api.depends("payer", "amount", "currency_id")
    def _compute_display_name(self):
        for match in self:
            amount = match.currency_id.format(match.amount)
            match.display_name = f"{amount} {match.payer or ''}".strip()

    @api.depends("state", "reason", "problem")
    @api.depends_context("lang")
    def _compute_explanation(self):
        labels = dict(self._fields["reason"]._description_selection(self.env))
        for match in self:
            label = match.state == "proposed" and labels.get(match.reason)
            names = label and match._get_meant_names()
            match.explanation = match.problem or (
                f"{label}: {names}" if names else label
            )

    @api.depends("state", "reason")
    def _compute_is_risky(self):
        for match in self:
            is_open = match.state == "proposed"
            match.is_risky = is_open and match.reason in RISKY_REASONS

    # === BUSINESS METHODS === #

    def _find_purpose(self):
        """Return the payer's text, and other texts that name an order."""
        line = self.line_id
        purpose = line.payment_ref or ""
        texts = list(filter(None, line and line._get_payers_texts()))
        if texts in ([], [purpose]):
            return purpose
        telling = list(filter(self._get_finder().find, texts))
        if not telling or purpose in telling:
            return purpose
        # Importers store the payer's name if there is no text.
        is_payer = purpose.casefold() == (line.partner_name or "").casefold()
        return telling[0] if is_payer or not purpose else f"{purpose} | {telling[0]}"

    def _get_finder(self):
        """Return the finder of the orders' references."""
        references = self.env["ecommerce.bank.candidates"]._get_references(
            self.share_ids.order_id
        )
        return ReferenceFinder(
            [(it, order) for order, found in references.items() for it in found]
        )

    def _get_meant_names(self):
        """Return the names of the orders that the reason is about, if ambiguous."""
        # In sudo mode because users who match payments may not read all orders.
        orders = self.sudo().share_ids.order_id
        is_meant = {
            "cancelled": lambda order: order.state == "cancel",
            "paid": lambda order: order.state != "cancel" and order.amount_owed <= 0,
            "confirmed": lambda order: order.state == "sale",
            "currency": lambda order: order.currency_id != self.currency_id,
        }.get(self.reason)
        if len(orders) < 2 or not is_meant:
            return ""
        return ", ".join(orders.filtered(is_meant).mapped("name"))

    def _explain_rest(self):
        """Return a sentence with the amount for no order, or False if there is none."""
        rest = self.amount - sum(self.share_ids.mapped("amount"))
        return not self.currency_id.is_zero(rest) and self.env._(
            "%(amount)s belong to no order and stay open in the accounting.",
            amount=self.currency_id.format(rest),
        )
