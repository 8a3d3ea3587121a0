from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.fields import Command

from ..common import OrderFlowCommon


class CartCommon(OrderFlowCommon):
    """A web shop that reminds everybody of carts after an hour, day and night."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website.write(
            {
                "send_abandoned_cart_email": True,
                "cart_abandoned_delay": 1.0,
                "cart_consent": "everyone",
                "cart_quiet_from": 0.0,
                "cart_quiet_to": 0.0,
            }
        )
        cls.first, cls.second, cls.third = cls.website.cart_reminder_ids
        cls._switch_on(cls.first)
        cls.goods.is_published = True
        cls.customer = cls._create_customer("Kim", "kim@example.com")

    @classmethod
    def _switch_on(cls, reminders):
        """Have reminders that were on for a long time."""
        reminders.is_on = True
        reminders.flush_recordset()
        reminders.sudo().active_since = fields.Datetime.now() - relativedelta(years=1)

    @classmethod
    def _create_customer(cls, name, email, **values):
        return cls.env["res.partner"].create({"name": name, "email": email, **values})

    @classmethod
    def _create_cart(cls, hours=2, **values):
        """Return a cart with two lanterns that was left some hours ago."""
        cart = cls._create_order(
            **{
                "partner_id": cls.customer.id,
                "date_order": cls._get_time(hours),
                **values,
            }
        )
        cart.order_line.price_unit = 50.0
        return cart

    @classmethod
    def _get_time(cls, hours_ago):
        return fields.Datetime.now() - relativedelta(hours=hours_ago)

    @classmethod
    def _age(cls, carts, hours):
        """Let the customer have left carts some hours ago."""
        carts.sudo().cart_activity_at = cls._get_time(hours)

    def _remind(self):
        self.env.flush_all()
        self._run_automation("remind_cart")
        self.env.invalidate_all()

    def _get_mails(self, cart):
        """Return the reminders of a cart that are on their way."""
        return (
            self.env["mail.mail"]
            .sudo()
            .search([("model", "=", "sale.order"), ("res_id", "=", cart.id)])
        )

    def _get_reason(self, cart):
        """Return why the cart's last reminder was not sent, False if it was."""
        row = cart.cart_reminder_mail_ids.sorted("id")[-1:]
        self.assertTrue(row, "nobody looked at the cart")
        return row.skip_reason

    def assertReminded(self, cart, times=1):
        self.assertEqual(len(self._get_mails(cart)), times)

    def assertSkipped(self, cart, reason):
        self.assertFalse(self._get_mails(cart))
        self.assertEqual(self._get_reason(cart), reason)

    def _order_line(self, product, **values):
        return Command.create(
            {"product_id": product.id, "product_uom_qty": 1.0, **values}
        )
