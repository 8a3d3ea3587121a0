from odoo import api, models
from odoo.exceptions import UserError

from ..awaiting.epc_qr import build_epc_payload
from ..awaiting.payment_transaction import PAYMENT_DAY, PAYMENT_JOURNAL
from ..engine.locks import lock_or_refuse


class EcommerceRefundTransfer(models.AbstractModel):
    """Booking of manual transfers of refunds."""

    _name = "ecommerce.refund.transfer"
    _description = "Transfers of Refunds"

    @api.model
    def _book(self, payment, day, journal):
        """Record that a refund was transferred, as if a provider had reported it.

        :param payment: The `ecommerce.refund.payment`.
        :param day: The date of the transfer.
        :param journal: The bank or cash journal of the transfer.
        :raise UserError: If the payment isn't to be transferred anymore.
        """
        self.env["ecommerce.refund.check"]._ensure_allowed(payment.order_id)
        # In sudo mode because users can't write refunds.
        payment = payment.sudo()
        order = payment.order_id.with_company(payment.company_id)
        lock_or_refuse(order, payment)
        if payment.state != "to_transfer":
            raise UserError(
                self.env._(
                    "%(refund)s does not have to be transferred anymore: check its "
                    "state.",
                    refund=payment.refund_id.name,
                )
            )
        if payment.source_transaction_id:
            self._book_with_transaction(payment, day, journal)
        else:
            self._book_alone(payment, day, journal)

    @api.model
    def _book_with_transaction(self, payment, day, journal):
        # In sudo mode because salespeople can't read journals.
        tx = payment.source_transaction_id.with_context(
            **{PAYMENT_DAY: day, PAYMENT_JOURNAL: journal.sudo()}
        )._create_child_transaction(
            payment.amount,
            is_refund=True,
            invoice_ids=payment.refund_id.credit_note_ids.ids,
        )
        payment.write({"transaction_id": tx.id, "step": "sent"})
        tx._set_done()
        tx._post_process()

    @api.model
    def _book_alone(self, payment, day, journal):
        """Book the refund of a payment that was registered in accounting."""
        credit_notes = payment.refund_id.credit_note_ids
        # In sudo mode because salespeople who refund can't register payments.
        lines = journal.sudo()._get_available_payment_method_lines("outbound")
        booked = (
            self.env["account.payment"]
            .sudo()
            .create(
                {
                    "payment_type": "outbound",
                    "partner_type": "customer",
                    "partner_id": payment.commercial_partner_id.id,
                    "amount": payment.amount,
                    "currency_id": payment.currency_id.id,
                    "date": day,
                    "journal_id": journal.id,
                    "payment_method_line_id": lines.filtered(
                        lambda line: line.code == "manual"
                    )[:1].id,
                    "company_id": payment.company_id.id,
                    "memo": payment.refund_id.name,
                    "invoice_ids": credit_notes.ids,
                }
            )
        )
        booked.action_post()
        payment.write({"payment_id": booked.id, "step": "sent"})
        matching = self.env["ecommerce.payment.matching"]
        matching._settle(credit_notes | booked.move_id)

    @api.model
    def _get_payload(self, payment):
        """Return the content of the QR code; empty if SEPA can't be used."""
        account = payment.account_id
        if not account or payment.currency_id.name != "EUR":
            return ""
        return build_epc_payload(
            account.acc_holder_name or account.partner_id.name,
            account.sanitized_acc_number,
            payment.amount,
            payment.refund_id.name,
            account.bank_bic,
        )
