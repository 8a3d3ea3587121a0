from odoo import api, models


class EcommerceCachedMixin(models.AbstractModel):
    """Records that methods with an `ormcache` read: changes clear the cache."""

    _name = "ecommerce.cached.mixin"
    _description = "Cached Values"

    @api.model_create_multi
    def create(self, vals_list):
        """Override to forget what is cached."""
        records = super().create(vals_list)
        self.env.registry.clear_cache()
        return records

    def write(self, vals):
        """Override to forget what is cached."""
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        """Override to forget what is cached."""
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
