from collections import defaultdict

from odoo import api, fields, models

MANAGERS = "sales_team.group_sale_manager,account.group_account_invoice"
# States of returns that cost nothing.
FREE = ("requested", "declined", "cancelled", "expired")


class EcommerceReturnLine(models.Model):
    """Figures of returns: by what they are grouped, and what they cost.

    Amounts are in the currency of the company.
    """

    _inherit = "ecommerce.return.line"

    # Grouped by
    product_id = fields.Many2one(store=True, index=True)
    supplier_id = fields.Many2one(
        "res.partner",
        compute="_compute_supplier_id",
        store=True,
        compute_sudo=True,
        help="The first vendor of the product when it was returned.",
    )
    reason_id = fields.Many2one(related="return_id.reason_id", store=True)
    website_id = fields.Many2one(related="return_id.website_id", store=True)
    state = fields.Selection(related="return_id.state", store=True)

    # Measures
    company_currency_id = fields.Many2one(related="company_id.currency_id")
    refund_amount = fields.Monetary(
        currency_field="company_currency_id",
        compute="_compute_refund_amount",
        store=True,
        compute_sudo=True,
        groups=MANAGERS,
        help="What was refunded for it, after fees and losses of value.",
    )
    parcel_cost = fields.Monetary(
        currency_field="company_currency_id",
        compute="_compute_parcel_cost",
        store=True,
        compute_sudo=True,
        groups=MANAGERS,
        help="Its part of the cost of the parcel, if the shop pays it.",
    )
    lost_value = fields.Monetary(
        string="Loss of Value",
        currency_field="company_currency_id",
        compute="_compute_lost_value",
        store=True,
        compute_sudo=True,
        groups=MANAGERS,
        help="The cost of the products that were scrapped.",
    )

    @api.depends("order_line_id")
    def _compute_supplier_id(self):
        for line in self:
            sellers = line.order_line_id.product_id.seller_ids.filtered(
                lambda it, line=line: (
                    it.company_id.id in (False, line.company_id.id)
                    and it.product_id.id in (False, line.order_line_id.product_id.id)
                )
            )
            line.supplier_id = sellers[:1].partner_id

    @api.depends(
        "return_id.refund_ids.is_refused",
        "return_id.refund_ids.amount",
        "return_id.refund_ids.gift_card_amount",
        "return_id.refund_ids.line_ids",
    )
    def _compute_refund_amount(self):
        for case, lines in self.grouped("return_id").items():
            amounts = defaultdict(float)
            for refund in case.refund_ids.filtered(lambda it: not it.is_refused):
                for order_line, amount in self._share_out_refund(refund).items():
                    amounts[order_line] += amount
            for line in lines:
                line.refund_amount = amounts[line.order_line_id]

    @api.model
    def _share_out_refund(self, refund):
        """Return the amount of a refund by order line, in proportion to their prices.

        The last line takes the rest, so that nothing is lost by rounding.
        """
        company, currency = refund.company_id, refund.company_id.currency_id
        total = refund.currency_id._convert(
            refund.amount + refund.gift_card_amount,
            currency,
            company,
            refund.booked_on or fields.Date.context_today(refund),
        )
        prices = {
            it.order_line_id: it.quantity
            * it.order_line_id.price_reduce_taxinc
            * (1 - min(it.fee_percentage / 100, 1.0))
            for it in refund.line_ids
        }
        whole, shares = sum(prices.values()), {}
        for order_line, price in prices.items():
            share = total * price / whole if whole else total / len(prices)
            shares[order_line] = currency.round(share)
        if shares:
            shares[order_line] += currency.round(total - sum(shares.values()))
        return shares

    @api.depends("return_id.parcel_cost", "return_id.state", "return_id.line_ids")
    def _compute_parcel_cost(self):
        for line in self:
            case = line.return_id
            is_paid = case.state not in FREE
            cost = case.parcel_cost / (len(case.line_ids) or 1)
            line.parcel_cost = cost if is_paid else 0.0

    @api.depends("finding_ids.lost_value")
    def _compute_lost_value(self):
        for line in self:
            line.lost_value = sum(line.finding_ids.mapped("lost_value"))
