from odoo import fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    refund_id = fields.Many2one(
        "ecommerce.refund",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The refund that this credit note belongs to.",
    )


class AccountMoveLine(models.Model):
    _name = "account.move.line"
    _inherit = ["account.move.line", "ecommerce.guarded.mixin"]

    is_refund_allowance = fields.Boolean(
        readonly=True,
        copy=False,
        help="An amount that was credited without anything coming back: the "
        "quantity does not count.",
    )
    return_fee = fields.Monetary(
        currency_field="currency_id",
        readonly=True,
        copy=False,
        help="The fee of a return that was deducted from the price.",
    )
