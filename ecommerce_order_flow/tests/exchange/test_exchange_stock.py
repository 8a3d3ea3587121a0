from odoo.exceptions import UserError
from odoo.tests import tagged

from .exchange_common import ExchangeCommon


@tagged("post_install", "-at_install")
class TestExchangeStock(ExchangeCommon):
    """A replacement is reserved as long as it is promised."""

    def setUp(self):
        super().setUp()
        self.order = self._create_shirts()

    def test_replacement_is_reserved_from_the_approval_on(self):
        case = self._swap(self.order, "L")

        self.assertEqual(self._get_free("L"), 19.0)
        self.assertFalse(self.order.order_line.sudo().filtered("exchange_line_id"))
        self.assertEqual(self.order.amount_owed, 0.0)
        self.assertEqual(case.line_ids.replacement_price, 60.0)

    def test_request_that_waits_reserves_nothing(self):
        self.policy.is_approved_automatically = False
        case = self._swap(self.order, "L")
        self.assertEqual(self._get_free("L"), 20.0)

        case.action_approve()

        self.assertEqual(self._get_free("L"), 19.0)

    def test_cancelled_return_releases_the_replacement(self):
        case = self._swap(self.order, "L")

        case.action_cancel()

        self.assertEqual(self._get_free("L"), 20.0)
        self.assertFalse(case.is_exchange_due)

    def test_expired_return_releases_the_replacement(self):
        case = self._swap(self.order, "L")
        case.sudo().decided_at = "2020-01-01"
        self.env.flush_all()

        self._run_automation("expire_return")

        self.assertEqual(self._get_free("L"), 20.0)
        self.assertEqual(case.state, "expired")

    def test_return_whose_transfer_is_cancelled_releases_the_replacement(self):
        case = self._swap(self.order, "L")
        self._arrange(case).transfer_ids.action_cancel()
        self.env.flush_all()

        self._run_automation("release_exchange")

        self.assertEqual(self._get_free("L"), 20.0)
        self.assertFalse(self._is_due("release_exchange", case))

    def test_sold_out_before_the_approval(self):
        self.policy.is_approved_automatically = False
        case = self._swap(self.order, "L")
        self._stock(self.sizes["L"], 0)

        with self.assertRaisesRegex(UserError, "sold out"):
            case.action_approve()

    def test_last_piece_is_for_the_first(self):
        self._stock(self.sizes["L"], 1)
        other = self._create_shirts()
        self._swap(self.order, "L")

        self.assertNotIn(self._get_code("L"), self._get_codes(other))
        with self.assertRaisesRegex(UserError, "no longer available"):
            self._swap(other, "L")

    def test_slip_of_what_is_exchanged_is_found(self):
        worker = self._create_user("worker", "stock.group_stock_user")
        case = self._swap(self.order, "M", 2.0)
        self._receive(case)
        self._exchange(case)
        self.assertEqual(case.state, "exchanging")

        found = self.env["ecommerce.return.desk"].with_user(worker).find(case.name)

        self.assertEqual(found["parcel"]["name"], case.name)
