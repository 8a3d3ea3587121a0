from unittest.mock import patch

from odoo.exceptions import LockError, UserError
from odoo.tests import Form, tagged

from .refund_common import RefundCommon


@tagged("post_install", "-at_install")
class TestRefundChanges(RefundCommon):
    """What happens to an order after a refund doesn't change what that was for."""

    def setUp(self):
        super().setUp()
        self._let_provider(self._answer("done"))

    # === THE ORDER GOES ON === #

    def test_order_that_is_confirmed_again_is_owed(self):
        order = self._create_order()
        self._pay(order)
        self._arrange(order)._action_cancel()
        self._request(order, quantity=2.0)
        self._send()

        self._arrange(order).action_draft()
        self._arrange(order).action_confirm()

        self.assertEqual(order.amount_owed, 100.0)
        self.assertEqual(order.flow_stage, "to_ship")

    def test_order_that_is_paid_again_can_be_refunded_again(self):
        order = self._create_order()
        self._pay(order)
        self._arrange(order)._action_cancel()
        self._request(order, quantity=2.0)
        self._send()
        self._arrange(order).action_draft()
        self._pay(order)
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.amount_owed, 0.0)

        refund = self._request(order, quantity=2.0, stops_delivery=True)
        self._send()

        self.assertEqual(refund.amount, 100.0)
        self.assertEqual(order.amount_refunded, 200.0)
        self.assertEqual(order.amount_owed, 0.0)

    def test_credited_order_that_is_confirmed_again_is_owed_and_refundable(self):
        order = self._create_order()
        self._pay(order)
        self._invoice(order)
        self._match(order)
        self._request(order, amount=10.0)
        self._arrange(order)._action_cancel()
        self._request(order, quantity=2.0)
        self._send()
        self._arrange(order).action_draft()
        self._arrange(order).action_confirm()
        self.assertEqual(order.amount_owed, 100.0)
        self._pay(order)

        with self.assertRaisesRegex(UserError, "No more than 2 of Lantern"):
            self._request(order, quantity=3.0)

    def test_goods_added_after_everything_went_back_are_owed(self):
        carrier = self._prepare_carrier(self._prepare_carrier_product())
        order = self._create_order()
        self._arrange(order)._create_delivery_line(carrier, 5.0)
        self._pay(order)
        wish = self.env["ecommerce.refund.planner"]._get_wish(order, "everything")
        self.env["ecommerce.refund"]._request(order, wish, 105.0, stops_delivery=True)
        self._send()
        self.assertEqual(order.amount_owed, 0.0)

        self._arrange(order).order_line[0].product_uom_qty = 2.0

        self.assertEqual(order.amount_owed, 100.0, "The postage was given away.")

    # === THE PRICE CHANGES === #

    def test_price_raised_after_a_unit_was_refunded_is_owed(self):
        order = self._create_order()
        self._pay(order)
        self._request(order, quantity=1.0, stops_delivery=True)
        self._send()

        self._arrange(order).order_line.price_unit = 60.0

        self.assertEqual(order.amount_owed, 10.0)

    def test_price_raised_between_a_gift_and_the_invoice(self):
        order = self._create_order()
        self._pay(order)
        self._do_transfer(order)
        refund = self._request(order, amount=20.0, reason="Late")
        self._send()

        self._arrange(order).order_line.price_unit = 60.0
        self.assertEqual(order.amount_owed, 20.0)
        self._invoice(order)
        self._run_automation("credit_refund")

        self.assertEqual(refund.credit_note_ids.amount_total, 20.0)
        self.assertEqual(order.amount_owed, 20.0)
        self._pay(order, amount=20.0)
        self._match(order)
        self.assertEqual(self._get_receivable(order), 0.0)
        self.assertEqual(order.flow_stage, "done")

    def test_price_lowered_between_a_gift_and_the_invoice(self):
        order = self._create_order()
        self._pay(order)
        self._do_transfer(order)
        refund = self._request(order, amount=20.0, reason="Late")
        self._send()

        self._arrange(order).order_line.price_unit = 40.0
        self._invoice(order)
        self._run_automation("credit_refund")
        self._match(order)

        self.assertFalse(refund.credit_note_ids, "The price says it already.")
        self.assertEqual(order.amount_owed, 0.0)
        self.assertEqual(self._get_receivable(order), 0.0)

    def test_what_the_price_says_is_not_credited_for_something_else(self):
        order = self._create_order()
        self._pay(order)
        self._do_transfer(order)
        refund = self._request(order, amount=20.0, reason="Late")
        self._send()
        self._arrange(order).order_line.price_unit = 40.0
        self._invoice(order)
        self._match(order)

        self._arrange(order).order_line.price_unit = 35.0
        self._run_automation("credit_refund")

        self.assertFalse(refund.credit_note_ids)

    # === A SECOND PERSON APPROVES === #

    def _ask_for_approval(self):
        """Return an order, a request over 100.00 and the person who may approve it."""
        order = self._create_order()
        self._pay(order)
        self._arrange(order).company_id.refund_limit = 60.0
        boss = self._create_user(
            "boss",
            "sales_team.group_sale_salesman_all_leads,"
            "ecommerce_order_flow.group_refund_approval",
        )
        return order, self._request(order, quantity=2.0).with_user(boss)

    def test_request_that_comes_to_something_else_is_to_be_made_anew(self):
        order, refund = self._ask_for_approval()
        self._refund(order.sudo().transaction_ids, amount=30.0)

        with self.assertRaisesRegex(
            UserError, "requested a refund of .*100.00.* .*70.00"
        ):
            refund.action_approve()
        self.assertIn("Refuse the request", order.next_action)

    def test_request_that_is_what_it_was(self):
        order, _refund = self._ask_for_approval()

        self.assertIn("requests a refund of", order.next_action)

    # === SOMEBODY ELSE IS AT IT === #

    def test_order_that_somebody_else_holds(self):
        order, refund = self._ask_for_approval()
        payment = self._request(order, amount=10.0).payment_ids
        actions = [
            lambda: self._request(order, quantity=1.0),
            refund.action_approve,
            refund.action_refuse,
            payment.with_user(self.staff).action_send_again,
            payment.with_user(self.staff).action_went_through,
        ]
        orders = self.registry["sale.order"]
        for action in actions:
            with (
                self.subTest(action),
                patch.object(orders, "lock_for_update", side_effect=LockError("")),
                self.assertRaisesRegex(
                    UserError, f"{order.name} is being processed by another user"
                ),
            ):
                action()

    def test_payment_that_somebody_else_holds(self):
        order = self._create_order()
        self._pay(order)
        txs = self.registry["payment.transaction"]
        with (
            patch.object(txs, "lock_for_update", side_effect=LockError("")),
            self.assertRaisesRegex(
                UserError, f"{order.name} is being processed by another user"
            ),
        ):
            self._request(order, quantity=1.0)

    def test_locked_order_is_not_lowered_behind_anybodys_back(self):
        order = self._create_order()
        self._pay(order)
        self._arrange(order).action_lock()

        with self.assertRaisesRegex(UserError, "is locked: unlock it"):
            self._request(order, quantity=1.0, stops_delivery=True)
        self.assertEqual(self._request(order, quantity=1.0).amount, 50.0)


