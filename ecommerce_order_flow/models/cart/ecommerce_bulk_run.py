from odoo import api, fields, models
from odoo.exceptions import UserError


class EcommerceBulkRun(models.Model):
    _inherit = "ecommerce.bulk.run"

    action = fields.Selection(
        selection_add=[("remind", "Send Recovery Emails")],
        ondelete={"remind": "cascade"},
    )

    def _perform(self, records):
        """Override to send cart reminders, as far as allowed."""
        return (
            self._remind(records)
            if self.action == "remind"
            else super()._perform(records)
        )

    @api.model
    def _remind(self, orders):
        """Send cart reminders.

        :return: The reasons of the skipped carts.
        """
        # In sudo mode because salespeople may not read consents; the access to the
        # carts was checked before.
        orders_sudo = orders.sudo()
        carts = orders_sudo.filtered(lambda order: order.state == "draft")
        errors = {
            order: UserError(
                self.env._("%(order)s is not a cart anymore.", order=order.name)
            )
            for order in orders_sudo - carts
        }
        for company, company_carts in carts.grouped("company_id").items():
            plans = (
                self.env["ecommerce.cart.check"]
                .sudo()
                ._plan_manually(company_carts.with_company(company))
            )
            sendable = [plan for plan in plans if not plan.reason]
            self.env["ecommerce.cart.reminder.mail"].sudo()._remind(sendable)
            errors.update(
                (plan.cart, self._explain(plan)) for plan in plans if plan.reason
            )
        return errors

    @api.model
    def _explain(self, plan):
        Mail = self.env["ecommerce.cart.reminder.mail"]
        reasons = dict(Mail._fields["skip_reason"]._description_selection(self.env))
        return UserError(reasons[plan.reason])
