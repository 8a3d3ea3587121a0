from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import RUNNER
from ..gift_card_common import GiftCardCommon

TRANSACTION = "odoo.addons.ecommerce_order_flow.models.payment.payment_transaction"


@tagged("post_install", "-at_install")
class TestRewardCheck(GiftCardCommon):
    """A reward that can't be redeemed anymore is a person's case at once."""

    def assertIsCase(self, order, *words):
        with mute_logger(RUNNER):
            self._run_automation("confirm_paid")
        failure = self._find_failure("confirm_paid", order)
        self.assertEqual(order.state, "draft")
        self.assertEqual((failure.issue, failure.state), ("reward_lost", "stuck"))
        self.assertEqual(failure.attempts, 1)
        for word in words:
            self.assertIn(word, failure.reason)
        self.assertEqual(order.next_action_code, "accept")

    def test_order_with_a_good_reward_is_confirmed(self):
        card = self._create_gift_card()
        order = self._redeem(card)

        self._pay(order)

        self.assertEqual(order.state, "sale")
        self.assertEqual(order.amount_total, 50.0)
        self.assertEqual(card.points, 0.0)

    def test_gift_card_that_another_order_spent(self):
        card = self._create_gift_card()
        order, other = self._redeem(card), self._redeem(card)
        self._pay(other)

        self._pay(order)

        self.assertIsCase(order, card.code, "lacks", "50")

    def test_gift_card_that_was_archived(self):
        card = self._create_gift_card()
        order = self._redeem(card)
        card.active = False

        self._pay(order)

        self.assertIsCase(order, card.code, "archived")

    def test_gift_card_that_expired_before_the_payment(self):
        card = self._create_gift_card()
        order = self._redeem(card)
        card.expiration_date = fields.Date.today() - relativedelta(days=1)

        self._pay(order)

        self.assertIsCase(order, card.code, "expired")

    def test_case_goes_when_the_reward_is_renewed(self):
        card = self._create_gift_card()
        order, other = self._redeem(card), self._redeem(card)
        self._pay(other)
        self._pay(order)
        self.assertIsCase(order)

        card.points = 50.0
        failure = self._find_failure("confirm_paid", order)
        failure.action_retry()

        self.assertEqual(order.state, "sale")
        self.assertFalse(failure.exists())
