from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from ..bank.line_details import LineDetails
from ..bank.rules import ReferenceFinder, get_words
from ..engine.locks import lock_or_refuse

LINE = "account.bank.statement.line"


class EcommerceRefundAnswers(models.AbstractModel):
    """Evaluation of bank lines about transfers of refunds.

    ====================================  ============================================
    Bank line                             Result
    ====================================  ============================================
    outgoing, with our end-to-end id or   the refund is done: booked as if registered
    the number of a refund or file        by a user, and reconciled with the line
    incoming with our end-to-end id, or   the refund failed: credit note and order are
    a return that names the refund        open again, its account is to be checked
    our end-to-end id, but another        needs a decision
    amount, or a refund settled already
    ====================================  ============================================
    """

    _name = "ecommerce.refund.answers"
    _description = "Answers of Banks to Refunds"

    # === WHICH LINES === #

    @api.model
    def _note(self, lines):
        """Create the matches of lines about refunds; they are booked one by one.

        :param lines: Unreconciled bank statement lines.
        :return: The lines about refunds.
        """
        # In sudo mode because users with bank lines may not read refunds.
        matches = self.env["ecommerce.payment.match"].sudo()
        vals_list = []
        for company, its in lines.grouped("company_id").items():
            known = self._find_known(company, its)
            vals_list += [
                vals for line in its if (vals := self._prepare_match(line, known))
            ]
        matches = matches.create(vals_list)
        if matches:
            self.env["ecommerce.automation"]._trigger("book_bank_money")
        return matches.line_id.with_env(lines.env)

    @api.model
    def _find_known(self, company, lines):
        """Return the refund payments that lines may be about, in few queries."""
        texts = [text.strip() for line in lines for text in line._get_payers_texts()]
        words = sorted(set().union(*map(get_words, texts)))
        is_named = (
            Domain("end_to_end", "in", [text for text in texts if text])
            | Domain("refund_id.name", "in", words)
            | Domain("file_id.message_ref", "in", words)
            | Domain("file_id.batch_ref", "in", words)
        )
        # In sudo mode because whoever has bank lines may not see refunds.
        return (
            self.env["ecommerce.refund.payment"]
            .sudo()
            .search(
                is_named
                & Domain("company_id", "=", company.id)
                & Domain("is_by_hand", "=", True)
            )
        )

    @api.model
    def _prepare_match(self, line, known):
        """Return the values of a line's match, or None if it isn't about a refund."""
        by_id = self._find_by_id(line, known)
        named = by_id or (self._is_outcome(line) and self._find_by_name(line, known))
        if not named:
            return None
        payments = self._choose(line, named)
        if not payments and not by_id:
            return None
        return {
            "line_id": line.id,
            "company_id": line.company_id.id,
            "state": "sure" if payments else "proposed",
            "reason": False if payments else "refund_unclear",
            "refund_payment_ids": [Command.set((payments or by_id).ids)],
            "share_ids": [
                Command.create(
                    {"order_id": order.id, "amount": sum(its.mapped("amount"))}
                )
                for order, its in (payments or by_id).grouped("order_id").items()
            ],
        }

    @api.model
    def _is_outcome(self, line):
        """Return whether the line is an outgoing payment, or a returned one."""
        details = LineDetails.parse(line.transaction_details)
        return line.amount < 0 or (line.amount > 0 and line._is_reversal(details))

    @api.model
    def _find_by_id(self, line, known):
        """Return the payments whose end-to-end ids the line, or a part of it, has."""
        texts = {text.strip() for text in line._get_payers_texts()}
        return known.filtered(lambda it: it.end_to_end and it.end_to_end in texts)

    @api.model
    def _find_by_name(self, line, known):
        """Return the payments whose refund or file the line names."""
        pairs = [(it.refund_id.name, it) for it in known]
        for payment in known.filtered("file_id"):
            file = payment.file_id
            pairs += [(file.message_ref, payment), (file.batch_ref, payment)]
        named = ReferenceFinder(pairs).find(*line._get_payers_texts()).named
        return known.filtered(lambda it: it in named)

    @api.model
    def _choose(self, line, named):
        """Return the named payments whose total is the amount of the line.

        Outgoing payments may be booked as a batch.
        """
        if line.foreign_currency_id or named.currency_id != line.currency_id:
            return named.browse()
        if line.amount > 0:
            named = named.filtered(lambda it: it.state in ("to_transfer", "done"))
        else:
            named = named.filtered(self._is_awaited)
        compare = line.currency_id.compare_amounts
        amount = abs(line.amount)
        if compare(sum(named.mapped("amount")), amount) == 0:
            return named
        return named.filtered(lambda it: compare(it.amount, amount) == 0)[:1]

    @api.model
    def _is_awaited(self, payment):
        """Return whether no bank line was matched with the outgoing payment yet."""
        booked = self._get_booked(payment)
        return payment.state == "to_transfer" or (
            payment.state == "done" and booked and not booked.is_matched
        )

    @api.model
    def _get_booked(self, payment):
        """Return the payment in accounting."""
        return payment.transaction_id.payment_id or payment.payment_id

    # === WHAT COMES OF IT === #

    @api.model
    def _book(self, match):
        """Book the refunds of a line, and reconcile them.

        :raise UserError: With the reason if it isn't possible.
        """
        payments = match.refund_payment_ids
        total = sum(payments.mapped("amount"))
        if match.currency_id.compare_amounts(total, abs(match.amount)):
            raise UserError(
                self.env._(
                    "%(line)s has a different amount than %(refunds)s: settle it in "
                    "the accounting.",
                    line=match.display_name,
                    refunds=", ".join(payments.mapped("display_name")),
                )
            )
        note = self._note_made if match.amount < 0 else self._note_returned
        items = []
        for payment in payments:
            lock_or_refuse(payment.order_id, payment)
            items.append(note(payment, match.line_id))
        self.env["ecommerce.bank.reconciliation"]._reconcile(match.line_id, items)

    @api.model
    def _note_made(self, payment, line):
        """Mark a refund as transferred, and return the item to reconcile."""
        if payment.state == "to_transfer":
            self.env["ecommerce.refund.transfer"]._book(
                payment, line.date, line.journal_id
            )
        booked = self._get_booked(payment)
        if payment.state != "done" or booked.journal_id != line.journal_id:
            raise UserError(
                self.env._(
                    "%(refund)s was settled in another way: check whether it was "
                    "transferred twice.",
                    refund=payment.display_name,
                )
            )
        return self.env["ecommerce.bank.reconciliation"]._get_outstanding(booked)

    @api.model
    def _note_returned(self, payment, line):
        """Mark a returned refund as failed, and return the item to reconcile.

        Its payment then only exists in accounting, without the order.
        """
        booked = self._get_booked(payment)
        if payment.state != "done" or not booked:
            raise UserError(
                self.env._(
                    "%(refund)s came back, but no bank line confirms the transfer "
                    "itself: import that bank statement first, or register the "
                    "transfer.",
                    refund=payment.display_name,
                )
            )
        reason = self._get_reason(line)
        payment._note_returned(reason)
        if tx := payment.transaction_id:
            self.env["ecommerce.bank.booking"]._let_fail(tx, booked, reason)
        return self.env["ecommerce.bank.reconciliation"]._release(booked)

    @api.model
    def _get_reason(self, line):
        """Return why the customer's bank returned the payment."""
        code = LineDetails.parse(line.transaction_details).reason
        if code in ("AC01", "BE04", "RC01"):
            return self.env._("The account number is wrong (%(code)s).", code=code)
        if code in ("AC04", "AC06", "MD07"):
            return self.env._("The account is closed or blocked (%(code)s).", code=code)
        return self.env._(
            "The bank sent it back: %(reason)s", reason=code or line.payment_ref or "/"
        )
