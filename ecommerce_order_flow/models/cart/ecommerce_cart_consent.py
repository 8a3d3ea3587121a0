from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, hash_sign, verify_hash_signed

from .const import CART_CONSENT_DECISIONS, CART_CONSENT_SOURCES

TOKEN_SCOPE = "ecommerce_order_flow.cart_opt_out"
# Sources with a checkbox.
TICK_SOURCES = ("checkout", "cart")


class EcommerceCartConsent(models.Model):
    """A decision about cart reminders, kept as proof: the last one counts.

    A reminder is advertising: it needs consent, or a customer who can object at any
    time (§ 7 UWG). The decision is the address's, for all websites of a company.
    """

    _name = "ecommerce.cart.consent"
    _description = "Decision About Cart Reminders"
    _inherit = ["ecommerce.guarded.mixin"]
    _order = "id desc"
    _rec_name = "email"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    website_id = fields.Many2one("website", ondelete="set null")
    email = fields.Char(string="Email Address", required=True)
    decision = fields.Selection(
        selection=CART_CONSENT_DECISIONS, required=True, default="opt_out"
    )
    source = fields.Selection(
        selection=CART_CONSENT_SOURCES,
        required=True,
        readonly=True,
        copy=False,
        default="staff",
    )
    text = fields.Text(
        readonly=True,
        copy=False,
        help="What the customer consented to, as it was shown.",
    )
    lang = fields.Char(string="Language", readonly=True, copy=False)
    create_date = fields.Datetime(string="Date", readonly=True)

    _email_idx = models.Index("(email, company_id, id DESC)")

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """Override to normalize addresses.

        :raise UserError: If an address is invalid.
        """
        vals_list = [
            {**vals, "email": self._normalize(vals.get("email"))} for vals in vals_list
        ]
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super
        """Override to keep the decisions unchanged, because they are proof.

        :raise UserError: Always.
        """
        raise UserError(
            self.env._(
                "Decisions about reminders serve as proof and cannot be changed: add "
                "a new one, which applies from then on."
            )
        )

    @api.model
    def _normalize(self, email):
        normalized = email_normalize(email or "")
        if not normalized:
            raise UserError(
                self.env._(
                    "%(email)s is not a valid email address.", email=email or "-"
                )
            )
        return normalized

    # === BUSINESS METHODS === #

    @api.model
    def _get_decisions(self, company, emails):
        """Return the decisions in effect, by address."""
        return {
            email: row.decision
            for email, row in self._find_rows(company, emails).items()
        }

    @api.model
    def _find_rows(self, company, emails):
        """Return the last decision in effect, by address."""
        rows = self.search(
            [
                ("company_id", "=", company.id),
                ("email", "in", list(emails)),
                ("decision", "!=", "unconfirmed"),
            ],
            order="id",
        )
        return {row.email: row for row in rows}

    @api.model
    def _note_consent(self, website, email, source):
        """Record consent to the website's text in the current language."""
        return self._decide(
            website,
            email,
            "consent",
            source,
            text=website._get_cart_consent_text(),
        )

    @api.model
    def _note_opt_out(self, website, email, source):
        """Record an objection to reminders, unless it is recorded already."""
        email = self._normalize(email)
        last = self._find_rows(website.company_id, [email]).get(email, self.browse())
        is_known = last._is_lasting_objection() or source in TICK_SOURCES
        if last.decision == "opt_out" and is_known:
            return self.browse()
        is_by_stranger = source in TICK_SOURCES and not self._is_owner(email)
        if is_by_stranger and last._is_consent_of_owner():
            return self.browse()  # The owner can object by the link in each email.
        return self._decide(website, email, "opt_out", source)

    def _is_consent_of_owner(self):
        """Return whether the consent was given by the verified owner of the address."""
        is_signed_in = email_normalize(self.create_uid.login or "") == self.email
        return self.decision == "consent" and (
            self.source == "confirmation" or is_signed_in
        )

    def _is_lasting_objection(self):
        """Return whether only the owner of the address can lift the objection.

        Leaving a box unticked is an objection as well, but by anybody.
        """
        return self.decision == "opt_out" and self.source not in TICK_SOURCES

    @api.model
    def _decide(self, website, email, decision, source, **values):
        # In sudo mode because nobody else says where somebody decided.
        decisions = self.sudo().create(
            {
                "company_id": website.company_id.id,
                "website_id": website.id,
                "email": email,
                "decision": decision,
                "source": source,
                "lang": self.env.lang,
                **values,
            }
        )
        return decisions.with_env(self.env)

    # === CARTS === #

    @api.model
    def _is_asked(self, cart):
        """Return whether the customer of a cart is asked for consent."""
        website = cart.website_id
        if website.cart_consent not in ("consent", "consent_or_customer"):
            return False
        if not any(website.cart_reminder_ids.mapped("is_on")):
            return False
        email = cart.partner_id.email_normalized
        if not email or not self._is_owner(email):
            return True  # The owner's decision isn't revealed to strangers.
        decision = self._get_decisions(cart.company_id, [email]).get(email)
        return decision != "consent" and not self._is_waiting(cart.company_id, email)

    @api.model
    def _note_consent_of(self, cart, source):
        """Record the consent of a cart's customer.

        :return: Whether it is in effect; otherwise once it is confirmed by email.
        """
        website, email = cart.website_id, cart.partner_id.email_normalized
        if self._must_confirm(website, email):
            self._ask_to_confirm(website, email, source)
            return False
        self._note_consent(website, email, source)
        cart._note_cart_activity()
        return True

    # === LINKS === #

    @api.model
    def _get_token(self, website, email):
        """Return the token of the link for objections; it can't be guessed."""
        # In sudo mode because nobody else reads the secret that signs links.
        return hash_sign(self.sudo().env, TOKEN_SCOPE, [website.id, email])

    @api.model
    def _read_token(self, token):
        """Return the website and address of a token, empty if the token is invalid."""
        try:
            # In sudo mode because nobody else reads the secret that signs links.
            values = verify_hash_signed(self.sudo().env, TOKEN_SCOPE, token or "")
        except ValueError:  # Not even base64.
            values = None
        website_id, email = values or (False, False)
        return self.env["website"].browse(website_id).exists(), email
