from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    waiting_summary = fields.Text(
        compute="_compute_waiting_summary",
        help="How orders are handled whose customers pay later, by payment provider.",
    )

    # === COMPUTE METHODS === #

    @api.depends("company_id")
    def _compute_waiting_summary(self):
        for settings in self:
            providers = settings._get_offline_providers()
            settings.waiting_summary = "\n".join(providers._describe_waiting())

    # === ACTION METHODS === #

    def action_show_offline_providers(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Payment Providers"),
            "res_model": "payment.provider",
            "view_mode": "list,form",
            "domain": [("id", "in", self._get_offline_providers().ids)],
        }

    def _get_offline_providers(self):
        """Return the company's enabled offline payment providers."""
        return self.env["payment.provider"].search(
            [
                ("code", "=", "custom"),
                ("state", "!=", "disabled"),
                ("company_id", "=", self.company_id.id),
            ]
        )
