from uuid import uuid4

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...client_actions import CLOSE, show_notification
from ...models.refund.ecommerce_refund_planner import KNOWN_FACTS
from ...models.refund.wish import Wish

PROPOSALS = [
    ("everything", "Everything"),
    ("returned", "Returned Products"),
    ("never_left", "Products Never Shipped"),
    ("overpaid", "Surplus Payment"),
    ("overcharged", "Overinvoiced Amount"),
    ("delivery", "Shipping Costs Only"),
    ("amount", "Custom Amount"),
    ("lines", "Selected Lines"),
]
# Fulfillment statuses of orders with products still to be shipped.
COMING = ("to_ship", "picking", "packed", "partially_shipped", "ready_for_pickup")
# Fields set from a plan, computed with the rights of the user.
PLANNED = {"compute": "_compute_plan", "compute_sudo": False, "store": True}
# Proposals with an amount and without lines.
AMOUNTS = ("overpaid", "overcharged", "amount")


class EcommerceOrderRefund(models.TransientModel):
    """Wizard that refunds an order, with a preview of the amounts.

    Several orders are refunded by the amounts owed.
    """

    _name = "ecommerce.order.refund"
    _description = "Refund eCommerce Orders"
    _inherit = ["ecommerce.readable.mixin"]

    order_ids = fields.Many2many(
        string="Orders",
        comodel_name="sale.order",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    order_id = fields.Many2one("sale.order", compute="_compute_order_id")
    currency_id = fields.Many2one("res.currency", compute="_compute_order_id")
    proposal = fields.Selection(
        string="Refund",
        selection=PROPOSALS,
        compute="_compute_proposal",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    is_amount = fields.Boolean(compute="_compute_is_amount")
    line_ids = fields.One2many(
        "ecommerce.order.refund.line",
        "wizard_id",
        compute="_compute_line_ids",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    asked_amount = fields.Monetary(
        string="Amount",
        compute="_compute_asked_amount",
        compute_sudo=False,
        store=True,
        readonly=False,
        help="Including taxes. If the order is invoiced, a credit note also "
        "corrects the taxes.",
    )
    reason = fields.Char(
        string="Refund Reason",
        help="Shown on the credit note that the customer receives.",
    )
    is_coming = fields.Boolean(compute="_compute_order_id")
    stops_delivery = fields.Boolean(
        string="Do Not Deliver Refunded Products",
        default=True,
        help="The order is reduced by what has not been shipped yet.",
    )
    notify_customer = fields.Boolean(default=True)
    request_key = fields.Char(default=lambda self: uuid4().hex)

    # Preview
    refund_amount = fields.Monetary(
        string="The Customer Gets",
        compute="_compute_plan",
        compute_sudo=False,
        store=True,
        readonly=False,
        help="As of the time of the request.",
    )
    total = fields.Monetary(**PLANNED)
    owed = fields.Monetary(string="Still Owed", **PLANNED)
    summary = fields.Html(**PLANNED)
    obstacle = fields.Char(**PLANNED)

    def onchange(self, values, field_names, fields_spec):
        """Override to read the order's facts once for all computed fields."""
        window = self.with_context(**{KNOWN_FACTS: {}})
        return super(EcommerceOrderRefund, window).onchange(
            values, field_names, fields_spec
        )

    # === COMPUTE METHODS === #

    @api.depends("order_ids")
    def _compute_order_id(self):
        for wizard in self:
            orders = wizard.order_ids._origin
            wizard.order_id = orders if len(orders) == 1 else False
            wizard.currency_id = orders[:1].currency_id
            wizard.is_coming = wizard.order_id.fulfillment_status in COMING

    @api.depends("order_ids")
    def _compute_proposal(self):
        planner = self.env["ecommerce.refund.planner"]
        for wizard in self:
            order = wizard.order_id
            wizard.proposal = order and planner._choose_proposal(order)

    @api.depends("proposal")
    def _compute_is_amount(self):
        for wizard in self:
            wizard.is_amount = wizard.proposal in AMOUNTS

    @api.depends("proposal")
    def _compute_asked_amount(self):
        planner = self.env["ecommerce.refund.planner"]
        for wizard in self:
            wizard.asked_amount = wizard.order_id and planner._get_amount(
                wizard.order_id, wizard.proposal
            )

    @api.depends("order_ids", "proposal")
    def _compute_line_ids(self):
        planner = self.env["ecommerce.refund.planner"]
        for wizard in self:
            order = wizard.order_id
            if not order or wizard.proposal == "lines":
                continue
            most = planner._propose("everything", order)
            quantities = (
                {} if wizard.is_amount else planner._propose(wizard.proposal, order)
            )
            wizard.line_ids = [
                Command.clear(),
                *[
                    Command.create(
                        {
                            "order_line_id": line_id,
                            "most": most[line_id],
                            "quantity": quantities.get(line_id, 0.0),
                        }
                    )
                    for line_id in most
                    if most[line_id]
                ],
            ]

    @api.depends("line_ids.quantity", "asked_amount", "proposal", "reason")
    def _compute_plan(self):
        for wizard in self:
            wizard.refund_amount = wizard.total = wizard.owed = 0.0
            wizard.summary = wizard.obstacle = False
            wish = wizard._get_wish()
            if wizard.order_id and (wish.amount or any(wish.quantities.values())):
                wizard._show_plan(wish)

    def _show_plan(self, wish):
        """Show the amounts of a wish, or why it isn't possible."""
        # In sudo mode because salespeople can't read transactions.
        order = self.order_id.sudo()
        check = self.env["ecommerce.refund.check"]
        self.obstacle = check._explain_wish(order, wish)
        if self.obstacle:
            return
        plan = self.env["ecommerce.refund.planner"]._plan(
            self.order_id, wish, self.reason or ""
        )
        self.obstacle = check._explain_order(order) or check._explain_plan(order, plan)
        self.refund_amount = plan.amount
        self.total = plan.total
        self.owed = plan.owed
        self.summary = self.env["ecommerce.refund.summary"]._render(order, plan)

    # === ACTION METHODS === #

    def action_refund(self):
        """Refund the order, or the amounts owed by several orders.

        :raise UserError: If it can't be refunded, or if the amount has changed.
        """
        self.ensure_one()
        if not self.order_ids:
            raise UserError(self.env._("Choose the orders to refund."))
        if self.proposal == "amount" and not self.reason:
            raise UserError(self.env._("Enter the reason of the refund."))
        if not self.order_id:
            return self.env["ecommerce.bulk.run"]._start_refund(
                self.order_ids, self.reason, self.notify_customer
            )
        refund = self.env["ecommerce.refund"]._request(
            self.order_id,
            self._get_wish(),
            self.refund_amount,
            reason=self.reason,
            notify_customer=self.notify_customer,
            stops_delivery=self.stops_delivery,
            request_key=self.request_key,
        )
        return show_notification("success", self._describe(refund), next=CLOSE)

    def _get_wish(self):
        """Return the requested amount or quantities."""
        if self.is_amount:
            return Wish(amount=self.asked_amount)
        return Wish({it.order_line_id.id: it.quantity for it in self.line_ids})

    def _describe(self, refund):
        """Return the message about the refund."""
        amount = refund.order_id._format_money(refund.amount)
        if refund.state == "to_approve":
            return self.env._("%(amount)s: second approval required.", amount=amount)
        if refund.state == "to_transfer":
            return self.env._("%(amount)s must be transferred.", amount=amount)
        if refund.state == "done":
            return self.env._("The credit note is posted.")
        return self.env._("%(amount)s are on their way.", amount=amount)


class EcommerceOrderRefundLine(models.TransientModel):
    _name = "ecommerce.order.refund.line"
    _description = "Refund Wizard Line"
    _inherit = ["ecommerce.readable.mixin"]
    _order = "id"

    wizard_id = fields.Many2one(
        "ecommerce.order.refund", required=True, ondelete="cascade"
    )
    order_line_id = fields.Many2one(
        "sale.order.line", required=True, ondelete="cascade"
    )
    name = fields.Text(related="order_line_id.name", related_sudo=False)
    product_uom_qty = fields.Float(
        related="order_line_id.product_uom_qty", related_sudo=False
    )
    qty_delivered = fields.Float(
        related="order_line_id.qty_delivered", related_sudo=False
    )
    currency_id = fields.Many2one(
        related="order_line_id.currency_id", related_sudo=False
    )
    unit_price = fields.Monetary(
        related="order_line_id.price_reduce_taxinc",
        related_sudo=False,
        string="Unit Price",
    )
    most = fields.Float(
        string="Refundable", digits="Product Unit", help="What is not refunded yet."
    )
    quantity = fields.Float(string="To Refund", digits="Product Unit")
