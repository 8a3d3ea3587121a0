from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import escape_psql

from ...client_actions import show_notification
from ..engine.codes import read_code
from ..engine.locks import lock_or_refuse
from .const import DECISIONS, PARCEL_PAYERS, RETURN_STATES
from .rules.states import Case, get_state


class EcommerceReturn(models.Model):
    """A return of products of an order.

    Users decide, inspect and cancel; everything else is computed from transfers and
    refunds. Cases are written only by their own methods, in sudo mode after a check of
    the user's rights.
    """

    _name = "ecommerce.return"
    _description = "Return"
    _inherit = [
        "ecommerce.notification.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "id desc"
    # Users who process cases may post messages, but can't write them.
    _mail_post_access = "read"

    name = fields.Char(string="Return Number", required=True, readonly=True)
    number = fields.Integer(
        readonly=True, help="Which return of its order it is, from 1 on."
    )
    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, index=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(related="order_id.partner_id", string="Customer")
    company_id = fields.Many2one(related="order_id.company_id", store=True)
    website_id = fields.Many2one(related="order_id.website_id", store=True)
    currency_id = fields.Many2one(related="order_id.currency_id")
    line_ids = fields.One2many("ecommerce.return.line", "return_id", readonly=True)

    request_key = fields.Char(readonly=True, copy=False)
    is_from_transfer = fields.Boolean(
        string="Created from a Transfer",
        readonly=True,
        help="Nobody requested it: the customer is not notified of decisions.",
    )

    # Customer's request
    reason_id = fields.Many2one(
        "ecommerce.return.reason",
        string="Return Reason",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    remark = fields.Text(string="Customer Remark", readonly=True)
    estimated_amount = fields.Monetary(
        string="Estimated Refund",
        readonly=True,
        help="The amount shown to the customer before the request was sent.",
    )

    # Terms at the time of the request
    parcel_payer = fields.Selection(
        selection=PARCEL_PAYERS, string="Parcel Paid by", readonly=True
    )
    fee_amount = fields.Monetary(
        string="Fee per Return",
        readonly=True,
        help="Deducted once, from the first refunds of the return.",
    )
    estimated_fee = fields.Monetary(
        string="Deducted Fee",
        readonly=True,
        help="The part of it and of the restocking fees shown to the customer.",
    )

    # Decisions of users
    decision = fields.Selection(
        selection=DECISIONS, default="requested", required=True, readonly=True
    )
    decided_at = fields.Datetime(readonly=True)
    decision_note = fields.Text(string="Message to the Customer", readonly=True)
    # Computed values
    is_late = fields.Boolean(
        string="Late", compute="_compute_is_late", store=True, compute_sudo=True
    )
    needs_inspection = fields.Boolean(compute="_compute_state", store=True)
    state = fields.Selection(
        selection=RETURN_STATES, compute="_compute_state", store=True, index=True
    )
    main_action = fields.Char(
        compute="_compute_main_action",
        help="The action whose button is the primary one.",
    )
    transfer_ids = fields.Many2many(
        "stock.picking",
        string="Transfers",
        compute="_compute_transfer_ids",
        compute_sudo=True,
    )
    transfer_names = fields.Char(
        string="Return Transfers",
        compute="_compute_transfer_ids",
        compute_sudo=True,
    )

    # Emails
    flow_notification_ids = fields.One2many(
        "ecommerce.notification", "return_id", string="Customer Emails"
    )
    told_decision = fields.Selection(
        selection=DECISIONS,
        string="Notified Decision",
        readonly=True,
        help="The decision of which the customer was last notified.",
    )
    is_loss_to_tell = fields.Boolean(
        readonly=True, help="The customer has to be notified of a loss of value."
    )
    is_to_tell = fields.Boolean(
        string="Is Notification Due", compute="_compute_is_to_tell", store=True
    )

    _once = models.UniqueIndex("(order_id, number)", "This return is there already.")
    _request_once = models.UniqueIndex(
        "(order_id, request_key)", "This return has already been requested."
    )
    _to_tell_idx = models.Index("(id) WHERE is_to_tell IS TRUE")

    # === COMPUTE METHODS === #

    @api.depends("line_ids.is_late")
    def _compute_is_late(self):
        for case in self:
            case.is_late = any(case.line_ids.mapped("is_late"))

    @api.depends(
        "decision",
        "is_inspected",
        "needs_valuation",
        "line_ids.refund_at",
        "line_ids.received_quantity",
        "line_ids.accepted_quantity",
        "line_ids.absent_quantity",
        "line_ids.move_ids.state",
        "line_ids.move_ids.picking_id.carrier_tracking_ref",
        "order_id.return_status",
    )
    def _compute_state(self):
        for case in self:
            case.needs_inspection = "inspection" in case.line_ids.mapped("refund_at")
            case.state = get_state(case._get_facts())

    @api.depends("is_inspected", "needs_inspection", "needs_valuation", "state")
    def _compute_main_action(self):
        for case in self:
            case.main_action = case._get_main_action()

    def _get_main_action(self):
        """Return the action that comes first if several are possible, or False.

        What has arrived is inspected and decided about before it is refunded.
        """
        if self.state == "requested":
            return "approve"
        is_here = self.state in ("received", "inspected")
        if is_here and self.needs_inspection and not self.is_inspected:
            return "inspect"
        return "decide" if self.needs_valuation else False

    def _get_facts(self):
        """Return the facts from which the state is computed."""
        self.ensure_one()
        open_moves = self._get_open_moves()
        lines = self.line_ids
        return Case(
            decision=self.decision,
            is_coming=bool(open_moves),
            has_tracking=any(open_moves.picking_id.mapped("carrier_tracking_ref")),
            is_here=any(line._is_here() for line in lines),
            needs_inspection=self.needs_inspection,
            is_inspected=self.is_inspected,
            is_undecided=self.needs_valuation,
            is_missing=any(lines.mapped("absent_quantity")),
            accepted=sum(lines.mapped("accepted_quantity")),
            is_refunded=self.env["ecommerce.return.money"]._is_refunded(self),
        )

    def _get_open_moves(self):
        """Return the open moves from the customer."""
        return self.line_ids.move_ids.filtered(
            lambda move: (
                move.state not in ("done", "cancel")
                and move.location_id.usage == "customer"
            )
        )

    @api.depends("line_ids.move_ids.picking_id")
    def _compute_transfer_ids(self):
        for case in self:
            case.transfer_ids = case.line_ids.move_ids.picking_id
            case.transfer_names = ", ".join(case.transfer_ids.mapped("name"))

    @api.depends("decision", "told_decision", "is_from_transfer", "is_loss_to_tell")
    def _compute_is_to_tell(self):
        for case in self:
            is_told = case.decision == case.told_decision or case.is_from_transfer
            case.is_to_tell = case.is_loss_to_tell or not is_told

    # === ACTION METHODS === #

    def action_approve(self):
        """Approve the returns, and create their transfers.

        :raise UserError: If it was decided already, or the customer doesn't have the
            products anymore.
        """
        decisions = self.env["ecommerce.return.decision"]
        for case in self._sort_by_order():
            self.env["ecommerce.return.check"]._ensure_seller(case)
            # In sudo mode because cases are written by their own methods alone.
            decisions._approve(case.sudo())

    def action_view_transfers(self):
        """Open the transfers of the return."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Transfers of %(name)s", name=self.name),
            "res_model": "stock.picking",
            "view_mode": "list,form",
            "domain": [("id", "in", self.transfer_ids.ids)],
            "context": {"create": False},
        }

    @api.model
    def action_open_barcode(self, barcode):
        """Open the return whose number was scanned.

        :return: The client action: the return, or a notification.
        """
        self.check_access("read")
        number = escape_psql(read_code(barcode))
        case = self.search([("name", "=ilike", number)], limit=1)
        if not case:
            message = self.env._("No return has the number %(number)s.", number=barcode)
            return show_notification("danger", message)
        return case._get_records_action()

    def action_cancel(self):
        """Cancel the returns.

        :raise UserError: If products were received.
        """
        decisions = self.env["ecommerce.return.decision"]
        for case in self._sort_by_order():
            self.env["ecommerce.return.check"]._ensure_seller(case)
            # In sudo mode because cases are written by their own methods alone.
            decisions._cancel(case.sudo())

    # === BUSINESS METHODS === #

    def _sort_by_order(self):
        """Return the returns in the order in which several orders are locked."""
        return self.sorted(lambda case: (case.order_id.id, case.id))

    def _lock(self):
        """Lock the case and its order, and reread the case.

        :raise UserError: If another transaction holds the lock.
        """
        self.ensure_one()
        lock_or_refuse(self.order_id, self)
        self.invalidate_recordset(["decision", "is_inspected", "state"])

    def _ensure_state(self, *states):
        self.ensure_one()
        if self.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(name)s: %(state)s. This is no longer possible.",
                    name=self.name,
                    state=labels[self.state],
                )
            )

    def _ensure_nothing_refunded(self):
        """Raise if the return was refunded, even partly.

        Overridden by rooms that refund returns.
        """

    # === AUTOMATION: EXPIRE RETURNS === #

    @api.model
    def _flow_expire_return_domain(self):
        """Return the domain of the approved returns that never came."""
        return self.env["ecommerce.return.expiry"]._get_due_domain()

    def _flow_expire_return(self):
        for case in self:
            self.env["ecommerce.return.expiry"]._expire(case)

    # === AUTOMATION: TELL CUSTOMERS OF RETURNS === #

    @api.model
    def _flow_send_return_mail_domain(self):
        return Domain("is_to_tell", "=", True)

    def _flow_send_return_mail(self):
        notifier = self.env["ecommerce.return.notifier"]
        for case in self:
            if case.is_loss_to_tell:
                notifier._notify_of_losses(case)
            if case.decision != case.told_decision and not case.is_from_transfer:
                notifier._notify(case)
        self.env["ecommerce.automation"]._trigger_mail_queue()

    def _find_flow_order(self):
        """Return the order of a failure."""
        return self.order_id
