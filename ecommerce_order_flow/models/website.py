from odoo import fields, models

from ..const import INVOICE_RULES


class Website(models.Model):
    _inherit = "website"

    keep_salesteam = fields.Boolean(
        string="Keep Orders in the Sales Team",
        default=True,
        help="Orders stay in the sales team of this website, also when their "
        "salesperson belongs to another team.",
    )
    hold_days = fields.Integer(
        string="Release Holds After",
        help="Days after which a held order is free again, unless the one who holds it "
        "chooses another day. 0: until somebody releases it.",
    )

    automations_since = fields.Datetime(
        required=True,
        default=lambda self: fields.Datetime.now(),
        help="The automations leave orders and payments from before alone: none of "
        "them is confirmed, invoiced or mailed because the automations came later.",
    )
    invoice_business = fields.Selection(
        string="Invoice Businesses",
        selection=INVOICE_RULES,
        default="on_payment",
        required=True,
        help="When orders are invoiced whose invoice goes to a company, or to somebody "
        "with a tax ID or a company name.",
    )
    invoice_consumer = fields.Selection(
        string="Invoice Consumers",
        selection=INVOICE_RULES,
        default="on_request",
        required=True,
        help="When orders of everybody else are invoiced.",
    )

    _hold_days_not_negative = models.Constraint(
        "CHECK(hold_days >= 0)",
        "Holds can't end in the past: the number of days must be 0 or more.",
    )
