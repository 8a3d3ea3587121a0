from odoo import api, fields, models

from ...models.delivery.ecommerce_carrier_status import CARRIER_STATUS_MEANINGS


class EcommerceDeliveryImportStatus(models.TransientModel):
    """A status of a carrier's file whose meaning the user assigned, or is asked for."""

    _name = "ecommerce.delivery.import.status"
    _description = "Carrier File Status"
    _inherit = ["ecommerce.readable.mixin"]
    _order = "id"

    import_id = fields.Many2one(
        "ecommerce.delivery.import", index=True, ondelete="cascade"
    )
    name = fields.Char(readonly=True)
    meaning = fields.Selection(selection=CARRIER_STATUS_MEANINGS)

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for status in self:
            status.display_name = status.name or self.env._("(empty)")
