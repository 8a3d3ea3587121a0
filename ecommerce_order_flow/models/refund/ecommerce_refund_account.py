import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import hash_sign, verify_hash_signed

from odoo.addons.base_iban.models.res_partner_bank import normalize_iban

from ..engine.locks import lock_or_refuse
from .rules.sepa import LONGEST_NAME, spell

TOKEN_SCOPE = "ecommerce_order_flow-refund_account"
VALID_FOR = timedelta(days=14)
# More than typing errors explain.
MOST_TRIES = 10


class EcommerceRefundAccount(models.AbstractModel):
    """Bank accounts for refunds by wire transfer.

    They are entered by staff, or by the customer on a linked page. New accounts aren't
    trusted: a user who may validate bank accounts must check them.
    """

    _name = "ecommerce.refund.account"
    _description = "Refund Accounts"

    # === ENTERED === #

    @api.model
    def _enter(self, payment, iban, holder=""):
        """Set the account of a refund as entered by staff.

        :raise AccessError: If the user may not refund the order.
        :raise UserError: If the IBAN is invalid, or can't be changed anymore.
        """
        payment._ensure_allowed()
        # In sudo mode because the right to refund doesn't include creating contacts.
        self._set_account(payment.sudo(), iban, holder)

    @api.model
    def _set_account(self, payment_sudo, iban, holder):
        if reason := self._explain_iban(iban):
            raise UserError(reason)
        account = self._find_or_create(payment_sudo, iban, holder)
        if payment_sudo.account_id != account:
            payment_sudo.account_id = account

    @api.model
    def _find_or_create(self, payment_sudo, iban, holder):
        """Return the contact's account; create it, or distrust it, if needed.

        Its data is never changed: persons other than the customer may know the link.
        """
        number = normalize_iban(iban).upper()
        partner = payment_sudo.commercial_partner_id
        accounts = payment_sudo.env["res.partner.bank"].with_context(active_test=False)
        found = accounts.search(
            [("sanitized_acc_number", "=", number), ("partner_id", "=", partner.id)]
        )
        if not found:
            # Odoo's default applies: nobody trusts the account yet.
            return accounts.create(
                {
                    "acc_number": number,
                    "acc_holder_name": (holder or "").strip()[:LONGEST_NAME]
                    or partner.name,
                    "partner_id": partner.id,
                }
            )
        if not found.active:
            # It was archived, so it must be checked again.
            found.write({"active": True, "allow_out_payment": False})
        return found

    @api.model
    def _explain_iban(self, iban):
        """Return why a text is not a valid IBAN, or False."""
        if self.env["res.partner.bank"].check_iban(iban or ""):
            return False
        return self.env._(
            "This is not a valid IBAN: please check it for typing errors."
        )

    # === DOUBTS === #

    @api.model
    def _explain_doubt(self, payment):
        """Return what to check before sending money to the account, or False."""
        # In sudo mode because not all users can read accounts.
        payment = payment.sudo()
        account = payment.account_id
        if not account:
            return False
        doubts = [
            self._explain_holder(payment, account),
            self._explain_others(account),
            account.has_iban_warning
            and self.env._("The account is in another country than the customer."),
            not account.allow_out_payment
            and self.env._("It has not been checked yet."),
        ]
        return " ".join(filter(None, doubts)) or False

    @api.model
    def _explain_holder(self, payment, account):
        """Return a sentence if the account holder's name isn't the customer's."""
        partners = payment.partner_id | payment.commercial_partner_id
        partners |= payment.order_id.partner_invoice_id
        names = {self._fold(name) for name in partners.mapped("name") if name}
        if self._fold(account.acc_holder_name) in names:
            return False
        return self.env._(
            "The account holder %(holder)s is not the customer %(customer)s.",
            holder=account.acc_holder_name or "?",
            customer=payment.partner_id.name,
        )

    @api.model
    def _explain_others(self, account):
        others = account.duplicate_bank_partner_ids - account.partner_id
        return others and self.env._(
            "It is also an account of %(others)s.",
            others=", ".join(others.mapped("display_name")),
        )

    @api.model
    def _fold(self, name):
        """Return a name normalized for comparison, with its words sorted."""
        return " ".join(sorted(re.findall(r"\w+", spell(name, 200).casefold())))

    # === ASKED FOR === #

    @api.model
    def _explain_no_question(self, payment):
        """Return why a customer isn't asked for an account, if so."""
        # In sudo mode because not everybody reads files and accounts.
        if payment.state != "to_transfer" or payment.sudo().file_id:
            return self.env._(
                "%(refund)s does not have to be transferred, or not anymore.",
                refund=payment.display_name,
            )
        if payment.sudo().account_id:
            return self.env._(
                "The account for %(refund)s is known.", refund=payment.display_name
            )
        if not payment.partner_id.email:
            return self.env._(
                "%(customer)s has no email address: ask in another way.",
                customer=payment.partner_id.name,
            )
        return False

    @api.model
    def _ask(self, refund):
        """Ask the customer by email; links of previous emails become invalid."""
        refund = refund.sudo()  # In sudo mode because users can't write refunds.
        lock_or_refuse(refund.order_id, refund)
        refund.write(
            {
                "account_asked_at": fields.Datetime.now(),
                "account_request": refund.account_request + 1,
                "account_tries": 0,
            }
        )
        refund.env["ecommerce.refund.notifier"]._ask_account(refund)

    @api.model
    def _get_url(self, refund):
        """Return the address at which the customer enters the account."""
        # In sudo mode because nobody else reads the secret that signs links.
        token = hash_sign(
            self.sudo().env,
            TOKEN_SCOPE,
            [refund.id, refund.account_request],
            expiration=VALID_FOR,
        )
        return f"{refund.order_id.get_base_url()}/shop/refund/account?token={token}"

    @api.model
    def _read_token(self, token):
        """Return the refund of a link in sudo mode.

        It is empty if the link is invalid, has expired, or a later one was sent.
        """
        # In sudo mode because the link's token is the visitor's right to the refund.
        refunds = self.env["ecommerce.refund"].sudo()
        try:
            values = verify_hash_signed(self.sudo().env, TOKEN_SCOPE, token or "")
        except ValueError:  # Not even base64.
            values = None
        refund_id, request = values or (0, 0)
        refund = refunds.browse(refund_id).exists()
        return refund if refund.account_request == request else refunds

    @api.model
    def _get_asked(self, refund):
        """Return the payments that still lack the customer's account."""
        # In sudo mode because the user may not read payments.
        return refund.sudo().payment_ids.filtered(
            lambda it: (
                it.state == "to_transfer" and not it.account_id and not it.file_id
            )
        )

    @api.model
    def _answer(self, refund_sudo, iban, holder):
        """Set the account entered by the customer.

        :return: The reason if it can't be set, or a falsy value.
        """
        if refund_sudo.account_tries >= MOST_TRIES:
            return self.env._("Too many attempts. Please contact us.")
        reason = self._explain_iban(iban)
        if not reason and not spell(holder, LONGEST_NAME):
            reason = self.env._("Please enter the name of the account holder.")
        if reason:
            refund_sudo.account_tries += 1
            return reason
        payments = self._get_asked(refund_sudo)
        lock_or_refuse(refund_sudo.order_id, refund_sudo, payments)
        for payment in payments:
            self._set_account(payment, iban, holder)
        refund_sudo.message_post(
            author_id=refund_sudo.partner_id.id,
            body=self.env._(
                "The customer entered the account ending in %(digits)s of %(holder)s.",
                digits=payments.account_id.sanitized_acc_number[-4:],
                holder=payments.account_id.acc_holder_name,
            ),
        )
        return ""
