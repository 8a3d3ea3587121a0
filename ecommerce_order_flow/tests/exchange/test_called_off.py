from odoo.exceptions import UserError
from odoo.tests import tagged

from ...models.refund.wish import Wish
from .exchange_common import ExchangeCommon


@tagged("post_install", "-at_install")
class TestCalledOff(ExchangeCommon):
    """Replacements whose delivery is cancelled are delivered again, or refunded."""

    def setUp(self):
        super().setUp()
        self.order = self._create_shirts()

    def _exchange_for(self, name, quantity=1.0):
        """Return a case whose replacement is about to be shipped."""
        case = self._swap(self.order, name, quantity)
        self._receive(case)
        self._exchange(case)
        return case

    def _call_off(self, case):
        """Have the warehouse cancel the delivery of the replacement."""
        self._get_parcel(case).filtered(lambda it: it.state != "done").action_cancel()
        self.env.flush_all()
        self.env.invalidate_all()

    # === DELIVERED AGAIN === #

    def test_same_product_is_delivered_again(self):
        case = self._exchange_for("S")
        self._call_off(case)
        self.assertEqual(case.state, "received")
        self.assertEqual(self.order.next_action_code, "exchange_return")
        self.assertEqual(self.order.amount_owed, 0.0)

        self._exchange(case)
        self._ship(case)

        self.assertEqual(case.state, "settled")
        self.assertEqual(case.line_ids.replaced_quantity, 1.0)
        self.assertEqual(self.order.order_line.qty_delivered, 2.0)
        self.assertEqual(self.order.flow_stage, "done")

    def test_another_product_is_delivered_again_for_its_line(self):
        case = self._exchange_for("M")
        self._call_off(case)
        self.assertEqual(case.state, "received")

        self._exchange(case)
        self._ship(case)

        self.assertEqual(case.state, "settled")
        self.assertEqual(len(self.order.order_line), 2)
        self.assertEqual(self.order.order_line[1].qty_delivered, 1.0)
        self.assertEqual(self._get_free("M"), 19.0)

    def test_what_was_shipped_is_not_delivered_again(self):
        case = self._exchange_for("M", 2.0)
        parcel = self._get_parcel(case)
        parcel.move_ids.quantity = 1.0
        parcel.move_ids.picked = True
        parcel.with_context(skip_backorder=True).button_validate()
        self._call_off(case)

        self._exchange(case)
        self._ship(case)

        self.assertEqual(case.state, "settled")
        self.assertEqual(self.order.order_line[1].qty_delivered, 2.0)
        self.assertEqual(self._get_free("M"), 18.0)

    def test_automation_leaves_it_to_people(self):
        self.policy.is_refunded_automatically = True
        case = self._swap(self.order, "S")
        self._receive(case)
        self._run_automation("settle_return")
        self._call_off(case)

        self.assertFalse(self._is_due("settle_return", case))
        self.assertEqual(self.order.next_action_code, "exchange_return")

    def test_what_was_refunded_is_not_delivered_again(self):
        case = self._exchange_for("M")
        self._call_off(case)
        wish = Wish({self.order.order_line[1].id: 1.0})
        amount = self._plan(self.order, wish).amount
        self.env["ecommerce.refund"]._request(self.order, wish, amount)
        self._send()
        self.env.invalidate_all()

        self.assertEqual(case.state, "settled")
        self.assertEqual(self.order.amount_refunded, 50.0)
        with self.assertRaisesRegex(UserError, "nothing to exchange"):
            self._exchange(case)

    def test_repaired_item_is_sent_back_again(self):
        self.policy.offers_repair = True
        line = self.order.order_line
        case = self._ask(self.order, 1.0, **{f"wish_{line.id}": "repair"})
        self._receive(case)
        case.action_send_back()
        self._call_off(case)
        self.assertEqual(case.state, "in_repair")

        case.action_send_back()
        self._ship(case)

        self.assertEqual(case.state, "settled")
        self.assertEqual(case.line_ids.replaced_quantity, 1.0)
        self.assertEqual(line.qty_delivered, 2.0)

    # === REFUNDED INSTEAD === #

    def test_refund_instead_calls_the_delivery_off(self):
        case = self._exchange_for("S")

        case.action_refund_instead()
        self.assertEqual(self._get_parcel(case).state, "cancel")
        self.assertEqual(self._get_free("S"), 19.0)
        case.action_refund()
        self._send()
        self.env.invalidate_all()

        self.assertEqual(case.state, "settled")
        self.assertEqual(self.order.amount_refunded, 50.0)
        self.assertEqual(self.order.flow_stage, "done")

    def test_customer_does_not_pay_the_difference(self):
        case = self._exchange_for("L")

        case.action_refund_instead()
        self.env.invalidate_all()

        self.assertEqual(self._get_parcel(case).state, "cancel")
        self.assertEqual(self.order.amount_owed, -50.0)
        self.assertFalse(case.is_exchange_due)
        self.assertFalse(case.is_payment_to_ask)

    def test_refund_instead_after_the_warehouse_called_it_off(self):
        case = self._exchange_for("S")
        self._call_off(case)

        case.action_refund_instead()
        case.action_refund()
        self._send()
        self.env.invalidate_all()

        self.assertEqual(self.order.amount_refunded, 50.0)
        self.assertEqual(case.state, "settled")

    def test_what_is_being_prepared_is_not_called_off(self):
        case = self._exchange_for("S")
        self._get_parcel(case).move_ids.picked = True

        with self.assertRaisesRegex(UserError, "being prepared"):
            case.action_refund_instead()

        self.assertEqual(self._get_parcel(case).state, "assigned")
        self.assertFalse(case.line_ids.is_refunded_instead)
