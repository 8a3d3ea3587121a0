from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

MODELS = ("sale.order", "sale.order.line", "stock.picking")
# Orders that are checked each night: those that changed last, and as many others.
SAMPLE_SIZE = 500


class EcommerceConsistencyCheck(models.Model):
    """A web order that is to be checked: whether what is stored is what is computed.

    The night queues a sample, a person all orders. The automation compares, notes what
    differs, mends it and takes the order off the queue. Nothing is written on orders
    that are right, and nothing is there while nothing is to do.
    """

    _name = "ecommerce.consistency.check"
    _description = "Web Order to Check"
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
        """Have some orders checked, if the automation is on."""
        if self.env["ecommerce.automation"]._find("check_consistency").active:
            self._queue_sample()

    @api.model
    def _queue_sample(self):
        """Queue the orders that changed last, and as many others."""
        size = SAMPLE_SIZE
        self._queue(self._find_orders(order="write_date DESC", limit=size))
        others = self._find_orders(limit=size)
        others.order = "random()"
        self._queue(others)

    @api.model
    def _queue_all(self, companies):
        """Queue all orders of companies.

        :return: How many are in the queue now.
        """
        own = Domain("company_id", "in", companies.ids)
        self._queue(self._find_orders(own))
        return self.search_count(own)

    @api.model
    def _find_orders(self, domain=Domain.TRUE, **options):
        """Return a query for web orders.

        Orders from before the automations are left alone: not all is stored for them.
        """
        since = self.env["website"]._get_automation_domain("date_order")
        return self.env["sale.order"]._search(domain & since, **options)

    @api.model
    def _queue(self, query):
        """Queue the orders of a query, in one statement however many they are."""
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
        """Check the orders and their transfers, and take them off the queue."""
        self.env["ecommerce.inconsistency"].create(
            [
                self._prepare_inconsistency_vals(*difference)
                for difference in self._mend(self.order_id)
            ]
        )
        self.unlink()

    def _find_flow_order(self):
        """Return the order that a failed check is about."""
        return self.order_id

    # === CHECK === #

    @api.model
    def _mend(self, orders):
        """Compute what is stored of orders anew; only what differs is written.

        :return: What differed: order, record, field, stored value, right value.
        """
        self.env.invalidate_all()
        fields_by_model = {name: self._get_fields(name) for name in MODELS}
        values = [
            (order, record, field, record[field.name])
            for order in orders
            for record in (order, *order.order_line, *order.picking_ids)
            for field in fields_by_model[record._name]
        ]
        for _order, record, field, _stored in values:
            self.env.add_to_compute(field, record)
        # An amount that is the same by its currency keeps its stored value.
        differences = [
            (order, record, field, stored, record[field.name])
            for order, record, field, stored in values
            if record[field.name] != stored
        ]
        for _order, record, field, _stored, _right in differences:
            record.modified([field.name])  # Others may have computed theirs from it.
        return differences

    @api.model
    def _get_fields(self, model):
        """Return what this addon stores on a model although it can be computed.

        What people may change is theirs.
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
        """Return the fields that are computed once and then stay what they are.

        Each as ``model.field``; rooms that have such fields extend it.
        """
        return set()

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
