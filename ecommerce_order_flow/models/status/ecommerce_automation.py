from odoo import fields, models
from odoo.exceptions import UserError

from ...client_actions import show_notification


class EcommerceAutomation(models.Model):
    _inherit = "ecommerce.automation"

    inconsistency_count = fields.Integer(
        string="Inconsistencies",
        compute="_compute_inconsistency_count",
        groups="sales_team.group_sale_manager",
        help="What was stored wrongly and was mended, in the last weeks.",
    )

    def _compute_inconsistency_count(self):
        checks = self.filtered(lambda step: step.code == "check_consistency")
        (self - checks).inconsistency_count = 0
        if checks:
            checks.inconsistency_count = self.env[
                "ecommerce.inconsistency"
            ].search_count([])

    # === ACTION METHODS === #

    def action_check_consistency(self):
        """Have all web orders of the user's companies checked in the background.

        :raise UserError: If the automation that does so is off.
        """
        self.check_access("write")
        if not self._find("check_consistency").active:
            raise UserError(
                self.env._("Switch on the automation that checks the consistency.")
            )
        # In sudo mode because nobody else may queue orders.
        checks = self.env["ecommerce.consistency.check"].sudo()
        return show_notification(
            "info",
            self.env._(
                "Orders that are checked in the background: %(count)s. What was wrong "
                "is mended and listed under Inconsistencies.",
                count=checks._queue_all(self.env.companies),
            ),
        )

    def action_show_inconsistencies(self):
        """List what the checks found."""
        return self.env["ir.actions.act_window"]._for_xml_id(
            "ecommerce_order_flow.ecommerce_inconsistency_action"
        )
