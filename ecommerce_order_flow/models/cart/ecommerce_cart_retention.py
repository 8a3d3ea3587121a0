import logging

import psycopg2
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

_logger = logging.getLogger(__name__)

CARTS_AT_ONCE = 200


class EcommerceCartRetention(models.AbstractModel):
    """Anonymization of old carts, because they are personal data."""

    _name = "ecommerce.cart.retention"
    _description = "Cart Retention"

    @api.autovacuum
    def _gc_carts(self):
        """Empty and anonymize carts unchanged for the website's days.

        :return: The number of carts, and whether there are more.
        """
        # In sudo mode because whoever starts the clean-up may not see all carts.
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
        """Return the domain of the carts to anonymize.

        For carts from before the addon the days count from its installation, so that
        the setting can be changed in time. Carts with transactions are excluded. A
        cancelled cart without lines was merged into another one.
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
        """Empty and anonymize the cart; the figures of its reminders stay."""
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
        cart.env["ir.attachment"].search(
            [("res_model", "=", cart._name), ("res_id", "=", cart.id)]
        ).unlink()
        cart.cart_reminder_mail_ids.mail_id.unlink()
        cart.cart_reminder_mail_ids.email = False
        for customer in (customers - visitor).filtered(self._is_guest):
            self._forget_guest(customer)

    @api.model
    def _is_guest(self, partner):
        """Return whether a contact came from a checkout and is used nowhere else."""
        visitors = self.env["website"].search([("user_id", "!=", False)]).user_id
        # In sudo mode because an order that somebody may not see is one, too.
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
        """Delete a guest's contact, unless it is referenced elsewhere."""
        try:
            with self.env.cr.savepoint():
                partner.unlink()
        except (UserError, psycopg2.IntegrityError) as error:
            _logger.info("%s is kept, something needs the contact: %s", partner, error)
