from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engine.locks import lock_or_refuse
from ..returns.const import CLOSED_STATES, OPEN_STATES
from ..returns.rules.fees import Fees
from ..returns.rules.findings import get_loss_percentage
from ..returns.rules.quantities import ALMOST
from ..status.rules.lines import get_kept_quantity
from .wish import Wish


class EcommerceReturn(models.Model):
    _inherit = "ecommerce.return"

    refund_ids = fields.One2many(
        "ecommerce.refund", "return_id", string="Refunds", readonly=True
    )
    is_refund_due = fields.Boolean(
        string="Refund Due",
        compute="_compute_is_refund_due",
        store=True,
        help="Accepted products have not been refunded yet.",
    )
    is_refund_automatic = fields.Boolean(
        compute="_compute_is_refund_automatic", store=True
    )

    _to_settle_idx = models.Index("(id) WHERE is_refund_due IS TRUE")

    # === COMPUTE METHODS === #

    @api.depends("refund_ids.state", "line_ids.refunded_quantity")
    def _compute_state(self):
        """Override to depend on the refunds of the return."""
        return super()._compute_state()

    @api.depends("state", "line_ids.accepted_quantity", "line_ids.refunded_quantity")
    def _compute_is_refund_due(self):
        for case in self:
            is_open = case.state in OPEN_STATES and case.state != "requested"
            case.is_refund_due = is_open and any(
                line._get_unrefunded() for line in case.line_ids
            )

    @api.depends("is_refund_due")
    def _compute_main_action(self):
        """Override to depend on the refund."""
        return super()._compute_main_action()

    def _get_main_action(self):
        """Override of `returns` to add the refund."""
        return super()._get_main_action() or (self.is_refund_due and "refund")

    @api.depends("line_ids.is_refunded_automatically")
    def _compute_is_refund_automatic(self):
        for case in self:
            case.is_refund_automatic = all(
                case.line_ids.mapped("is_refunded_automatically")
            )

    # === ACTION METHODS === #

    def action_refund(self):
        """Refund what is accepted: credit note, and payments by the outbox.

        :raise AccessError: If the user may not refund the order.
        :raise UserError: If nothing is to be refunded.
        """
        self.ensure_one()
        self.check_access("read")
        self.env["ecommerce.refund.check"]._ensure_allowed(self.order_id)
        if not self._settle():
            raise UserError(
                self.env._(
                    "There is nothing to refund for %(name)s now.", name=self.name
                )
            )
        return True

    # === BUSINESS METHODS === #

    def _settle(self):
        """Refund what is accepted and not refunded yet; does nothing otherwise.

        :return: The `ecommerce.refund`, or an empty recordset.
        """
        self.ensure_one()
        # In sudo mode because salespeople can't read all the data needed.
        case_sudo = self.sudo()
        lock_or_refuse(case_sudo.order_id, case_sudo)
        case_sudo.invalidate_recordset(["refund_ids"])
        Refund = self.env["ecommerce.refund"]
        wish = case_sudo._prepare_wish()
        is_closed = case_sudo.state in CLOSED_STATES
        if is_closed or not wish.quantities:
            return Refund
        plan = self.env["ecommerce.refund.planner"]._plan(self.order_id, wish)
        return Refund._request(
            self.order_id,
            wish,
            plan.amount,
            reason=case_sudo._describe_reason(),
            notify_customer=True,
            return_id=self.id,
            request_key=f"{self.name}-{len(case_sudo.refund_ids) + 1}",
        )

    def _prepare_wish(self):
        """Return the `Wish` of what is to be refunded now."""
        self.ensure_one()
        return Wish(self._get_due_quantities(), fees=self._get_fees())

    def _get_fees(self):
        """Return the fees and losses of value to deduct from the next refund."""
        self.ensure_one()
        refunds = self.refund_ids.filtered(lambda it: not it.is_refused)
        deducted = sum(refunds.mapped("fixed_fee_amount"))
        return Fees(
            {
                line.order_line_id.id: line.fee_percentage
                + get_loss_percentage(
                    line.lost_quantity,
                    line._get_deducted_loss(),
                    line._get_unrefunded(),
                )
                for line in self.line_ids
            },
            max(self.currency_id.round(self.fee_amount - deducted), 0.0),
        )

    def _describe_reason(self):
        """Return the text on the credit note, in the customer's language."""
        env = self.with_context(lang=self.partner_id.lang).env
        return env._("Return %(name)s", name=self.name)

    def _get_due_quantities(self):
        """Return the quantities to refund, by the id of the order line.

        At most the refundable ones: they may have been refunded otherwise.
        """
        most = self._get_refundable_quantities()
        quantities = {
            line.order_line_id.id: min(
                line._get_unrefunded(), most.get(line.order_line_id.id, 0.0)
            )
            for line in self.line_ids
        }
        return {key: it for key, it in quantities.items() if it > ALMOST}

    def _get_refundable_quantities(self):
        """Return what can be refunded for returns, by the id of the order line.

        It is what the customer doesn't keep, or doesn't have to return before.
        """
        planner = self.env["ecommerce.refund.planner"]
        facts = planner._get_facts(self.order_id)
        most = planner._get_most_quantities(self.order_id, facts)
        given_up = Counter()
        for line in facts.lines:
            given_up[line.id] -= get_kept_quantity(facts, line)
        for line in self.order_id.return_ids.line_ids:
            ahead = line.accepted_quantity - line.received_quantity
            given_up[line.order_line_id.id] += max(ahead, 0.0)
        return {key: min(most[key], most[key] + given_up[key]) for key in most}

    def _ensure_nothing_refunded(self):
        """Override of `returns` to check the refunds of the return.

        :raise UserError: If a refund of the return is booked or requested.
        """
        result = super()._ensure_nothing_refunded()
        if self.refund_ids.filtered(lambda it: not it.is_refused):
            raise UserError(self.env._("%(name)s is already refunded.", name=self.name))
        return result

    # === AUTOMATIONS === #

    @api.model
    def _flow_expire_return_domain(self):
        """Override of `returns` to exclude returns refunded before their arrival."""
        return super()._flow_expire_return_domain() & Domain(
            "refund_ids", "not any", [("is_refused", "=", False)]
        )

    @api.model
    def _flow_settle_return_domain(self):
        """Return the domain of the returns to refund by their policies.

        Refused refunds wait for users.
        """
        return (
            Domain("is_refund_due", "=", True)
            & Domain("is_refund_automatic", "=", True)
            & Domain("refund_ids", "not any", [("is_refused", "=", True)])
        )

    def _flow_settle_return(self):
        for case in self:
            if not case._settle():
                raise UserError(
                    self.env._(
                        "%(name)s cannot be refunded automatically: check what has "
                        "already been refunded of %(order)s.",
                        name=case.name,
                        order=case.order_id.name,
                    )
                )


