from odoo import api, models

from .rare import is_rare, note_missing


class EcommerceRareMixin(models.AbstractModel):
    """Related records that most records don't have, like returns or shares of payments.

    Odoo reads each field by a statement of its own, also to find what depends on a
    record that changes. Here one statement tells what is missing of all fields with the
    parameter ``is_rare``, and of some of Odoo's; only what exists is read.
    """

    _name = "ecommerce.rare.mixin"
    _description = "Rare Related Records"

    @api.model
    def _valid_field_parameter(self, field, name):
        """Override of `base` to allow the parameter."""
        return name == "is_rare" or super()._valid_field_parameter(field, name)

    def _fetch_field(self, field):
        """Override of `base` to read rare fields together.

        Only in sudo mode: other users may lack access to the related records.
        """
        records = self
        if self.env.su and is_rare(field):
            note_missing(self, field)
            cache = field._get_cache(self.env)
            records = self.filtered(lambda record: record.id not in cache)
        return super(EcommerceRareMixin, records)._fetch_field(field)
