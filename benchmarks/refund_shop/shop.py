"""A shop with refunds to be sent."""

from odoo.fields import Command

from ..framework.odoo_session import OdooSession
from ..paid_shop.shop import PaidShop


class RefundMaker(OdooSession):
    """Creates orders, and refunds them."""

    def open(self, code):
        """Disable all crons except those of an automation."""
        self.run(self._open, code)

    def _open(self, env, code):
        automation = env["ecommerce.automation"]._find(code)
        crons = env["ir.cron"].search([])
        (crons - automation.cron_id - automation.lane_ids).active = False
        # Odoo creates the payment method's line when this is first read.
        env["payment.provider"].search([("state", "=", "test")]).mapped("journal_id")

    def make(self, count):
        """Create refunds of paid orders; nothing is sent yet."""
        self.run(self._make, count)

    def _make(self, env, count):
        shop = PaidShop(env)
        shop.card.payment_method_ids.support_refund = "partial"
        for order in shop.create_paid_orders(count):
            wizard = env["ecommerce.order.refund"].create(
                {
                    "order_ids": [Command.set(order.ids)],
                    "proposal": "amount",
                    "asked_amount": order.amount_total,
                    "reason": "Goodwill",
                    "notify_customer": False,
                }
            )
            wizard.action_refund()

    def ensure_sent(self, count):
        """Check that all were sent, and nothing else waits.

        :raise RuntimeError: If not.
        """
        self.run(self._ensure_sent, count)

    def _ensure_sent(self, env, count):
        payments = env["ecommerce.refund.payment"].search(
            [], order="id desc", limit=count
        )
        states = set(payments.mapped("state"))
        reasons = env["ecommerce.failure"].search([]).mapped("reason")
        if states != {"done"} or reasons:
            raise RuntimeError(f"{count} refunds are {states}; {reasons}")
