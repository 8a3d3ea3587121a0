from odoo import fields, models


class EcommerceReturnReason(models.Model):
    """A reason that customers choose in the return form.

    It can be better for them than the return policy, but never worse.
    """

    _name = "ecommerce.return.reason"
    _description = "Return Reason"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    # What it changes in the policy
    is_at_shops_expense = fields.Boolean(
        string="At the Shop's Expense",
        help="The shop pays the parcel, and no fee is deducted, as for products that "
        "are damaged or wrong.",
    )
    days = fields.Integer(
        string="Return Period of at Least",
        help="Days in which something can be returned for this reason, if the period "
        "of the return policy is shorter. 0: as the return policy.",
    )
    needs_photo = fields.Boolean(
        string="Photo Required",
        help="Customers can send the form for this reason only with a photo.",
    )

    _days_possible = models.Constraint(
        "CHECK(days BETWEEN 0 AND 3650)",
        "The number of days must be between 0 and 3650.",
    )
