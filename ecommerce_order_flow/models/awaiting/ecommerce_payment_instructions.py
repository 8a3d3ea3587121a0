from dataclasses import dataclass

from odoo import api, models

from .epc_qr import group_iban, is_iban


@dataclass(frozen=True)
class Instructions:
    """Payment instructions as shown on pages and in emails."""

    mode: str
    #: In the order's currency.
    amount: float
    amount_text: str
    #: The deadline; empty if there is none, or if it is over.
    due_text: str
    sentence: str
    #: A sentence if the deadline is over.
    overdue: str
    #: Labels and values to copy into a banking app.
    details: list
    #: The shop's own message about the payment method.
    message: str
    qr_payload: str
    #: The page for paying by another method, if possible.
    pay_url: str


class EcommercePaymentInstructions(models.AbstractModel):
    """Payment instructions for customers with outstanding payments."""

    _name = "ecommerce.payment.instructions"
    _description = "Payment Instructions"

    @api.model
    def _get(self, order):
        """Return the payment instructions, or None if no offline payment is pending.

        :rtype: Instructions
        """
        # In sudo mode because customers who may see the order get its instructions, but
        # can read neither transactions nor bank accounts.
        order_sudo = order.sudo().with_company(order.company_id)
        tx_sudo = self._find_awaited(order_sudo)
        if not tx_sudo or self._is_handed_over(order_sudo, tx_sudo):
            return None
        amount = self.env["ecommerce.offline.payment"]._get_missing(order_sudo)
        if order_sudo.currency_id.compare_amounts(amount, 0.0) <= 0:
            return None
        return Instructions(**self._describe(order_sudo, tx_sudo, amount))

    @api.model
    def _describe(self, order, tx, amount):
        mode = tx.provider_id.custom_mode
        account = (
            self._find_account(tx.provider_id, tx.company_id)
            if mode == "wire_transfer"
            else None
        )
        deadline = self.env["ecommerce.payment.deadline"]
        day = deadline._format_due_on(order)
        is_over = deadline._is_over(order)
        terms = {
            "mode": mode,
            "amount": amount,
            "amount_text": order._format_money(amount),
            "due_text": "" if is_over else day,
        }
        return {
            **terms,
            "sentence": self._get_sentence(order, account, terms),
            "overdue": is_over
            and self.env._("The payment was due by %(day)s.", day=day),
            "details": self._get_details(tx, account, terms),
            "message": self._get_message(tx.provider_id, account),
            "qr_payload": self.env["ecommerce.payment.qr"]._get_payload(
                tx, account, amount
            ),
            "pay_url": self._get_pay_url(order, amount),
        }

    # === WHAT IS AWAITED === #

    @api.model
    def _find_awaited(self, order):
        """Return the pending offline payment that the customer chose last."""
        if not order.website_id or order.state not in ("sent", "sale"):
            return order.transaction_ids.browse()
        pending = order.transaction_ids.filtered(lambda tx: tx.state == "pending")
        return pending.sorted("id")[-1:].filtered(
            lambda tx: tx.provider_code == "custom"
        )

    @api.model
    def _is_handed_over(self, order, tx):
        """Return whether an order paid on handover was delivered."""
        return tx.provider_id.custom_mode != "wire_transfer" and order.delivered_on

    # === WHERE TO PAY === #

    @api.model
    def _find_account(self, provider, company):
        """Return the bank account of the provider's journal, else the first one."""
        # In sudo mode because customers can't read journals, but learn where to pay.
        Journal = self.env["account.journal"].sudo().with_company(company)
        journals = provider.with_company(company).journal_id | Journal.search(
            [
                *Journal._check_company_domain(company),
                ("type", "=", "bank"),
                ("bank_account_id", "!=", False),
            ]
        )
        accounts = journals.bank_account_id | company.partner_id.bank_ids
        return accounts.filtered("active")[:1]

    @api.model
    def _get_pay_url(self, order, amount):
        """Return the page on which the customer can choose another payment method.

        Odoo's page doesn't accept less than the amount that confirms the order.
        """
        least = order._get_prepayment_required_amount()
        is_enough = order.currency_id.compare_amounts(amount, least) >= 0
        if order.is_expired or not (order.state == "sale" or is_enough):
            return ""
        figure = f"{amount:.{order.currency_id.decimal_places}f}"
        return order.get_portal_url(query_string=f"&payment_amount={figure}")

    # === WORDS === #

    @api.model
    def _get_sentence(self, order, account, terms):
        day = terms["due_text"]
        values = {"amount": terms["amount_text"], "day": day}
        if terms["mode"] == "on_site":
            return self._get_sentence_of_store(order, values)
        if terms["mode"] == "cash_on_delivery":
            return self.env._("Please pay %(amount)s on delivery.", **values)
        if account and day:
            return self.env._(
                "Please transfer %(amount)s by %(day)s to the following account.",
                **values,
            )
        if account:
            return self.env._(
                "Please transfer %(amount)s to the following account.", **values
            )
        if day:
            return self.env._("Please pay %(amount)s by %(day)s.", **values)
        return self.env._("Please pay %(amount)s.", **values)

    @api.model
    def _get_sentence_of_store(self, order, values):
        store = order.warehouse_id.partner_id or order.company_id.partner_id
        town = " ".join(filter(None, [store.zip, store.city]))
        values["store"] = ", ".join(filter(None, [store.name, store.street, town]))
        if values["day"]:
            return self.env._(
                "Please pay %(amount)s by %(day)s in our store: %(store)s.", **values
            )
        return self.env._("Please pay %(amount)s in our store: %(store)s.", **values)

    @api.model
    def _get_details(self, tx, account, terms):
        """Return the details of a wire transfer; payments on site have none."""
        if terms["mode"] != "wire_transfer":
            return []
        details = [
            *(self._get_account_details(account) if account else []),
            (self.env._("Amount"), terms["amount_text"]),
            (self.env._("Payment reference"), tx._get_communication()),
            (self.env._("Payable by"), terms["due_text"]),
        ]
        return [(label, value) for label, value in details if value]

    @api.model
    def _get_account_details(self, account):
        number = account.sanitized_acc_number
        is_iban_number = is_iban(number)
        holder = self.env["ecommerce.payment.qr"]._get_holder(account)
        return [
            (self.env._("Account holder"), holder),
            (
                self.env._("IBAN") if is_iban_number else self.env._("Account number"),
                group_iban(number) if is_iban_number else account.acc_number,
            ),
            (self.env._("BIC"), account.bank_bic),
            (self.env._("Bank"), account.bank_name),
        ]

    @api.model
    def _get_message(self, provider, account):
        """Return the shop's own message, without Odoo's list of bank accounts.

        The list is kept if no account is known.
        """
        if account:
            return provider._get_own_pending_msg()
        return provider.pending_msg or ""
