from odoo import fields, models


class EcommerceReturnPolicy(models.Model):
    _inherit = "ecommerce.return.policy"

    offers_refund = fields.Boolean(
        string="Offer Refunds",
        default=True,
        help="Customers can ask for their money. Consumers can always do so within 14 "
        "days after the delivery, and anybody if nothing else is available.",
    )
    offers_same = fields.Boolean(
        string="Same Product",
        help="Customers can ask for the same product again, as for a faulty one.",
    )
    offers_variants = fields.Boolean(
        string="Other Variant",
        help="Customers can ask for another variant, such as another size. They pay "
        "the difference of today's prices, or get it back.",
    )
    offers_products = fields.Boolean(
        string="Alternative Products",
        help="Customers can ask for one of the product's alternative products instead, "
        "at its present price.",
    )
    offers_repair = fields.Boolean(
        string="Repair",
        help="Customers can ask for a repair: they get the same items back, without "
        "paying anything.",
    )
