from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .line_details import LineDetails
from .rules import Booking, get_letters, tells_of_reversal

# Banks book entries on weekends and holidays with the date of the next working day;
# later dates need a review.
DAYS_AHEAD = timedelta(days=7)
# As many as one night can process; the rest follows in the next night.
MOST_FORGOTTEN = 10_000


class AccountBankStatementLine(models.Model):
    """Matching of bank statement lines, from any import, with eCommerce orders."""

    _name = "account.bank.statement.line"
    _inherit = ["account.bank.statement.line", "ecommerce.guarded.mixin"]

    is_to_match = fields.Boolean(
        copy=False,
        string="To Match with Orders",
        readonly=True,
        help="It has not been checked yet whether it pays eCommerce orders.",
    )
    unmatched_letters = fields.Text(
        copy=False,
        index="trigram",
        readonly=True,
        help="What the payer wrote on a line that names no order, so that a later "
        "order can find it.",
    )
    payment_match_ids = fields.One2many("ecommerce.payment.match", "line_id")

    _to_match_idx = models.Index("(id) WHERE is_to_match IS TRUE")

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `account` to trigger the matching with eCommerce orders."""
        lines = super().create(vals_list)
        lines._ask_for_match()
        return lines

    def _ask_for_match(self):
        """Queue the lines for matching with eCommerce orders."""
        shops = self.env["ecommerce.bank.candidates"]._get_companies()
        if lines := self.filtered(lambda line: line.company_id in shops):
            # In sudo mode because users who import bank lines may not write them.
            lines.sudo().is_to_match = True
            self.env["ecommerce.automation"]._trigger("match_bank_line")

    # === AUTOMATION: MATCH BANK LINES === #

    @api.model
    def _flow_match_bank_line_domain(self):
        """Return the domain of the lines to match.

        Includes lines whose proposed order was deleted or changed. Lines dated on the
        next working day wait for that date: no payment is booked in the future.
        """
        outdated = self.env["ecommerce.payment.match"]._find_outdated()
        is_new = Domain("is_to_match", "=", True) & self._get_domain_of_time()
        return is_new | Domain("id", "in", outdated.line_id.ids)

    @api.model
    def _get_domain_of_time(self):
        """Return the domain of the lines that needn't wait for their date."""
        companies = self.env["res.company"].search([])  # pylint: disable=no-search-all
        return Domain.OR(
            Domain("company_id", "in", its.ids)
            & (Domain("date", "<=", today) | Domain("date", ">", today + DAYS_AHEAD))
            for today, its in companies.grouped(lambda it: it._get_today()).items()
        )

    def _flow_match_bank_line(self):
        """Match the lines with orders; the payments are booked later, one by one."""
        (self.payment_match_ids & self.payment_match_ids._find_outdated()).unlink()
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
        """Return the letters to search for later orders; empty if matched."""
        return not self.payment_match_ids and get_letters(self._get_payers_texts())

    # === MAINTENANCE === #

    @api.autovacuum
    def _gc_unmatched_letters(self):
        """Clear the payers' texts of lines too old to pay an order."""
        companies = self.env["res.company"].search([])  # pylint: disable=no-search-all
        for first_day, its in companies.grouped(self._get_first_day).items():
            old_lines = self.search(
                Domain("unmatched_letters", "!=", False)
                & Domain("company_id", "in", its.ids)
                & Domain("date", "<", first_day),
                limit=MOST_FORGOTTEN,
            )
            old_lines.unmatched_letters = False

    @api.model
    def _get_first_day(self, company):
        """Return the first day of orders that the company's bank lines may pay."""
        return company._get_today() - timedelta(days=company.payment_match_days)

    # === BOOKINGS === #

    def _get_booking(self, own_references):
        """Return the `Booking` of the line for the rules.

        :param own_references: The end-to-end ids of our outgoing payments.
        """
        self.ensure_one()
        details = LineDetails.parse(self.transaction_details)
        is_own = details.end_to_end in own_references
        return Booking(
            amount=self.env["ecommerce.bank.candidates"]._get_decimal(
                self.amount, self.currency_id
            ),
            # A converted amount can't equal the amount of an order.
            currency="" if self.foreign_currency_id else self.currency_id.name,
            booked_on=self.date,
            # Our own payments name orders, too, but reverse nothing.
            texts=() if is_own and self.amount < 0 else self._get_payers_texts(),
            is_booked=self.state == "posted",
            is_reversal=is_own or self._is_reversal(details),
            is_proven=details.is_proven,
            has_parts=details.has_parts,
            payer=self.partner_name or self.partner_id.name or "",
            iban="".join((self.account_number or "").split()).upper(),
        )

    def _is_reversal(self, details):
        """Return whether the line is a reversal, by its text if unknown."""
        if details.is_reversal is None:
            return tells_of_reversal(self.payment_ref or "")
        return details.is_reversal

    def _get_payers_texts(self):
        """Return the payer's texts, without the bank's reference and internal notes."""
        self.ensure_one()
        details = LineDetails.parse(self.transaction_details)
        return (self.payment_ref or "", *details.texts)

    def _get_end_to_end_ids(self):
        """Return the end-to-end ids of the lines."""
        found = (
            LineDetails.parse(line.transaction_details).end_to_end for line in self
        )
        return {reference for reference in found if reference}
