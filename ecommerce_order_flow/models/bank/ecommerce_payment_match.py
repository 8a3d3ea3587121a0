from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError
from odoo.fields import Command, Domain

from ...client_actions import RELOAD, show_notification
from ..engine.attempt import failing_alone
from .const import MATCH_REASONS, MATCH_STATES, RISKY_REASONS
from .rules import allocate

# More orders than that are no help to whoever decides.
MOST_ORDERS = 10


class EcommercePaymentMatch(models.Model):
    """Money that came, or went back, and the web orders that it may be for."""

    _name = "ecommerce.payment.match"
    _description = "Payment to Match"
    _order = "booked_on desc, id desc"

    # Where the money is: one of both.
    line_id = fields.Many2one(
        "account.bank.statement.line", readonly=True, ondelete="cascade"
    )
    payment_id = fields.Many2one("account.payment", readonly=True, ondelete="cascade")

    # What it says
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    journal_id = fields.Many2one(
        "account.journal", compute="_compute_journal_id", compute_sudo=True
    )
    booked_on = fields.Date(compute="_compute_booking", compute_sudo=True, store=True)
    payer = fields.Char(compute="_compute_booking", compute_sudo=True, store=True)
    purpose = fields.Char(compute="_compute_booking", compute_sudo=True, store=True)
    amount = fields.Monetary(compute="_compute_booking", compute_sudo=True, store=True)
    currency_id = fields.Many2one(
        "res.currency", compute="_compute_booking", compute_sudo=True, store=True
    )

    # What it is for
    share_ids = fields.One2many(
        "ecommerce.payment.match.order", "match_id", string="Orders", readonly=True
    )
    state = fields.Selection(selection=MATCH_STATES, required=True, readonly=True)
    reason = fields.Selection(selection=MATCH_REASONS, readonly=True)
    problem = fields.Char(readonly=True, help="Why it couldn't be booked.")
    explanation = fields.Char(string="Why", compute="_compute_explanation")
    is_risky = fields.Boolean(compute="_compute_is_risky")

    # Who decided
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True)
    decided_at = fields.Datetime(string="Decided on", readonly=True)

    _line_unique = models.UniqueIndex("(line_id)", "This bank line is listed already.")
    _payment_unique = models.UniqueIndex(
        "(payment_id)", "This payment is listed already."
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
        "line_id.amount",
        "line_id.date",
        "line_id.partner_name",
        "line_id.partner_id.name",
        "line_id.payment_ref",
        "payment_id.amount",
        "payment_id.date",
        "payment_id.memo",
    )
    def _compute_booking(self):
        for match in self:
            source = match._get_source()
            line, payment = match.line_id, match.payment_id
            match.booked_on = source.date
            match.payer = line.partner_name or source.partner_id.name
            match.purpose = line.payment_ref or payment.memo
            match.amount = source.amount
            match.currency_id = source.currency_id

    def _get_source(self):
        """Return the bank line, or the payment."""
        self.ensure_one()
        return self.line_id or self.payment_id

    @api.depends("payer", "amount", "currency_id")
    def _compute_display_name(self):
        for match in self:
            amount = match.currency_id.format(match.amount)
            match.display_name = f"{amount} {match.payer or ''}".strip()

    @api.depends("state", "reason", "problem")
    @api.depends_context("lang")
    def _compute_explanation(self):
        labels = dict(self._fields["reason"]._description_selection(self.env))
        for match in self:
            label = match.state == "proposed" and labels.get(match.reason)
            match.explanation = match.problem or label

    @api.depends("state", "reason")
    def _compute_is_risky(self):
        for match in self:
            is_open = match.state == "proposed"
            match.is_risky = is_open and match.reason in RISKY_REASONS

    # === CRUD METHODS === #

    def write(self, vals):
        """Override to let only the methods here write: they ask what is allowed.

        :raise AccessError: If anybody else does.
        """
        if not self.env.su:
            raise AccessError(
                self.env._("Accept the payment, split it, or say that it is not ours.")
            )
        return super().write(vals)

    # === ACTION METHODS === #

    def action_accept(self):
        """Book the money for the proposed orders, as if it had fitted.

        :raise UserError: If the order was paid or cancelled meanwhile, or the money
            can't be booked: says why.
        """
        self.check_access("write")
        if len(self) > 1:
            return self.env["ecommerce.bulk.run"]._start("accept_payment", self)
        self._accept()
        return self._tell(self.env._("Booked for %s.", self._get_order_names()))

    def action_split(self):
        """Ask how much of the money is for which order."""
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
        """Note that the money is for no web order."""
        self.check_access("write")
        proposals = self.filtered(lambda match: match.state == "proposed")
        proposals.sudo()._set_decided("not_ours")
        return self._tell(self.env._("Not ours: %s.", len(proposals)))

    def action_reconsider(self):
        """Take back that the money is for no web order."""
        self.check_access("write")
        self.filtered(lambda match: match.state == "not_ours").sudo().write(
            {"state": "proposed", "decided_by_id": False, "decided_at": False}
        )
        return RELOAD

    def action_return(self):
        """Take back the payment of the order that the bank took back.

        :raise UserError: If it can't be booked: says why.
        """
        self.check_access("write")
        self.ensure_one()
        match_sudo = self.sudo()._lock()
        match_sudo._set_decided("returned")
        self.env["ecommerce.bank.booking"].sudo()._return(match_sudo)
        return self._tell(
            self.env._("The payment of %s was taken back.", self._get_order_names())
        )

    def action_open(self):
        """Open the order, or the orders, that the money may be for."""
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
        orders = self.sudo().share_ids.filtered("amount").order_id
        return ", ".join(orders.mapped("name"))

    # === AUTOMATION: BOOK BANK MONEY === #

    @api.model
    def _flow_book_bank_money_domain(self):
        return Domain("state", "=", "sure")

    def _flow_book_bank_money(self):
        """Book what fits exactly; what doesn't anymore is asked about."""
        for match in self:
            match._book_or_propose()

    def _find_flow_order(self):
        return self.share_ids.order_id[:1]

    def _book_or_propose(self):
        """Book the money, or say why that isn't possible."""
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
        """Return whether only a person gets further; others come back by themselves."""
        is_busy = isinstance(error.__cause__, LockError)
        return isinstance(error, UserError) and not is_busy

    # === BUSINESS METHODS === #

    @api.model
    def _note(self, decisions, bookings):
        """Note what was decided about bank lines and payments.

        :param dict decisions: By record, as are the bookings.
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
        is_line = record._name == "account.bank.statement.line"
        return {
            "line_id" if is_line else "payment_id": record.id,
            "company_id": record.company_id.id,
            "state": "sure" if decision.is_sure else "proposed",
            "reason": decision.reason or False,
            "share_ids": [
                Command.create({"order_id": order.id, "amount": float(share)})
                for order, share in shares
            ],
        }

    @api.model
    def _get_expected(self, order, reason):
        """Return what an order is short of, or what may be taken back from it."""
        candidates = self.env["ecommerce.bank.candidates"]
        if reason != "returned":
            return candidates._get_missing(order)
        paid = self.env["ecommerce.bank.booking"]._find_payments(order)[:1]
        return candidates._get_decimal(paid.amount, order.currency_id)

    def _accept(self, shares=None):
        """Book the money because somebody decided so.

        :param dict shares: The amounts by order that somebody entered, whatever they
            owe; the proposed ones are booked otherwise.
        """
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

    def _explain_rest(self):
        """Return what of the money is for no order, nothing if all of it is."""
        rest = self.amount - sum(self.share_ids.mapped("amount"))
        return not self.currency_id.is_zero(rest) and self.env._(
            "%(amount)s are for no order and stay open in the accounting.",
            amount=self.currency_id.format(rest),
        )

    def _lock(self):
        """Return the proposal, which nobody else decides about meanwhile.

        :raise UserError: If somebody does, or has decided.
        """
        self.ensure_one()
        locked = self.try_lock_for_update(allow_referencing=True)
        self.invalidate_recordset()
        if not locked or self.state != "proposed":
            raise UserError(
                self.env._(
                    "Somebody else decided about %s meanwhile: reload the list.",
                    self.display_name,
                )
            )
        return self

    def _propose(self, reason, problem=False):
        self.write({"state": "proposed", "reason": reason, "problem": problem})

    def _set_decided(self, state):
        """Note what became of the money, who decided so, and when."""
        self.write(
            {
                "state": state,
                "problem": False,
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
            }
        )
