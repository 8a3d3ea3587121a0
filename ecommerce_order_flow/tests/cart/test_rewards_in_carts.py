from unittest import SkipTest

from odoo.fields import Command
from odoo.tests import tagged

from .cart_common import CartCommon
from .cart_kinds import CartKinds


@tagged("post_install", "-at_install")
class TestRewardsInCarts(CartCommon):
    """Codes and rewards of the current cart go along, or it is told why not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "coupon_point_ids" not in cls.env["sale.order"]._fields:
            raise SkipTest("Rewards need the optional app sale_loyalty.")
        cls.env["loyalty.program"].search([]).active = False
        cls.kinds = CartKinds(cls)
        cls.cart = cls._arrange(cls._create_cart(order_line=[])).sudo()
        cls.other = cls._arrange(cls._create_cart(order_line=[])).sudo()
        cls.kinds.add_lanterns(cls.cart)

    def _merge(self):
        """Bring the cart back; return what is told beside the merging itself."""
        recovery = self.world["ecommerce.cart.recovery"].sudo()
        return recovery._restore_cart(self.cart, self.other)[1:]

    def test_a_code_of_both_carts_is_no_error(self):
        self.kinds.create_code()
        self.kinds.use_code(self.cart, "TEN")
        self.kinds.add_lanterns(self.other)
        self.kinds.use_code(self.other, "TEN")

        self.assertEqual(self._merge(), [])
        self.assertEqual(self.cart.amount_total, 180.0)

    def test_a_gift_card_of_the_current_cart_pays_for_both(self):
        self.kinds.put_gift_card(self.other)

        self.assertEqual(self._merge(), [])
        self.assertEqual(self.cart.amount_total, 170.0)

    def test_a_coupon_that_ended_is_told(self):
        self.kinds.put_coupon(self.other)
        card = self.other.applied_coupon_ids
        card.expiration_date = "2020-01-01"

        [change] = self._merge()

        self.assertIn(f"The code {card.code} cannot be used with this cart", change)
        self.assertEqual(self.cart.amount_total, 200.0)

    def _come_back(self):
        recovery = self.world["ecommerce.cart.recovery"].sudo()
        return recovery._restore_cart(self.cart, self.cart.browse())

    def test_a_promotion_that_ended_meanwhile_is_told(self):
        self.kinds.put_promotion(self.cart)
        self.cart._update_programs_and_rewards()
        self.cart._auto_apply_rewards()
        self.assertTrue(self.cart.order_line.reward_id)
        self.cart.order_line.reward_id.program_id.date_to = "2020-01-01"

        self.assertEqual(
            self._come_back(), ["Promotion is not available for this cart."]
        )

    def test_a_code_that_ended_meanwhile_is_told(self):
        self.kinds.create_code()
        self.kinds.use_code(self.cart, "TEN")
        self.cart.order_line.reward_id.program_id.date_to = "2020-01-01"

        self.assertEqual(
            self._come_back(), ["Promotion is not available for this cart."]
        )
        self.assertEqual(self.cart.amount_total, 100.0)

    def test_a_gift_card_that_was_used_elsewhere_is_told(self):
        self.kinds.put_gift_card(self.cart)
        self.cart.order_line.coupon_id.points = 4

        [change] = self._come_back()

        self.assertRegex(change, r"Promotion now covers .*4\.00.* instead of .*30\.00")

    def test_a_reward_that_stays_tells_nothing(self):
        self.kinds.put_gift_card(self.cart)

        self.assertEqual(self._come_back(), [])

    def test_a_wallet_of_the_current_cart_pays_for_both(self):
        self.kinds.put_wallet(self.other)

        self.assertEqual(self._merge(), [])
        self.assertEqual(self.cart.amount_total, 160.0)

    def test_points_that_were_taken_are_taken_again(self):
        self.kinds.put_points(self.other)

        self.assertEqual(self._merge(), [])
        self.assertEqual(self.cart.amount_total, 190.0)

    def test_points_that_are_gone_are_told(self):
        self.kinds.put_points(self.other)
        self.other.order_line.coupon_id.points = 0

        self.assertEqual(self._merge(), ["Promotion is not available for this cart."])
        self.assertEqual(self.cart.amount_total, 200.0)

    def test_a_present_that_was_chosen_is_chosen_again(self):
        first, second = (
            self.kinds.create_product(name, 5.0) for name in ("Wick", "Oil")
        )
        tag = self.world["product.tag"].create({"name": "Presents"})
        (first | second).product_tag_ids = tag
        program = self.kinds.create_program(
            "promotion",
            "auto",
            {"reward_type": "product", "reward_product_tag_id": tag.id},
            rule={"product_ids": [Command.set(self.goods.ids)], "minimum_qty": 2},
        )
        self.kinds.add_lanterns(self.other)
        self.other._update_programs_and_rewards()
        self.other._apply_program_reward(
            program.reward_ids, self.other.coupon_point_ids.coupon_id, product=second
        )

        self.assertEqual(self._merge(), [])
        self.assertIn(second, self.cart.order_line.product_id)

    def test_the_pricelist_of_a_code_goes_along(self):
        self.other.pricelist_id = self.world["product.pricelist"].create(
            {
                "name": "Secret",
                "code": "SECRET",
                "item_ids": [
                    Command.create(
                        {"compute_price": "percentage", "percent_price": 10.0}
                    )
                ],
            }
        )
        self.kinds.add_lanterns(self.other)

        [change] = self._merge()

        self.assertIn("Lantern now costs", change)
        self.assertEqual(self.cart.amount_total, 180.0)
