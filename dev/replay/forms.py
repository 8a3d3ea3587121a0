"""Returns by the online form, as customers and staff process them.

Each step is found by the cancellation's number, which is the key of the request, the
origin of the return transfer and the reference of the credit note.
"""

from .money import read_cents
from .orders import find_line, find_order
from .trouble import OrderTrouble


class FormReturn:
    """The part of a cancellation that belongs to one order."""

    def __init__(self, shop, facilities, goods_return):
        self.shop = shop
        self.facilities = facilities
        self.wanted = goods_return

    def run(self):
        """Run the remaining steps to the refund.

        :return: Whether the form takes it: services and refunds of other amounts than
            were paid are no matter of the form.
        """
        if not self.shop.work(self.ask):
            return False
        for step in (self.receive, self.refund, self.send):
            self.shop.work(step)
        return True

    # === STEPS === #

    def ask(self, env):
        """Have the customer ask for the return, and a salesperson approve it.

        :return: Whether there is a return.
        """
        order = find_order(env, self.wanted.order)
        if self._find_case(order):
            return True
        if self._is_done_by_hand(order) or not self.wanted.amount:
            return False
        request = env["ecommerce.return.request"]
        form = {
            f"quantity_{find_line(order, self.facilities, article).id}": str(quantity)
            for article, quantity in self.wanted.articles.items()
        }
        answers = request._read(order, form)
        amount = request._estimate(order, answers).balance
        if answers.errors or read_cents(amount) != self.wanted.amount:
            return False
        form["amount"] = request._write_amount(amount)
        form["request_key"] = self.wanted.number
        case = request._submit(order, form)
        if case.state == "requested":
            case.action_approve()
        case.transfer_ids.origin = self.wanted.number
        return True

    def receive(self, env):
        """Receive the returned products."""
        transfers = self._get_case(env).transfer_ids.filtered(
            lambda it: it.state not in ("done", "cancel")
        )
        if transfers:
            options = {"skip_backorder": True, "skip_sms": True}
            transfers.with_context(**options).button_validate()

    def refund(self, env):
        """Create the credit note, and queue the refund."""
        case = self._get_case(env)
        if case.is_refund_due:
            case.action_refund()
            case.refund_ids.credit_note_ids.ref = self.wanted.number

    def send(self, env):
        """Have the automation request the refund from the provider, and book it.

        :raise OrderTrouble: If that fails.
        """
        payments = self._get_case(env).refund_ids.payment_ids
        # The demo provider answers in the database: a killed replay asked for nothing.
        payments.filtered(
            lambda it: it.step == "sending" and it.transaction_id.state == "draft"
        ).step = "queued"
        step = env["ecommerce.automation"]._find("send_refund")
        env["ecommerce.automation.runner"]._run_batch(step, payments.ids)
        failures = env["ecommerce.failure"]._find(step, payments.ids)
        if failures:
            raise OrderTrouble(f"Not refunded: {failures.mapped('reason')}")

    # === FINDING === #

    def _find_case(self, order):
        return order.return_ids.filtered(
            lambda case: case.request_key == self.wanted.number
        )

    def _get_case(self, env):
        return self._find_case(find_order(env, self.wanted.order))

    def _is_done_by_hand(self, order):
        """Return whether a step was done without the form."""
        return self.wanted.number in (
            *order.picking_ids.mapped("origin"),
            *order.invoice_ids.mapped("ref"),
        )
