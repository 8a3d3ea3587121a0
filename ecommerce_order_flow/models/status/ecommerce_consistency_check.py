from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# Orders checked each night: the ones changed last, and as many random ones.
SAMPLE_SIZE = 500


class EcommerceConsistencyCheck(models.Model):
    """An eCommerce order queued for a comparison of stored and computed values.

    A sample is queued each night; users can queue all orders. The automation compares,
    records the differences, corrects them and removes the order from the queue. Correct
    orders are not written, and the table is empty while nothing is queued.
    """

    _name = "ecommerce.consistency.check"
    _description = "eCommerce Order to Check"
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
    def _cron_queue_sample(self):
        """Queue a sample of orders, if the automation is active."""
        if self.env["ecommerce.automation"]._find("check_consistency").active:
            self._queue_sample()

    @api.model
    def _queue_sample(self):
        """Queue the orders changed last, and as many random ones."""
        size = SAMPLE_SIZE
        self._queue(self._find_orders(order="write_date DESC", limit=size))
        others = self._find_orders(limit=size)
        others.order = "random()"
        self._queue(others)

    @api.model
    def _queue_all(self, companies):
        """Queue all orders of the companies.

        :return: The number of orders in the queue.
        """
        own = Domain("company_id", "in", companies.ids)
        self._queue(self._find_orders(own))
        return self.search_count(own)

    @api.model
    def _find_orders(self, domain=Domain.TRUE, **options):
        """Return a query for eCommerce orders.

        Orders from before the automations were enabled are excluded: not all values are
        stored for them.
        """
        since = self.env["website"]._get_automation_domain("date_order")
        return self.env["sale.order"]._search(domain & since, **options)

    @api.model
    def _queue(self, query):
        """Queue the orders of a query in a single statement."""
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s (order_id) %s ON CONFLICT DO NOTHING",
                SQL.identifier(self._table),
                query.subselect(),
            )
        )
        self.env["ecommerce.automation"]._trigger("check_consistency")

    # === AUTOMATION: CHECK CONSISTENCY === #

    @api.model
    def _flow_check_consistency_domain(self):
        return Domain("order_id", "!=", False)

    def _flow_check_consistency(self):
        """Check the orders and their transfers, and remove them from the queue."""
        self.env["ecommerce.inconsistency"].create(
            [
                self._prepare_inconsistency_vals(*difference)
                for difference in self._mend(self.order_id)
            ]
        )
        self.unlink()

    def _find_flow_order(self):
        """Return the order of a failed check."""
        return self.order_id

    # === CHECK === #

    @api.model
    def _mend(self, orders):
        """Recompute the stored fields of the orders, and write only the differences.

        :return: The differences: order, record, field, stored value, right value.
        """
        self.env.invalidate_all()
        records = [
            (order, record) for order in orders for record in self._get_records(order)
        ]
        fields_by_model = {
            name: self._get_fields(name)
            for name in {it._name for _order, it in records}
        }
        values = [
            (order, record, field, record[field.name])
            for order, record in records
            for field in fields_by_model[record._name]
            if not self._is_kept(record, field)
        ]
        for _order, record, field, _stored in values:
            self.env.add_to_compute(field, record)
        # Amounts that are equal by their currency keep the stored value.
        differences = [
            (order, record, field, stored, record[field.name])
            for order, record, field, stored in values
            if record[field.name] != stored
        ]
        for _order, record, field, _stored, _right in differences:
            # Other fields may have been computed from the wrong value.
            record.modified([field.name])
        return differences

    @api.model
    def _get_records(self, order):
        """Return the records checked with an order; extended by other rooms."""
        return [order, *order.order_line, *order.picking_ids]

    @api.model
    def _get_fields(self, model):
        """Return this addon's stored computed fields of a model.

        Fields that users can edit are excluded.
        """
        settled = self._get_settled_fields()
        return [
            field
            for field in self.env[model]._fields.values()
            if field._modules[:1] == (self._original_module,)
            and field.store
            and field.compute
            and field.readonly
            and str(field) not in settled
        ]

    @api.model
    def _get_settled_fields(self):
        """Return the fields that are computed once and then kept.

        Each as ``model.field``; extended by rooms with such fields.
        """
        return set()

    @api.model
    def _is_kept(self, record, field):
        """Return whether a record keeps a value; extended by rooms with such fields."""
        return False

    # === WHAT PEOPLE READ === #

    @api.model
    def _prepare_inconsistency_vals(self, order, record, field, stored, right):
        Inconsistency = self.env["ecommerce.inconsistency"]
        return {
            "order_id": order.id,
            "record_name": record.display_name,
            "field_id": self.env["ir.model.fields"]._get(record._name, field.name).id,
            "stored_raw": Inconsistency._get_raw(record, field, stored),
            "right_raw": Inconsistency._get_raw(record, field, right),
        }
