from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .line_details import LineDetails
from .rules import Booking, get_letters, tells_of_reversal

# As many as a night takes; the others are for the next one.
MOST_FORGOTTEN = 10_000


class AccountBankStatementLine(models.Model):
    """Bank lines, whoever imports them, may pay web orders."""

    _inherit = "account.bank.statement.line"

    is_to_match = fields.Boolean(
        string="To Match with Orders",
        readonly=True,
        help="Nobody looked yet whether it pays web orders.",
    )
    unmatched_letters = fields.Text(
        index="trigram",
        readonly=True,
        help="What the payer wrote on a line that names no order: one that comes later "
        "finds it.",
    )
    payment_match_ids = fields.One2many("ecommerce.payment.match", "line_id")

    _to_match_idx = models.Index("(id) WHERE is_to_match IS TRUE")

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `account` to have web orders looked for, in the background."""
        lines = super().create(vals_list)
        lines._ask_for_match()
        return lines

    def _ask_for_match(self):
        """Have web orders looked for that the lines pay."""
        shops = self.env["ecommerce.bank.candidates"]._get_companies()
        if lines := self.filtered(lambda line: line.company_id in shops):
            # In sudo mode because whoever has bank lines may not write them.
            lines.sudo().is_to_match = True
            self.env["ecommerce.automation"]._trigger("match_bank_line")

    # === AUTOMATION: MATCH BANK LINES === #

    @api.model
    def _flow_match_bank_line_domain(self):
        """Return the lines that nobody looked at since the automations work."""
        return Domain("is_to_match", "=", True)

    def _flow_match_bank_line(self):
        """Decide which orders the lines pay; it is booked afterwards, one by one."""
        open_lines = self.filtered(
            lambda line: not (line.is_reconciled or line.payment_match_ids)
        )
        self.env["ecommerce.bank.matching"]._match(open_lines)
        for line in self:
            line.write(
                {
                    "is_to_match": False,
                    "unmatched_letters": line in open_lines and line._get_letters(),
                }
            )

    def _get_letters(self):
        """Return what later orders are searched in, nothing if it named some."""
        return not self.payment_match_ids and get_letters(self._get_payers_texts())

    # === MAINTENANCE === #

    @api.autovacuum
    def _gc_unmatched_letters(self):
        """Forget what payers wrote when no order is paid by it anymore."""
        companies = self.env["res.company"].search([])  # pylint: disable=no-search-all
        today = fields.Date.today()
        for days, its in companies.grouped("payment_match_days").items():
            old_lines = self.search(
                Domain("unmatched_letters", "!=", False)
                & Domain("company_id", "in", its.ids)
                & Domain("date", "<", today - timedelta(days=days)),
                limit=MOST_FORGOTTEN,
            )
            old_lines.unmatched_letters = False

    # === BOOKINGS === #

    def _get_booking(self, own_references):
        """Return what the rules know of the line.

        :param own_references: The end-to-end ids by which we paid somebody.
        """
        self.ensure_one()
        details = LineDetails.parse(self.transaction_details)
        is_own = details.end_to_end in own_references
        return Booking(
            amount=self.env["ecommerce.bank.candidates"]._get_decimal(
                self.amount, self.currency_id
            ),
            # What was converted is no order's amount, whatever it is.
            currency="" if self.foreign_currency_id else self.currency_id.name,
            booked_on=self.date,
            # What we pay names the order, too, and takes nothing back.
            texts=() if is_own and self.amount < 0 else self._get_payers_texts(),
            is_booked=self.state == "posted",
            is_reversal=is_own or self._is_reversal(details),
            is_proven=details.is_proven,
            has_parts=details.has_parts,
            payer=self.partner_name or self.partner_id.name or "",
            iban="".join((self.account_number or "").split()).upper(),
        )

    def _is_reversal(self, details):
        """Return whether it undoes a booking: its words tell if its importer didn't."""
        if details.is_reversal is None:
            return tells_of_reversal(self.payment_ref or "")
        return details.is_reversal

    def _get_payers_texts(self):
        """Return what the payer wrote: not the bank's own reference, nor our notes."""
        self.ensure_one()
        details = LineDetails.parse(self.transaction_details)
        return (self.payment_ref or "", *details.texts)

    def _get_end_to_end_ids(self):
        """Return the end-to-end ids of the lines."""
        found = (
            LineDetails.parse(line.transaction_details).end_to_end for line in self
        )
        return {reference for reference in found if reference}
