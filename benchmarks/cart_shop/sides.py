"""Sides that queue the emails about carts."""

from odoo.tools import split_every

from ..framework.sides import Side
from .shop import CartShop

CARTS = 500
BATCH = 100


class Reminders(Side):
    """Reminds the customers of all abandoned carts."""

    def set_up(self):
        self.shop = CartShop(self.env)

    def prepare(self):
        self.carts = self.shop.create_carts(CARTS)
        self.env.cr.commit()  # pylint: disable=invalid-commit
        return self.env["sale.order"].browse(self.carts.ids)

    def run(self, carts):
        self.remind(carts)
        self.env.cr.commit()  # pylint: disable=invalid-commit
        return len(carts)

    def remind(self, carts):
        """Queue an email for each cart."""
        raise NotImplementedError

    def clean_up(self):
        """Override to check the result before the time counts."""
        super().clean_up()
        mails = self.env["mail.mail"].search_count(
            [("model", "=", "sale.order"), ("res_id", "in", self.carts.ids)]
        )
        if mails != len(self.carts):
            raise RuntimeError(f"{len(self.carts)} carts have {mails} mails")


class Automation(Reminders):
    """Our automation, as its cron runs it."""

    def remind(self, carts):
        self.env["ecommerce.automation"]._cron_run("remind_cart")


class StockCron(Reminders):
    """Odoo's own cron."""

    flavour = "bare-test"

    def remind(self, carts):
        self.env["website"]._send_abandoned_cart_email()


class BareBatches(Reminders):
    """Only the emails: no rules, log or links."""

    flavour = "bare-test"

    def remind(self, carts):
        for ids in split_every(BATCH, carts.ids):
            self.shop.template.send_mail_batch(ids)
            self.env.cr.commit()  # pylint: disable=invalid-commit
