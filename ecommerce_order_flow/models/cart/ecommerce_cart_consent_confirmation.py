import logging

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import email_normalize, hash_sign, verify_hash_signed

from .ecommerce_cart_consent import TICK_SOURCES

_logger = logging.getLogger(__name__)

CONFIRMATION_SCOPE = "ecommerce_order_flow.cart_consent"
HOURS_TO_CONFIRM = 30 * 24
# At most one email per address within this time, whoever enters the address.
CONFIRMATION_PAUSE = relativedelta(days=1)


class EcommerceCartConsent(models.Model):
    """Double opt-in: consent counts once the owner of the address confirms it."""

    _inherit = "ecommerce.cart.consent"

    @api.model
    def _is_owner(self, email):
        """Return whether the user is signed in with the address."""
        user = self.env.user
        return not user._is_public() and email_normalize(user.login) == email

    @api.model
    def _must_confirm(self, website, email):
        """Return whether consent must be confirmed by email."""
        if website.cart_double_opt_in == "always":
            return True
        if self._is_owner(email):
            return False
        last = self._find_rows(website.company_id, [email]).get(email, self.browse())
        return website.cart_double_opt_in == "guests" or last._is_lasting_objection()

    @api.model
    def _is_confirmed_by_mail(self, website):
        """Return whether the page announces a confirmation email."""
        return website.cart_double_opt_in == "always" or (
            website.cart_double_opt_in == "guests" and self.env.user._is_public()
        )

    @api.model
    def _is_waiting(self, company, email):
        """Return whether a confirmation email was sent recently and is unanswered."""
        rows = self.search(
            [
                ("company_id", "=", company.id),
                ("email", "=", email),
                "|",
                "&",
                ("decision", "=", "unconfirmed"),
                ("create_date", ">", fields.Datetime.now() - CONFIRMATION_PAUSE),
                ("source", "not in", TICK_SOURCES),
            ],
            limit=1,
        )
        return rows.decision == "unconfirmed"

    @api.model
    def _ask_to_confirm(self, website, email, source):
        """Ask the owner of an address by email to confirm the consent."""
        company = website.company_id
        has_agreed = self._get_decisions(company, [email]).get(email) == "consent"
        if has_agreed or self._is_waiting(company, email):
            return
        self._decide(
            website,
            email,
            "unconfirmed",
            source,
            text=website._get_cart_consent_text(),
        )._send_confirmation_mail()

    def _send_confirmation_mail(self):
        template = self.env.ref(
            "ecommerce_order_flow.mail_template_cart_consent", raise_if_not_found=False
        )
        if not template:
            _logger.warning("No mail template asks %s to confirm their consent.", self)
            return
        # In sudo mode because visitors may not read templates.
        template.sudo().send_mail(self.id)
        self.env["ecommerce.automation"]._trigger_mail_queue()

    def _get_confirmation_url(self):
        """Return the link for the confirmation; it can't be guessed."""
        # In sudo mode because nobody else reads the secret that signs links.
        token = hash_sign(
            self.sudo().env,
            CONFIRMATION_SCOPE,
            self.ids,
            expiration_hours=HOURS_TO_CONFIRM,
        )
        base_url = self.website_id.get_base_url()
        return f"{base_url}/shop/reminders/confirm?token={token}"

    @api.model
    def _find_unconfirmed(self, token):
        """Return the consent of a link, or an empty recordset if it is invalid."""
        try:
            # In sudo mode because nobody else reads the secret that signs links.
            ids = verify_hash_signed(self.sudo().env, CONFIRMATION_SCOPE, token or "")
        except ValueError:  # Not even base64.
            ids = None
        return self.browse(ids or []).exists().filtered("website_id")

    def _confirm(self):
        """Record the confirmed consent, unless it is recorded already."""
        self.ensure_one()
        decisions = self._get_decisions(self.company_id, [self.email])
        if decisions.get(self.email) != "consent":
            self._decide(
                self.website_id,
                self.email,
                "consent",
                "confirmation",
                text=self.text,
                lang=self.lang,
            )

    @api.autovacuum
    def _gc_unconfirmed(self):
        """Delete unconfirmed consents after the confirmation period."""
        oldest = fields.Datetime.now() - relativedelta(hours=HOURS_TO_CONFIRM)
        rows = self.search(
            [("decision", "=", "unconfirmed"), ("create_date", "<", oldest)]
        )
        # A confirmed consent is proof together with its request.
        confirmed = self.search(
            [("source", "=", "confirmation"), ("email", "in", rows.mapped("email"))]
        )
        emails = set(confirmed.mapped("email"))
        rows.filtered(lambda row: row.email not in emails).unlink()
