from unittest import SkipTest
from unittest.mock import patch

from odoo import modules
from odoo.tests import tagged

from ..cart.cart_common import CartCommon
from ..cart.cart_kinds import CartKinds


@tagged("post_install", "-at_install")
class TestPaidTickets(CartCommon):
    """Tickets that are paid are confirmed; their mails come by Odoo's own action."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "event.event" not in cls.env:
            raise SkipTest("Tickets need the optional app website_event_sale.")
        cls.cart = cls._arrange(cls._create_cart(order_line=[])).sudo()
        CartKinds(cls).put_ticket(cls.cart)
        cls.registrations = cls.cart.order_line.registration_ids

    def _pay(self):
        tx = self._create_transaction(
            "direct",
            amount=self.cart.amount_total,
            sale_order_ids=self.cart.ids,
            state="done",
        )
        # Odoo's events commit outside of tests only.
        with (
            patch.object(modules.module, "current_test", False),
            patch.object(self.env.cr, "commit") as commit,
        ):
            tx._post_process()
        return commit

    def test_nothing_is_committed_while_the_order_is_confirmed(self):
        commit = self._pay()

        commit.assert_not_called()
        self.assertEqual(self.cart.state, "sale")
        self.assertEqual(set(self.registrations.mapped("state")), {"open"})

    def test_tickets_are_mailed_by_the_scheduled_action(self):
        action = self.env.ref("event.event_mail_scheduler").sudo()
        triggers = self.env["ir.cron.trigger"].sudo()
        before = triggers.search_count([("cron_id", "=", action.id)])
        self._pay()

        after = triggers.search_count([("cron_id", "=", action.id)])
        self.assertGreater(after, before)
