"""Customers leave carts."""

from dateutil.relativedelta import relativedelta
from orders import PRICE, create_product
from transactions import work

from odoo import fields
from odoo.fields import Command


def leave_carts(registry, count):
    """Create abandoned carts for which reminders are due now.

    :return: The id of each cart.
    """
    return work(registry, _leave_carts, count)


def _leave_carts(env, count):
    website = env.ref("website.default_website")
    website.write(
        {
            "send_abandoned_cart_email": True,
            "cart_consent": "everyone",
            "cart_quiet_from": 0.0,
            "cart_quiet_to": 0.0,
            # The pause would delay a second mail, and so hide it.
            "cart_reminder_pause": 0.0,
        }
    )
    reminder = website.cart_reminder_ids.filtered("is_first")
    reminder.flush_recordset()
    reminder.active_since = fields.Datetime.now() - relativedelta(days=1)
    # A batch must fit into the short life of a worker.
    env["ecommerce.automation"]._find("remind_cart").batch_size = 10
    product = create_product(env, stock=count)
    product.is_published = True
    line = {"product_id": product.id, "price_unit": PRICE, "tax_ids": False}
    partners = env["res.partner"].create(
        [
            {"name": f"Customer {number}", "email": f"customer{number}@example.com"}
            for number in range(count)
        ]
    )
    carts = env["sale.order"].create(
        [
            {
                "partner_id": partner.id,
                "website_id": website.id,
                "date_order": fields.Datetime.now() - relativedelta(hours=2),
                "order_line": [Command.create(line)],
            }
            for partner in partners
        ]
    )
    return [{"id": cart.id} for cart in carts]
