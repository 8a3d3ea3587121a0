from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..engine.numbers import format_number
from .const import REFUND_GROUP


class EcommerceRefundCheck(models.AbstractModel):
    """Checks of refunds."""

    _name = "ecommerce.refund.check"
    _description = "Refund Check"

    # === WHO MAY === #

    @api.model
    def _ensure_allowed(self, order):
        """Raise if the user may not refund the order, or it can't be refunded yet.

        :raise AccessError: If the user isn't in the group, or can't write the order.
        :raise UserError: If its statuses aren't known since the installation.
        """
        order.check_access("write")
        if not self.env.su and not self.env.user.has_group(REFUND_GROUP):
            raise AccessError(
                self.env._(
                    "You are not allowed to refund eCommerce orders: an administrator "
                    "can grant you the right."
                )
            )
        if order.website_id and not order.flow_stage:
            raise UserError(
                self.env._(
                    "%(order)s cannot be refunded yet: its statuses are still being "
                    "found. Try again later.",
                    order=order.name,
                )
            )

    @api.model
    def _needs_approval(self, refund):
        """Return whether a refund of this amount needs a second user's approval.

        The order's earlier refunds without an approval are added, so that the limit
        can't be bypassed by parts.
        """
        limit = refund.company_id.refund_limit
        others = refund.order_id.refund_ids.filtered(
            lambda it: it.is_booked and not (it.is_refused or it.approver_id)
        )
        amount = refund.currency_id._convert(
            refund.amount + sum((others - refund).mapped("amount")),
            refund.company_id.currency_id,
            refund.company_id,
            fields.Date.context_today(refund),
        )
        compare = refund.company_id.currency_id.compare_amounts
        return bool(limit) and compare(amount, limit) > 0

    # === WHAT CAN BE === #

    @api.model
    def _ensure_possible(self, order, wish, plan, expected_amount):
        """Raise if a plan can't be booked, or differs from the amount shown.

        :raise UserError: With the reason.
        """
        self._ensure_bookable(order, wish, plan)
        if order.currency_id.compare_amounts(plan.amount, expected_amount):
            raise UserError(
                self.env._(
                    "%(order)s was changed in the meantime; %(amount)s would be "
                    "refunded now: close this window and start again.",
                    order=order.name,
                    amount=order._format_money(plan.amount),
                )
            )

    @api.model
    def _ensure_bookable(self, order, wish, plan):
        """Raise if a plan can't be booked.

        :raise UserError: With the reason.
        """
        reason = (
            self._explain_order(order)
            or self._explain_wish(order, wish)
            or self._explain_plan(order, plan)
            or self._explain_dispute(order, plan)
            or self._explain_period(order)
        )
        if reason:
            raise UserError(reason)

    @api.model
    def _explain_outdated(self, refund, plan):
        """Return a sentence if the amount has changed since the request."""
        if not refund.currency_id.compare_amounts(plan.amount, refund.amount):
            return False
        return self.env._(
            "%(user)s requested a refund of %(asked)s, but %(order)s has been changed "
            "since: it would be %(amount)s now. Refuse the request, and request the "
            "refund again.",
            user=refund.create_uid.name,
            asked=refund.order_id._format_money(refund.amount),
            order=refund.order_id.name,
            amount=refund.order_id._format_money(plan.amount),
        )

    @api.model
    def _explain_order(self, order):
        if not order.website_id:
            return self.env._(
                "%(order)s is not an eCommerce order: refund it in the accounting.",
                order=order.name,
            )
        drafts = order.invoice_ids.filtered(lambda it: it.state == "draft")
        if drafts:
            return self.env._(
                "%(order)s has a draft invoice or credit note: post or delete it "
                "first.",
                order=order.name,
            )
        return False

    @api.model
    def _explain_wish(self, order, wish):
        """Return why the requested quantities or amount can't be refunded."""
        if wish.amount < 0 or any(it < 0 for it in wish.quantities.values()):
            return self.env._("Enter quantities and amounts above zero.")
        if not wish.amount and not any(wish.quantities.values()):
            return self.env._("Choose what to refund.")
        if reason := wish.amount and self._explain_amount(order, wish.amount):
            return reason
        if set(wish.quantities) - set(order.order_line.ids):
            return self.env._("This is not a line of %(order)s.", order=order.name)
        most = self.env["ecommerce.refund.planner"]._get_most(order)
        for line in order.order_line:
            left = most.get(line.id, 0.0)
            if wish.quantities.get(line.id, 0.0) > left + 0.00001:
                return self._explain_quantity(line, left)
        return False

    @api.model
    def _explain_quantity(self, line, left):
        """Return how much of a line can be refunded."""
        name = line.product_id.display_name or line.name
        if not left:
            return self.env._("Nothing of %(line)s is left to refund.", line=name)
        return self.env._(
            "No more than %(quantity)s of %(line)s can be refunded.",
            line=name,
            quantity=format_number(self.env, left),
        )

    @api.model
    def _explain_amount(self, order, amount):
        """Return a sentence if the amount exceeds the refundable one."""
        sources = self.env["ecommerce.refund.sources"]
        planner = self.env["ecommerce.refund.planner"]
        most = max(
            sources._get_available(order), planner._get_amount(order, "overcharged")
        )
        if order.currency_id.compare_amounts(amount, most) <= 0:
            return False
        return most and self.env._(
            "No more than %(amount)s of %(order)s can be refunded.",
            order=order.name,
            amount=order._format_money(most),
        )

    @api.model
    def _explain_plan(self, order, plan):
        available = self.env["ecommerce.refund.sources"]._get_available(order)
        compare = order.currency_id.compare_amounts
        is_nothing = compare(plan.amount, 0.0) <= 0
        is_credited = any(
            it.invoice and compare(it.total, 0.0) for it in plan.documents
        )
        if is_nothing and not (
            is_credited or plan.gift_cards or plan.fee or plan.is_exchange
        ):
            return self._explain_nothing(order, plan, available)
        return False

    @api.model
    def _explain_nothing(self, order, plan, available):
        """Return why nothing would be refunded."""
        if order.currency_id.is_zero(available):
            promised = self.env["ecommerce.refund.sources"]._get_promised(order)
            if promised > 0:
                return self.env._(
                    "%(amount)s of %(order)s are already being refunded to the "
                    "customer: nothing else is left to refund.",
                    amount=order._format_money(promised),
                    order=order.name,
                )
            if order.amount_authorized:
                return self.env._(
                    "The payment of %(order)s is authorized, but not captured: void "
                    "the transaction.",
                    order=order.name,
                )
            return self.env._(
                "Nothing of %(order)s is paid: there is nothing to refund.",
                order=order.name,
            )
        if order.currency_id.is_zero(plan.owed):
            return self.env._(
                "The customer paid nothing for what you chose: there is nothing to "
                "refund."
            )
        return self.env._(
            "The customer still owes %(amount)s of %(order)s, more than this refund: "
            "there is nothing to refund.",
            amount=order._format_money(plan.owed),
            order=order.name,
        )

    @api.model
    def _explain_dispute(self, order, plan):
        """Return a sentence if one of the payments is disputed."""
        # In sudo mode because salespeople can't read transactions.
        sources = self.env["payment.transaction"].sudo()
        sources = sources.browse(it.source_id for it in plan.shares if it.source_id)
        disputed = sources.filtered("is_disputed")[:1]
        return disputed and self.env._(
            "%(order)s cannot be refunded: %(reason)s. Wait until the dispute is over.",
            order=order.name,
            reason=disputed._describe_dispute(),
        )

    @api.model
    def _explain_period(self, order):
        """Return why nothing can be booked today."""
        company = order.company_id
        locks = company._get_lock_date_violations(
            fields.Date.context_today(order),
            fiscalyear=True,
            sale=True,
            purchase=False,
            tax=True,
            hard=True,
        )
        return locks and self.env._(
            "Nothing can be booked today because the period is closed: %(locks)s.",
            locks=company._format_lock_dates(locks),
        )

    @api.model
    def _ensure_as_planned(self, credit_note, document):
        """Raise if the amount of a credit note differs from the planned one.

        :raise UserError: To roll back the refund.
        """
        if credit_note.currency_id.compare_amounts(
            credit_note.amount_total, document.total
        ):
            raise UserError(
                self.env._(
                    "The credit note for %(invoice)s would amount to %(amount)s "
                    "instead of %(planned)s: create it in the accounting.",
                    invoice=document.invoice.name,
                    amount=credit_note.currency_id.format(credit_note.amount_total),
                    planned=credit_note.currency_id.format(document.total),
                )
            )

    # === WORDS === #

    @api.model
    def _describe(self, refund, credit_notes, plan):
        """Return the message for the order's chatter."""
        parts = [
            self.env._(
                "%(amount)s are refunded.",
                amount=refund.order_id._format_money(refund.amount),
            ),
            *self.env["ecommerce.refund.gift.card"]._describe(plan),
        ]
        if refund.reason:
            parts.append(self.env._("Reason: %(reason)s", reason=refund.reason))
        if credit_notes:
            links = Markup(", ").join(it._get_html_link() for it in credit_notes)
            parts.append(
                self.env._("Credit note: %(credit_notes)s", credit_notes=links)
            )
        return Markup("<br/>").join(parts)
