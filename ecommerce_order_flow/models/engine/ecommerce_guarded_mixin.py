from odoo import api, models

from .const import ADDON


class EcommerceGuardedMixin(models.AbstractModel):
    """Protection of this addon's read-only fields against writes by users.

    They trigger automations and hold their results. Without it, anybody who may write
    the record could change them: Odoo enforces read-only fields in views only.
    """

    _name = "ecommerce.guarded.mixin"
    _description = "Guard of Read-only Fields"

    @api.model
    def _has_field_access(self, field, operation):
        """Override of `base` to protect this addon's read-only fields from RPC.

        Fields that are copied are exempt, because duplicating a record writes them.
        """
        is_guarded = field.readonly and not field.copy and field._module == ADDON
        if operation == "write" and is_guarded:
            return self.env.su
        return super()._has_field_access(field, operation)
