from odoo import api, models
from odoo.fields import Domain

# When an order was paid: payments from before the automations were enabled are
# excluded.
PAID_SINCE = "transaction_ids.last_state_change"


class SaleOrder(models.Model):
    _inherit = "sale.order"

    @api.depends("flow_failure_ids.issue")
    def _compute_next_action(self):
        """Override to depend on the issues of failures."""
        return super()._compute_next_action()

    # === ACTION METHODS === #

    def action_reopen(self):
        """Confirm cancelled orders again that are paid.

        :raise UserError: If the order is out of stock, locked, or not paid anymore.
        """
        self.check_access("write")
        for order in self:
            self.env["ecommerce.reopening"]._reopen(order)
        return self.with_context(send_email=True).action_confirm()

    # === MAY BE CONFIRMED === #

    @api.model
    def _get_to_confirm_domain(self):
        """Return the domain of the paid orders to confirm."""
        return Domain("flow_stage", "=", "to_confirm")

    def _is_to_confirm(self):
        """Return whether the order is paid and not confirmed yet."""
        self.ensure_one()
        return bool(self.filtered_domain(self._get_to_confirm_domain()))

    def _is_confirmation_amount_reached(self):
        """Override of `sale` to require the whole amount for eCommerce orders.

        Odoo accepts any payment if the company doesn't require online payment.
        """
        self.ensure_one()
        if self.website_id:
            return self._is_to_confirm()
        return super()._is_confirmation_amount_reached()

    def _action_confirm(self):
        """Override of `sale` to trigger the automations.

        Confirming a partially paid order manually accepts the lower payment.
        """
        self.env["ecommerce.payment.check"]._accept_less_money(self)
        result = super()._action_confirm()
        if self.filtered("website_id"):
            self.env["ecommerce.automation"]._trigger(
                "send_order_mail", "create_invoice"
            )
        return result

    # === AUTOMATION: CONFIRM PAID ORDERS === #

    @api.model
    def _flow_confirm_paid_domain(self):
        return self._get_to_confirm_domain() & self.env[
            "website"
        ]._get_automation_domain(PAID_SINCE)

    def _flow_confirm_paid(self):
        """Confirm the orders; return issues by order without stock or rewards."""
        errors = self.env["ecommerce.confirmation.check"]._find_obstacles(self)
        ready_orders = self.filtered(lambda order: order not in errors)
        ready_orders.with_context(send_email=True).action_confirm()
        return errors

    def _flow_confirm_paid_explain(self):
        """Return the issue that prevents the order's confirmation as text, or False."""
        obstacles = self.env["ecommerce.confirmation.check"]._find_obstacles(self)
        return self in obstacles and str(obstacles[self])

    def _may_be_confirmed(self):
        """Return whether the order is paid, in stock and its rewards redeemable."""
        self.ensure_one()
        return self._is_to_confirm() and not self.env[
            "ecommerce.confirmation.check"
        ]._find_obstacles(self)

    # === AUTOMATION: CHECK PAYMENTS === #

    @api.model
    def _flow_check_payment_domain(self):
        """Return the domain of the orders with a payment mismatch.

        Both dates are needed: some orders predate the automations but were paid later,
        others were paid in accounting only.
        """
        website = self.env["website"]
        return Domain("flow_issues", "!=", False) & (
            website._get_automation_domain(PAID_SINCE)
            | website._get_automation_domain("date_order")
        )

    def _flow_check_payment(self):
        check = self.env["ecommerce.payment.check"]
        return {order: check._get_issue(order) for order in self}

    def _flow_check_payment_subject(self):
        """Return the issues as the failure's subject: changes are a new failure."""
        return self.flow_issues

    def _flow_check_payment_explain(self):
        """Return the issues as text."""
        check = self.env["ecommerce.payment.check"]
        return bool(self.flow_issues) and str(check._get_issue(self))
