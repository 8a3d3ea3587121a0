from odoo import api, fields, models

MINUTE, HOUR = 60, 3600  # seconds


class EcommerceAutomation(models.Model):
    """Figures of the automations that customers wait for."""

    _inherit = "ecommerce.automation"

    customer_time = fields.Char(
        string="Since Payment, Today",
        compute="_compute_customer_time",
        help="Time from the payment until the order was confirmed, its confirmation "
        "was queued as email, or its invoice was created; for orders of your companies "
        "confirmed today. Half of the orders took no longer than the first time, 95% "
        "no longer than the second.",
    )

    # === COMPUTE METHODS === #

    @api.depends_context("lang", "tz", "allowed_company_ids")
    def _compute_customer_time(self):
        since = self._get_start_of_today()
        times = self.env["ecommerce.customer.time"]._measure(self.env.companies, since)
        for automation in self:
            time = times.get(automation.code)
            automation.customer_time = time and self._describe_time(
                automation.code, time
            )

    @api.model
    def _describe_time(self, code, time):
        if not time.count:
            return self._explain_no_time(code)
        return self.env._(
            "50%% in %(half)s, 95%% in %(most)s (orders: %(count)s)",
            half=self._format_seconds(time.half),
            most=self._format_seconds(time.most),
            count=time.count,
        )

    @api.model
    def _explain_no_time(self, code):
        """Return why the figure is missing."""
        if code == "create_invoice":
            return self.env._("No order confirmed today is invoiced yet")
        if code == "send_order_mail":
            return self.env._("No confirmation was emailed today yet")
        return self.env._("No paid order was confirmed today yet")

    @api.model
    def _format_seconds(self, seconds):
        """Return a duration in its largest units; their symbols are international."""
        seconds = max(round(seconds), 1)
        if seconds < MINUTE:
            return f"{seconds} s"
        if seconds < HOUR:
            return f"{round(seconds / MINUTE)} min"
        hours, rest = divmod(seconds, HOUR)
        return f"{hours} h {rest // MINUTE} min"
