from odoo import api, models
from odoo.fields import Domain

# When an order was paid: the automations leave alone what was paid before them.
PAID_SINCE = "transaction_ids.last_state_change"


class SaleOrder(models.Model):
    _inherit = "sale.order"

    @api.depends("flow_failure_ids.issue")
    def _compute_next_action(self):
        """Override to look again when a person is asked about the payments."""
        return super()._compute_next_action()

    # === ACTION METHODS === #

    def action_reopen(self):
        """Confirm a cancelled order after all, because the customer paid it.

        :raise UserError: If the goods are sold out meanwhile, the order is locked, or
            its money isn't there anymore.
        """
        for order in self:
            self.env["ecommerce.reopening"]._reopen(order)
        return self.with_context(send_email=True).action_confirm()

    # === MAY BE CONFIRMED === #

    @api.model
    def _get_to_confirm_domain(self):
        """Return the domain of the orders that wait, and are paid."""
        return Domain("flow_stage", "=", "to_confirm")

    def _is_to_confirm(self):
        """Return whether the order waits, and is paid."""
        self.ensure_one()
        return bool(self.filtered_domain(self._get_to_confirm_domain()))

    def _is_confirmation_amount_reached(self):
        """Override of `sale` to confirm web orders for the whole amount only.

        Odoo takes any payment for enough if the company doesn't ask for payments.
        """
        self.ensure_one()
        if self.website_id:
            return self._is_to_confirm()
        return super()._is_confirmation_amount_reached()

    def _action_confirm(self):
        """Override of `sale` to wake what confirmed web orders need next.

        Whoever confirms an order that is paid in part accepts that.
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
        """Confirm the orders; what can't be served or redeemed is an issue."""
        errors = self.env["ecommerce.confirmation.check"]._find_obstacles(self)
        ready_orders = self.filtered(lambda order: order not in errors)
        ready_orders.with_context(send_email=True).action_confirm()
        return errors

    def _flow_confirm_paid_explain(self):
        """Return what keeps the order from being confirmed, in words."""
        obstacles = self.env["ecommerce.confirmation.check"]._find_obstacles(self)
        return self in obstacles and str(obstacles[self])

    def _may_be_confirmed(self):
        """Return whether the order waits, is paid, and can be served."""
        self.ensure_one()
        return self._is_to_confirm() and not self.env[
            "ecommerce.confirmation.check"
        ]._find_obstacles(self)

    # === AUTOMATION: CHECK PAYMENTS === #

    @api.model
    def _flow_check_payment_domain(self):
        """Return the orders with something that only people can settle.

        Some are older than the automations and were paid since, others were paid in
        the accounting alone.
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
        """Return what the issues are: others are asked about anew."""
        return self.flow_issues

    def _flow_check_payment_explain(self):
        """Return the issues in words."""
        check = self.env["ecommerce.payment.check"]
        return bool(self.flow_issues) and str(check._get_issue(self))
