from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.tools import format_amount

from ..const import (
    FLOW_STAGES,
    FULFILLMENT_STATUSES,
    PAYMENT_STATUSES,
    RETURN_STATUSES,
)
from .ecommerce_cancellation_mixin import PLACED_STATES


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = [
        "sale.order",
        "ecommerce.cancellation.mixin",
        "ecommerce.cart.recovery.mixin",
        "ecommerce.cart.reminder.mixin",
        "ecommerce.confirmation.mixin",
        "ecommerce.hold.mixin",
        "ecommerce.invoice.mixin",
        "ecommerce.order.mail.mixin",
        "ecommerce.promise.mixin",
        "ecommerce.status.mixin",
    ]

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
    flow_failure_ids = fields.One2many(
        "ecommerce.flow.failure",
        "order_id",
        string="Failures",
        domain=[("state", "!=", "ignored")],
        help="What the automations could not do for the order.",
    )
    flow_fault_ids = fields.One2many(
        "ecommerce.flow.failure",
        "order_id",
        string="Faults",
        domain=[("state", "!=", "ignored"), ("case", "=", False)],
        help="Failures that are no question of what to do next.",
    )

    # What the automations look for.
    _to_invoice_idx = models.Index(
        "(website_id, is_business, payment_status) "
        "WHERE invoicing_status IN ('nothing', 'partial')"
    )

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
        web_orders = self._of_websites("payment_status")
        (self - web_orders).amount_received = False
        (self - web_orders).amount_refunded = False
        money_by_order = self.env["ecommerce.order.money"]._get(web_orders)
        for order in web_orders:
            money = money_by_order[order._origin.id]
            order.amount_received = money.received
            order.amount_refunded = money.refunded
            order.payment_status = order._get_payment_status(money)

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
        web_orders = self._of_websites("fulfillment_status")
        goods_by_order = self.env["ecommerce.order.goods"]._get(web_orders)
        (self - web_orders).delivered_on = False
        for order in web_orders:
            goods = goods_by_order[order._origin.id]
            order.fulfillment_status = order._get_fulfillment_status(goods)
            is_all_there = (
                order.fulfillment_status == "delivered" and not goods.undelivered
            )
            order.delivered_on = is_all_there and goods.last_delivered_on

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
        web_orders = self._of_websites("return_status")
        returns_by_order = self.env["ecommerce.order.returns"]._get(web_orders)
        for order in web_orders:
            order.return_status = order._get_return_status(
                returns_by_order[order._origin.id]
            )

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
        for order in self._of_websites("flow_stage"):
            order.flow_stage = order._get_flow_stage()

    def _of_websites(self, status_name):
        """Return the orders placed in a website; the others have no such status."""
        web_orders = self.filtered("website_id")
        (self - web_orders)[status_name] = False
        return web_orders

    @api.depends(
        "flow_stage",
        "payment_status",
        "fulfillment_status",
        "return_status",
        "is_on_hold",
        "hold_note",
        "ship_by",
        "flow_failure_ids.case",
        "cancelled_by",
    )
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

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `sale` to note when carts came into being."""
        return super().create(
            [
                {
                    "cart_activity_on": vals.get("date_order") or fields.Datetime.now(),
                    **vals,
                }
                if vals.get("website_id")
                else vals
                for vals in vals_list
            ]
        )

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

    # === BUSINESS METHODS - CART === #

    def _cart_add(self, product_id, quantity=1.0, **kwargs):
        """Override of `website_sale` to note when the customer changes the cart."""
        result = super()._cart_add(product_id, quantity, **kwargs)
        self._note_cart_activity()
        return result

    def _cart_update_line_quantity(self, line_id, quantity, **kwargs):
        """Override of `website_sale` to note when the customer changes the cart."""
        result = super()._cart_update_line_quantity(line_id, quantity, **kwargs)
        self._note_cart_activity()
        return result

    def _update_address(self, partner_id, fnames=None):
        """Override of `website_sale` to note when the customer changes the cart.

        Odoo calls it for a visit, too: then the cart stays as it is.
        """
        before = [self[name].id for name in fnames or ()]
        result = super()._update_address(partner_id, fnames)
        if [self[name].id for name in fnames or ()] != before:
            self._note_cart_activity()
        return result

    # === BUSINESS METHODS - CONFIRMATION AND MAILS === #

    def _is_confirmation_amount_reached(self):
        """Override of `sale` to confirm web orders for the whole amount only.

        Odoo takes any payment for enough if the company doesn't ask for payments.
        """
        self.ensure_one()
        if self.website_id:
            return self._is_paid_enough_to_confirm()
        return super()._is_confirmation_amount_reached()

    def _action_confirm(self):
        """Override of `sale` to wake what confirmed web orders need next."""
        result = super()._action_confirm()
        # What we store on transfers lets the ORM read them before there are any, and
        # then add each as it comes. Other addons expect them in their own order.
        self.invalidate_recordset(["picking_ids"], flush=False)
        if self.filtered("website_id"):
            self.env["ecommerce.flow.step"]._wake("send_order_mail", "create_invoice")
        return result

    def _action_cancel(self):
        """Override of `sale` to note who cancelled orders that were placed.

        Payments that are only authorized are voided then.
        """
        placed_orders = self.filtered(
            lambda order: order.website_id and order.state in PLACED_STATES
        )
        placed_orders.filtered(lambda order: not order.cancelled_by).write(
            {"cancelled_by": "staff"}
        )
        result = super()._action_cancel()
        if placed_orders:
            self.env["ecommerce.flow.step"]._wake("void_payment", "send_order_mail")
        return result

    def action_draft(self):
        """Override of `sale` for orders that go on after all."""
        cancelled_orders = self.filtered("cancelled_by")
        result = super().action_draft()
        cancelled_orders.write(self._get_cancellation_reset())
        return result

    def _send_order_confirmation_mail(self):
        """Override of `sale` to leave the mails of web orders to the automations."""
        orders = self.with_context(ecommerce_order_flow_is_owed_mail=True)
        return super(SaleOrder, orders)._send_order_confirmation_mail()

    def _send_payment_succeeded_for_order_mail(self):
        """Override of `sale` to leave the mails of web orders to the automations."""
        orders = self.with_context(ecommerce_order_flow_is_owed_mail=True)
        return super(SaleOrder, orders)._send_payment_succeeded_for_order_mail()

    def _send_order_notification_mail(self, mail_template, *args, **kwargs):
        """Override of `sale` to send what web orders owe from the automations only.

        So a mail that can't be rendered undoes nothing, and none is sent twice. What
        makes an order owe a mail wakes them.
        """
        self.ensure_one()
        if self.env.context.get("ecommerce_order_flow_send_mail"):
            kwargs["allow_deferred_sending"] = False
        elif self.website_id and self.env.context.get(
            "ecommerce_order_flow_is_owed_mail"
        ):
            return None
        return super()._send_order_notification_mail(mail_template, *args, **kwargs)

    # === HELPERS === #

    def _lock_or_refuse(self, *others):
        """Keep everybody from changing the order until the transaction ends.

        :param others: records that are locked with it.
        :raise UserError: If somebody is at it.
        """
        self.ensure_one()
        try:
            for records in (self, *others):
                records.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(
                self.env._(
                    "Somebody else works on %(order)s at this moment: try again in a "
                    "minute.",
                    order=self.name,
                )
            ) from error

    def _format_money(self, amount):
        """Return an amount in the order's currency as people write it."""
        self.ensure_one()
        return format_amount(self.env, amount, self.currency_id)

    def _is_paid_later(self):
        """Return whether the customer pays some days after the goods are there."""
        self.ensure_one()
        return any(line.nb_days for line in self.payment_term_id.line_ids)

    def _has_team_of_website(self):
        team = self.website_id.keep_salesteam and self.website_id.salesteam_id
        return team and (not team.company_id or team.company_id == self.company_id)
