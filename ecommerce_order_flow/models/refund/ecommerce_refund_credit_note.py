from odoo import api, fields, models
from odoo.fields import Command

from ..status.rules.balances import Balances


class EcommerceRefundCreditNote(models.AbstractModel):
    """Posting of the credit notes of refunds."""

    _name = "ecommerce.refund.credit.note"
    _description = "Posting of Credit Notes"

    @api.model
    def _post(self, refund, documents):
        """Post the credit notes of a refund, one for each invoice.

        :param documents: `DocumentPlan` items; those without an invoice post nothing.
        :return: The credit notes.
        """
        credit_notes = self.env["account.move"]
        for document in documents:
            if document.invoice:
                credit_notes |= self._post_document(refund, document)
        return credit_notes

    @api.model
    def _credit_later(self, refund):
        """Credit a refund that was made before the invoice, as far as it exceeds it.

        A concession included in a lowered price isn't credited again.
        """
        order = refund.order_id.with_company(refund.company_id)
        facts = self.env["ecommerce.refund.planner"]._get_facts(order)
        balances = Balances(facts)
        gift = min(refund.given_amount, refund.uncredited_amount)
        owed = refund.uncredited_amount - gift
        amount = min(owed + min(gift, balances.concession), balances.to_credit)
        documents = self.env["ecommerce.refund.allowance"]._plan(
            order, amount, refund.reason
        )
        refund.booked_on = fields.Date.context_today(refund)
        self._post(refund, documents)
        refund.uncredited_amount = 0.0
        self.env["ecommerce.payment.matching"]._match(order)

    @api.model
    def _post_document(self, refund, document):
        invoice = document.invoice.with_context(mail_auto_subscribe_no_notify=True)
        credit_note = invoice._reverse_moves([self._prepare_reversal(refund, invoice)])
        if not document.is_whole:
            credit_note.invoice_line_ids = [
                Command.clear(),
                *[Command.create(dict(values)) for values in document.lines],
            ]
        if document.tax_cents:
            self._add_tax_cents(credit_note, document.tax_cents)
        self.env["ecommerce.refund.check"]._ensure_as_planned(credit_note, document)
        credit_note.action_post()
        return credit_note

    @api.model
    def _prepare_reversal(self, refund, invoice):
        today = refund.booked_on
        values = {"move_name": invoice.name, "reason": refund.reason}
        lang = invoice.partner_id.lang or self.env.lang
        translate = self.with_context(lang=lang).env._
        return {
            "ref": translate("Reversal of: %(move_name)s, %(reason)s", **values)
            if refund.reason
            else translate("Reversal of: %(move_name)s", move_name=invoice.name),
            "date": today,
            "invoice_date": today,
            "invoice_date_due": today,
            "invoice_origin": invoice.invoice_origin,
            "invoice_payment_term_id": False,
            # It reverses the booking at the rate of the invoice.
            "invoice_currency_rate": invoice.invoice_currency_rate,
            "invoice_user_id": invoice.invoice_user_id.id,
            "refund_id": refund.id,
        }

    @api.model
    def _add_tax_cents(self, credit_note, cents):
        """Adjust the largest tax of a credit note by some cents."""
        line = credit_note.line_ids.filtered("tax_line_id").sorted("balance")[-1:]
        if line:
            amount = line.amount_currency + cents
            credit_note.line_ids = [
                Command.update(line.id, {"amount_currency": amount})
            ]
