from odoo import api, fields, models
from odoo.tools import format_amount

from .const import (
    FLOW_STAGES,
    FULFILLMENT_STATUSES,
    OPEN_FULFILLMENT_STATUSES,
    OPEN_RETURN_STATUSES,
    PAYMENT_STATUSES,
    RETURN_STATUSES,
)


class SaleOrder(models.Model):
    _inherit = "sale.order"

    # Where a web order stands; empty for orders without a website.
    # Where a web order stands; empty for orders without a website.
    payment_status = fields.Selection(
        selection=PAYMENT_STATUSES,
        compute="_compute_payment_status",
        store=True,
        index="btree_not_null",
        help="What the customer paid and got back, by transactions and on invoices.",
    )
    amount_received = fields.Monetary(
        compute="_compute_payment_status",
        store=True,
        help="What the customer paid so far: transactions that are done, and payments "
        "registered on the invoices.",
    )
    amount_refunded = fields.Monetary(
        compute="_compute_payment_status",
        store=True,
        help="What the customer got back so far: refund transactions, and payments "
        "registered on the credit notes.",
    )
    fulfillment_status = fields.Selection(
        selection=FULFILLMENT_STATUSES,
        compute="_compute_fulfillment_status",
        store=True,
        index="btree_not_null",
        help="How far the goods got on their way to the customer.",
    )
    delivered_on = fields.Date(
        compute="_compute_fulfillment_status",
        store=True,
        help="The day of the last delivery, once nothing is left to ship and all "
        "parcels are with the customer: periods for returns and withdrawals count "
        "from it.",
    )
    return_status = fields.Selection(
        selection=RETURN_STATUSES,
        compute="_compute_return_status",
        store=True,
        index="btree_not_null",
        help="How far goods got that the customer gives back.",
    )
    flow_stage = fields.Selection(
        string="Stage",
        selection=FLOW_STAGES,
        compute="_compute_flow_stage",
        store=True,
        index="btree_not_null",
        group_expand="_expand_flow_stages",
        help="Where the order stands on its way from the cart to the settled case.",
    )

    # What comes next
    next_action = fields.Char(
        compute="_compute_next_action",
        compute_sudo=True,
        help="Why the order stands where it stands and who moves next.",
    )
    next_action_code = fields.Char(compute="_compute_next_action", compute_sudo=True)

    # === COMPUTE METHODS === #

    @api.depends(
        "website_id",
        "state",
        "amount_total",
        "transaction_ids.state",
        "transaction_ids.amount",
        "transaction_ids.child_transaction_ids.state",
        "transaction_ids.child_transaction_ids.child_transaction_ids.state",
        "order_line.invoice_lines.move_id.amount_residual",
    )
    def _compute_payment_status(self):
        web_orders = self.filtered("website_id")
        others = self - web_orders
        others.payment_status = others.amount_received = False
        others.amount_refunded = False
        summary_by_order = self.env["ecommerce.payment.summary"]._get(web_orders)
        rules = self.env["ecommerce.status.rules"]
        for order in web_orders:
            summary = summary_by_order[order._origin.id]
            order.amount_received = summary.received
            order.amount_refunded = summary.refunded
            order.payment_status = rules._get_payment_status(order, summary)

    @api.depends(
        "website_id",
        "state",
        "carrier_id",
        "order_line.move_ids.state",
        "order_line.move_ids.picked",
        "order_line.move_ids.move_line_ids.result_package_id",
        "picking_ids.delivered_on",
    )
    def _compute_fulfillment_status(self):
        web_orders = self.filtered("website_id")
        others = self - web_orders
        others.fulfillment_status = others.delivered_on = False
        summary_by_order = self.env["ecommerce.fulfillment.summary"]._get(web_orders)
        rules = self.env["ecommerce.status.rules"]
        for order in web_orders:
            summary = summary_by_order[order._origin.id]
            order.fulfillment_status = rules._get_fulfillment_status(order, summary)
            is_all_there = (
                order.fulfillment_status == "delivered" and not summary.undelivered
            )
            order.delivered_on = is_all_there and summary.last_delivered_on

    @api.depends(
        "website_id",
        "amount_received",
        "amount_refunded",
        "picking_ids.carrier_tracking_ref",
        "order_line.move_ids.state",
        "order_line.qty_delivered",
        "order_line.qty_invoiced",
        "order_line.invoice_lines.move_id.payment_state",
    )
    def _compute_return_status(self):
        web_orders = self.filtered("website_id")
        (self - web_orders).return_status = False
        summary_by_order = self.env["ecommerce.return.summary"]._get(web_orders)
        rules = self.env["ecommerce.status.rules"]
        for order in web_orders:
            summary = summary_by_order[order._origin.id]
            order.return_status = rules._get_return_status(order, summary)

    @api.depends(
        "website_id",
        "state",
        "payment_status",
        "fulfillment_status",
        "return_status",
        "invoice_status",
        "order_line.qty_invoiced",
        "order_line.qty_delivered",
    )
    def _compute_flow_stage(self):
        web_orders = self.filtered("website_id")
        (self - web_orders).flow_stage = False
        rules = self.env["ecommerce.status.rules"]
        for order in web_orders:
            order.flow_stage = rules._get_flow_stage(order)

    @api.depends("flow_stage", "payment_status", "fulfillment_status", "return_status")
    @api.depends_context("lang")
    def _compute_next_action(self):
        for order in self:
            order.next_action_code, order.next_action = (
                self.env["ecommerce.next.action"]._get(order)
                if order.flow_stage
                else (False, False)
            )

    def _compute_team_id(self):  # pylint: disable=missing-return
        """Override of `sale` to keep web orders in the sales team of their website.

        Odoo would move the order to a team of its salesperson. A team that somebody
        chose by hand stays.
        """
        kept_orders = self.filtered(lambda order: order._has_team_of_website())
        for order in kept_orders:
            order.team_id = order.team_id or order.website_id.salesteam_id
        super(SaleOrder, self - kept_orders)._compute_team_id()

    @api.model
    def _expand_flow_stages(self, stages, domain):
        """Show the stages that staff works on also while no order is in them."""
        return [
            stage
            for stage, _label in FLOW_STAGES
            if stage in stages or stage not in ("cart", "cancelled")
        ]

    # === ACTION METHODS === #

    def action_view_payments(self):
        """Open the payments of the order's transactions, where they are refunded."""
        self.ensure_one()
        self.check_access("read")
        # In sudo mode because salespeople can't read transactions; what they may see
        # of the payments themselves is up to the accounting's access rights.
        payments = self.sudo().transaction_ids.payment_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Payments of %(order)s", order=self.name),
            "res_model": "account.payment",
            "view_mode": "list,form",
            "domain": [("id", "in", payments.ids)],
        }

    # === STATUS RULES === #

    def _is_paid_enough_to_confirm(self):
        """Return whether the customer paid what a confirmation asks for.

        Unlike Odoo, which confirms an order with any payment when no payment is
        required, nothing less than the whole amount counts then.
        """
        if self.payment_status in ("authorized", "paid", "overpaid"):
            return True
        return (
            self.payment_status == "partially_paid"
            and self.require_payment
            and self.currency_id.compare_amounts(
                self.amount_received - self.amount_refunded,
                self._get_prepayment_required_amount(),
            )
            >= 0
        )

    def _is_balanced(self):
        """Return whether neither the customer nor the shop owes money."""
        return self.payment_status in ("paid", "partially_refunded", "refunded")

    def _is_settled(self):
        """Return whether nobody has to do anything for the confirmed order anymore."""
        return (
            self._is_balanced()
            and self.fulfillment_status not in OPEN_FULFILLMENT_STATUSES
            and self.return_status not in OPEN_RETURN_STATUSES
            and not self._is_invoice_missing()
        )

    def _is_invoice_missing(self):
        """Return whether something is to invoice that the customer keeps.

        Odoo asks to invoice credited goods again when they are invoiced by ordered
        quantity; goods that came back are left out here.
        """
        self.ensure_one()
        return self.invoice_status == "to invoice" and any(
            line._is_invoice_missing() for line in self.order_line
        )

    def _is_pickup(self):
        """Return whether the customer fetches the goods in a store."""
        return self.carrier_id.delivery_type == "in_store"

    # === HELPERS === #

    def _format_money(self, amount):
        """Return an amount in the order's currency as people write it."""
        self.ensure_one()
        return format_amount(self.env, amount, self.currency_id)

    def _has_team_of_website(self):
        team = self.website_id.keep_salesteam and self.website_id.salesteam_id
        return team and (not team.company_id or team.company_id == self.company_id)
