from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import OrderFlowCommon

ADDON = "ecommerce_order_flow"
# All that somebody may be who works with web orders.
ROLES = (
    "account.group_account_manager,ecommerce_order_flow.group_refund_approval,"
    "sales_team.group_sale_manager,stock.group_stock_manager,"
    "website.group_website_designer"
)
# What people decide themselves, in the form.
PEOPLE_WRITE = {
    "account.journal": {"tells_payments"},
    "delivery.carrier": {"transit_time_ids", "working_calendar_id"},
    "sale.order": {"payment_due_on"},
    # They go along when a move is split.
    "stock.move": {"exchange_line_id", "return_line_id"},
    "stock.picking": {"delivered_on", "is_sent_back"},
}
GUARDED_MODELS = (
    "account.bank.statement.line",
    "account.journal",
    "account.move",
    "account.move.line",
    "account.payment",
    "delivery.carrier",
    "payment.transaction",
    "sale.order",
    "sale.order.line",
    "stock.move",
    "stock.picking",
)


@tagged("post_install", "-at_install")
class TestGuardedFields(OrderFlowCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls._create_user("clerk", ROLES)
        cls.worker = cls._create_user("worker", "stock.group_stock_manager")

    def _list_own_fields(self, model_name):
        model = self.env[model_name]
        return {
            name: field
            for name, field in model._fields.items()
            if field._module == ADDON and field.type != "one2many"
        }

    def test_only_what_people_decide_can_be_written(self):
        for model_name in GUARDED_MODELS:
            model = self.env[model_name].with_user(self.clerk)
            written = {
                name
                for name, field in self._list_own_fields(model_name).items()
                if model._has_field_access(field, "write")
            }
            expected = PEOPLE_WRITE.get(model_name, set())
            with self.subTest(model_name):
                self.assertEqual(written, expected - {"transit_time_ids"})

    def test_a_model_of_odoo_with_read_only_fields_of_ours_is_guarded(self):
        settings = {"res.company", "website", "payment.provider", "stock.warehouse"}
        for name, model in self.env.items():
            if model._original_module == ADDON or model._transient or model._abstract:
                continue
            stored = [
                field
                for field in self._list_own_fields(name).values()
                if field.store and (field.readonly or field.compute)
            ]
            if stored and name not in settings:
                with self.subTest(name):
                    self.assertIn(name, GUARDED_MODELS)

    def test_triggers_cannot_be_written_with_orders(self):
        order = self._create_confirmed_order()
        for name, value in (
            ("is_invoice_requested", True),
            ("payment_status", "paid"),
            ("hold_reason", "fraud"),
            ("cancelled_by", "customer"),
            ("waiting_policy", "odoo"),
        ):
            with self.subTest(name), self.assertRaises(AccessError):
                order.with_user(self.clerk).write({name: value})

    def test_triggers_cannot_be_created_with_orders(self):
        orders = self.env["sale.order"].with_user(self.clerk)
        vals = {"partner_id": self.partner.id}

        with self.assertRaises(AccessError):
            orders.create({**vals, "is_invoice_requested": True})
        with self.assertRaises(AccessError):
            orders.with_context(default_is_invoice_requested=True).create(vals)
        self.assertTrue(orders.create(vals))

    def test_invoices_cannot_be_marked_for_sending(self):
        invoice = self._invoice(self._create_confirmed_order())

        with self.assertRaises(AccessError):
            invoice.with_user(self.clerk).write({"is_to_send": True})

    def test_the_warehouse_neither_holds_nor_releases_orders(self):
        order = self._create_confirmed_order()
        self._arrange(order)._hold("fraud")

        with self.assertRaises(AccessError):
            order.with_user(self.worker).action_release()
        with self.assertRaises(AccessError):
            order.with_user(self.worker).write({"hold_reason": False})
        self.assertTrue(order.is_on_hold)
