from odoo import api, fields, models
from odoo.tools import SQL

# The open orders first, and the newest of them before the others: by Odoo's own
# columns, because ours are empty. Rows are numbered in this order.
QUEUE_QUERY = """
    INSERT INTO ecommerce_unknown_status (order_id)
    SELECT id
      FROM sale_order
     WHERE website_id IS NOT NULL AND flow_stage IS NULL
  ORDER BY (state = 'sent'
            OR delivery_status IN ('pending', 'started', 'partial')
            OR invoice_status = 'to invoice') IS TRUE DESC,
           date_order DESC,
           id DESC
        ON CONFLICT DO NOTHING
"""
# The stored fields that are found once; those used by the automations alone stay
# empty, which excludes the orders and transfers from before the installation.
FOUND_ONCE = ("_compute_is_business", "_compute_flow_status")


class EcommerceUnknownStatus(models.Model):
    """An eCommerce order from before the installation without statuses yet.

    The installation would take minutes for them, and nobody could order meanwhile: an
    automation finds them afterwards. An order has no stage until then.
    """

    _name = "ecommerce.unknown.status"
    _description = "eCommerce Order Without Statuses"
    _rec_name = "order_id"
    _order = "id"
    _log_access = False

    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="order_id.company_id")

    _order_unique = models.UniqueIndex("(order_id)", "The order is queued already.")

    # === QUEUE === #

    @api.model
    def _cron_queue(self):
        """Queue all orders without a stage."""
        self.env["sale.order"].flush_model(["flow_stage", "website_id"])
        self.env.cr.execute(SQL(QUEUE_QUERY))
        if self.env.cr.rowcount:
            self.env["ecommerce.automation"]._trigger("find_status")

    # === AUTOMATION: FIND STATUSES === #

    @api.model
    def _flow_find_status_domain(self):
        return fields.Domain("order_id", "!=", False)

    def _flow_find_status(self):
        """Find the statuses of the orders and their transfers."""
        orders = self.order_id
        self._find(orders, FOUND_ONCE)
        self._find(
            orders.picking_ids.filtered("website_id"), ("_compute_shipping_step",)
        )
        self.unlink()

    @api.model
    def _find(self, records, methods):
        """Compute stored fields, without those that depend on them."""
        found = [it for it in records._fields.values() if it.compute in methods]
        with self.env.protecting(found, records):
            for method in methods:
                getattr(records, method)()
        records.flush_recordset([field.name for field in found])

    def _find_flow_order(self):
        """Return the order of a failure."""
        return self.order_id
