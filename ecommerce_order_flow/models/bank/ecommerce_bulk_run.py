from odoo import fields, models

from ..engine.attempt import failing_alone


class EcommerceBulkRun(models.Model):
    _inherit = "ecommerce.bulk.run"

    action = fields.Selection(
        selection_add=[("accept_payment", "Accept Payments")],
        ondelete={"accept_payment": "cascade"},
    )

    def _prepare_line_vals(self, record):
        """Override to set the match and its order."""
        values = super()._prepare_line_vals(record)
        if record._name != "ecommerce.payment.match":
            return values
        # In sudo mode because whoever matches payments may not read all orders.
        order = record.sudo().share_ids.order_id[:1]
        return {**values, "match_id": record.id, "order_id": order.id}

    def _perform(self, records):
        """Override to book each payment for the proposed orders."""
        if self.action != "accept_payment":
            return super()._perform(records)
        return {match: error for match in records if (error := self._accept_one(match))}

    def _accept_one(self, match):
        """Book one payment in a savepoint.

        :return: The error, or None.
        """
        with failing_alone(match) as attempt:
            attempt.records._accept()
        return attempt.error


class EcommerceBulkRunLine(models.Model):
    _inherit = "ecommerce.bulk.run.line"

    match_id = fields.Many2one(
        "ecommerce.payment.match", readonly=True, ondelete="cascade"
    )

    def _get_record(self):
        """Override to support matches."""
        return self.match_id or super()._get_record()
