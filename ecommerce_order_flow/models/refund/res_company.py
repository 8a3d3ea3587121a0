from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    refund_limit = fields.Monetary(
        help="Refunds of eCommerce orders above this amount require a second "
        "approval. 0 = none."
    )
