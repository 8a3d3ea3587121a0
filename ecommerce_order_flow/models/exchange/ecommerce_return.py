from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engine.locks import lock_or_refuse
from ..returns.const import CLOSED_STATES
from ..returns.rules.quantities import ALMOST


class EcommerceReturn(models.Model):
    _inherit = "ecommerce.return"

    state = fields.Selection(
        selection_add=[
            ("in_repair", "Item in Repair"),
            ("exchanging", "To Ship to the Customer"),
            ("settled",),
        ]
    )
    has_exchange = fields.Boolean(compute="_compute_has_wishes", store=True)
    has_wishes = fields.Boolean(
        compute="_compute_has_wishes",
        store=True,
        help="The customer wants something other than a refund.",
    )
    is_exchange_due = fields.Boolean(
        string="Exchange Due", compute="_compute_is_refund_due", store=True
    )
    estimated_owed = fields.Monetary(
        string="Estimated Payment",
        readonly=True,
        help="What the customer was told to pay for the replacement.",
    )

    asked_amount = fields.Monetary(
        readonly=True, help="What the customer was last asked to pay by email."
    )
    is_payment_to_ask = fields.Boolean(
        string="Is Payment Request Due",
        compute="_compute_is_payment_to_ask",
        store=True,
    )

    _to_ask_idx = models.Index("(id) WHERE is_payment_to_ask IS TRUE")

    # === COMPUTE METHODS === #

    @api.depends("line_ids.wish")
    def _compute_has_wishes(self):
        for case in self:
            wishes = set(case.line_ids.mapped("wish"))
            case.has_exchange = "exchange" in wishes
            case.has_wishes = bool(wishes - {"refund"})

    @api.depends(
        "line_ids.is_refunded_instead",
        "line_ids.replaced_quantity",
        "line_ids.exchange_move_ids.state",
    )
    def _compute_state(self):
        """Override of `refund` to wait until the replacements have left."""
        result = super()._compute_state()
        for case in self.filtered(lambda it: it.state == "settled"):
            if any(line._is_replacement_open() for line in case.line_ids):
                case.state = "exchanging"
        for case in self.filtered(lambda it: it.state in ("received", "inspected")):
            if any(line._get_unrepaired() for line in case.line_ids):
                case.state = "in_repair"
        return result

    @api.depends(
        "line_ids.is_refunded_instead",
        "line_ids.replaced_quantity",
        "line_ids.exchange_move_ids.state",
    )
    def _compute_is_refund_due(self):
        """Override of `refund` to include replacements to deliver.

        Whose delivery was cancelled is left to users.
        """
        result = super()._compute_is_refund_due()
        for case in self:
            lines = case.line_ids
            if case.state in (*CLOSED_STATES, "requested"):
                lines = lines.browse()
            exchanges = lines.filtered(lambda it: it.wish == "exchange")
            case.is_exchange_due = any(it._get_unreplaced() for it in exchanges)
            if case.state == "in_repair":
                case.is_refund_due = any(it._get_unrefunded() for it in lines)
            case.is_refund_due = case.is_refund_due or any(
                it._get_unreplaced() - it._get_called_off() > ALMOST for it in exchanges
            )
        return result

    @api.depends("is_exchange_due")
    def _compute_main_action(self):
        """Override to depend on the exchange."""
        return super()._compute_main_action()

    def _get_main_action(self):
        """Override of `refund` to add repair and exchange, which include the refund."""
        action = super()._get_main_action()
        if action in ("approve", "inspect", "decide"):
            return action
        if self.state == "in_repair":
            return "send_back"
        return "exchange" if self.is_exchange_due else action

    @api.depends(
        "asked_amount",
        "line_ids.exchange_move_ids.state",
        "order_id.amount_authorized",
        "order_id.amount_owed",
    )
    def _compute_is_payment_to_ask(self):
        hold = self.env["ecommerce.hold"]
        for case in self:
            order = case.order_id
            owed, asked = order.amount_owed, case.asked_amount
            case.is_payment_to_ask = (
                any(line._is_held_until_paid() for line in case.line_ids)
                and hold._awaits_difference(order)
                and bool(order.currency_id.compare_amounts(owed, asked))
            )

    # === ACTION METHODS === #

    def action_exchange(self):
        """Deliver the replacements, and credit what they replace.

        :raise AccessError: If the user may not decide about the return, or something is
            to be credited and the user may not refund.
        :raise UserError: If nothing is to be exchanged, or it is sold out.
        """
        self.ensure_one()
        self.env["ecommerce.return.check"]._ensure_seller(self)
        if not self._settle():
            raise UserError(
                self.env._(
                    "There is nothing to exchange for %(name)s now.", name=self.name
                )
            )
        return True

    def action_send_back(self):
        """Create the transfers that bring repaired products back to the customer.

        :raise AccessError: If the user may not process returned products.
        :raise UserError: If nothing is in repair.
        """
        self.ensure_one()
        self.env["ecommerce.return.check"]._ensure_inspector(self)
        # In sudo mode because warehouse staff can write neither orders nor returns.
        case = self.sudo()
        case._lock()
        if case.state != "in_repair":
            raise UserError(self.env._("%(name)s is not in repair.", name=self.name))
        self.env["ecommerce.exchange.repair"].sudo()._send_back(case)

    def action_refund_instead(self):
        """Refund what was not replaced yet, as if the customer had asked for it.

        Deliveries of replacements are cancelled.

        :raise UserError: If there is nothing to refund instead, or a delivery is
            being prepared.
        """
        self.ensure_one()
        self.env["ecommerce.return.check"]._ensure_seller(self)
        # In sudo mode because cases are written by their own methods alone.
        case = self.sudo()
        case._lock()
        lines = case.line_ids.filtered(
            lambda it: (
                it.wish != "refund"
                and not it.is_refunded_instead
                and it._get_shipped() < it.requested_quantity
            )
        )
        if case.state in (*CLOSED_STATES, "settled") or not lines:
            raise UserError(
                self.env._("%(name)s has nothing to refund instead.", name=self.name)
            )
        self.env["ecommerce.exchange.delivery"]._call_off(lines)
        lines.is_refunded_instead = True
        self.env["ecommerce.exchange.reservation"]._release(lines)
        case.message_post(body=self.env._("It is refunded instead of exchanged."))

    # === BUSINESS METHODS === #

    def _settle(self):
        """Override of `refund` to deliver the replacements first.

        The refund then is the balance: what the customer doesn't owe for them.
        """
        self.ensure_one()
        # In sudo mode because salespeople can't read all the data needed.
        case_sudo = self.sudo()
        lock_or_refuse(case_sudo.order_id, case_sudo)
        case_sudo.invalidate_recordset()
        case_sudo.line_ids.invalidate_recordset()
        if case_sudo.state in CLOSED_STATES:
            return super()._settle()
        replaced = self.env["ecommerce.exchange.delivery"].sudo()._replace(case_sudo)
        return super()._settle() or replaced

    def _prepare_wish(self):
        """Override of `refund` so that an exchange may need no payment."""
        return replace(super()._prepare_wish(), is_exchange=self.has_exchange)

    def _ensure_nothing_refunded(self):
        """Override of `refund` to check the replacements, too.

        :raise UserError: If one was delivered, or its delivery was created.
        """
        result = super()._ensure_nothing_refunded()
        if any(self.line_ids.mapped("replaced_quantity")):
            raise UserError(
                self.env._("%(name)s is already exchanged.", name=self.name)
            )
        return result

    # === AUTOMATION: ASK FOR PAYMENTS === #

    @api.model
    def _flow_send_exchange_mail_domain(self):
        """Return the domain of the returns whose customers have to pay something."""
        return Domain("is_payment_to_ask", "=", True)

    def _flow_send_exchange_mail(self):
        for case in self:
            self.env["ecommerce.return.notifier"]._ask_for_payment(case)
        self.env["ecommerce.automation"]._trigger_mail_queue()

    # === AUTOMATION: RELEASE EXCHANGES === #

    @api.model
    def _flow_release_exchange_domain(self):
        """Return the domain of the closed returns with reserved replacements.

        Users close returns by cancelling their transfers, too.
        """
        return Domain("line_ids.exchange_reservation_ids", "!=", False) & Domain(
            "state", "in", (*CLOSED_STATES, "settled")
        )

    def _flow_release_exchange(self):
        self.env["ecommerce.exchange.reservation"]._release(self.line_ids)
