from odoo import api, fields, models
from odoo.fields import Domain

from .const import PARCEL_PAYERS, REFUND_TIMES


class EcommerceReturnPolicy(models.Model):
    """Conditions of returns: whether, until when, and when they are refunded.

    The first policy that matches a product of an order applies. Empty conditions match
    everything.
    """

    _name = "ecommerce.return.policy"
    _description = "Return Policy"
    _inherit = ["ecommerce.company.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    # Conditions
    company_id = fields.Many2one("res.company", index=True)
    website_id = fields.Many2one("website", ondelete="cascade")
    country_group_ids = fields.Many2many(
        "res.country.group",
        string="Country Groups",
        help="Where the products were delivered.",
    )
    product_category_ids = fields.Many2many(
        "product.category",
        string="Product Categories",
        help="Including their subcategories.",
    )
    public_category_ids = fields.Many2many(
        "product.public.category",
        string="Website Categories",
        help="Including their subcategories.",
    )
    product_tmpl_ids = fields.Many2many("product.template", string="Products")
    product_tag_ids = fields.Many2many("product.tag", string="Product Tags")

    # Terms
    is_returnable = fields.Boolean(
        string="Can Be Returned",
        default=True,
        help="The right of withdrawal is not affected.",
    )
    refusal = fields.Char(
        string="Reason for Customers",
        translate=True,
        help="Why it cannot be returned. Shown to customers in the form.",
    )
    days = fields.Integer(
        string="Return Period",
        default=14,
        help="Days in which customers can return something; the last day counts as a "
        "whole, and on a weekend or holiday it is the next working day. 0: no limit.",
    )
    starts_at = fields.Selection(
        selection=[("delivery", "The Last Delivery"), ("order", "The Order")],
        string="Starts With",
        default="delivery",
        required=True,
    )
    is_approved_automatically = fields.Boolean(
        string="Approve Automatically",
        default=True,
        help="Requests within the return period are approved automatically. Others "
        "wait for a decision.",
    )
    approval_limit = fields.Float(
        string="Approve up to",
        digits="Product Price",
        help="Requests for products that cost more (in the currency of the order) "
        "wait for a decision. 0 = no limit.",
    )
    parcel_payer = fields.Selection(
        selection=PARCEL_PAYERS,
        string="Parcel Paid by",
        default="customer",
        required=True,
        help="Shown to customers before they request a return.",
    )
    parcel_cost = fields.Float(
        string="Cost of the Parcel",
        digits="Product Price",
        help="What a returned parcel costs the shop, in the currency of the company. "
        "It only counts in the figures of returns whose parcel is paid by the shop.",
    )
    fee_percentage = fields.Float(
        string="Restocking Fee (%)",
        help="The part of the price that is deducted from the refund. Consumers pay "
        "no fee within 14 days after the delivery, and nobody for reasons at the "
        "shop's expense. Products that are not invoiced are refunded without a fee.",
    )
    fee_amount = fields.Float(
        string="Fee per Return",
        digits="Product Price",
        help="Deducted from the refund once per return, including taxes, in the "
        "currency of the order; no more than the refund. The same exceptions apply.",
    )
    refund_at = fields.Selection(
        selection=REFUND_TIMES, string="Refund", default="receipt", required=True
    )
    is_refunded_automatically = fields.Boolean(
        string="Refund Automatically",
        help="The credit note and the refund follow automatically. Otherwise they "
        "wait for a user with the right to refund.",
    )

    _days_possible = models.Constraint(
        "CHECK(days BETWEEN 0 AND 3650)",
        "The number of days must be between 0 and 3650.",
    )
    _limit_not_negative = models.Constraint(
        "CHECK(approval_limit >= 0)", "The limit must be 0 or more."
    )

    _percentage_in_range = models.Constraint(
        "CHECK(fee_percentage >= 0 AND fee_percentage <= 100)",
        "Enter a fee of 0 to 100 percent.",
    )
    _fee_not_negative = models.Constraint(
        "CHECK(fee_amount >= 0)", "The fee must be 0 or more."
    )

    @api.model
    def _find(self, order, product):
        """Return the policy for a product of an order, or none."""
        country = order.partner_shipping_id.country_id
        return self._find_for(order.website_id, order.company_id, country, product)

    @api.model
    def _find_for(self, website, company, country, product):
        """Return the policy for a product delivered to a country, or none."""
        policies = self.search(
            Domain("company_id", "in", [False, company.id])
            & Domain("website_id", "in", [False, website.id])
        )
        return next(
            (it for it in policies if it._fits(country, product)), self.browse()
        )

    def _fits(self, country, product):
        """Return whether the policy matches a product delivered to a country."""
        self.ensure_one()
        template = product.product_tmpl_id
        countries = self.country_group_ids.country_ids
        tags = template.product_tag_ids | product.additional_product_tag_ids
        return (
            (not self.country_group_ids or country in countries)
            and self._is_below(template.categ_id, self.product_category_ids)
            and self._is_below(template.public_categ_ids, self.public_category_ids)
            and (not self.product_tmpl_ids or template in self.product_tmpl_ids)
            and (not self.product_tag_ids or bool(tags & self.product_tag_ids))
        )

    @api.model
    def _is_below(self, categories, wanted):
        """Return whether a category is among others or their subcategories."""
        wanted_ids = {str(category.id) for category in wanted}
        return not wanted or any(
            wanted_ids & set((category.parent_path or "").split("/"))
            for category in categories
        )

    def _get_start(self, order):
        """Return the start of the period, or False before the last delivery."""
        if self.starts_at == "delivery":
            return order.delivered_on
        calendar = order.warehouse_id._get_shipping_calendar(order.company_id)
        return calendar._get_day(order.date_order)
