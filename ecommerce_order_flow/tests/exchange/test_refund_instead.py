from odoo.exceptions import UserError
from odoo.tests import tagged

from .exchange_common import ExchangeCommon


@tagged("post_install", "-at_install")
class TestRefundInstead(ExchangeCommon):
    """What isn't exchanged is refunded."""

    def setUp(self):
        super().setUp()
        self.order = self._create_shirts()

    def test_sold_out_meanwhile_is_refunded_instead(self):
        case = self._swap(self.order, "L")
        self._arrange(case).line_ids.exchange_reservation_ids._do_unreserve()
        self._stock(self.sizes["L"], 0)
        self._receive(case)
        with self.assertRaisesRegex(UserError, "sold out"):
            self._exchange(case)

        case.action_refund_instead()
        case.action_refund()
        self._send()
        self.env.invalidate_all()

        self.assertEqual(self.order.amount_refunded, 50.0)
        self.assertEqual(case.state, "settled")
        self.assertEqual(len(self.order.order_line), 1)

    def test_refund_instead_releases_the_replacement(self):
        case = self._swap(self.order, "S")
        case.action_refund_instead()
        self.assertEqual(self._get_free("S"), 18.0)
        self._receive(case)

        case.action_refund()
        self._send()
        self.env.invalidate_all()

        self.assertEqual(case.refund_ids.amount, 50.0)
        self.assertEqual(case.state, "settled")

    def test_what_was_shipped_is_not_refunded_instead(self):
        case = self._swap(self.order, "M")
        self._receive(case)
        self._exchange(case)
        self._ship(case)

        with self.assertRaisesRegex(UserError, "nothing to refund instead"):
            case.action_refund_instead()

    def test_customer_withdraws_instead(self):
        case = self._swap(self.order, "L")
        case.action_cancel()

        case = self._ask(self.order)
        self._receive(case)
        case.action_refund()
        self._send()
        self.env.invalidate_all()

        self.assertEqual(self.order.amount_refunded, 50.0)
        self.assertEqual(case.state, "settled")

    def test_more_came_back_than_was_announced(self):
        case = self._swap(self.order, "S")
        self._receive(case, 2.0)

        self._exchange(case)
        self.env.invalidate_all()

        self.assertEqual(case.line_ids.replaced_quantity, 1.0)
        self.assertEqual(self.order.amount_refunded, 50.0)
