from odoo import api, models


class IrCron(models.Model):
    _inherit = "ir.cron"

    @api.ondelete(at_uninstall=True)
    def _unlink_from_cache(self):
        """Forget which scheduled actions run the automations."""
        self.env.registry.clear_cache()
