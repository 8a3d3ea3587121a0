from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

KEPT = relativedelta(weeks=8)


class EcommerceInconsistency(models.Model):
    """Something stored of a web order that was wrong, until a check mended it."""

    _name = "ecommerce.inconsistency"
    _description = "Inconsistency"
    _order = "id desc"
    _rec_name = "record_name"

    create_date = fields.Datetime(string="Found at", readonly=True, index=True)
    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True)
    record_name = fields.Char(
        string="Concerns", readonly=True, help="The order, or one of its transfers."
    )
    field_name = fields.Char(string="Technical Name", readonly=True)
    field_label = fields.Char(string="What", readonly=True)
    stored_value = fields.Char(string="Was", readonly=True)
    right_value = fields.Char(string="Is Now", readonly=True)

    @api.autovacuum
    def _gc_old_inconsistencies(self):
        oldest = fields.Datetime.now() - KEPT
        self.search([("create_date", "<", oldest)], limit=10_000).unlink()
