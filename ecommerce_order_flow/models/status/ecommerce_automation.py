from odoo import fields, models
from odoo.exceptions import UserError

from ...client_actions import show_notification


class EcommerceAutomation(models.Model):
    _inherit = "ecommerce.automation"

    inconsistency_count = fields.Integer(
        string="Inconsistencies",
        compute="_compute_inconsistency_count",
        groups="sales_team.group_sale_manager",
        help="Values that were stored incorrectly and corrected in the last weeks.",
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
        """Queue all eCommerce orders of the user's companies for a background check.

        :raise UserError: If the automation that checks the orders is archived.
        """
        self.check_access("write")
        if not self._find("check_consistency").active:
            raise UserError(
                self.env._("Activate the automation that checks the consistency.")
            )
        # In sudo mode because users can't create queue records.
        checks = self.env["ecommerce.consistency.check"].sudo()
        return show_notification(
            "info",
            self.env._(
                "Orders that are checked in the background: %(count)s. Incorrect "
                "values are corrected and listed under Inconsistencies.",
                count=checks._queue_all(self.env.companies),
            ),
        )

    def action_show_inconsistencies(self):
        """Open the inconsistencies found by the checks."""
        return self.env["ir.actions.act_window"]._for_xml_id(
            "ecommerce_order_flow.ecommerce_inconsistency_action"
        )
