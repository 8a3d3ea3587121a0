from odoo import api, models

from ..returns.rules.fees import Estimate

CLOSED = ("settled", "declined", "cancelled", "expired")


class EcommerceReturnNotifier(models.AbstractModel):
    _inherit = "ecommerce.return.notifier"

    # === THE FORM === #

    @api.model
    def _get_choices(self, offer):
        """Return the codes and labels of what a customer can choose for a line."""
        choices = self.env["ecommerce.exchange.offer"]._get_choices(offer)
        return [
            {"code": it.code, "label": self._describe_choice(offer.line, it)}
            for it in choices
        ]

    @api.model
    def _describe_choice(self, line, choice):
        label = self._describe_wish(choice.wish, choice.product)
        label = label or self.env._("Refund")
        if line.currency_id.is_zero(choice.difference):
            return label
        sign = "+" if choice.difference > 0 else "\N{MINUS SIGN}"
        amount = line.order_id._format_money(abs(choice.difference))
        return f"{label} ({sign}{amount})"

    @api.model
    def _describe_wish(self, wish, product):
        """Return what the customer wants; empty for a refund."""
        if wish == "repair":
            return self.env._("Repair")
        return bool(product) and self.env._(
            "Exchange for %(product)s",
            product=product.with_context(display_default_code=False).display_name,
        )

    # === EMAILS === #

    @api.model
    def _ask_for_payment(self, case):
        """Queue the email with the payment link, once for each amount."""
        kind = "exchange_payment"
        earlier = case.order_id.flow_notification_ids.filtered(
            lambda it: it.kind == kind
        )
        self._post(case, kind, len(earlier))
        case.asked_amount = case.order_id.amount_owed

    # === AMOUNTS === #

    @api.model
    def _describe_amount(self, order, estimate, terms):
        """Override of `returns` to describe an exchange."""
        if not estimate.wishes - {"refund"}:
            return super()._describe_amount(order, estimate, terms)
        sentences = [self._describe_balance(order, estimate)]
        if estimate.fee:
            sentences.append(
                self.env._(
                    "A fee of %(fee)s is deducted from the refund.",
                    fee=order._format_money(estimate.fee),
                )
            )
        if "exchange" in estimate.wishes:
            sentences.append(self._describe_exchange_time(terms, estimate))
        if "repair" in estimate.wishes:
            sentences.append(
                self.env._("We will send repaired items back to you, free of charge.")
            )
        return " ".join(sentences)

    @api.model
    def _describe_balance(self, order, estimate):
        if estimate.owed:
            return self.env._(
                "You pay %(amount)s more.", amount=order._format_money(estimate.owed)
            )
        if estimate.amount:
            return self.env._(
                "You will get back %(amount)s.",
                amount=order._format_money(estimate.amount),
            )
        return self.env._("You pay nothing, and get nothing back.")

    @api.model
    def _describe_exchange_time(self, terms, estimate):
        """Return a sentence with the time of the exchange: the latest of the policies.

        :param terms: Policies, or lines of a return.
        """
        times = terms.mapped("refund_at")
        if "inspection" in times:
            sentence = self.env._(
                "We will send the replacement once the items have arrived and have "
                "been checked."
            )
        elif "receipt" in times:
            sentence = self.env._(
                "We will send the replacement once the items have arrived."
            )
        else:
            sentence = self.env._(
                "We will send the replacement once the return is approved."
            )
        if not estimate.owed:
            return sentence
        return f"{sentence} " + self.env._(
            "Then we will ask you for the payment, and ship it once it is paid."
        )

    @api.model
    def _describe_case_amount(self, case):
        """Override of `returns` to describe an exchange."""
        # In sudo mode because the user may not read orders.
        case = case.sudo()
        if not case.has_wishes:
            return super()._describe_case_amount(case)
        estimate = Estimate(
            case.estimated_amount,
            case.estimated_fee,
            case.estimated_owed,
            frozenset(case.line_ids.mapped("wish")),
        )
        return self._describe_amount(case.order_id, estimate, case.line_ids)

    @api.model
    def _has_amount(self, case):
        """Override of `returns`: exchanges have a sentence even if nobody pays."""
        is_open = case.state not in (*CLOSED, "exchanging")
        return is_open if case.has_wishes else super()._has_amount(case)

    # === THE CASE === #

    @api.model
    def _get_lines(self, case):
        """Override of `returns` to add the replacement of each line."""
        # In sudo mode because the user may not read orders.
        lines = case.sudo().line_ids
        return [
            {
                **values,
                "replacement": self._describe_wish(line.wish, line.replacement_id),
            }
            for line, values in zip(lines, super()._get_lines(case), strict=True)
        ]

    @api.model
    def _describe_state(self, case):
        """Override of `returns` to describe the replacement."""
        if case.state == "in_repair":
            return self.env._("The items have arrived and are being repaired.")
        if case.state != "exchanging":
            return super()._describe_state(case)
        return self._describe_payment(case) or self.env._(
            "We are preparing the delivery to you."
        )

    @api.model
    def _describe_payment(self, case):
        """Return the sentence about the amount to pay; empty if there is none."""
        amount = self._get_payable_amount(case)
        return bool(amount) and self.env._(
            "The replacement is ready. Please pay %(amount)s: then we will ship it.",
            amount=case.order_id._format_money(amount),
        )

    @api.model
    def _get_payable_amount(self, case):
        """Return what the customer has to pay before the replacement is shipped."""
        # In sudo mode because customers see what they owe for their own order.
        case_sudo = case.sudo()
        is_held = any(line._is_held_until_paid() for line in case_sudo.line_ids)
        awaits = self.env["ecommerce.hold"].sudo()._awaits_difference
        order = case_sudo.order_id
        return order.amount_owed if is_held and awaits(order) else 0.0

    @api.model
    def _get_payment_url(self, case):
        """Return the path of the order's page with the payment of the difference."""
        # In sudo mode because the user may not read orders.
        order = case.sudo().order_id
        amount = order.currency_id.round(self._get_payable_amount(case))
        return order.get_portal_url(query_string=f"&payment_amount={amount}")
