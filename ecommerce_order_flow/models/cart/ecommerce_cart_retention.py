import logging

import psycopg2
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

_logger = logging.getLogger(__name__)

CARTS_AT_ONCE = 200


class EcommerceCartRetention(models.AbstractModel):
    """Forgets old carts: they are personal data that nobody needs anymore."""

    _name = "ecommerce.cart.retention"
    _description = "Retention of Carts"

    @api.autovacuum
    def _gc_carts(self):
        """Empty carts that nobody touched for the website's days, and forget whose.

        :return: How many were emptied, and whether there are more.
        """
        carts = (
            self.env["sale.order"]
            .sudo()
            .search(self._get_forgotten_domain(), limit=CARTS_AT_ONCE, order="id")
        )
        for cart in carts:
            self._forget(cart)
        return len(carts), len(carts) == CARTS_AT_ONCE

    @api.model
    def _get_forgotten_domain(self):
        """Return the domain of the carts that are old enough.

        Of carts from before the addon the days count from its installation: time to
        change the setting. Carts with transactions are never touched. A cancelled one
        without lines was merged into another cart.
        """
        websites = self.env["website"].search([("cart_retention_days", ">", 0)])
        return (
            (
                Domain("state", "=", "draft")
                | Domain("state", "=", "cancel") & Domain("order_line", "=", False)
            )
            & Domain("transaction_ids", "=", False)
            & Domain.OR(self._get_age_domain(website) for website in websites)
        )

    @api.model
    def _get_age_domain(self, website):
        latest = fields.Datetime.now() - relativedelta(days=website.cart_retention_days)
        age = Domain("cart_activity_at", "<", latest)
        if website.automations_since < latest:
            age |= Domain("cart_activity_at", "=", False) & Domain(
                "write_date", "<", latest
            )
        visitor = website.user_id.partner_id
        is_somebodys = Domain("partner_id", "!=", visitor.id)
        return (
            Domain("website_id", "=", website.id)
            & (Domain("order_line", "!=", False) | is_somebodys)
            & age
        )

    @api.model
    def _forget(self, cart):
        """Empty a cart and remove whose it was; its reminders' figures stay."""
        visitor = cart.website_id.user_id.partner_id
        customers = cart.partner_id | cart.partner_invoice_id | cart.partner_shipping_id
        cart.message_unsubscribe(customers.ids)
        cart.write(
            {
                "order_line": [Command.clear()],
                "partner_id": visitor.id,
                "partner_invoice_id": visitor.id,
                "partner_shipping_id": visitor.id,
                "access_token": False,
                "client_order_ref": False,
                "note": False,
            }
        )
        cart.message_ids.unlink()
        cart.cart_reminder_mail_ids.mail_id.unlink()
        cart.cart_reminder_mail_ids.email = False
        for customer in (customers - visitor).filtered(self._is_guest):
            self._forget_guest(customer)

    @api.model
    def _is_guest(self, partner):
        """Return whether a contact came from a checkout and has nothing else."""
        visitors = self.env["website"].search([("user_id", "!=", False)]).user_id
        Order = self.env["sale.order"].sudo().with_context(active_test=False)
        return (
            partner.create_uid in visitors
            and not partner.with_context(active_test=False).user_ids
            and not partner.child_ids
            and not Order.search_count(
                [
                    "|",
                    "|",
                    ("partner_id", "=", partner.id),
                    ("partner_invoice_id", "=", partner.id),
                    ("partner_shipping_id", "=", partner.id),
                ],
                limit=1,
            )
        )

    @api.model
    def _forget_guest(self, partner):
        """Delete a guest's contact, unless something else needs it."""
        try:
            with self.env.cr.savepoint():
                partner.unlink()
        except (UserError, psycopg2.IntegrityError) as error:
            _logger.info("%s is kept, something needs the contact: %s", partner, error)