class EcommerceReturnLine(models.Model):
    _inherit = "ecommerce.return.line"

    refunded_quantity = fields.Float(
        digits="Product Unit",
        compute="_compute_refunded_quantity",
        store=True,
        compute_sudo=True,
    )

    @api.depends("return_id.refund_ids.is_refused", "return_id.refund_ids.line_ids")
    def _compute_refunded_quantity(self):
        for line in self:
            line.refunded_quantity = sum(line._get_refund_lines().mapped("quantity"))

    def _get_refund_lines(self):
        """Return the lines of the refunds of the return that count."""
        self.ensure_one()
        refunds = self.return_id.refund_ids.filtered(lambda it: not it.is_refused)
        return refunds.line_ids.filtered(
            lambda it: it.order_line_id == self.order_line_id
        )

    def _get_deducted_loss(self):
        """Return the loss of value that refunds deducted, in units of the product."""
        return sum(
            it.quantity * max(it.fee_percentage - self.fee_percentage, 0.0) / 100
            for it in self._get_refund_lines()
        )

    def _get_unsettled_quantity(self):
        """Override of `returns` to deduct what was refunded."""
        return super()._get_unsettled_quantity() - self.refunded_quantity

    def _get_unrefunded(self):
        """Return the accepted quantity that isn't refunded."""
        self.ensure_one()
        left = self.accepted_quantity - self.refunded_quantity
        return left if left > ALMOST else 0.0
