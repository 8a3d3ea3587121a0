from odoo.fields import Command


class RewardKinds:
    """Carts with promotions, codes, coupons, points, gift cards and wallets."""

    def create_program(self, program_type, trigger, reward, **values):
        """Return a program of rewards; everything that it gives is named Promotion."""
        rule = {"reward_point_amount": 1, "reward_point_mode": "order"}
        return self.env["loyalty.program"].create(
            {
                "name": program_type,
                "program_type": program_type,
                "trigger": trigger,
                "applies_on": "current",
                "rule_ids": [Command.create({**rule, **values.pop("rule", {})})],
                "reward_ids": [Command.create({"description": "Promotion", **reward})],
                **values,
            }
        )

    def create_card(self, program, points, **values):
        return self.env["loyalty.card"].create(
            {"program_id": program.id, "points": points, **values}
        )

    def use_code(self, cart, code):
        """Enter a code in a cart, and take what it gives."""
        for card, reward in cart._try_apply_code(code).items():
            cart._apply_program_reward(reward, card)
        cart._update_programs_and_rewards()

    def create_code(self, code="TEN", percent=10):
        """Return a program of a code for some percent of the order."""
        return self.create_program(
            "promo_code",
            "with_code",
            {"discount": percent},
            rule={"mode": "with_code", "code": code},
        )

    def put_promotion(self, cart):
        self.create_program("promotion", "auto", {"discount": 10})
        self.add_lanterns(cart)

    def put_code(self, cart):
        self.create_code()
        self.add_lanterns(cart)
        self.use_code(cart, "TEN")

    def put_current_code(self, cart):
        self.create_code()
        self.add_lanterns(cart)

    def current_current_code(self, cart):
        self.use_code(cart, "TEN")

    def put_better_code(self, cart):
        self.create_code()
        self.create_code("TWENTY", 20)
        self.add_lanterns(cart)
        self.use_code(cart, "TWENTY")

    def current_better_code(self, cart):
        self.use_code(cart, "TEN")

    def put_two_taxes(self, cart):
        self.put_promotion(cart)
        tax = self.env["account.tax"].create({"name": "7 %", "amount": 7.0})
        self.add(cart, self.create_product("Book", 10.0, taxes_id=tax.ids))

    def put_specific(self, cart):
        reward = {
            "discount": 20,
            "discount_applicability": "specific",
            "discount_product_ids": [Command.set(self.test.goods.ids)],
        }
        self.create_program("promotion", "auto", reward)
        self.add_lanterns(cart)

    def put_cheapest(self, cart):
        reward = {"discount": 50, "discount_applicability": "cheapest"}
        self.create_program("promotion", "auto", reward)
        self.add_lanterns(cart)

    def put_coupon(self, cart):
        reward = {"discount_mode": "per_order", "discount": 15}
        program = self.create_program("coupons", "with_code", reward)
        card = self.create_card(program, 1)
        self.add_lanterns(cart)
        self.use_code(cart, card.code)

    def put_free_product(self, cart):
        battery = self.create_product("Battery", 5.0)
        reward = {"reward_type": "product", "reward_product_id": battery.id}
        rule = {"product_ids": [Command.set(self.test.goods.ids)], "minimum_qty": 2}
        self.create_program("promotion", "auto", reward, rule=rule)
        self.add_lanterns(cart)

    def put_free_shipping(self, cart):
        self.create_program("promotion", "auto", {"reward_type": "shipping"})
        self.put_delivery(cart)

    def put_next_coupon(self, cart):
        self.create_program(
            "next_order_coupons", "auto", {"discount": 10}, applies_on="future"
        )
        self.add_lanterns(cart)

    def put_points(self, cart):
        reward = {
            "discount_mode": "per_order",
            "discount": 10,
            "required_points": 200,
        }
        program = self.create_program("loyalty", "auto", reward, applies_on="both")
        card = self.create_card(program, 250, partner_id=cart.partner_id.id)
        self.add_lanterns(cart)
        cart._apply_program_reward(program.reward_ids, card)

    # === MONEY IN OTHER FORMS === #

    def put_gift_card(self, cart):
        card = self.create_card(self._create_payment_program("gift_card"), 30)
        self.add_lanterns(cart)
        self.use_code(cart, card.code)

    def put_voucher(self, cart):
        program = self._create_payment_program("gift_card", "Voucher")
        self.add(cart, program.rule_ids.product_ids)

    def put_wallet(self, cart):
        program = self._create_payment_program("ewallet", "Top-up")
        card = self.create_card(program, 40, partner_id=cart.partner_id.id)
        self.add_lanterns(cart)
        cart._apply_program_reward(program.reward_ids, card)

    def put_top_up(self, cart):
        program = self._create_payment_program("ewallet", "Top-up")
        self.add(cart, program.rule_ids.product_ids)

    def _create_payment_program(self, program_type, name="Voucher"):
        """Return a program of money that is bought as a product at 50.00."""
        product = self.create_product(name, 50.0, type="service")
        return self.create_program(
            program_type,
            "auto",
            {"discount_mode": "per_point", "discount": 1},
            applies_on="future",
            trigger_product_ids=product.ids,
            rule={
                "product_ids": [Command.set(product.ids)],
                "reward_point_mode": "money",
            },
        )
