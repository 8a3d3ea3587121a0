from odoo import api, models

from .given import collect_given


class EcommerceReadableMixin(models.AbstractModel):
    """Records that name only what their user may read.

    Odoo shows the name of any record to which a field leads. Without it, the id would
    be enough to read names in our windows, and what they compute of a record.
    """

    _name = "ecommerce.readable.mixin"
    _description = "Records That Name Readable Records Only"

    @api.model
    def default_get(self, fields):
        """Override to check the records in the context.

        :raise AccessError: If the user may not read one of them.
        """
        values = super().default_get(fields)
        self._check_given([values])
        return values

    @api.model_create_multi
    def create(self, vals_list):
        """Override to check the given records.

        :raise AccessError: If the user may not read one of them.
        """
        self._check_given(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        """Override to check the given records.

        :raise AccessError: If the user may not read one of them.
        """
        self._check_given([vals])
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        """Override to check the given records.

        :raise AccessError: If the user may not read one of them.
        """
        self._check_given([values])
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _check_given(self, vals_list):
        """Raise if the user may not read a record that values name."""
        if self.env.su:
            return
        for name, ids in collect_given(self, vals_list).items():
            records = self.env[name].browse(ids)
            unknown = records - self._find_told(records)
            unknown.check_access("read")

    @api.model
    def _find_told(self, records):
        """Return the records that the user may see by other means."""
        return records.browse()
