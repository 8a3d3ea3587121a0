from odoo import fields, models


class EcommerceBulkRun(models.Model):
    _inherit = "ecommerce.bulk.run"

    action = fields.Selection(
        selection_add=[("cancel", "Cancel Before Shipping")],
        ondelete={"cancel": "cascade"},
    )
    cancellation_note = fields.Char(string="Cancellation Reason", readonly=True)
    notify_customer = fields.Boolean(readonly=True)

    def _perform(self, records):
        """Override to cancel orders, each in a savepoint."""
        if self.action != "cancel":
            return super()._perform(records)
        return self.env["ecommerce.automation.runner"]._attempt(
            lambda orders: orders._cancel_before_shipping(
                "staff", self.cancellation_note, notify_customer=self.notify_customer
            ),
            records,
        )
