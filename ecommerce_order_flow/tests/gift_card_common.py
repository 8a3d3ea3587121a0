from unittest import SkipTest

from odoo.fields import Command

from .common import OrderFlowCommon


class GiftCardCommon(OrderFlowCommon):
    """A shop that sells gift cards of 50.00.

    :raise SkipTest: If Odoo's app of gift cards isn't there.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "coupon_point_ids" not in cls.env["sale.order"]._fields:
            raise SkipTest("Gift cards need the optional app sale_loyalty.")
        cls.env["loyalty.program"].search([]).active = False
        cls.voucher = cls._create_product(
            name="Voucher", type="service", list_price=50.0, taxes_id=False
        )
        cls.program = cls.env["loyalty.program"].create(
            {
                "name": "Gift Cards",
                "applies_on": "future",
                "program_type": "gift_card",
                "trigger": "auto",
                "rule_ids": [
                    Command.create(
                        {
                            "product_ids": cls.voucher.ids,
                            "reward_point_amount": 1,
                            "reward_point_mode": "money",
                            "reward_point_split": True,
                        }
                    )
                ],
                "reward_ids": [
                    Command.create(
                        {
                            "reward_type": "discount",
                            "discount": 1,
                            "discount_mode": "per_point",
                            "discount_applicability": "order",
                        }
                    )
                ],
            }
        )

    @classmethod
    def _sell_gift_card(cls, state="done"):
        """Return an order of one gift card that was paid, and the card."""
        order = cls._create_order(cls.voucher, quantity=1.0)
        cls._arrange(order)._update_programs_and_rewards()
        cls._pay(order, state=state)
        return order, cls._arrange(order).coupon_point_ids.coupon_id

    @classmethod
    def _create_gift_card(cls, points=50.0, **values):
        return cls.env["loyalty.card"].create(
            {"program_id": cls.program.id, "points": points, **values}
        )

    @classmethod
    def _redeem(cls, card, **values):
        """Return the cart of two lanterns that a gift card pays a part of."""
        order = cls._create_order(**values)
        rewards = cls._arrange(order)._try_apply_code(card.code)
        for coupon, reward in rewards.items():
            cls._arrange(order)._apply_program_reward(reward, coupon)
        return order
