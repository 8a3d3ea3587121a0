from odoo import api, models
from odoo.tools import format_date

from ..engine.numbers import format_number
from ..notification.const import MAIL_LAYOUT
from .rules.fees import Estimate
from .rules.findings import MISSING

# The kind of email and its template, by decision.
MAILS = {
    "requested": "return_requested",
    "approved": "return_approved",
    "declined": "return_declined",
    "cancelled": "return_cancelled",
    "expired": "return_expired",
}
# States of approved returns of which the products haven't all arrived.
EXPECTED = ("approved", "on_the_way")


class EcommerceReturnNotifier(models.AbstractModel):
    """Notification of customers about decisions and the return address."""

    _name = "ecommerce.return.notifier"
    _description = "Return Notifications"

    @api.model
    def _notify(self, case):
        """Queue the email about a decision, and record the notification.

        Customers aren't asked to send what has arrived already.
        """
        if case.decision == "approved" and case.state not in EXPECTED:
            case.told_decision = case.decision
            return
        self._post(case, MAILS[case.decision], case.number)
        case.told_decision = case.decision

    @api.model
    def _notify_of_losses(self, case):
        """Queue the email about losses of value, and record the notification."""
        kind = "return_valued"
        # In sudo mode because the user may not read emails to customers.
        sent = case.order_id.sudo().flow_notification_ids
        self._post(case, kind, len(sent.filtered(lambda it: it.kind == kind)))
        case.is_loss_to_tell = False

    @api.model
    def _post(self, case, kind, number):
        """Queue an email about a return, and record the notification."""
        website = case.website_id
        lang = case.partner_id.lang or website.default_lang_id.code
        self.env["ecommerce.notification"]._post(
            case.with_context(lang=lang),
            lambda record: record.message_post_with_source(
                self._get_template(kind),
                email_layout_xmlid=MAIL_LAYOUT,
                subtype_xmlid="mail.mt_note",  # Internal followers aren't notified.
            ),
            [
                {
                    "order_id": case.order_id.id,
                    "return_id": case.id,
                    "kind": kind,
                    "round": number,
                }
            ],
        )

    @api.model
    def _get_template(self, kind):
        return self.env.ref(f"ecommerce_order_flow.mail_template_{kind}")

    @api.model
    def _compose(self, case, kind):
        """Return the action that opens the composer for the email."""
        return self.env["ecommerce.notification"]._compose(
            case, self._get_template(kind), MAIL_LAYOUT
        )

    # === WHAT MAILS AND PAGES SAY === #

    @api.model
    def _get_form_url(self, order):
        """Return the signed URL of the order's return form."""
        return order.get_base_url() + order.get_portal_url(suffix="/return")

    @api.model
    def _get_slip_url(self, case):
        """Return the signed URL of the return slip."""
        # In sudo mode because the user may not read orders.
        order = case.sudo().order_id
        path = order.get_portal_url(suffix=f"/return/{case.id}/slip")
        return order.get_base_url() + path

    @api.model
    def _get_lines(self, case):
        # In sudo mode because the user may not read orders.
        return [
            {
                "name": line.order_line_id.name_short,
                "quantity": self.env["ecommerce.mail.frame"]._format_quantity(
                    line.requested_quantity, line.order_line_id.product_uom_id
                ),
            }
            for line in case.sudo().line_ids
        ]

    @api.model
    def _get_losses(self, case):
        """Return what isn't refunded because of the state of the products, and why."""
        # In sudo mode because the user may not read orders.
        findings = case.sudo().line_ids.finding_ids
        return [*filter(None, map(self._describe_loss, findings))]

    @api.model
    def _describe_loss(self, finding):
        frame = self.env["ecommerce.mail.frame"]
        line = finding.line_id.order_line_id
        values = {
            "quantity": frame._format_quantity(finding.quantity, line.product_uom_id),
            "product": line.name_short,
            "percentage": format_number(self.env, finding.loss_percentage),
            "reason": finding.loss_reason,
        }
        if finding.condition == MISSING:
            return self.env._(
                "%(quantity)s %(product)s: missing in your parcel.", **values
            )
        if not (finding.is_decided and finding.loss_percentage):
            return ""
        return self.env._(
            "%(quantity)s %(product)s: %(percentage)s%% of the price is not "
            "refunded. %(reason)s",
            **values,
        )

    @api.model
    def _get_address(self, case):
        """Return the lines of the return address."""
        # In sudo mode because customers can read neither warehouses nor contacts.
        case = case.sudo()
        address = (
            case.website_id.return_address_id
            or case.order_id.warehouse_id.partner_id
            or case.company_id.partner_id
        )
        name = address.name or case.company_id.name
        lines = [name, *(address._display_address(without_company=True)).split("\n")]
        return [line for line in lines if line.strip()]

    @api.model
    def _get_cases(self, order):
        """Return the returns shown on the page of an order."""
        # In sudo mode because customers see the states of their own requests.
        return [
            {"id": case.id, "name": case.name, "state": self._describe_state(case)}
            for case in order.sudo().return_ids.sorted("id")
        ]

    @api.model
    def _can_be_cancelled(self, case):
        """Return whether the customer can cancel the return."""
        is_open = case.state in ("requested", "approved")
        return is_open and not case.is_from_transfer

    @api.model
    def _describe_state(self, case):
        if case.state == "approved" and case.is_from_transfer:
            return self.env._("We expect these items back.")
        return {
            "requested": self.env._("We received your request and are checking it."),
            "approved": self.env._("Please send the items back to us."),
            "on_the_way": self.env._("The items are on their way to us."),
            "received": self.env._("The items have arrived."),
            "inspected": self.env._("The items have arrived and have been checked."),
            "settled": self.env._("The return is settled."),
            "declined": self.env._("We cannot accept this return."),
            "cancelled": self.env._("The return is cancelled."),
            "expired": self.env._(
                "The return has expired because the items have not arrived."
            ),
        }[case.state]

    @api.model
    def _describe_period(self, offer):
        """Return a sentence with the end of the return period, or an empty string."""
        if not offer.last_day:
            return ""
        day = format_date(self.env, offer.last_day)
        if offer.is_late:
            return self.env._(
                "The return period ended on %(day)s. You can send a request anyway: "
                "we will check it.",
                day=day,
            )
        return self.env._("You can return it until %(day)s.", day=day)

    @api.model
    def _describe_most(self, offer):
        quantity = self.env["ecommerce.mail.frame"]._format_quantity(
            offer.quantity, offer.line.product_uom_id
        )
        return self.env._("of %(quantity)s", quantity=quantity)

    @api.model
    def _describe_amount(self, order, estimate, terms):
        """Return a sentence with the amount, the fee and the time of the refund.

        :param estimate: An `Estimate`.
        :param terms: Policies, or lines of a return.
        """
        if not estimate.amount:
            return self._describe_no_amount(order, estimate)
        values = {
            "amount": order._format_money(estimate.amount),
            "fee": order._format_money(estimate.fee),
        }
        sentence = self.env._("You will get back %(amount)s.", amount=values["amount"])
        if estimate.fee:
            sentence = self.env._(
                "You will get back %(amount)s: a fee of %(fee)s is deducted.", **values
            )
        return f"{sentence} {self._describe_refund_time(terms)}"

    @api.model
    def _describe_no_amount(self, order, estimate):
        if not estimate.fee:
            return self.env._(
                "Nothing of it has been paid, so there is nothing to refund."
            )
        return self.env._(
            "You will get nothing back: a fee of %(fee)s is deducted.",
            fee=order._format_money(estimate.fee),
        )

    @api.model
    def _has_amount(self, case):
        """Return whether the page of the return has a sentence about the refund."""
        return (case.estimated_amount or case.estimated_fee) and case.state not in (
            "settled",
            "declined",
            "cancelled",
            "expired",
        )

    @api.model
    def _describe_case_amount(self, case):
        """Return the sentence about the refund shown when it was requested."""
        # In sudo mode because the user may not read orders.
        case = case.sudo()
        estimate = Estimate(case.estimated_amount, case.estimated_fee)
        return self._describe_amount(case.order_id, estimate, case.line_ids)

    @api.model
    def _describe_parcel(self, payer):
        """Return the sentence about who pays the parcel; empty if it is unknown."""
        return {
            "customer": self.env._("You pay the cost of returning the items."),
            "shop": self.env._("We pay the cost of returning the items."),
        }.get(payer, "")

    @api.model
    def _describe_deadline(self, case):
        """Return the sentence about when to send the products; empty without limit."""
        last_day = self.env["ecommerce.return.expiry"]._get_last_day(case)
        if not last_day:
            return ""
        day = format_date(self.env, last_day)
        return self.env._("Please send the items by %(day)s.", day=day)

    @api.model
    def _describe_number(self, case):
        return self.env._(
            "Please enclose the return number %(number)s with the parcel.",
            number=case.name,
        )

    @api.model
    def _describe_refund_time(self, terms):
        """Return a sentence with the time of the refund: the latest of the policies.

        :param terms: Policies, or lines of a return.
        """
        times = terms.mapped("refund_at")
        if "inspection" in times:
            return self.env._(
                "We will refund the amount once the items have arrived and have been "
                "checked."
            )
        if "receipt" in times:
            return self.env._("We will refund the amount once the items have arrived.")
        return self.env._("We will refund the amount once the return is approved.")
