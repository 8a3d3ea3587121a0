"""What a refund returns to the gift card that paid a part of the order.

Two lanterns at 50.00 each, 30.00 of them paid by gift card.

=====================================  ======  =========  =========================
Refunded                               Money   Card gets  Then
=====================================  ======  =========  =========================
everything, invoiced                   70.00   30.00
everything, not invoiced               70.00   30.00
one of two, then the other             35.00   15.00      each time
one of two, then cancelled             35.00   15.00      the rest by the cancellation
an amount, as a concession             20.00   0.00
everything, all paid by gift card       0.00   100.00     the customer is notified
everything, paid with a promotion      70.00   0.00       a promotion isn't money
everything, the card has expired       70.00   30.00
=====================================  ======  =========  =========================
"""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..gift_card_common import GiftCardCommon
from .refund_common import RefundCommon


@tagged("post_install", "-at_install")
class TestRefundGiftCard(RefundCommon, GiftCardCommon):
    """A gift card gets its share of a refund, once, and the customer is told."""

    def setUp(self):
        super().setUp()
        self._let_provider(self._answer("done"))

    def _buy(self, points=30.0):
        """Return a confirmed order that a gift card paid a part of, and the card."""
        card = self._create_gift_card(points=points)
        order = self._redeem(card)
        if order.amount_total:
            self._pay(order)
        else:
            self._arrange(order)._validate_order()
        self.assertEqual((order.state, card.points), ("sale", 0.0))
        return order, card

    def _buy_and_ship(self, **values):
        order, card = self._buy(**values)
        self._do_transfer(order)
        self._invoice(order)
        self._match(order)
        return order, card

    def _get_outcome(self, refund, card):
        return refund.amount, refund.gift_card_amount, card.points

    def test_everything_of_an_invoiced_order(self):
        order, card = self._buy_and_ship()

        refund = self._request(order, quantity=2.0)
        self._send()

        self.assertEqual(self._get_outcome(refund, card), (70.0, 30.0, 30.0))
        self.assertEqual(refund.credit_note_ids.amount_total, 70.0)
        self.assertEqual(order.payment_status, "refunded")

    def test_everything_of_an_order_without_invoice(self):
        order, card = self._buy()

        refund = self._request(order, quantity=2.0, stops_delivery=True)

        self.assertEqual(self._get_outcome(refund, card), (70.0, 30.0, 30.0))

    def test_unit_by_unit_and_no_more(self):
        order, card = self._buy_and_ship()

        refund = self._request(order, quantity=1.0)
        self.assertEqual(self._get_outcome(refund, card), (35.0, 15.0, 15.0))
        refund = self._request(order, quantity=1.0)
        self.assertEqual(self._get_outcome(refund, card), (35.0, 15.0, 30.0))

        with self.assertRaisesRegex(UserError, "Nothing of .* is left"):
            self._request(order, quantity=1.0)
        self.assertEqual(card.points, 30.0)

    def test_history_of_the_card_shows_what_stays_used(self):
        order, card = self._buy_and_ship()

        self._request(order, quantity=1.0)

        self.assertEqual(sum(card.history_ids.mapped("used")), 15.0)

    def test_cancellation_returns_the_rest(self):
        order, card = self._buy()
        self._request(order, quantity=1.0)
        self.assertEqual(card.points, 15.0)

        self._arrange(order)._action_cancel()

        self.assertEqual(card.points, 30.0)

    def test_concession_is_paid_in_money(self):
        order, card = self._buy_and_ship()

        refund = self._request(order, amount=20.0)

        self.assertEqual(self._get_outcome(refund, card), (20.0, 0.0, 0.0))

    def test_order_paid_by_gift_card_alone(self):
        order, card = self._buy(points=100.0)

        refund = self._request(order, quantity=2.0, notify_customer=True)
        self._run_automation("send_refund_mail")

        self.assertEqual(self._get_outcome(refund, card), (0.0, 100.0, 100.0))
        self.assertEqual(refund.state, "done")
        mail = refund.flow_notification_ids.message_id
        self.assertIn("100.00", mail.body)
        self.assertIn("to the gift card with which you paid", mail.body)

    def test_promotion_returns_nothing(self):
        order, card = self._buy_and_ship()
        self.program.sudo().program_type = "coupons"

        refund = self._request(order, quantity=2.0)

        self.assertEqual(self._get_outcome(refund, card), (70.0, 0.0, 0.0))

    def test_expired_card_gets_its_share_all_the_same(self):
        order, card = self._buy_and_ship()
        card.expiration_date = fields.Date.today() - timedelta(days=1)

        refund = self._request(order, quantity=2.0)

        self.assertEqual(self._get_outcome(refund, card), (70.0, 30.0, 30.0))

    def test_window_and_chatter_name_the_card(self):
        order, card = self._buy_and_ship()
        wizard = self.env["ecommerce.order.refund"].create(
            {"order_ids": order.ids, "proposal": "everything"}
        )
        self.assertIn(card.display_name, wizard.summary)

        wizard.action_refund()

        self.assertIn(card.display_name, order.message_ids[:1].body)
