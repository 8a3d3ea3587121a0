from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain

from ..engine.locks import lock_or_refuse
from ..returns.rules.fees import Fees
from ..status.rules.balances import Balances
from .const import APPROVAL_GROUP, REFUND_STATES, STATES_BY_URGENCY
from .wish import Wish


class EcommerceRefund(models.Model):
    """A refund of an order, with its credit notes and payments.

    The credit notes are posted with the request; the payments are sent by the outbox,
    one by one (`ecommerce.refund.payment`).
    """

    _name = "ecommerce.refund"
    _description = "Refund"
    _inherit = ["ecommerce.notification.mixin", "mail.thread"]
    _order = "id desc"

    name = fields.Char(required=True, readonly=True)
    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, index=True, ondelete="restrict"
    )
    return_id = fields.Many2one(
        "ecommerce.return", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    partner_id = fields.Many2one(related="order_id.partner_id", string="Customer")
    company_id = fields.Many2one(related="order_id.company_id", store=True)
    website_id = fields.Many2one(related="order_id.website_id")
    currency_id = fields.Many2one(related="order_id.currency_id")
    amount = fields.Monetary(readonly=True, help="What the customer gets.")
    asked_amount = fields.Monetary(
        string="Requested Amount",
        readonly=True,
        help="The requested amount, unless it is for specific order lines.",
    )
    uncredited_amount = fields.Monetary(
        readonly=True,
        help="The amount without a credit note, because it was not invoiced.",
    )
    given_amount = fields.Monetary(
        readonly=True,
        help="What the shop did not owe when it was requested: a price reduction.",
    )
    gift_card_amount = fields.Monetary(
        string="Returned to Gift Cards",
        readonly=True,
        help="What gift cards or eWallets had paid, and got back.",
    )
    fee_amount = fields.Monetary(
        string="Deducted Fee", readonly=True, help="The fees of the return."
    )
    fixed_fee_amount = fields.Monetary(
        string="Deducted Fee per Return",
        readonly=True,
        help="The part of the deducted fee that is charged once per return.",
    )
    reason = fields.Char(string="Refund Reason", readonly=True)
    line_ids = fields.One2many("ecommerce.refund.line", "refund_id", readonly=True)
    payment_ids = fields.One2many(
        "ecommerce.refund.payment", "refund_id", readonly=True
    )
    credit_note_ids = fields.One2many("account.move", "refund_id", readonly=True)
    stops_delivery = fields.Boolean(
        readonly=True,
        help="What is refunded and has not been shipped yet is no longer delivered.",
    )
    notify_customer = fields.Boolean(
        readonly=True,
        help="The customer receives an email once the money is on its way.",
    )
    flow_notification_ids = fields.One2many(
        "ecommerce.notification", "refund_id", string="Customer Emails"
    )
    is_notified = fields.Boolean(readonly=True)
    is_booked = fields.Boolean(readonly=True)
    is_refused = fields.Boolean(
        readonly=True,
        help="It has no effect: it was refused, or discarded before it was credited.",
    )
    booked_on = fields.Date(readonly=True)
    approver_id = fields.Many2one("res.users", string="Approved By", readonly=True)
    request_key = fields.Char(readonly=True, copy=False)
    state = fields.Selection(
        selection=REFUND_STATES, compute="_compute_state", store=True, index=True
    )

    _to_tell_idx = models.Index(
        "(id) WHERE notify_customer IS TRUE AND is_notified IS NOT TRUE"
    )
    _request_once = models.UniqueIndex(
        "(order_id, request_key)", "This refund has already been requested."
    )

    # === COMPUTE METHODS === #

    @api.depends("is_booked", "is_refused", "payment_ids.state")
    def _compute_state(self):
        for refund in self:
            states = refund.payment_ids.mapped("state")
            if not refund.is_booked:
                refund.state = "refused" if refund.is_refused else "to_approve"
            else:
                refund.state = next(
                    (state for state in STATES_BY_URGENCY if state in states), "done"
                )

    # === BUSINESS METHODS === #

    @api.model
    def _request(self, order, wish, expected_amount, **values):
        """Refund something of an order, or request the approval first.

        Repeating the same key refunds once.

        :param wish: A `Wish`.
        :param float expected_amount: The amount shown to the user.
        :param values: `reason`, `notify_customer`, `stops_delivery`, `request_key`.
        :raise AccessError: If the user may not refund the order.
        :raise UserError: If it can't be refunded, or the amount has changed.
        """
        check = self.env["ecommerce.refund.check"]
        check._ensure_allowed(order)
        # In sudo mode because salespeople can't read transactions.
        order_sudo = order.sudo().with_company(order.company_id)
        lock_or_refuse(order_sudo, order_sudo.transaction_ids)
        key = values.get("request_key")
        same = key and order_sudo.refund_ids.filtered(
            lambda refund: refund.request_key == key
        )
        if same:
            return same
        plan = self.env["ecommerce.refund.planner"]._plan(
            order_sudo, wish, values.get("reason") or ""
        )
        check._ensure_possible(order_sudo, wish, plan, expected_amount)
        # In sudo mode because users can't write refunds.
        refund = self.sudo().create(self._prepare(order_sudo, wish, plan, values))
        if check._needs_approval(refund):
            refund._ask_for_approval()
        else:
            refund._book(plan)
        return refund

    @api.model
    def _prepare(self, order, wish, plan, values):
        order.refund_number += 1
        percentages = wish.fees.percentages if wish.fees else {}
        return {
            "name": f"{order.name}/R{order.refund_number}",
            "order_id": order.id,
            "amount": plan.amount,
            "asked_amount": wish.amount,
            "fee_amount": plan.fee,
            "fixed_fee_amount": plan.fixed_fee,
            "line_ids": [
                Command.create(
                    {
                        "order_line_id": line_id,
                        "quantity": quantity,
                        "fee_percentage": percentages.get(line_id, 0.0),
                    }
                )
                for line_id, quantity in wish.quantities.items()
                if quantity
            ],
            **values,
        }

    def _get_wish(self):
        """Return the requested quantities or amount, and the fees."""
        self.ensure_one()
        by_id = {line.order_line_id.id: line for line in self.line_ids}
        return Wish(
            {line_id: line.quantity for line_id, line in by_id.items()},
            self.asked_amount,
            Fees(
                {line_id: line.fee_percentage for line_id, line in by_id.items()},
                self.fixed_fee_amount,
            ),
        )

    def _plan(self):
        """Return the present plan of the refund."""
        return self.env["ecommerce.refund.planner"]._plan(
            self.order_id, self._get_wish(), self.reason or ""
        )

    def _book(self, plan):
        """Post the credit notes and queue the payments, in one transaction."""
        self.ensure_one()
        self.booked_on = fields.Date.context_today(self)
        order = self.order_id.with_company(self.company_id)
        self.line_ids._note_documents(plan)
        credited = sum(it.total for it in plan.documents if it.invoice)
        # An exchange nets what is returned with the price of its replacement.
        settled = plan.total if plan.is_exchange else plan.amount
        self.uncredited_amount = max(self.currency_id.round(settled - credited), 0)
        if self.stops_delivery:
            self.line_ids._stop_delivery()
        self.given_amount = self._get_gift(plan)
        self.gift_card_amount = self.env["ecommerce.refund.gift.card"]._return(plan)
        credit_notes = self.env["ecommerce.refund.credit.note"]._post(
            self, plan.documents
        )
        self.is_booked = True
        self.env["ecommerce.refund.payment"]._queue(self, plan.shares)
        self.env["ecommerce.payment.matching"]._match(order)
        order.message_post(
            body=self.env["ecommerce.refund.check"]._describe(self, credit_notes, plan)
        )
        self.env["ecommerce.automation"]._trigger("send_refund")

    def _get_gift(self, plan):
        """Return the part of the amount that the shop doesn't owe."""
        if not plan.amount:
            return 0.0
        planner = self.env["ecommerce.refund.planner"]
        due = planner._get_due(
            self.order_id, Balances(planner._get_facts(self.order_id))
        )
        return max(plan.amount + due, 0.0)

    # === AUTOMATION: CREDIT REFUNDS === #

    @api.model
    def _flow_credit_refund_domain(self):
        """Return the domain of the refunds whose order was invoiced afterwards."""
        return Domain("uncredited_amount", ">", 0) & Domain(
            "order_id.flow_issues", "like", "invoiced_too_much"
        )

    def _flow_credit_refund(self):
        for refund in self:
            lock_or_refuse(refund.order_id)
            self.env["ecommerce.refund.credit.note"]._credit_later(refund)

    # === AUTOMATION: TELL CUSTOMERS OF REFUNDS === #

    @api.model
    def _flow_send_refund_mail_domain(self):
        """Return the domain of the refunds whose payments are all sent."""
        return (
            Domain("notify_customer", "=", True)
            & Domain("is_notified", "=", False)
            & Domain("state", "in", ("pending", "done"))
            & (Domain("amount", ">", 0) | Domain("gift_card_amount", ">", 0))
        )

    def _flow_send_refund_mail(self):
        for refund in self:
            self.env["ecommerce.refund.notifier"]._notify(refund)
        self.env["ecommerce.automation"]._trigger_mail_queue()

    def _find_flow_order(self):
        """Return the order of a failure."""
        return self.order_id

    # === APPROVAL === #

    def _ask_for_approval(self):
        """Request the approval of a second user; nothing is booked until then."""
        self.ensure_one()
        group = self.env.ref(APPROVAL_GROUP)
        users = group.all_user_ids.filtered(
            lambda user: self.company_id in user.company_ids and user != self.env.user
        )
        self.order_id.message_post(
            body=self.env._(
                "%(user)s requests a refund of %(amount)s: second approval required.",
                user=self.env.user.name,
                amount=self.order_id._format_money(self.amount),
            ),
            partner_ids=users.partner_id.ids,
        )

    def action_approve(self):
        """Approve a refund requested by another user, and book it.

        :raise UserError: If the user requested it, or the amount has changed.
        """
        self.ensure_one()
        self._ensure_approver()
        # In sudo mode because users can't write refunds.
        refund = self.sudo()
        lock_or_refuse(refund.order_id, refund)
        if refund.state != "to_approve":
            return
        plan = refund._plan()
        check = self.env["ecommerce.refund.check"]
        check._ensure_bookable(refund.order_id, refund._get_wish(), plan)
        if reason := check._explain_outdated(refund, plan):
            raise UserError(reason)
        refund.approver_id = self.env.user
        refund._book(plan)

    def action_refuse(self):
        """Refuse a requested refund, of which nothing was booked."""
        self.ensure_one()
        if self.create_uid != self.env.user:
            self._ensure_approver()
        # In sudo mode because users can't write refunds.
        refund = self.sudo()
        lock_or_refuse(refund.order_id, refund)
        if refund.state == "to_approve":
            refund.is_refused = True

    def _was_sent_by(self, tx_id):
        """Return whether all its money was sent up to a transaction, by its id."""
        self.ensure_one()
        payments = self.payment_ids
        return bool(payments) and all(
            0 < payment.transaction_id.id <= tx_id for payment in payments
        )

    def _discard(self, amount):
        """Note that a payment was discarded; an uncredited refund is void then."""
        self.ensure_one()
        if not self.credit_note_ids and self.state == "discarded":
            self.write({"is_refused": True, "uncredited_amount": 0.0})
        self.message_post(
            body=self.env._(
                "%(user)s discarded the failed refund of %(amount)s.",
                user=self.env.user.name,
                amount=self.order_id._format_money(amount),
            )
        )

    def _ensure_approver(self):
        self.order_id.check_access("write")
        if not self.env.user.has_group(APPROVAL_GROUP):
            raise AccessError(
                self.env._(
                    "You are not allowed to approve refunds: contact an administrator."
                )
            )
        if self.create_uid == self.env.user:
            raise UserError(
                self.env._(
                    "You requested this refund yourself: another user has to give the "
                    "second approval."
                )
            )
