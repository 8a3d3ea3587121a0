from odoo.tests import tagged

from ..common import OrderFlowCommon
from ..kits import create_bom, need_kits


@tagged("post_install", "-at_install")
class TestKits(OrderFlowCommon):
    """Kits leave and come back as their parts; their orders settle all the same."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        need_kits(cls.env)
        cls.parts = cls.env["product.product"].union(
            *(cls._create_part(name) for name in ("Frame", "Glass"))
        )
        cls.kit = cls._create_product(
            name="Lantern to build", taxes_id=False, invoice_policy="order"
        )
        create_bom(cls.kit, dict.fromkeys(cls.parts, 1.0))

    @classmethod
    def _create_part(cls, name):
        part = cls._create_product(name=name, taxes_id=False)
        cls._add_product_qty_to_wh(part.id, 100, cls.warehouse.lot_stock_id.id)
        return part

    def _create_paid_order(self, quantity):
        order = self._create_order(product=self.kit, quantity=quantity)
        self.tx = self._pay(order)
        self._run_automation("confirm_paid")
        self.assertEqual(order.state, "sale")
        return order

    def _return_part(self, order):
        """Receive the frame alone."""
        transfer = self._arrange(self._create_return(order))
        transfer.move_ids.filtered(
            lambda move: move.product_id == self.parts[1]
        )._action_cancel()
        transfer.move_ids.picked = True
        transfer.button_validate()

    def _assert_statuses(self, order, **statuses):
        order.invalidate_recordset()
        self.assertEqual({name: order[name] for name in statuses}, statuses)

    def test_all_leave(self):
        order = self._create_paid_order(2.0)
        self._do_transfer(order)

        self._assert_statuses(
            order, fulfillment_status="shipped", return_status="none", amount_owed=0.0
        )

    def test_one_comes_back_while_others_are_to_come(self):
        order = self._create_paid_order(3.0)
        first = self._do_transfer(order, 1.0)
        self._receive_return(order, transfer=self._arrange(first))
        self._assert_statuses(order, return_status="received")

        self._refund(self.tx, 50.0)
        self._assert_statuses(order, return_status="settled")
        self._do_transfer(order)
        self._assert_statuses(
            order,
            fulfillment_status="shipped",
            return_status="settled",
            payment_status="partially_refunded",
            amount_owed=0.0,
        )

    def test_one_of_two_comes_back(self):
        order = self._create_paid_order(2.0)
        self._do_transfer(order)
        self._receive_return(order)
        self._assert_statuses(order, return_status="received")

        self._refund(self.tx, 50.0)

        self._assert_statuses(
            order, return_status="settled", fulfillment_status="shipped"
        )

    def _create_order_that_lost_a_part(self):
        """Return an order of two kits, 100.00, to which a part came back."""
        order = self._create_paid_order(2.0)
        self._do_transfer(order)
        self._return_part(order)
        return order

    def test_a_part_that_comes_back_changes_no_amount_by_itself(self):
        order = self._create_order_that_lost_a_part()

        self._assert_statuses(order, amount_owed=0.0, amount_to_credit=0.0)

    def test_a_person_decides_about_a_part_that_came_back(self):
        order = self._create_order_that_lost_a_part()

        self._assert_statuses(
            order, return_status="received", next_action_code="decide_part"
        )
        self.assertIn("50.00", order.next_action)
        self._run_automation("check_payment")
        self.assertEqual(order.flow_failure_ids.issue, "part_returned")

    def test_a_refund_for_the_part_decides(self):
        order = self._create_order_that_lost_a_part()
        self._refund(self.tx, 8.0)

        self._assert_statuses(
            order, return_status="settled", payment_status="partially_refunded"
        )

    def test_sending_the_part_again_decides(self):
        order = self._create_order_that_lost_a_part()
        returned = order.picking_ids.filtered(
            lambda transfer: transfer.location_id.usage == "customer"
        )
        again = self._arrange(self._create_return(order, transfer=returned))
        again.move_ids.picked = True
        again.button_validate()

        self._assert_statuses(order, return_status="settled")

    def test_salespeople_decide_that_nothing_is_refunded(self):
        order = self._create_order_that_lost_a_part()
        seller = self._create_user("seller", "sales_team.group_sale_salesman")
        order.user_id = seller
        order.with_user(seller).action_refund_no_part()

        self._assert_statuses(order, return_status="settled", flow_issues=False)

    def test_another_part_is_decided_about_anew(self):
        order = self._create_order_that_lost_a_part()
        order.action_refund_no_part()
        self._return_part(order)

        self._assert_statuses(
            order, return_status="received", next_action_code="decide_part"
        )

    def test_one_of_two_that_lost_a_part_is_not_given_up(self):
        order = self._create_paid_order(2.0)
        self._do_transfer(order)
        self._return_part(order)

        self._assert_statuses(order, amount_to_credit=0.0, fulfillment_status="shipped")
