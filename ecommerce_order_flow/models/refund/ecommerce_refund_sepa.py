import base64

from odoo import api, models
from odoo.exceptions import UserError

from ..engine.locks import lock_or_refuse
from .rules.credit_transfer import Debtor, Transfer, write_transfers
from .rules.sepa import LONGEST_NAME, is_sepa, needs_bic, read_bic, spell

EURO = "EUR"


class EcommerceRefundSepa(models.AbstractModel):
    """Creation of files for transfers of refunds by a bank."""

    _name = "ecommerce.refund.sepa"
    _description = "SEPA Files of Refunds"

    @api.model
    def _create_files(self, payments, day, journal=None):
        """Return new files, one per company; ineligible payments are skipped.

        :param payments: The selected `ecommerce.refund.payment` records.
        :param day: The execution date.
        :param journal: The bank journal; otherwise the company's first suitable one.
        :raise AccessError: If the user may not refund one of the orders.
        :raise UserError: With the reasons if none of them can be transferred.
        """
        payments._ensure_allowed()
        # In sudo mode because users can neither write files nor read bank accounts.
        payments = payments.sudo()
        for payment in payments:
            lock_or_refuse(payment.order_id, payment)
        # They may be in another user's file meanwhile.
        payments.invalidate_recordset()
        ready, reasons = self._sort_out(payments, journal)
        if not ready:
            nothing = self.env._("Choose the refunds to transfer.")
            raise UserError("\n".join(reasons) or nothing)
        files = self.env["ecommerce.refund.file"]
        for debtor, its in ready.items():
            files += self._create_file(debtor, its, day)
        return files.sudo(False)

    @api.model
    def _create_file(self, journal, payments, day):
        payments._name_transfers()
        written = write_transfers(
            self._get_debtor(journal), [self._describe(it) for it in payments], day
        )
        # In sudo mode because nobody writes files but this.
        file = (
            self.env["ecommerce.refund.file"]
            .sudo()
            .create(
                {
                    "company_id": journal.company_id.id,
                    "journal_id": journal.id,
                    "currency_id": payments.currency_id.id,
                    "amount": sum(payments.mapped("amount")),
                    "transfer_count": len(payments),
                    "execution_on": day,
                    "message_ref": written.message,
                    "batch_ref": written.batch,
                    "content": base64.b64encode(written.content),
                }
            )
        )
        payments.file_id = file
        for payment in payments:
            payment.refund_id.message_post(
                body=self.env._(
                    "%(amount)s are in the file %(file)s for the bank.",
                    amount=payment.order_id._format_money(payment.amount),
                    file=file._get_html_link(),
                )
            )
        return file

    @api.model
    def _get_debtor(self, journal):
        account = journal.bank_account_id
        return Debtor(
            account.acc_holder_name or journal.company_id.name,
            account.sanitized_acc_number,
            read_bic(account.bank_bic),
        )

    @api.model
    def _describe(self, payment):
        """Return the transfer of a payment."""
        account = payment.account_id
        decimal = self.env["ecommerce.bank.candidates"]._get_decimal
        return Transfer(
            name=self._get_holder(account),
            iban=account.sanitized_acc_number,
            bic=read_bic(account.bank_bic),
            amount=decimal(payment.amount, payment.currency_id),
            end_to_end=payment.end_to_end,
            text=self._get_text(payment),
        )

    @api.model
    def _get_text(self, payment):
        """Return the text on the customer's bank statement."""
        refund = payment.refund_id
        lang = refund.partner_id.lang or refund.website_id.default_lang_id.code
        return self.with_context(lang=lang).env._(
            "%(refund)s, refund of your order %(order)s, %(company)s",
            refund=refund.name,
            order=refund.order_id.name,
            company=refund.company_id.name,
        )

    @api.model
    def _get_holder(self, account):
        return account.acc_holder_name or account.partner_id.name

    # === WHAT CAN BE TRANSFERRED === #

    @api.model
    def _sort_out(self, payments, journal=None):
        """Return the eligible payments by journal, and the reasons of the others.

        :return: The payments by journal, and the reasons.
        """
        ready, reasons = {}, []
        for company, its in payments.grouped("company_id").items():
            # In sudo mode because salespeople can't read the accounts of journals.
            debtor = (journal or self._find_journal(company)).sudo()
            if reason := self._explain_journal(debtor, company):
                reasons.append(reason)
                continue
            found = {it: self._explain(it) for it in its}
            reasons += [f"{it.display_name}: {found[it]}" for it in its if found[it]]
            if fitting := its.filtered(lambda it, found=found: not found[it]):
                ready[debtor] = fitting
        return ready, reasons

    @api.model
    def _find_journal(self, company):
        """Return the first bank journal that can make SEPA transfers."""
        # In sudo mode because salespeople can't read the accounts of journals.
        journals = (
            self.env["account.journal"]
            .sudo()
            .search([("type", "=", "bank"), ("company_id", "=", company.id)])
        )
        fitting = journals.filtered(lambda it: not self._explain_journal(it, company))
        return (fitting or journals)[:1]

    @api.model
    def _explain_journal(self, journal, company):
        """Return why a company can't make SEPA transfers from a journal, or False."""
        account = journal.bank_account_id
        currency = journal.currency_id or journal.company_id.currency_id
        if journal.company_id != company:
            return self.env._(
                "%(company)s has no bank account to transfer from: choose one.",
                company=company.name,
            )
        if currency.name != EURO:
            return self.env._(
                "%(journal)s is not kept in euros: choose an account in euros.",
                journal=journal.display_name,
            )
        if account.acc_type != "iban" or not read_bic(account.bank_bic):
            return self.env._(
                "%(journal)s has no bank account with an IBAN and a BIC: enter them.",
                journal=journal.display_name,
            )
        return False

    @api.model
    def _explain(self, payment):
        """Return why a payment can't be in a file, or a falsy value."""
        return self._explain_payment(payment) or self._explain_account(payment)

    @api.model
    def _explain_payment(self, payment):
        if payment.file_id:
            # In sudo mode because not everybody reads the files of colleagues.
            return self.env._(
                "It is already in the file %(file)s.", file=payment.sudo().file_id.name
            )
        if payment.state != "to_transfer":
            return self.env._("It does not have to be transferred, or not anymore.")
        if payment.currency_id.name != EURO:
            return self.env._("Only euros can be transferred by SEPA.")
        return False

    @api.model
    def _explain_account(self, payment):
        # In sudo mode because not all users can read the contact's accounts.
        account = payment.sudo().account_id
        if not account:
            return self.env._(
                "No account of the customer is known: enter the IBAN, or ask for it."
            )
        if account.acc_type != "iban":
            return self.env._(
                "%(account)s is not a valid IBAN.", account=account.acc_number
            )
        iban = account.sanitized_acc_number
        if not is_sepa(iban):
            return self.env._(
                "%(account)s is outside the SEPA area.", account=account.acc_number
            )
        if needs_bic(iban) and not read_bic(account.bank_bic):
            return self.env._(
                "Banks need a BIC for %(account)s: enter it.",
                account=account.acc_number,
            )
        return self._explain_trust(account)

    @api.model
    def _explain_trust(self, account):
        if not spell(self._get_holder(account), LONGEST_NAME):
            return self.env._(
                "The name of the account holder contains no letter that banks can "
                "process."
            )
        if not account.allow_out_payment:
            return self.env._(
                "The account %(account)s has not been checked yet: check it, and "
                "allow sending money to it.",
                account=account.acc_number,
            )
        return False
