from odoo import fields, models


class EcommerceReturnReason(models.Model):
    """A reason that customers choose in the return form."""

    _name = "ecommerce.return.reason"
    _description = "Return Reason"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
