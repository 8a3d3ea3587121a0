from odoo import api, fields, models
from odoo.exceptions import UserError

from .const import SHIPPING_ACTIONS


class EcommerceBulkRun(models.Model):
    _inherit = "ecommerce.bulk.run"

    action = fields.Selection(
        selection_add=SHIPPING_ACTIONS,
        ondelete={action: "cascade" for action, _label in SHIPPING_ACTIONS},
    )
    is_partial_allowed = fields.Boolean(string="Allow Partial Shipment", readonly=True)
    has_transfers = fields.Boolean(compute="_compute_has_transfers")
    can_go_in_part = fields.Boolean(
        string="Can Ship Partially", compute="_compute_can_go_in_part"
    )

    # === COMPUTE METHODS === #

    @api.depends("action")
    def _compute_has_transfers(self):
        for run in self:
            run.has_transfers = run.action in dict(SHIPPING_ACTIONS)

    @api.depends("line_ids.result")
    def _compute_can_go_in_part(self):
        for run in self:
            run.can_go_in_part = bool(
                run.action in ("ship", "all")
                and not run.queued_count
                and run._get_pickings_in_part()
            )

    # === ACTION METHODS === #

    def action_go_in_part(self):
        """Ship the available products of the transfers that wait for stock.

        The rest is shipped later as backorders.

        :raise UserError: If none of them can be shipped partially anymore.
        """
        self.ensure_one()
        pickings = self._get_pickings_in_part()
        if not pickings:
            raise UserError(
                self.env._(
                    "None of these transfers can be shipped partially anymore: they "
                    "are done or blocked, or none of their products are available."
                )
            )
        return self._start(self.action, pickings, is_partial_allowed=True)

    # === BUSINESS METHODS === #

    @api.model
    def _prepare_line_vals(self, record):
        """Override to add transfers."""
        values = super()._prepare_line_vals(record)
        if record._name != "stock.picking":
            return values
        # In sudo mode because warehouse people may not read orders.
        return {**values, "picking_id": record.id, "order_id": record.sudo().sale_id.id}

    def _perform(self, records):
        """Override to process transfers."""
        if self.action not in dict(SHIPPING_ACTIONS):
            return super()._perform(records)
        return self.env["ecommerce.shipping.operations"]._perform(
            self.action, records, self.is_partial_allowed
        )

    def _get_pickings_in_part(self):
        """Return the transfers waiting for stock that can be shipped partially."""
        pickings = self.line_ids.filtered(
            lambda line: line.result == "skipped"
        ).picking_id
        check = self.env["ecommerce.shipping.check"]
        waiting = pickings.filtered(lambda it: it.shipping_blocker == "stock")
        return waiting.filtered(check._can_go_in_part)


class EcommerceBulkRunLine(models.Model):
    _inherit = "ecommerce.bulk.run.line"

    picking_id = fields.Many2one(
        "stock.picking",
        string="Transfer",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )

    def _get_record(self):
        """Override to support transfers."""
        return self.picking_id or super()._get_record()
