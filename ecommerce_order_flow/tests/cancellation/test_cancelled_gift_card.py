"""What becomes of gift cards when their order is cancelled or refunded.

=================================  =========  =====  ==================================
The gift card                      Customers  Staff  Then
=================================  =========  =====  ==================================
sold, not spent                    yes        yes    it is void
sold, spent in part                no         yes    a person settles what was spent
sold, its order is refunded                          a person cancels the order
paid the order                     yes        yes    the amount is on the card again
paid the order, expired since      no         yes    a person is told
=================================  =========  =====  ==================================
"""

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import tagged

from ..gift_card_common import GiftCardCommon
from .cancellation_common import CancellationCommon


@tagged("post_install", "-at_install")
class TestCancelledGiftCard(CancellationCommon, GiftCardCommon):
    """Nobody has a gift card and its money; nobody loses one."""

    # Odoo lets managers alone cancel an order whose gift card was spent.
    staff_groups = "sales_team.group_sale_manager"

    def _spend(self, card):
        """Pay a part of another order with a gift card; it had 20.00 more than that."""
        order = self._redeem(card)
        self._pay(order)
        card.points = 20.0

    def test_unspent_gift_card_is_void(self):
        order, card = self._sell_gift_card()
        self.assertEqual(card.points, 50.0)
        self.assertTrue(order._can_be_cancelled_by_customer())

        order._cancel_before_shipping("customer")

        self.assertFalse(card.exists())
        self.assertEqual(order.next_action_code, "return_cancelled_money")

    def test_spent_gift_card_is_a_limit_for_customers(self):
        order, card = self._sell_gift_card()
        self._spend(card)

        self.assertFalse(order._can_be_cancelled_by_customer())
        self.assertIn("has already been used", self._explain(order, "customer"))

    def test_spent_gift_card_that_staff_cancels_is_told(self):
        order, card = self._sell_gift_card()
        self._spend(card)

        order._cancel_before_shipping("staff")

        self.assertEqual(card.points, -30.0)
        self.assertEqual(order.next_action_code, "settle_gift_card")
        self.assertIn("30.00", order.next_action)
        self.assertIn(card.code, order.next_action)

    def test_settled_gift_card_is_told_no_more(self):
        order, card = self._sell_gift_card()
        self._spend(card)
        order._cancel_before_shipping("staff")

        card.active = False
        order.invalidate_recordset(["next_action", "next_action_code"])

        self.assertEqual(order.next_action_code, "return_cancelled_money")

    def test_refunded_gift_card_is_told_and_void_then(self):
        order, card = self._sell_gift_card()
        self._refund(self._arrange(order).transaction_ids)

        self.assertEqual(order.next_action_code, "cancel")
        self.assertIn(card.code, order.next_action)
        order.action_cancel()

        self.assertFalse(card.exists())
        self.assertEqual(order.next_action_code, "cancelled")

    def test_gift_card_that_paid_is_worth_the_same_again(self):
        card = self._create_gift_card()
        order = self._redeem(card)
        self._pay(order)
        self.assertEqual(card.points, 0.0)

        order._cancel_before_shipping("customer")

        self.assertEqual(card.points, 50.0)

    def test_expired_gift_card_that_paid_is_a_limit_for_customers(self):
        card = self._create_gift_card()
        order = self._redeem(card)
        self._pay(order)
        card.expiration_date = fields.Date.today() - relativedelta(days=1)

        self.assertFalse(order._can_be_cancelled_by_customer())
        self.assertIn("has expired", self._explain(order, "customer"))

    def test_expired_gift_card_that_paid_is_told(self):
        card = self._create_gift_card()
        order = self._redeem(card)
        self._pay(order)
        card.expiration_date = fields.Date.today() - relativedelta(days=1)

        order.action_cancel()

        self.assertTrue(any(card.code in message.body for message in order.message_ids))
