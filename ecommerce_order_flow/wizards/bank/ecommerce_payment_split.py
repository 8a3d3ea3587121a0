from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command

from ...client_actions import RELOAD


def find_orders_of_shares(orders):
    """Return the orders with a share in a payment that the user may read.

    Accountants may not read all orders that they settle.
    """
    shares = orders.env["ecommerce.payment.match.order"]
    return shares.search([("order_id", "in", orders.ids)]).order_id


class EcommercePaymentSplit(models.TransientModel):
    _name = "ecommerce.payment.split"
    _description = "Split a Payment among Orders"
    _inherit = ["ecommerce.readable.mixin"]

    match_id = fields.Many2one(
        "ecommerce.payment.match", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="match_id.company_id", related_sudo=False)
    currency_id = fields.Many2one(related="match_id.currency_id", related_sudo=False)
    payer = fields.Char(related="match_id.payer", related_sudo=False)
    purpose = fields.Char(related="match_id.purpose", related_sudo=False)
    amount = fields.Monetary(related="match_id.amount", related_sudo=False)
    line_ids = fields.One2many(
        "ecommerce.payment.split.line",
        "split_id",
        string="Orders",
        compute="_compute_line_ids",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    rest = fields.Monetary(
        string="Stays Open",
        compute="_compute_rest",
        help="What belongs to no order stays open in the accounting.",
    )

    # === CHECKS === #

    @api.model
    def _find_told(self, records):
        """Override for the orders of the payment's shares."""
        if records._name == "sale.order":
            return find_orders_of_shares(records)
        return super()._find_told(records)

    # === COMPUTE METHODS === #

    @api.depends("match_id")
    def _compute_line_ids(self):
        for split in self:
            split.line_ids = [
                Command.clear(),
                *(
                    Command.create(
                        {"order_id": share.order_id.id, "amount": share.amount}
                    )
                    for share in split.match_id.share_ids
                ),
            ]

    @api.depends("line_ids.amount", "amount")
    def _compute_rest(self):
        for split in self:
            split.rest = split.amount - sum(split.line_ids.mapped("amount"))

    # === CONSTRAINT METHODS === #

    @api.constrains("line_ids")
    def _check_amounts(self):
        for split in self:
            amounts = split.line_ids.mapped("amount")
            if any(amount < 0 for amount in amounts):
                raise ValidationError(
                    self.env._(
                        "The share of an order cannot be negative: enter its share."
                    )
                )
            if split.currency_id.compare_amounts(sum(amounts), split.amount) > 0:
                raise ValidationError(
                    self.env._(
                        "The shares of the orders cannot exceed the %(amount)s "
                        "received: lower the shares.",
                        amount=split.currency_id.format(split.amount),
                    )
                )

    # === ACTION METHODS === #

    def action_split(self):
        """Book each order's share."""
        self.ensure_one()
        self.match_id.check_access("write")
        # In sudo mode because accountants may not read all orders that they settle.
        orders = self.sudo().line_ids.grouped("order_id")
        shares = {order: sum(lines.mapped("amount")) for order, lines in orders.items()}
        self.match_id._accept(shares)
        return {"type": "ir.actions.act_window_close", "infos": {"next": RELOAD}}


class EcommercePaymentSplitLine(models.TransientModel):
    _name = "ecommerce.payment.split.line"
    _description = "Share of an Order in a Payment"
    _inherit = ["ecommerce.readable.mixin"]
    _check_company_auto = True

    split_id = fields.Many2one(
        "ecommerce.payment.split", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="split_id.company_id")
    currency_id = fields.Many2one(related="split_id.currency_id")
    order_id = fields.Many2one(
        "sale.order",
        required=True,
        ondelete="cascade",
        check_company=True,
        domain="[('company_id', '=', company_id), ('website_id', '!=', False), "
        "('currency_id', '=', currency_id)]",
    )
    owed = fields.Monetary(
        string="Missing", related="order_id.amount_owed", related_sudo=True
    )
    amount = fields.Monetary(string="Share")

    @api.model
    def _find_told(self, records):
        """Override for the orders of the payment's shares."""
        if records._name == "sale.order":
            return find_orders_of_shares(records)
        return super()._find_told(records)