@tagged("post_install", "-at_install")
class TestRefundWindow(RefundCommon):
    """The window says what an accountant would, and reads the order once for it."""

    def setUp(self):
        super().setUp()
        self._let_provider(self._answer("done"))

    def _open(self, order):
        wizard = self.env["ecommerce.order.refund"]
        return Form(wizard.with_context(active_ids=order.ids))

    def test_everything_when_only_a_deposit_is_invoiced(self):
        order = self._create_order(prepayment_percent=0.3)
        self._pay(order, amount=30.0)
        self._invoice_down_payment(order, 30.0)
        self._match(order)

        form = self._open(order)

        self.assertEqual(form.proposal, "everything")
        self.assertIn("100.00", form.summary)
        self.assertNotIn("130.00", form.summary)
        self.assertEqual((form.owed, form.refund_amount), (70.0, 30.0))

    def test_deposit_is_given_back_and_credited(self):
        order = self._create_order(prepayment_percent=0.3)
        self._pay(order, amount=30.0)
        invoice = self._invoice_down_payment(order, 30.0)
        self._match(order)

        self._open(order).save().action_refund()
        self._send()

        self.assertEqual(order.amount_refunded, 30.0)
        self.assertEqual(invoice.reversal_move_ids.amount_total, 30.0)
        self.assertEqual(self._get_receivable(order), 0.0)
        self.assertEqual(order.amount_owed, 0.0)

    def test_reads_the_order_once_for_each_change(self):
        order = self._create_shipped_order()
        self._receive_return(order, quantity=1.0)
        self._pay(order, amount=7.0)
        form = self._open(order)
        for name, value in (
            ("proposal", "everything"),
            ("proposal", "overpaid"),
            ("proposal", "amount"),
            ("asked_amount", 5.0),
            ("proposal", "lines"),
        ):
            with self.subTest(name, value=value), self._count_reads() as reads:
                setattr(form, name, value)
                self.assertEqual(len(reads), 1)
        with self._count_reads() as reads:
            with form.line_ids.edit(0) as line:
                line.quantity = 1.0
            self.assertEqual(len(reads), 1)
        with self._count_reads() as reads:
            self._open(order)
            self.assertEqual(len(reads), 1)

    def _count_reads(self):
        """Note each time that the facts of orders are read."""
        return CountedReads(self.registry["ecommerce.order.facts"])


class CountedReads:
    """A list that grows by each reading of facts."""

    def __init__(self, model):
        self.model = model

    def __enter__(self):
        reads, read = [], self.model._get

        def _get(facts, orders):
            reads.append(orders)
            return read(facts, orders)

        self.patcher = patch.object(self.model, "_get", _get)
        self.patcher.start()
        return reads

    def __exit__(self, *_error):
        self.patcher.stop()
