from odoo import api, fields, models
from odoo.exceptions import UserError


class EcommerceBulkRun(models.Model):
    _inherit = "ecommerce.bulk.run"

    action = fields.Selection(
        selection_add=[("remind", "Send Recovery Emails")],
        ondelete={"remind": "cascade"},
    )

    def _perform(self, records):
        """Override to remind customers of their carts, as far as they may be."""
        return (
            self._remind(records)
            if self.action == "remind"
            else super()._perform(records)
        )

    @api.model
    def _remind(self, orders):
        """Remind customers of their carts.

        :return: Why they aren't reminded, by cart.
        """
        # In sudo mode because salespeople may not read what customers decided; that
        # they may change the carts was looked at.
        orders_sudo = orders.sudo()
        carts = orders_sudo.filtered(lambda order: order.state == "draft")
        errors = {
            order: UserError(
                self.env._("%(order)s is no cart anymore.", order=order.name)
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
