from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.fields import Command


class CartKinds:
    """Puts into a cart what `cart_table` names: a method `put_<kind>` for each.

    ``current_<kind>`` prepares the customer's current cart. What several apps need is
    created by `cart_rewards` and `cart_bookings`.
    """

    def __init__(self, test):
        self.test = test
        self.env = test.world

    def put(self, cart, kind):
        """Put what the kind is about into an empty cart."""
        getattr(self, f"put_{kind}")(cart)
        cart._verify_cart_after_update()

    def add(self, cart, product, quantity=1.0, **kwargs):
        """Put a product into a cart as the shop does; return the line."""
        line_id = cart._cart_add(product.id, quantity, **kwargs)["line_id"]
        return cart.order_line.browse(line_id)

    def add_lanterns(self, cart, quantity=2.0):
        """Put what most carts have: two lanterns for 100.00."""
        return self.add(cart, self.test.goods, quantity)

    def create_product(self, name, price, **values):
        """Return a product that the shop sells, without taxes."""
        is_published = values.pop("is_published", True)
        product = self.test._create_product(
            **{
                "name": name,
                "list_price": price,
                "taxes_id": False,
                "allow_out_of_stock_order": True,
                **values,
            }
        )
        product.is_published = is_published
        return product

    # === GOODS AND SERVICES === #

    def put_goods(self, cart):
        self.add_lanterns(cart)

    def put_variant(self, cart):
        value = self._create_attribute(create_variant="no_variant")
        lamp = self._create_configurable("Lamp", 20.0, value)
        choice = self._get_choice(lamp)
        choice.price_extra = 5.0
        self.add(
            cart, lamp.product_variant_id, no_variant_attribute_value_ids=choice.ids
        )

    def put_engraving(self, cart):
        value = self._create_attribute(create_variant="no_variant", is_custom=True)
        mug = self._create_configurable("Mug", 12.0, value)
        choice = self._get_choice(mug)
        self.add(
            cart,
            mug.product_variant_id,
            no_variant_attribute_value_ids=choice.ids,
            product_custom_attribute_values=[
                {
                    "custom_product_template_attribute_value_id": choice.id,
                    "custom_value": "For Robin",
                }
            ],
        )

    def _create_attribute(self, create_variant, is_custom=False):
        return (
            self.env["product.attribute"]
            .create(
                {
                    "name": "Finish",
                    "create_variant": create_variant,
                    "value_ids": [
                        Command.create({"name": "Red", "is_custom": is_custom})
                    ],
                }
            )
            .value_ids
        )

    def _create_configurable(self, name, price, value):
        template = self.create_product(name, price).product_tmpl_id
        self.env["product.template.attribute.line"].create(
            {
                "product_tmpl_id": template.id,
                "attribute_id": value.attribute_id.id,
                "value_ids": [Command.set(value.ids)],
            }
        )
        return template

    def _get_choice(self, template):
        return self.env["product.template.attribute.value"].search(
            [("product_tmpl_id", "=", template.id)]
        )

    def put_pack(self, cart):
        pack = self.env.ref("uom.product_uom_pack_6")
        self.test.goods.uom_ids = pack
        self.add(cart, self.test.goods, uom_id=pack.id)

    def put_service(self, cart):
        self.test.service.is_published = True
        self.add(cart, self.test.service)

    def put_option(self, cart):
        line = self.add_lanterns(cart)
        self.add(cart, self.create_product("Battery", 5.0), linked_line_id=line.id)

    def put_combo(self, cart):
        cup = self.create_product("Cup", 10.0, is_published=False)
        combo = self.env["product.combo"].create(
            {
                "name": "Dishes",
                "combo_item_ids": [Command.create({"product_id": cup.id})],
            }
        )
        picnic = self.create_product(
            "Picnic", 30.0, type="combo", combo_ids=[Command.link(combo.id)]
        )
        line = self.add(cart, picnic, 2.0)
        self.add(
            cart,
            cup,
            2.0,
            linked_line_id=line.id,
            combo_item_id=combo.combo_item_ids.id,
        )

    def put_kit(self, cart):
        kit = self.create_product("Set", 25.0, is_storable=True)
        self.env["mrp.bom"].sudo().create(
            {
                "product_tmpl_id": kit.product_tmpl_id.id,
                "type": "phantom",
                "bom_line_ids": [
                    Command.create({"product_id": self.test.goods.id, "product_qty": 2})
                ],
            }
        )
        self.add(cart, kit)

    def put_dropshipped(self, cart):
        route = self.env.ref("stock_dropshipping.route_drop_shipping")
        self.add(cart, self.create_product("Tent", 80.0, route_ids=route.ids))

    def put_project(self, cart):
        setup = self.create_product(
            "Setup", 60.0, type="service", service_tracking="project_only"
        )
        self.add(cart, setup)

    # === WHAT BELONGS TO THE CART AS A WHOLE, STAFF AND OTHER APPS === #

    def put_delivery(self, cart):
        self.add_lanterns(cart)
        carrier = self.test._prepare_carrier(
            self.test._prepare_carrier_product(list_price=5.0, taxes_id=False),
            fixed_price=5.0,
        )
        cart.set_delivery_line(carrier, 5.0)

    def put_pickup(self, cart):
        self.add_lanterns(cart)
        cart.set_delivery_line(self.test._create_pickup_carrier(), 0.0)

    def put_pricelist(self, cart):
        cart.pricelist_id = self.env["product.pricelist"].create(
            {
                "name": "Club",
                "selectable": True,
                "item_ids": [
                    Command.create(
                        {"compute_price": "percentage", "percent_price": 10.0}
                    )
                ],
            }
        )
        self.add_lanterns(cart)

    def put_notes(self, cart):
        self.add_lanterns(cart)
        cart.order_line = [
            Command.create({"display_type": "line_section", "name": "Presents"}),
            Command.create({"display_type": "line_note", "name": "For Robin"}),
        ]

    def put_deposit(self, cart):
        line = self.add_lanterns(cart)
        deposit = self.create_product(
            "Deposit", 8.0, type="service", is_published=False, sale_ok=False
        )
        self._add_line(cart, deposit, product_uom_qty=2.0, linked_line_id=line.id)

    def put_surcharge(self, cart):
        self.add_lanterns(cart)
        self._add_line(
            cart,
            self.create_product("Surcharge", 3.0, type="service", is_published=False),
        )

    def put_down_payment(self, cart):
        self.add_lanterns(cart)
        product = self.create_product(
            "Down payment", 0.0, type="service", is_published=False
        )
        self._add_line(
            cart, product, product_uom_qty=0.0, price_unit=20.0, is_downpayment=True
        )

    def put_staff_discount(self, cart):
        self.add_lanterns(cart)
        self.env["sale.order.discount"].create(
            {
                "sale_order_id": cart.id,
                "discount_type": "so_discount",
                "discount_percentage": 0.1,
            }
        ).action_apply_discount()

    def _add_line(self, cart, product, **values):
        """Put a line into a cart that customers can't choose."""
        cart.order_line = [
            Command.create({"product_id": product.id, "product_uom_qty": 1.0, **values})
        ]

    # === REWARDS === #

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
                "reward_ids": [
                    Command.create({"description": "Promotion", **reward})
                ],
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

    # === BOOKINGS === #

    def create_event(self, **values):
        """Return an event of tomorrow that is on the website."""
        now = fields.Datetime.now()
        # In sudo mode because whoever prepares the shop needn't organize events.
        return (
            self.env["event.event"]
            .sudo()
            .create(
                {
                    "name": "Lantern parade",
                    "is_published": True,
                    "date_begin": now + relativedelta(days=1),
                    "date_end": now + relativedelta(days=2),
                    **values,
                }
            )
        )

    def create_ticket(self, **values):
        """Return a ticket of an event at 20.00, whose product is unpublished."""
        product = self.create_product(
            "Ticket", 20.0, type="service", service_tracking="event", is_published=False
        )
        ticket = Command.create(
            {"name": "Adult", "product_id": product.id, "price": 20.0}
        )
        return self.create_event(event_ticket_ids=[ticket], **values).event_ticket_ids

    def add_tickets(self, cart, ticket, quantity=1.0, slot=None):
        """Put tickets into a cart as the event's page does, with who comes."""
        line = self.add(
            cart,
            ticket.product_id,
            quantity,
            event_ticket_id=ticket.id,
            event_slot_id=slot.id if slot else False,
        )
        self.env["event.registration"].sudo().create(
            [
                {
                    "event_id": ticket.event_id.id,
                    "event_ticket_id": ticket.id,
                    "event_slot_id": slot.id if slot else False,
                    "sale_order_id": cart.id,
                    "sale_order_line_id": line.id,
                    "partner_id": cart.partner_id.id,
                }
            ]
            * int(quantity)
        )
        return line

    def put_ticket(self, cart):
        self.add_tickets(cart, self.create_ticket(), 2.0)

    def put_slot(self, cart):
        tomorrow = fields.Date.today() + relativedelta(days=1)
        ticket = self.create_ticket(
            is_multi_slots=True,
            event_slot_ids=[
                Command.create({"date": tomorrow, "start_hour": 18, "end_hour": 20})
            ],
        )
        self.add_tickets(cart, ticket, slot=ticket.event_id.event_slot_ids)

    def create_booth(self):
        """Return a booth at 60.00."""
        product = self.create_product(
            "Booth",
            60.0,
            type="service",
            service_tracking="event_booth",
            is_published=False,
        )
        category = (
            self.env["event.booth.category"]
            .sudo()
            .create({"name": "Small", "product_id": product.id, "price": 60.0})
        )
        booth = Command.create({"name": "A1", "booth_category_id": category.id})
        return self.create_event(event_booth_ids=[booth]).event_booth_ids

    def put_booth(self, cart):
        booth = self.create_booth()
        self.add(
            cart,
            booth.product_id,
            event_booth_pending_ids=booth.ids,
            registration_values={"partner_id": cart.partner_id.id},
        )

    def create_course(self):
        """Return a course at 90.00 that is on the website."""
        product = self.create_product(
            "Knots",
            90.0,
            type="service",
            service_tracking="course",
            is_published=False,
        )
        return (
            self.env["slide.channel"]
            .sudo()
            .create(
                {
                    "name": "Knots",
                    "enroll": "payment",
                    "product_id": product.id,
                    "is_published": True,
                }
            )
        )

    def put_course(self, cart):
        course = self.create_course()
        course.product_id.is_published = False
        self.add(cart, course.product_id)
