from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import format_amount, format_date, format_datetime

KEPT = relativedelta(weeks=8)


class EcommerceInconsistency(models.Model):
    """A wrong stored value of an eCommerce order that a check corrected."""

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
        string="Document", readonly=True, help="The order, or one of its transfers."
    )
    field_id = fields.Many2one("ir.model.fields", readonly=True, ondelete="cascade")
    field_name = fields.Char(string="Technical Name", related="field_id.name")
    field_label = fields.Char(
        string="Checked Field", related="field_id.field_description"
    )
    # Raw values, formatted in the language of the reader.
    stored_raw = fields.Json(readonly=True)
    right_raw = fields.Json(readonly=True)
    stored_value = fields.Char(compute="_compute_values")
    right_value = fields.Char(string="Corrected Value", compute="_compute_values")

    # === COMPUTE METHODS === #

    @api.depends("field_id", "stored_raw", "right_raw")
    @api.depends_context("lang", "tz")
    def _compute_values(self):
        for inconsistency in self:
            inconsistency.stored_value = inconsistency._format(inconsistency.stored_raw)
            inconsistency.right_value = inconsistency._format(inconsistency.right_raw)

    def _format(self, raw):
        """Return a raw value formatted for display."""
        # In sudo mode because the reader may not read the definitions of models.
        field_sudo = self.field_id.sudo()
        field = self.env[field_sudo.model]._fields.get(field_sudo.name)
        if not field:  # The module was uninstalled.
            return str(raw or "")
        if field.type == "monetary":
            return format_amount(self.env, raw or 0.0, self.order_id.currency_id)
        if field.type == "boolean":
            return self.env._("Yes") if raw else self.env._("No")
        if field.type == "date":
            return format_date(self.env, raw)
        if field.type == "datetime":
            return raw and format_datetime(self.env, raw)
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(raw, raw or "")
        return str(raw or "")

    @api.model
    def _get_raw(self, record, field, value):
        """Return a field's value in a form that can be stored as JSON."""
        if field.type == "date":
            return fields.Date.to_string(value) or False
        if field.type == "datetime":
            return fields.Datetime.to_string(value) or False
        if field.relational:
            return field.convert_to_export(value, record)
        return value

    # === ACTION METHODS === #

    def action_open_order(self):
        """Open the order of the inconsistency."""
        self.ensure_one()
        return self.order_id.get_formview_action()

    @api.autovacuum
    def _gc_old_inconsistencies(self):
        oldest = fields.Datetime.now() - KEPT
        self.search([("create_date", "<", oldest)], limit=10_000).unlink()
