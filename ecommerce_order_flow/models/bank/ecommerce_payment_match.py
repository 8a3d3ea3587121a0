from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError
from odoo.fields import Command, Domain

from ...client_actions import RELOAD, show_notification
from ..engine.attempt import failing_alone
from ..engine.locks import lock_free
from .const import MATCH_REASONS, MATCH_STATES
from .rules import allocate

# More orders don't help the user to decide.
MOST_ORDERS = 10


class EcommercePaymentMatch(models.Model):
    """A received or returned payment, and the eCommerce orders it may be for."""

    _name = "ecommerce.payment.match"
    _description = "Payment to Match"
    _order = "booked_on desc, id desc"

    # Source: one of both.
    line_id = fields.Many2one(
        "account.bank.statement.line", readonly=True, ondelete="cascade"
    )
    payment_id = fields.Many2one("account.payment", readonly=True, ondelete="cascade")

    # Booking
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    journal_id = fields.Many2one(
        "account.journal", compute="_compute_journal_id", compute_sudo=True
    )
    booked_on = fields.Date(compute="_compute_booking", compute_sudo=True, store=True)
    amount = fields.Monetary(compute="_compute_booking", compute_sudo=True, store=True)
    currency_id = fields.Many2one(
        "res.currency", compute="_compute_booking", compute_sudo=True, store=True
    )

    # Purpose
    share_ids = fields.One2many(
        "ecommerce.payment.match.order", "match_id", string="Orders", readonly=True
    )
    state = fields.Selection(selection=MATCH_STATES, required=True, readonly=True)
    reason = fields.Selection(selection=MATCH_REASONS, readonly=True)

    # Decision
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True)
    decided_at = fields.Datetime(string="Decided on", readonly=True)

    _line_unique = models.UniqueIndex("(line_id)", "This bank line is already listed.")
    _payment_unique = models.UniqueIndex(
        "(payment_id)", "This payment is already listed."
    )
    _one_source = models.Constraint(
        "CHECK (num_nonnulls(line_id, payment_id) = 1)",
        "It is either a bank line or a payment.",
    )
    _to_book_idx = models.Index("(id) WHERE state = 'sure'")
    _to_decide_idx = models.Index("(booked_on) WHERE state = 'proposed'")

    # === COMPUTE METHODS === #

    @api.depends("line_id.journal_id", "payment_id.journal_id")
    def _compute_journal_id(self):
        for match in self:
            match.journal_id = match._get_source().journal_id

    @api.depends(
        "line_id.amount", "line_id.date", "payment_id.amount", "payment_id.date"
    )
    def _compute_booking(self):
        for match in self:
            source = match._get_source()
            match.booked_on = source.date
            match.amount = source.amount
            match.currency_id = source.currency_id

    def _get_source(self):
        """Return the bank line or the payment."""
        self.ensure_one()
        return self.line_id or self.payment_id

    # === CRUD METHODS === #

    def write(self, vals):
        """Override to allow writing only by the methods of this model.

        :raise AccessError: If a user writes directly.
        """
        if not self.env.su:
            raise AccessError(
                self.env._("Accept the payment, split it, or mark it as Not Ours.")
            )
        return super().write(vals)

    # === ACTION METHODS === #

    def action_accept(self):
        """Book the payment for the proposed orders.

        :raise UserError: If an order was paid or cancelled meanwhile, or with the
            reason if the payment can't be booked.
        """
        self.check_access("write")
        if len(self) > 1:
            return self.env["ecommerce.bulk.run"]._start("accept_payment", self)
        self._accept()
        return self._tell(self.env._("Booked for %s.", self._get_order_names()))

    def action_split(self):
        """Open the wizard that splits the payment."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Split"),
            "res_model": "ecommerce.payment.split",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_match_id": self.id},
        }

    def action_reject(self):
        """Mark the payments as not for eCommerce orders."""
        self.check_access("write")
        proposals = self.filtered(lambda match: match.state == "proposed")
        # In sudo mode because nobody writes matches but their own methods.
        proposals.sudo()._set_decided("not_ours")
        return self._tell(self.env._("Not ours: %s.", len(proposals)))

    def action_reconsider(self):
        """Propose payments again that were marked as not for eCommerce orders."""
        self.check_access("write")
        # In sudo mode because nobody writes matches but their own methods.
        self.filtered(lambda match: match.state == "not_ours").sudo().write(
            {"state": "proposed", "decided_by_id": False, "decided_at": False}
        )
        return RELOAD

    def action_return(self):
        """Revoke the order's payment that the bank returned.

        :raise UserError: With the reason if it can't be booked.
        """
        self.check_access("write")
        self.ensure_one()
        # In sudo mode because nobody else writes matches, nor reads all that they pay.
        match_sudo = self.sudo()._lock()
        match_sudo._set_decided("returned")
        self.env["ecommerce.bank.booking"].sudo()._return(match_sudo)
        return self._tell(
            self.env._("The payment of %s was taken back.", self._get_order_names())
        )

    def action_open(self):
        """Open the order, or the orders, that the money may be for."""
        self.check_access("read")
        # In sudo mode because not everybody reads shares; orders have their own rights.
        orders = self.sudo().share_ids.order_id.sudo(False)
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Orders"),
            "res_model": "sale.order",
        }
        if len(orders) == 1:
            return {**action, "views": [(False, "form")], "res_id": orders.id}
        return {
            **action,
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", orders.ids)],
        }

    def _tell(self, message):
        return show_notification("success", message, next=RELOAD)

    def _get_order_names(self):
        # In sudo mode because accountants may not read all orders that they settle.
        orders = self.sudo().share_ids.filtered("amount").order_id
        return ", ".join(orders.mapped("name"))

    # === AUTOMATION: BOOK BANK MONEY === #

    @api.model
    def _flow_book_bank_money_domain(self):
        return Domain("state", "=", "sure")

    def _flow_book_bank_money(self):
        """Book the sure payments; those that don't fit anymore become proposals."""
        for match in self:
            match._book_or_propose()

    def _find_flow_order(self):
        return self.share_ids.order_id[:1]

    def _book_or_propose(self):
        """Book the payment, or propose it with the reason."""
        self.ensure_one()
        booking = self.env["ecommerce.bank.booking"]
        with failing_alone(self) as attempt:
            if reason := booking._find_change(self):
                self._propose(reason)
                return
            booking.with_env(attempt.records.env)._book(attempt.records)
            attempt.records._set_decided("matched")
        error = attempt.error
        if error and not self._is_for_person(error):
            raise error
        if error:
            self._propose("refused", str(error))

    @api.model
    def _is_for_person(self, error):
        """Return whether the error needs a user; others are retried."""
        is_busy = isinstance(error.__cause__, LockError)
        return isinstance(error, UserError) and not is_busy

    # === BUSINESS METHODS === #

    @api.model
    def _note(self, decisions, bookings):
        """Create the matches of bank lines and payments.

        :param dict decisions: By record, like the bookings.
        """
        matches = self.create(
            [
                self._prepare_vals(record, decision, bookings[record])
                for record, decision in decisions.items()
                if decision.orders
            ]
        )
        if matches.filtered(lambda match: match.state == "sure"):
            self.env["ecommerce.automation"]._trigger("book_bank_money")
        return matches

    @api.model
    def _prepare_vals(self, record, decision, booking):
        orders = decision.orders[:MOST_ORDERS]
        owed = [self._get_expected(order, decision.reason) for order in orders]
        shares = zip(orders, allocate(abs(booking.amount), owed), strict=True)
        Share = self.env["ecommerce.payment.match.order"]
        is_line = record._name == "account.bank.statement.line"
        return {
            "line_id" if is_line else "payment_id": record.id,
            "company_id": record.company_id.id,
            "state": "sure" if decision.is_sure else "proposed",
            "reason": decision.reason or False,
            "share_ids": [
                Command.create(
                    {
                        "order_id": order.id,
                        "amount": float(share),
                        "decided_about": Share._describe(order),
                    }
                )
                for order, share in shares
            ],
        }

    @api.model
    def _get_expected(self, order, reason):
        """Return the outstanding amount of an order, or the amount to return."""
        candidates = self.env["ecommerce.bank.candidates"]
        if reason != "returned":
            return candidates._get_missing(order)
        paid = self.env["ecommerce.bank.booking"]._find_payments(order)[:1]
        return candidates._get_decimal(paid.amount, order.currency_id)

    @api.model
    def _find_outdated(self):
        """Return the proposals whose orders were deleted or changed."""
        changed = self.env["ecommerce.payment.match.order"]._get_outdated_domain()
        is_outdated = Domain("share_ids", "=", False) | Domain(
            "share_ids", "any", changed
        )
        return self.search(Domain("state", "=", "proposed") & is_outdated)

    def _accept(self, shares=None):
        """Book the payment by decision of the user.

        :param dict shares: The amounts by order entered by the user, whatever they owe;
            otherwise the proposed shares are booked.
        """
        # In sudo mode because nobody else writes matches, nor reads all that they pay.
        match_sudo = self.sudo()._lock()
        booking = self.env["ecommerce.bank.booking"].sudo()
        if shares is None:
            booking._ensure_unchanged(match_sudo)
        else:
            match_sudo.share_ids = [
                Command.clear(),
                *(
                    Command.create({"order_id": order.id, "amount": amount})
                    for order, amount in shares.items()
                ),
            ]
        booking._book(match_sudo)
        match_sudo._set_decided("matched")
        match_sudo.problem = match_sudo._explain_rest()

    def _lock(self):
        """Lock and return the proposal.

        :raise UserError: If another user holds the lock, or has decided.
        """
        self.ensure_one()
        locked = lock_free(self)
        self.invalidate_recordset()
        if not locked or self.state != "proposed":
            raise UserError(
                self.env._(
                    "Another user has decided about %s in the meantime: reload the "
                    "list.",
                    self.display_name,
                )
            )
        return self

    def _propose(self, reason, problem=False):
        self.write({"state": "proposed", "reason": reason, "problem": problem})

    def _set_decided(self, state):
        """Set the outcome, the user and the time of the decision."""
        self.write(
            {
                "state": state,
                "problem": False,
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
            }
        )
