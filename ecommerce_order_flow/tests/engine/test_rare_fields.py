from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestRareFields(OrderFlowCommon):
    """One statement tells which related records there are none of."""

    RARE = (
        "transaction_ids",
        "return_ids",
        "payment_share_ids",
        "refund_ids",
        "flow_notification_ids",
        "cart_reminder_mail_ids",
    )

    def _read_all(self, orders):
        return [orders.mapped(name) for name in self.RARE]

    def test_what_is_missing_is_known_by_one_statement(self):
        orders = self._create_order() + self._create_order()
        self.env.flush_all()
        orders.invalidate_recordset()

        with self.assertQueryCount(1):
            found = self._read_all(orders.sudo())

        self.assertFalse(any(found))

    def test_what_exists_is_read(self):
        paid, other = self._create_order(), self._create_order()
        self._pay(paid)
        self.env.flush_all()
        (paid + other).invalidate_recordset()

        orders_sudo = (paid + other).sudo()

        self.assertFalse(orders_sudo[1].transaction_ids)
        self.assertEqual(len(orders_sudo[0].transaction_ids), 1)
        self.assertEqual(orders_sudo[0].transaction_ids.sale_order_ids, paid)

    def test_what_is_created_later_is_seen(self):
        order = self._create_order()
        order.invalidate_recordset()
        self.assertFalse(order.sudo().transaction_ids)

        self._pay(order)

        self.assertTrue(order.sudo().transaction_ids)

    def test_users_still_need_the_right_to_read(self):
        order = self._create_order()
        order.invalidate_recordset()
        stranger = new_test_user(self.world, login="stranger", groups="base.group_user")

        with self.assertRaises(AccessError):
            order.with_user(stranger).read(["transaction_ids"])
        with self.assertRaises(AccessError):
            order.with_user(stranger).transaction_ids.mapped("amount")

    def test_terms_of_payment_are_read_once(self):
        term = self.world["account.payment.term"].create({"name": "Later"})
        term.line_ids.nb_days = 0
        self.assertFalse(term._is_paid_later())
        with self.assertQueryCount(0):
            term._is_paid_later()

        term.line_ids.nb_days = 14

        self.assertTrue(term._is_paid_later())

    def test_change_of_an_invoice_rule_counts_at_once(self):
        website = self.world["website"].search([], limit=1)
        website.invoice_consumer = "on_request"
        self.assertEqual(website._get_invoice_rule(False), "on_request")

        website.invoice_consumer = "on_shipment"

        self.assertEqual(website._get_invoice_rule(False), "on_shipment")
