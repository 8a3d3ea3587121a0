from odoo.tools import mute_logger

from ...models.refund.wish import Wish
from ..common import RUNNER, OrderFlowCommon


class RefundCommon(OrderFlowCommon):
    """A shop whose staff may refund orders, and besides only what salespeople may."""

    staff_groups = (
        "sales_team.group_sale_salesman_all_leads,ecommerce_order_flow.group_refund"
    )

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider = cls._prepare_provider("demo")
        cls.payment_method = cls.provider.payment_method_ids[:1]
        cls.payment_method_id = cls.payment_method.id
        cls.payment_method.support_refund = "partial"

    @classmethod
    def _create_tax(cls, rate, price_include=False):
        return cls.env["account.tax"].create(
            {
                "name": f"{rate} %{' incl.' if price_include else ''}",
                "amount": rate,
                "type_tax_use": "sale",
                "price_include_override": "tax_included"
                if price_include
                else "tax_excluded",
                "company_id": cls.env.company.id,
            }
        )

    def _create_shipped_order(self, **values):
        """Return a paid, shipped and invoiced order."""
        order = self._create_order(**values)
        self._pay(order)
        self._do_transfer(order)
        self._invoice(order)
        self._match(order)
        return order

    def _create_order_paid_by_wire(self, **values):
        """Return a shipped order whose payment no provider gives back."""
        order = self._create_order(**values)
        tx = self._choose_offline_payment(order, "wire_transfer")
        self._report_done(tx)
        tx._post_process()
        self._do_transfer(order)
        self._invoice(order)
        self._match(order)
        return order

    def _match(self, order):
        self.world["ecommerce.payment.matching"]._match(self._arrange(order))

    def _plan(self, order, wish):
        return self.env["ecommerce.refund.planner"]._plan(order, wish)

    def _request(self, order, quantity=None, amount=0.0, **values):
        """Have staff refund a quantity of the order's first line, or an amount."""
        quantities = {order.order_line[:1].id: quantity} if quantity else {}
        wish = Wish(quantities, amount)
        expected = self._plan(order, wish).amount
        return self.env["ecommerce.refund"]._request(order, wish, expected, **values)

    def _send(self):
        """Let the outbox talk to the providers."""
        self.env.flush_all()
        with mute_logger(RUNNER):
            self._run_automation("send_refund")

    def _answer(self, state, message="No"):
        """Return what a provider does with a request: it sets a state."""

        def _send_refund_request(tx):
            if state == "error":
                tx._set_error(message)
            elif state != "draft":
                getattr(tx, f"_set_{state}")()

        return _send_refund_request

    def _let_provider(self, answer):
        """Have the provider answer so from now on, and note what it is asked.

        :param answer: A function of the refund transaction.
        """
        self.requests = []  # payments and amounts

        def _send_refund_request(tx):
            self.requests.append((tx.source_transaction_id.id, -tx.amount))
            answer(tx)

        self.patch(
            type(self.env["payment.transaction"]),
            "_send_refund_request",
            _send_refund_request,
        )

    def _get_receivable(self, order):
        """Return what the books say the customer owes."""
        return sum(
            self._arrange(order)
            .partner_id.env["account.move.line"]
            .search(
                [
                    ("partner_id", "=", order.partner_id.commercial_partner_id.id),
                    ("account_type", "=", "asset_receivable"),
                    ("parent_state", "=", "posted"),
                ]
            )
            .mapped("balance")
        )
