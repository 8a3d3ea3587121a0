"""A shop with abandoned carts."""

from datetime import timedelta

from odoo import fields

from ..old_shop.shop import OldShop

LINES = 2
LEFT_HOURS_AGO = 12  # Odoo's own delay is 10 hours.


class CartShop(OldShop):
    """A shop that reminds everybody of carts, by Odoo's own email, at any time."""

    def __init__(self, env):
        super().__init__(env)
        self.template = env.ref("website_sale.mail_template_sale_cart_recovery")
        long_ago = fields.Datetime.now() - timedelta(days=365)
        for product in self.goods:
            product.is_published = True
        self.website.write(
            {
                "send_abandoned_cart_email": True,
                "cart_abandoned_delay": 10.0,
                "cart_recovery_mail_template_id": self.template.id,
            }
        )
        if "cart_reminder_ids" in self.website._fields:
            self._remind_everybody(long_ago)
        self.website.flush_recordset()
        self.website.send_abandoned_cart_email_activation_time = long_ago

    def _remind_everybody(self, since):
        self.website.write(
            {
                "cart_consent": "everyone",
                "cart_quiet_from": 0.0,
                "cart_quiet_to": 0.0,
            }
        )
        reminder = self.website.cart_reminder_ids.filtered("is_first")
        reminder.flush_recordset()
        reminder.active_since = since

    def create_carts(self, count):
        """Return carts of different customers."""
        left_on = fields.Datetime.now() - timedelta(hours=LEFT_HOURS_AGO)
        first = self.env["res.partner"].search_count([])
        customers = [self.create_customer(first + number) for number in range(count)]
        return self.env["sale.order"].create(
            [
                self.prepare_order(LINES, partner_id=customer.id, date_order=left_on)
                for customer in customers
            ]
        )
