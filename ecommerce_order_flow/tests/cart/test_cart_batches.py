from unittest.mock import patch

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .cart_common import CartCommon


@tagged("post_install", "-at_install")
class TestCartBatches(CartCommon):
    """Many carts are looked at with few questions, and no more often than needed."""

    def _count_calls(self, name):
        """Run the reminders; return how often a method of the check was called."""
        with self._observe("ecommerce.cart.check", name) as method:
            self._remind()
        return method.call_count

    def _create_three(self):
        """Return the carts of three customers."""
        carts = self.env["sale.order"]
        for name in ("ann", "ben", "cem"):
            partner = self._create_customer(name, f"{name}@example.com")
            carts |= self._create_cart(partner_id=partner.id)
        return carts

    def _observe(self, model, name):
        """Note the calls of a model's method during a block."""
        registry_class = self.env.registry[model]
        method = getattr(registry_class, name)
        return patch.object(registry_class, name, autospec=True, side_effect=method)

    # === WITHOUT ADDRESS === #

    def test_a_cart_without_address_is_looked_at_once(self):
        self.customer.email = False
        cart = self._create_cart()

        self._remind()

        self.assertSkipped(cart, "no_address")
        self.assertFalse(cart.next_reminder_at)

    def test_a_cart_that_gets_an_address_is_looked_at_again(self):
        cart = self._create_cart(partner_id=self.website.user_id.partner_id.id)
        self._remind()

        cart.partner_id = self.customer
        cart._note_cart_activity()
        with freeze_time(fields.Datetime.now() + relativedelta(hours=2)):
            self._remind()

        self.assertReminded(cart)

    # === ONE QUESTION === #

    def test_the_addresses_of_a_batch_are_looked_for_once(self):
        self.website.cart_consent = "consent_or_customer"
        self._create_three()

        self.assertEqual(self._count_calls("_find_partners"), 1)

    def test_the_addresses_have_an_index(self):
        self.env.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = 'res_partner' "
            "AND indexname = 'res_partner_email_normalized_idx'"
        )
        self.assertIn("(email_normalized)", self.env.cr.fetchone()[0])

    def test_orders_from_before_the_cart_are_not_read(self):
        old = self._create_confirmed_order(partner_id=self.customer.id)
        old.sudo().write(
            {"date_order": self._get_time(50), "cart_activity_at": self._get_time(50)}
        )
        new = self._create_confirmed_order(partner_id=self.customer.id)
        cart = self._create_cart()
        check = self.world["ecommerce.cart.check"]
        plans = [check._make_plan(self._arrange(cart), self.first)]

        found = self.world["sale.order"].search(
            check._get_newer_domain(plans, self.customer)
        )

        self.assertIn(new, found)
        self.assertNotIn(old, found)

    # === ONE TEMPLATE === #

    def test_the_mail_of_a_batch_is_compiled_once(self):
        self._create_three()

        with self._observe("ir.qweb", "_compile_node") as method:
            self._remind()

        bodies = [
            element
            for _qweb, element, context, _level in (it.args for it in method.mock_calls)
            if context["ref"] == "etree._Element"  # not a stored template
            and "raise_on_forbidden_code_for_model" not in context
            and element.getparent() is None
        ]
        self.assertEqual(len(bodies), 1)

    def test_each_customer_of_a_batch_gets_the_own_link(self):
        carts = self._create_three()

        self._remind()

        for cart in carts:
            self.assertIn(cart.access_token, self._get_mails(cart).body_html)

    def test_each_language_of_a_batch_has_its_own_mail(self):
        self.env["res.lang"]._activate_lang("de_DE")
        template = self.first.template_id
        template.lang = "{{ object.partner_id.lang }}"
        template.body_html = '<p>Cart <t t-out="object.name"/></p>'
        template.with_context(
            lang="de_DE"
        ).body_html = '<p>Korb <t t-out="object.name"/></p>'
        words = {"en_US": "Cart", "de_DE": "Korb"}
        carts = {}
        for number, lang in enumerate(("de_DE", "en_US", "de_DE")):
            partner = self._create_customer(
                "Kim", f"kim{number}@example.com", lang=lang
            )
            carts[self._create_cart(partner_id=partner.id)] = words[lang]

        self._remind()

        for cart, word in carts.items():
            self.assertIn(f"<p>{word} {cart.name}</p>", self._get_mails(cart).body_html)

    # === ONE COUNT OF STOCK === #

    def test_the_stock_is_counted_once_for_a_batch(self):
        self.goods.allow_out_of_stock_order = False
        self.env["stock.quant"]._update_available_quantity(
            self.goods, self.warehouse.lot_stock_id, 5
        )
        carts = self._create_three()
        self.env.flush_all()

        with self._observe("product.product", "_compute_quantities_dict") as method:
            self._remind()

        for cart in carts:
            self.assertReminded(cart)
        self.assertEqual(method.call_count, 1)

    def test_reservations_of_a_batch_are_read_at_once(self):
        self.goods.allow_out_of_stock_order = False
        carts = self._create_three()
        for cart in carts:
            cart.order_line = [self._order_line(self.goods)]
            cart.sudo().waiting_policy = "reserve"  # stock was reserved once
        self.env.flush_all()

        with self._observe("stock.move", "_search") as method:
            self._remind()

        domains = [str(it.args[1]) for it in method.mock_calls]
        read = [
            it for it in domains if "reservation_line_id" in it and "state" not in it
        ]
        self.assertEqual(len(read), 1)

    def test_a_cart_that_changes_reads_the_series_once(self):
        cart = self._create_cart().sudo()
        times = cart._get_reminder_times()
        self.env.flush_all()
        self.website.invalidate_recordset()
        (self.first | self.second | self.third).invalidate_recordset()

        with self.assertQueryCount(0):
            self.assertEqual(cart._get_reminder_times(), times)

    def test_a_shop_that_reminds_nobody_reads_no_reminders(self):
        self.first.is_on = False
        cart = self._create_cart().sudo()
        cart._get_reminder_times()
        cart.invalidate_recordset(["cart_reminder_mail_ids"])

        with self.assertQueryCount(0):
            self.assertFalse(cart._get_reminder_times())
