from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_amount

from .const import (
    FLOW_STAGES,
    FULFILLMENT_STATUSES,
    PAYMENT_STATUSES,
    RETURN_STATUSES,
)


def has_team_of_website(order):
    """Return whether the order belongs to the sales team of its website."""
    team = order.website_id.keep_salesteam and order.website_id.salesteam_id
    return team and (not team.company_id or team.company_id == order.company_id)


class SaleOrder(models.Model):
    _inherit = "sale.order"

    # Statuses of eCommerce orders; empty for orders without a website.
    payment_status = fields.Selection(
        selection=PAYMENT_STATUSES,
        compute="_compute_flow_status",
        store=True,
        index="btree_not_null",
        help="Based on the order's transactions and the payments of its invoices.",
    )
    amount_received = fields.Monetary(
        compute="_compute_flow_status",
        store=True,
        help="What the customer paid so far: transactions that are done, and payments "
        "registered on the invoices.",
    )
    amount_refunded = fields.Monetary(
        compute="_compute_flow_status",
        store=True,
        help="What the customer got back so far: refund transactions, and payments "
        "registered on the credit notes.",
    )
    amount_authorized = fields.Monetary(
        compute="_compute_flow_status",
        store=True,
        help="Amount authorized for the order that has not been captured yet.",
    )
    amount_owed = fields.Monetary(
        compute="_compute_flow_status",
        store=True,
        help="What the customer still has to pay for what they keep. A negative amount "
        "is to be refunded.",
    )
    fulfillment_status = fields.Selection(
        selection=FULFILLMENT_STATUSES,
        compute="_compute_flow_status",
        store=True,
        index="btree_not_null",
        help="Delivery progress of the order.",
    )
    delivered_on = fields.Date(
        compute="_compute_flow_status",
        store=True,
        help="The day of the last delivery, once nothing is left to ship and all "
        "parcels are with the customer: periods for returns and withdrawals count "
        "from it.",
    )
    return_status = fields.Selection(
        selection=RETURN_STATUSES,
        compute="_compute_flow_status",
        store=True,
        index="btree_not_null",
        help="Progress of the order's returns.",
    )
    flow_stage = fields.Selection(
        string="Stage",
        selection=FLOW_STAGES,
        compute="_compute_flow_status",
        store=True,
        group_expand="_expand_flow_stages",
        help="The order's stage, from cart to completion.",
    )
    flow_issues = fields.Char(
        string="Issues",
        compute="_compute_flow_status",
        store=True,
        index="btree_not_null",
        groups="base.group_user",
        help="Issues that cannot be decided automatically: codes and amounts.",
    )

    settled_document_id = fields.Integer(
        copy=False,
        readonly=True,
        help="The number of the last document from before the order was cancelled and "
        "confirmed again: what was invoiced and credited until then counts no more.",
    )

    settled_refund_amount = fields.Monetary(
        readonly=True,
        copy=False,
        help="What the customer had paid and got back, all of it, when the order was "
        "confirmed again: it counts no more.",
    )

    # Next action
    next_action = fields.Char(
        compute="_compute_next_action",
        compute_sudo=True,
        groups="base.group_user",
        help="What has to be done next, by whom, and why.",
    )
    next_action_code = fields.Char(
        compute="_compute_next_action", compute_sudo=True, groups="base.group_user"
    )

    # The columns of the board, in the order of its cards, and what they are counted by.
    _stage_idx = models.Index(
        "(flow_stage, date_order DESC, id DESC) INCLUDE (website_id, company_id) "
        "WHERE flow_stage IS NOT NULL"
    )
    _to_refund_idx = models.Index("(id) WHERE amount_owed < 0")

    # === COMPUTE METHODS === #

    @api.depends(
        "website_id",
        "state",
        "settled_document_id",
        "settled_refund_amount",
        "currency_id",
        "amount_total",
        "require_payment",
        "prepayment_percent",
        "payment_term_id",
        "carrier_id",
        # Lines
        "order_line.product_uom_qty",
        "order_line.price_total",
        "order_line.qty_delivered",
        "order_line.is_downpayment",
        # Goods
        "order_line.move_ids.state",
        "order_line.move_ids.picked",
        "order_line.move_ids.quantity",
        "order_line.move_ids.product_uom_qty",
        "order_line.move_ids.to_refund",
        "order_line.move_ids.move_line_ids.result_package_id",
        "picking_ids.delivered_on",
        "picking_ids.carrier_tracking_ref",
        "picking_ids.is_sent_back",
        # Payments
        "transaction_ids.state",
        "transaction_ids.amount",
        "transaction_ids.payment_id.move_id.line_ids.amount_residual",
        "transaction_ids.order_shares",
        "transaction_ids.sale_order_ids.amount_total",
        "transaction_ids.sale_order_ids.order_line.qty_delivered",
        "transaction_ids.sale_order_ids.state",
        "transaction_ids.child_transaction_ids.state",
        "transaction_ids.child_transaction_ids.payment_id.move_id.line_ids.amount_residual",
        "transaction_ids.child_transaction_ids.child_transaction_ids.state",
        # Documents
        "order_line.invoice_lines.price_total",
        "order_line.invoice_lines.quantity",
        "order_line.invoice_lines.move_id.state",
        "order_line.invoice_lines.move_id.amount_residual",
        "order_line.invoice_lines.move_id.matched_payment_ids.move_id.line_ids.amount_residual",
        "order_line.invoice_lines.move_id.transaction_ids.state",
        "order_line.invoice_lines.move_id.transaction_ids.child_transaction_ids.state",
    )
    def _compute_flow_status(self):
        status = self.env["ecommerce.order.status"]
        web_orders = self.filtered("website_id")
        (self - web_orders).update(status._get_empty_values())
        for order, values in status._get(web_orders).items():
            order.update(values)

    @api.depends(
        "flow_stage",
        "payment_status",
        "amount_owed",
        "fulfillment_status",
        "return_status",
        "flow_issues",
        "picking_ids.is_sent_back",
    )
    @api.depends_context("lang")
    def _compute_next_action(self):
        for order in self:
            order.next_action_code, order.next_action = (
                self.env["ecommerce.next.action"]._get(order)
                if order.website_id
                else (False, False)
            )

    def _compute_team_id(self):  # pylint: disable=missing-return
        """Override of `sale` to keep eCommerce orders in their website's sales team.

        Odoo would move the order to a team of its salesperson. A team that was chosen
        manually stays.
        """
        kept_orders = self.filtered(has_team_of_website)
        for order in kept_orders:
            order.team_id = order.team_id or order.website_id.salesteam_id
        super(SaleOrder, self - kept_orders)._compute_team_id()

    @api.model
    def _expand_flow_stages(self, stages, domain):
        """Show the columns of open stages even if they are empty."""
        return [
            stage
            for stage, _label in FLOW_STAGES
            if stage in stages or stage not in ("cart", "cancelled")
        ]

    # === CRUD METHODS === #

    def write(self, vals):
        """Override of `sale` to not fill the cache with transfers.

        Our stored fields on transfers make the ORM read an order's transfers before its
        confirmation creates some; it would then append each new one to the cache, in an
        order other than their own.
        """
        field = self._fields["picking_ids"]
        unread_orders = self.filtered(
            lambda order: not self.env.cache.contains(order, field)
        )
        result = super().write(vals)
        if "state" in vals:
            unread_orders.invalidate_recordset(["picking_ids"], flush=False)
        return result

    # === WHAT THE BOARD SHOWS === #

    @api.model
    @api.readonly
    def read_progress_bar(self, domain, group_by, progress_bar):
        """Override of `web` to read the few orders with activities instead of all."""
        if progress_bar["field"] == "activity_state":
            domain = Domain(domain) & Domain("activity_ids", "!=", False)
        return super().read_progress_bar(domain, group_by, progress_bar)

    # === ACTION METHODS === #

    def action_view_payments(self):
        """Open the payments of the order's transactions, where they are refunded."""
        self.ensure_one()
        self.check_access("read")
        # In sudo mode because salespeople can't read transactions; the access rights of
        # accounting decide about the payments themselves.
        payments = self.sudo().transaction_ids.payment_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Payments of %(order)s", order=self.name),
            "res_model": "account.payment",
            "view_mode": "list,form",
            "domain": [("id", "in", payments.ids)],
        }

    # === STATUS RULES === #

    def _is_pickup(self):
        """Return whether the customer picks up the order in a store."""
        return self.carrier_id.delivery_type == "in_store"

    # === HELPERS === #

    def _format_money(self, amount):
        """Return an amount formatted in the order's currency."""
        self.ensure_one()
        return format_amount(self.env, amount, self.currency_id)
