from unittest.mock import patch

from dateutil.relativedelta import relativedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import OrderFlowCommon

RUNNER = "odoo.addons.ecommerce_order_flow.models.ecommerce_flow_runner"


class CancellationCommon(OrderFlowCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website.customer_can_cancel = True
        cls.partner.email = "jane@example.com"

    def _void(self):
        with mute_logger(RUNNER):
            self._run_step("void_payment")

    def _get_free_qty(self):
        self.goods.invalidate_recordset(["free_qty"])
        return self.goods.with_context(warehouse_id=self.warehouse.id).free_qty


@tagged("post_install", "-at_install")
class TestCancellation(CancellationCommon):
    """Placed orders can be cancelled until somebody begins to pick their goods."""

    def test_cancelled_order_releases_its_stock(self):
        for steps in ("ship_only", "pick_ship", "pick_pack_ship"):
            with self.subTest(steps):
                self._set_delivery_steps(steps)
                before = self._get_free_qty()
                order = self._create_confirmed_order()
                self.assertEqual(self._get_free_qty(), before - 2)

                order._cancel_before_shipping("customer", "Found it cheaper")

                self.assertEqual(order.state, "cancel")
                self.assertEqual(order.cancelled_by, "customer")
                self.assertEqual(set(order.picking_ids.mapped("state")), {"cancel"})
                self.assertEqual(self._get_free_qty(), before)

    def test_picked_order_stays(self):
        order = self._create_confirmed_order()
        order.picking_ids.move_ids.picked = True

        with self.assertRaisesRegex(UserError, "being packed"):
            order._cancel_before_shipping("customer")
        self.assertEqual(order.state, "sale")

    def test_order_whose_first_transfer_is_done_stays(self):
        self._set_delivery_steps("pick_ship")
        order = self._create_confirmed_order()
        self._do_transfer(order)

        self.assertFalse(order._can_be_cancelled())

    def test_packed_order_stays(self):
        order = self._create_confirmed_order()
        transfer = order.picking_ids.with_context(from_package_wizard=True)
        transfer.action_put_in_pack()

        self.assertFalse(order._can_be_cancelled())

    def test_partly_shipped_order_stays(self):
        order = self._create_confirmed_order()
        self._do_transfer(order, quantity=1.0)

        self.assertFalse(order._can_be_cancelled())

    def test_order_with_rendered_service_stays(self):
        order = self._create_confirmed_order(product=self.service)
        order.order_line.qty_delivered = 1.0

        self.assertFalse(order._can_be_cancelled())

    def test_cart_is_no_placed_order(self):
        self.assertFalse(self._create_order()._can_be_cancelled())

    def test_backend_order_is_left_to_odoo(self):
        order = self._create_confirmed_order(website_id=False)

        self.assertFalse(order._can_be_cancelled())
        order._action_cancel()
        self.assertFalse(order.cancelled_by)

    def test_held_and_locked_order_can_be_cancelled(self):
        order = self._create_confirmed_order()
        order._hold("customer")
        order.action_lock()

        order._cancel_before_shipping("staff")

        self.assertEqual(order.state, "cancel")

    def test_customers_cancel_only_where_the_website_lets_them(self):
        order = self._create_confirmed_order()
        self.assertTrue(order._can_be_cancelled_by_customer())
        self.website.customer_can_cancel = False

        self.assertFalse(order._can_be_cancelled_by_customer())

    def test_staff_cancels_many_and_is_told_which_not(self):
        good, picked = self._create_confirmed_order(), self._create_confirmed_order()
        picked.picking_ids.move_ids.picked = True

        wizard = self._cancel_by_staff(good | picked)

        self.assertEqual((good | picked).mapped("state"), ["cancel", "sale"])
        self.assertEqual(wizard.done_count, 1)
        self.assertEqual(wizard.line_ids.order_id, picked)
        self.assertIn("being packed", wizard.line_ids.reason)

    def test_salesperson_cancels_own_orders_only(self):
        seller = new_test_user(
            self.env, "seller", groups="sales_team.group_sale_salesman"
        )
        own, foreign = self._create_confirmed_order(), self._create_confirmed_order()
        own.user_id = seller
        foreign.user_id = self.env.ref("base.user_admin")

        self._cancel_by_staff(own, user=seller)
        with self.assertRaises(AccessError):
            self._cancel_by_staff(foreign, user=seller)

        self.assertEqual((own | foreign).mapped("state"), ["cancel", "sale"])

    def _cancel_by_staff(self, orders, user=None, **values):
        wizard = (
            self.env["ecommerce.order.cancellation"]
            .with_user(user or self.env.user)
            .with_context(active_ids=orders.ids)
            .create(values)
        )
        wizard.action_cancel_orders()
        return wizard

    def test_order_that_goes_on_is_not_cancelled_by_anybody(self):
        order = self._create_confirmed_order()
        order._cancel_before_shipping("customer")

        order.action_draft()

        self.assertFalse(order.cancelled_by)

    # === MONEY === #

    def _authorize_and_cancel(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        order._cancel_before_shipping("customer")
        return order, tx

    def test_authorized_payment_is_voided_once(self):
        _order, tx = self._authorize_and_cancel()
        calls = []

        def _void(transaction, *_args):
            calls.append(transaction)
            transaction._set_canceled(extra_allowed_states=("authorized",))
            return transaction

        with patch.object(type(tx), "_void", _void):
            self._void()
            self._void()

        self.assertEqual(calls, [tx])
        self.assertEqual(tx.state, "cancel")

    def test_payment_of_odoos_own_cancel_button_is_voided(self):
        order = self._create_order()
        tx = self._pay(order, state="authorized")
        order.action_cancel()

        self.assertTrue(self._is_due("void_payment", tx))

    def test_only_what_is_not_captured_is_voided(self):
        _order, tx = self._authorize_and_cancel()
        tx._create_child_transaction(40.0)._set_done()
        amounts = []
        with patch.object(
            type(tx),
            "_void",
            lambda transaction, amount: amounts.append(amount) or transaction,
        ):
            self._void()

        self.assertEqual(amounts, [60.0])

    def test_provider_that_answers_later_is_not_asked_again(self):
        _order, tx = self._authorize_and_cancel()
        with patch.object(type(tx), "_void", lambda transaction, *_args: transaction):
            self._void()

        self.assertEqual(tx.void_status, "requested")
        self.assertFalse(self._is_due("void_payment", tx))

    def test_provider_that_never_answers_is_a_case_for_a_person(self):
        _order, tx = self._authorize_and_cancel()
        calls = []
        with patch.object(
            type(tx),
            "_void",
            lambda transaction, *_args: calls.append(1) or transaction,
        ):
            self._void()
            tx.void_requested_on -= relativedelta(hours=2)
            self._void()

        self.assertEqual(len(calls), 1)
        self.assertEqual(self._find_failure("void_payment", tx).state, "stuck")

    def test_payment_of_an_order_that_goes_on_is_kept(self):
        order, other = self._create_order(), self._create_order()
        tx = self._pay(order | other, state="authorized")
        (order | other).action_confirm()
        order._cancel_before_shipping("customer")

        self.assertFalse(self._is_due("void_payment", tx))

    def test_payment_of_delivered_goods_is_kept(self):
        order = self._create_order(product=self.service)
        tx = self._pay(order, state="authorized")
        order.order_line.qty_delivered = 1.0
        order._action_cancel()

        self.assertFalse(self._is_due("void_payment", tx))

    def test_refusal_goes_to_a_person(self):
        _order, tx = self._authorize_and_cancel()

        with patch.object(
            type(tx), "_send_void_request", side_effect=ValidationError("Too late")
        ):
            self._void()

        failure = self._find_failure("void_payment", tx)
        self.assertEqual(failure.state, "stuck")
        self.assertIn("Too late", failure.reason)

    def test_unknown_outcome_goes_to_a_person_and_is_never_tried_again(self):
        _order, tx = self._authorize_and_cancel()
        calls = []

        def _send_void_request(transaction):
            calls.append(transaction)
            raise ConnectionError("No answer")

        with patch.object(type(tx), "_send_void_request", _send_void_request):
            self._void()
            self._void()

        self.assertEqual(len(calls), 1)
        self.assertEqual(self._find_failure("void_payment", tx).state, "stuck")

    def test_authorized_payment_of_a_good_order_stays(self):
        tx = self._pay(self._create_order(), state="authorized")

        self.assertFalse(self._is_due("void_payment", tx))

    def test_paid_order_proposes_the_refund(self):
        order = self._create_order()
        self._pay(order)

        order._cancel_before_shipping("customer")

        self.assertEqual(order.next_action_code, "return_cancelled_money")
        self.assertIn("refund the payment", order.next_action)

    # === MAILS === #

    def _send_order_mails(self):
        self._run_step("send_order_mail")

    def _get_cancellation_mail(self, order):
        mails = order.flow_mail_ids.filtered(lambda mail: mail.kind == "cancellation")
        return mails.message_id

    def test_customer_who_cancels_gets_a_mail_once(self):
        order = self._create_confirmed_order()
        self._send_order_mails()
        order._cancel_before_shipping("customer", "Found it cheaper")

        self._send_order_mails()
        self._send_order_mails()

        message = self._get_cancellation_mail(order)
        self.assertEqual(len(message), 1)
        self.assertEqual(message.notification_ids.res_partner_id, self.partner)
        self.assertIn("As you wanted", message.body)
        self.assertNotIn("Found it cheaper", message.body)

    def test_customer_reads_why_the_shop_cancelled(self):
        order = self._create_confirmed_order()
        self._cancel_by_staff(order, note="The lantern broke")

        self._send_order_mails()

        message = self._get_cancellation_mail(order)
        self.assertNotIn("As you wanted", message.body)
        self.assertIn("The lantern broke", message.body)

    def test_customer_is_told_of_each_change_of_mind(self):
        order = self._create_confirmed_order()
        self._send_order_mails()
        for _turn in range(2):
            self._cancel_by_staff(order)
            self._send_order_mails()
            order.action_draft()
            order.action_confirm()
            self._send_order_mails()
            self._send_order_mails()

        self.assertEqual(
            order.flow_mail_ids.sorted("id").mapped("kind"),
            ["confirmation", *["cancellation", "confirmation"] * 2],
        )

    def test_customer_is_not_told_what_changed_back_in_between(self):
        order = self._create_confirmed_order()
        self._send_order_mails()

        self._cancel_by_staff(order)
        order.action_draft()
        order.action_confirm()
        self._send_order_mails()

        self.assertEqual(order.flow_mail_ids.mapped("kind"), ["confirmation"])

    def test_staff_may_cancel_without_a_mail(self):
        order = self._create_confirmed_order()
        self._cancel_by_staff(order, is_told=False)

        self._send_order_mails()

        self.assertEqual(order.state, "cancel")
        self.assertFalse(self._get_cancellation_mail(order))

    def test_odoos_own_cancellation_stays_without_a_mail(self):
        order = self._create_confirmed_order()
        order._action_cancel()

        self._send_order_mails()

        self.assertFalse(self._get_cancellation_mail(order))


@tagged("post_install", "-at_install")
class TestCancellationPage(CancellationCommon, HttpCase):
    """Customers cancel on a page that works with their link and without JavaScript."""

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()
        self.order = self._create_confirmed_order()
        self.order._portal_ensure_token()

    def _get_url(self, token=None):
        token = self.order.access_token if token is None else token
        return f"/my/orders/{self.order.id}/cancel?access_token={token}"

    def _submit(self, url):
        page = self.url_open(self._get_url())
        token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
        return self.url_open(url, data={"csrf_token": token, "reason": "Too late"})

    def test_order_page_has_the_button(self):
        page = self.url_open(self.order.get_portal_url())

        self.assertIn("cancel_order_sidebar_button", page.text)

    def test_order_page_has_no_button_once_goods_are_picked(self):
        self.order.picking_ids.move_ids.picked = True

        page = self.url_open(self.order.get_portal_url())

        self.assertNotIn("cancel_order_sidebar_button", page.text)

    def test_customer_cancels(self):
        page = self._submit(self._get_url())

        self.assertIn("is cancelled", page.text)
        self.assertEqual(self.order.state, "cancel")
        self.assertEqual(self.order.cancelled_by, "customer")
        self.assertEqual(self.order.cancellation_note, "Too late")

    def test_second_time_changes_nothing(self):
        self._submit(self._get_url())
        count = len(self.order.message_ids)

        page = self.url_open(self._get_url())

        self.assertIn("is cancelled", page.text)
        self.assertEqual(len(self.order.message_ids), count)

    def test_picking_that_began_meanwhile_is_said(self):
        page = self.url_open(self._get_url())
        token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
        self.order.picking_ids.move_ids.picked = True

        page = self.url_open(self._get_url(), data={"csrf_token": token})

        self.assertIn("being packed", page.text)
        self.assertEqual(self.order.state, "sale")

    def test_strangers_learn_nothing(self):
        wrong = self.url_open(self._get_url("wrong"), allow_redirects=False)
        missing = self.url_open(
            "/my/orders/999999/cancel?access_token=x", allow_redirects=False
        )

        self.assertEqual(wrong.status_code, missing.status_code)
        self.assertEqual(wrong.headers["Location"], missing.headers["Location"])

    def test_website_that_does_not_let_them_has_no_page(self):
        self.website.customer_can_cancel = False

        answer = self.url_open(self._get_url(), allow_redirects=False)

        self.assertEqual(answer.status_code, 303)
        self.assertEqual(self.order.state, "sale")
