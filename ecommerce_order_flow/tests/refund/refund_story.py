"""Plays the stories of the table of refunds, as people and providers do."""

from contextlib import nullcontext
from unittest.mock import patch

from odoo.exceptions import AccessError, LockError, UserError
from odoo.fields import Command
from odoo.tests import Form

from ...models.refund.wish import Wish
from ..status.story import Story
from .lost_answers import answer_nothing


class RefundStory(Story):
    """An order of which something is refunded.

    :param case: The test case, a `RefundCommon`.
    """

    def __init__(self, case):
        super().__init__(case)
        self.user = case.staff
        self.options = {}
        self.refusal = ""
        self.is_locked = False
        self.asked, case.requests = [], []
        self.do_provider("done")

    @property
    def asking(self):
        """The order in the hands of whoever asks for refunds."""
        return self.order.with_user(self.user)

    def tell(self, text):
        """Override to note why an event is refused: the last one counts."""
        for event in filter(None, map(str.strip, text.split(","))):
            self.refusal = ""
            try:
                with self.order.env.cr.savepoint():
                    super().tell(event)
            except (AccessError, UserError) as error:
                self.refusal = str(error)
            self.order.env.invalidate_all()
        return self.order

    # === WHAT IS SEEN === #

    def get_figures(self):
        """Return what was refunded, is on its way, is left, and was asked for."""
        sources = self.case.env["ecommerce.refund.sources"]
        order = self.order.with_user(self.case.staff)
        amounts = (
            order.amount_refunded,
            sources._get_promised(order),
            sources._get_available(order),
        )
        return " | ".join([*(f"{round(it, 2):g}" for it in amounts), self._get_asked()])

    def _get_asked(self):
        payments = (self.order.transaction_ids + self._get_parts()).sorted("id")
        numbers = {tx.id: number for number, tx in enumerate(payments, start=1)}
        asked = self.asked + self.case.requests
        return " ".join(f"{numbers[it]}:{amount:g}" for it, amount in asked) or "-"

    def _get_parts(self):
        return self.order.transaction_ids.child_transaction_ids.filtered(
            lambda tx: tx.operation != "refund"
        )

    def do_see(self, what, value):
        seen = getattr(self, f"_see_{what}")()
        self.case.assertEqual(seen, value, what)

    def _see_other_refunded(self):
        return self.other.amount_refunded

    def _see_mails(self):
        return len(self.order.flow_notification_ids.filtered("refund_id"))

    def _see_state(self):
        return self.order.state

    def _see_credited_tax(self):
        return sum(self.order.refund_ids.credit_note_ids.mapped("amount_tax"))

    def _see_refunds(self):
        return len(self.order.refund_ids)

    def _see_credit_notes(self):
        documents = self.order.invoice_ids
        return len(documents.filtered(lambda it: it.move_type == "out_refund"))

    def _see_decisions(self):
        """Count the refunds about which a person is to decide."""
        return int(self.order.next_action_code == "decide_refund")

    def _see_booked_refunds(self):
        """Count the payments to the customer that stand in the books."""
        payments = self.order.transaction_ids.child_transaction_ids.payment_id
        return len(payments.filtered(lambda it: it.state in ("in_process", "paid")))

    # === WHAT WAS AGREED === #

    def do_tax(self, rate, price_include=False):
        tax = self.case._create_tax(rate, price_include)
        self.order.order_line.tax_ids = [Command.set(tax.ids)]
        self.order.order_line.price_unit = 50.0

    def do_tax_included(self, rate):
        self.do_tax(rate, price_include=True)

    def do_discount(self, percent):
        self.line.discount = percent

    # === PAYMENTS === #

    def do_pay_other(self, amount):
        self.other = self.case._arrange(self.case._create_order())
        self.case._pay(self.other, amount)

    def do_pay_wire(self, amount):
        provider = self.case._get_custom_provider("wire_transfer")
        method = provider.with_context(active_test=False).payment_method_ids
        self.case._pay(
            self.order, amount, provider=provider, payment_method_id=method[:1].id
        )

    def do_fail_another(self, amount):
        self.case._pay(self.order, amount, state="error")

    # === WHO ASKS FOR WHAT === #

    def do_as(self, who):
        groups = "sales_team.group_sale_salesman_all_leads"
        if who == "stranger":
            groups = "base.group_user,ecommerce_order_flow.group_refund"
        self.user = self.case._create_user(who, groups)

    def do_notify(self):
        self.options["notify_customer"] = True

    def do_ask(self, quantity):
        self._ask(Wish({self.line.id: quantity}))

    def do_ask_amount(self, amount):
        self._ask(Wish(amount=amount))

    def do_ask_delivery(self):
        line = self.order.order_line.filtered("is_delivery")
        self._ask(Wish({line.id: 1.0}))

    def do_ask_line_of_other(self):
        other = self.case._create_order()
        self._ask(Wish({other.order_line.id: 1.0}))

    def do_propose(self, proposal):
        self._ask(self._planner._get_wish(self.asking, proposal))

    def _ask(self, wish):
        plan = self._planner.with_user(self.case.staff)._plan(
            self.order.with_user(self.case.staff), wish
        )
        request = self.case.env["ecommerce.refund"].with_user(self.user)._request
        with self._let_somebody_hold_the_order():
            request(self.asking, wish, plan.amount, **self.options)

    def _let_somebody_hold_the_order(self):
        if not self.is_locked:
            return nullcontext()
        orders = self.case.registry["sale.order"]
        return patch.object(orders, "lock_for_update", side_effect=LockError(""))

    @property
    def _planner(self):
        return self.case.env["ecommerce.refund.planner"].with_user(self.user)

    def do_look(self, quantity):
        """Open the window, look at what a quantity comes to, and close it."""
        wizard = self.case.env["ecommerce.order.refund"]
        form = Form(wizard.with_context(active_ids=self.order.ids))
        with form.line_ids.edit(0) as line:
            line.quantity = quantity
        self.case.assertEqual(form.refund_amount, 50.0)

    def do_lock(self):
        self.is_locked = True

    # === WHAT BECOMES OF IT === #

    def do_cancel_before_shipping(self):
        self.order._cancel_before_shipping("staff")

    def do_provider(self, answer):
        """Have the provider answer so from now on."""
        self.asked += self.case.requests
        self.case._let_provider(
            answer_nothing if answer == "timeout" else self.case._answer(answer)
        )

    def do_send(self):
        self.case._send()

    def do_send_again(self):
        payments = self.order.refund_ids.payment_ids
        payments.with_user(self.user).action_send_again()

    def do_discard(self):
        payments = self.order.refund_ids.payment_ids
        payments.with_user(self.user).action_discard()

    def do_tell(self):
        self.case._run_automation("send_refund_mail")

    def do_register(self):
        wizard = self.case.env["ecommerce.refund.registration"].with_context(
            active_model="sale.order", active_ids=self.order.ids
        )
        Form(wizard).save().action_register()

    def do_report(self, state):
        """Let the provider report on its last refund later."""
        tx = self.order.refund_ids.payment_ids.transaction_id[-1:]
        if state == "late_error":
            tx._set_error("Account closed", extra_allowed_states=("done",))
        else:
            self.case._answer(state)(tx)
        tx._post_process()
