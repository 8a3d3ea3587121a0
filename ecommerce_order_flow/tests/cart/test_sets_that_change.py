from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from .cart_common import CartCommon
from .cart_kinds import CartKinds

LOST_CUP = "Picnic is no longer sold with Cup: please configure it again."
SOMETHING_ELSE = "The composition of Picnic has changed: please configure it again."


@tagged("post_install", "-at_install")
class TestSetsThatChange(CartCommon, HttpCase):
    """A cart comes back whatever the shop made of its sets meanwhile."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recovery = cls.world["ecommerce.cart.recovery"].sudo()

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()
        self.cart = self._create_set_cart()
        self.picnic = self.cart.order_line[0]
        self.part = self.picnic.linked_line_ids
        self.set_product = self.picnic.product_template_id
        self.choice = self.set_product.combo_ids
        self.bowl = CartKinds(self).create_product("Bowl", 12.0)
        self.choice.combo_item_ids = [Command.create({"product_id": self.bowl.id})]

    def _create_set_cart(self):
        cart = self._arrange(self._create_cart(order_line=[])).sudo()
        CartKinds(self).put_combo(cart)
        cart._portal_ensure_token()
        return cart

    def _take_out_cup(self):
        self.choice.combo_item_ids.filtered(
            lambda item: item.product_id == self.part.product_id
        ).unlink()

    def _add_choice(self):
        """Let a piece of cake belong to the set, too."""
        cake = CartKinds(self).create_product("Cake", 5.0)
        combo = self.world["product.combo"].create(
            {
                "name": "Cakes",
                "combo_item_ids": [Command.create({"product_id": cake.id})],
            }
        )
        self.set_product.combo_ids = [Command.link(combo.id)]
        return combo

    def _refresh(self):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.recovery._refresh_cart(self.cart)

    def assertIsGone(self, sentence):
        self.assertEqual(self._refresh(), [sentence])
        self.assertFalse(self.cart.order_line)
        self.assertEqual(self.cart.amount_total, 0.0)

    # === WHAT IT CONSISTS OF === #

    def test_a_set_that_is_as_it_was_stays(self):
        self.assertEqual(self._refresh(), [])
        self.assertEqual(self.cart.amount_total, 60.0)

    def test_what_was_chosen_was_taken_out_of_the_set(self):
        self._take_out_cup()

        self.assertIsGone(LOST_CUP)

    def test_what_was_chosen_is_not_sold_alone_then(self):
        self._arrange(self.part.product_id).is_published = True
        self._take_out_cup()

        self.assertIsGone(LOST_CUP)

    def test_what_was_chosen_is_not_sold_anymore(self):
        """Odoo takes it out of the cart at once, and forgets it."""
        self._arrange(self.part.product_id).active = False

        self.assertIsGone(SOMETHING_ELSE)

    def test_something_else_stands_in_its_place(self):
        item = self.part.combo_item_id
        item.product_id = CartKinds(self).create_product("Mug", 11.0)

        self.assertIsGone(LOST_CUP)

    def test_a_choice_belongs_to_the_set_no_longer(self):
        combo = self._add_choice()
        self.set_product.combo_ids = [Command.set(combo.ids)]

        self.assertIsGone(LOST_CUP)

    def test_there_is_more_to_choose(self):
        self._add_choice()

        self.assertIsGone(SOMETHING_ELSE)

    def test_it_is_no_set_anymore(self):
        self.set_product.type = "consu"

        self.assertIsGone(LOST_CUP)

    def test_it_is_a_service_that_no_page_offers(self):
        self.set_product.write({"type": "service", "is_published": False})

        self.assertIsGone("Picnic is no longer sold.")

    def test_a_set_of_which_nothing_can_be_chosen_is_not_sold(self):
        self._arrange(self.part.product_id | self.bowl).active = False

        self.assertIsGone("Picnic is no longer sold.")

    def test_other_prices_change_though_a_set_is_gone(self):
        lantern = CartKinds(self).add_lanterns(self.cart)
        self._add_choice()
        self._arrange(self.goods).list_price = 70.0

        changes = self._refresh()

        self.assertEqual(len(changes), 2, changes)
        self.assertEqual(self.cart.order_line, lantern)
        self.assertEqual(self.cart.amount_untaxed, 140.0)

    def test_what_was_chosen_beside_it_stays(self):
        battery = CartKinds(self).create_product("Battery", 5.0)
        self.set_product.optional_product_ids = battery.product_tmpl_id
        CartKinds(self).add(self.cart, battery, linked_line_id=self.picnic.id)
        self._take_out_cup()

        self.assertEqual(self._refresh(), [LOST_CUP])
        self.assertEqual(self.cart.order_line.product_id, battery)

    # === PRICES === #

    def test_a_set_has_todays_price(self):
        self.set_product.list_price = 40.0

        [change] = self._refresh()

        self.assertIn("Picnic now costs", change)
        self.assertEqual(self.cart.amount_total, 80.0)

    def test_a_part_has_todays_extra_price(self):
        self.part.combo_item_id.extra_price = 3.0

        [change] = self._refresh()

        self.assertIn("Picnic now costs", change)
        self.assertEqual(self.cart.amount_total, 66.0)

    def test_a_set_loses_the_price_of_a_pricelist_that_ended(self):
        pricelist = self.world["product.pricelist"].create(
            {
                "name": "Summer",
                "selectable": True,
                "item_ids": [
                    Command.create(
                        {"compute_price": "percentage", "percent_price": 10.0}
                    )
                ],
            }
        )
        self.cart.pricelist_id = pricelist
        self.cart._recompute_prices()
        self.assertEqual(self.cart.amount_total, 54.0)
        pricelist.active = False
        self.env.flush_all()

        self.assertEqual(self.picnic._get_todays_price(), 60.0)
        self.assertEqual(len(self._refresh()), 1)
        self.assertEqual(self.cart.amount_total, 60.0)

    # === MAIL AND LINK === #

    def _read_mail(self):
        self.env.flush_all()
        self.env.invalidate_all()
        content = self.world["ecommerce.cart.mail.content"].sudo()
        return [
            (item["line"].name_short, item["is_gone"], item["choices"])
            for item in content._get_lines(self.cart)
        ]

    def test_the_mail_shows_todays_price_of_a_set(self):
        self.set_product.list_price = 40.0

        self.assertEqual(self.picnic._get_todays_price(), 80.0)
        self.assertEqual(self.cart.amount_total, 60.0)

    def test_the_mail_says_that_a_set_is_gone(self):
        self._take_out_cup()

        self.assertEqual(self._read_mail(), [("Picnic", True, [])])

    def test_nobody_is_reminded_of_a_set_that_is_gone(self):
        self._arrange(self.part.product_id).is_published = True
        self._take_out_cup()
        self._age(self.cart, 2)

        self._remind()

        self.assertFalse(self._get_mails(self.cart))

    def test_two_carts_become_one_though_a_set_was_changed(self):
        current = self._create_set_cart()
        pricelist = self.world["product.pricelist"].create(
            {"name": "Club", "code": "CLUB"}
        )
        current.pricelist_id = pricelist
        self._add_choice()
        self.env.flush_all()
        self.env.invalidate_all()

        changes = self.recovery._restore_cart(self.cart, current)

        # The set of the current cart is another product of the same name.
        self.assertIn(SOMETHING_ELSE, changes)
        self.assertEqual(len(changes), 2, changes)
        self.assertEqual(self.cart.amount_total, 60.0)

    def test_the_link_works(self):
        self._add_choice()
        self.set_product.list_price = 40.0
        self.env.flush_all()
        self.env.invalidate_all()
        self.authenticate(None, None)

        page = self.url_open(
            f"/shop/cart?id={self.cart.id}&access_token={self.cart.access_token}"
        )

        self.assertEqual(page.status_code, 200)
