from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .awaiting_common import AwaitingCommon


@tagged("post_install", "-at_install")
class TestRegisterPayment(AwaitingCommon):
    staff_groups = "sales_team.group_sale_manager"

    def _open(self, orders):
        wizard = self.env["ecommerce.payment.registration"]
        return wizard.with_context(active_ids=orders.ids).create({})

    def test_two_clicks_confirm_an_order(self):
        order = self._create_awaited_order()
        self.assertEqual(order.next_action_code, "confirm_unpaid")

        self._open(order).action_register()

        self.assertEqual(order.state, "sale")
        self.assertEqual(order.payment_status, "paid")

    def test_cart_that_was_never_placed_is_not_paid_for_anybody(self):
        cart = self._create_order(partner_id=self.env.ref("base.public_partner").id)
        self.assertEqual(cart.flow_stage, "cart")
        order = self._create_awaited_order()

        self._open(cart + order).action_register()

        run = self.env["ecommerce.bulk.run"].search([], limit=1)
        self.assertEqual(run.line_ids.mapped("result"), ["skipped", "done"])
        self.assertIn("has not been ordered yet", run.line_ids[0].reason)
        self.assertEqual((cart + order).mapped("state"), ["draft", "sale"])
        self.assertFalse(cart.sudo().transaction_ids)

    def test_cart_of_somebody_who_tried_to_pay_can_be_paid(self):
        order = self._create_order()
        self._pay(order, state="error")

        self._open(order).action_register()

        self.assertEqual(order.state, "sale")

    def test_amount_and_account_are_proposed(self):
        order = self._create_awaited_order()

        wizard = self._open(order)

        self.assertEqual(wizard.amount, 100.0)
        self.assertEqual(wizard.journal_id.type, "bank")

    def test_what_is_missing_is_proposed_after_a_part_came(self):
        order = self._create_awaited_order()
        self._book(order, 60.0)

        wizard = self._open(order)
        self.assertEqual(wizard.amount, 40.0)

        wizard.action_register()
        self.assertEqual(order.state, "sale")

    def test_down_payment_is_all_that_is_missing(self):
        order = self._create_order(prepayment_percent=0.3)
        self._choose_offline_payment(order, "wire_transfer")
        order.sudo().transaction_ids.amount = 30.0
        self._book(order, 20.0)

        self._open(order).action_register()

        self.assertEqual(order.state, "sale")
        self.assertEqual(order.amount_received, 30.0)
        states = order.sudo().transaction_ids.mapped("state")
        self.assertEqual(sorted(states), ["cancel", "done", "done"])

    def test_many_orders_are_each_paid_in_full(self):
        orders = self._create_awaited_order() + self._create_awaited_order(quantity=1.0)

        self._open(orders).action_register()

        self.assertEqual(set(orders.mapped("payment_status")), {"paid"})
        self.assertEqual(orders.mapped("amount_received"), [100.0, 50.0])

    def test_order_that_is_paid_already_does_not_stop_the_others(self):
        orders = self._create_awaited_order() + self._create_awaited_order()
        self._book(orders[0])

        self._open(orders).action_register()

        self.assertEqual(orders[0].amount_received, 100.0)
        self.assertEqual(orders[1].payment_status, "paid")

    def test_invoice_is_settled(self):
        order = self._create_awaited_order("confirm")
        invoice = self._invoice(order)

        self._open(order).action_register()
        self._run_automation("match_payment")

        self.assertIn(invoice.payment_state, ("paid", "in_payment"))

    def test_account_of_another_company_is_refused(self):
        other = self.world["res.company"].create({"name": "Other"})
        journal = (
            self.world["account.journal"]
            .with_company(other)
            .create({"name": "Bank", "type": "bank", "company_id": other.id})
        )
        order = self._create_awaited_order()
        with self.assertRaisesRegex(UserError, "another company"):
            self.world["ecommerce.offline.payment"]._book(
                self._arrange(order), 100.0, order.date_order.date(), journal
            )

    def test_accountants_register_payments(self):
        order = self._create_awaited_order()
        accountant = self._create_user("accountant", "account.group_account_invoice")
        wizard = self.env["ecommerce.payment.registration"].with_user(accountant)

        wizard.create({"order_ids": [Command.set(order.ids)]}).action_register()

        self.assertEqual(order.state, "sale")

    def test_salespeople_do_not(self):
        order = self._create_awaited_order()
        salesman = self._create_user("sales", "sales_team.group_sale_salesman")
        wizard = self.env["ecommerce.payment.registration"].with_user(salesman)

        with self.assertRaises(AccessError):
            wizard.create({"order_ids": [Command.set(order.ids)]})

    def test_paid_order_is_named_as_such(self):
        order = self._create_awaited_order()
        self._book(order)

        self._open(order).action_register()

        line = self.env["ecommerce.bulk.run.line"].sudo().search([], limit=1)
        self.assertIn(f"{order.name} is paid", line.reason)

    def test_two_people_do_not_register_the_same_payment(self):
        order = self._create_awaited_order()
        first, second = self._open(order), self._open(order)
        first.action_register()

        with self.assertRaisesRegex(UserError, "registered in the meantime"):
            second.action_register()

        self.assertEqual(order.amount_received, 100.0)

    def test_form_in_the_browser_registers_what_it_proposes(self):
        order = self._create_awaited_order()
        wizard = self.env["ecommerce.payment.registration"]

        form = Form(wizard.with_context(active_ids=order.ids))
        self.assertEqual(form.amount, 100.0)
        form.save().action_register()

        self.assertEqual(order.payment_status, "paid")

    def test_form_registers_another_amount(self):
        order = self._create_awaited_order()
        wizard = self.env["ecommerce.payment.registration"]

        with Form(wizard.with_context(active_ids=order.ids)) as form:
            form.amount = 60.0
        form.record.action_register()

        self.assertEqual(order.amount_received, 60.0)

    def test_nothing_is_registered_for_no_amount(self):
        order = self._create_awaited_order()
        wizard = self._open(order)
        wizard.amount = 0.0

        with self.assertRaisesRegex(UserError, "Enter the amount"):
            wizard.action_register()

    def test_no_payment_comes_from_the_future(self):
        order = self._create_awaited_order()
        wizard = self._open(order)
        wizard.paid_on = "2099-01-01"

        wizard.action_register()

        self.assertEqual(order.payment_status, "pending")

    def test_cancelled_order_is_not_called_paid(self):
        order = self._create_awaited_order()
        order._action_cancel()

        self._open(order).action_register()

        line = self.env["ecommerce.bulk.run.line"].sudo().search([], limit=1)
        self.assertIn("is cancelled", line.reason)

    def test_order_that_was_changed_asks_for_what_it_costs_now(self):
        order = self._create_awaited_order()
        self._arrange(order).order_line.product_uom_qty = 3.0

        self.assertEqual(self._open(order).amount, 150.0)
        self.assertIn("150.00", order.next_action)

    def test_amount_that_a_customer_made_up_is_ignored(self):
        self.provider_of_transfers.waiting_policy = "reserve"
        order = self._create_order()
        method = self.provider_of_transfers.with_context(active_test=False)
        self._pay(
            order,
            0.01,
            state="pending",
            provider=self.provider_of_transfers,
            payment_method_id=method.payment_method_ids[:1].id,
        )

        self.assertEqual(self._open(order).amount, 100.0)
        self.assertIn("100.00", order.next_action)
