from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import email_normalize, escape_psql, hmac

from ..notification.const import MAIL_LAYOUT

# Limits of link requests per hour.
MOST_BY_VISITOR = 20
MOST_BY_EMAIL = 5
KEPT_HOURS = 24
MAX_NUMBER_LENGTH = 64
MAX_EMAIL_LENGTH = 254


class EcommerceReturnLookup(models.Model):
    """A request for the link to the form by order number and email address.

    The entered data is only stored, so that the response time doesn't reveal whether
    the order exists; an automation finds the order and sends the link to the customer.
    """

    _name = "ecommerce.return.lookup"
    _description = "Request for a Return Form Link"
    _order = "id"

    website_id = fields.Many2one("website", required=True, ondelete="cascade")
    order_name = fields.Char(string="Order Number", required=True)
    email = fields.Char(required=True)
    visitor_key = fields.Char(required=True, help="A keyed hash of the address.")
    is_done = fields.Boolean()

    _visitor_idx = models.Index("(visitor_key, create_date)")
    _email_idx = models.Index("(email, create_date)")
    _to_do_idx = models.Index("(id) WHERE is_done IS NOT TRUE")

    @api.model
    def _ask(self, website, order_name, email, address):
        """Store a request for a link; requests above the limits are ignored.

        :param str address: The IP address of the visitor.
        """
        order_name = (order_name or "").strip()[:MAX_NUMBER_LENGTH]
        email = email_normalize((email or "").strip()[:MAX_EMAIL_LENGTH])
        if not order_name or not email:
            return
        key = hmac(self.env(su=True), "ecommerce-return-lookup", address or "")
        if self._is_too_often(key, email):
            return
        self.create(
            {
                "website_id": website.id,
                "order_name": order_name,
                "email": email,
                "visitor_key": key,
            }
        )
        self.env["ecommerce.automation"]._trigger("send_return_link")

    @api.model
    def _is_too_often(self, visitor_key, email):
        lately = Domain("create_date", ">", fields.Datetime.now() - timedelta(hours=1))
        return (
            self.search_count(
                lately & Domain("visitor_key", "=", visitor_key), limit=MOST_BY_VISITOR
            )
            >= MOST_BY_VISITOR
            or self.search_count(
                lately & Domain("email", "=", email), limit=MOST_BY_EMAIL
            )
            >= MOST_BY_EMAIL
        )

    # === AUTOMATION: SEND LINKS === #

    @api.model
    def _flow_send_return_link_domain(self):
        return Domain("is_done", "!=", True)

    def _flow_send_return_link(self):
        for lookup in self:
            if order := lookup._find_order():
                lookup._send_link(order)
            lookup.is_done = True
        self.env["ecommerce.automation"]._trigger_mail_queue()

    def _find_order(self):
        """Return the order if its customer has this email address."""
        self.ensure_one()
        orders = self.env["sale.order"].search(
            [
                ("name", "=ilike", escape_psql(self.order_name)),
                ("website_id", "=", self.website_id.id),
                ("state", "=", "sale"),
            ],
            limit=2,
        )
        offer = self.env["ecommerce.return.offer"]
        return orders.filtered(
            lambda order: (
                order.partner_id.email_normalized == self.email
                and offer._is_open(order)
            )
        )[:1]

    def _send_link(self, order):
        lang = order.partner_id.lang or order.website_id.default_lang_id.code
        order._portal_ensure_token()
        self.env["ecommerce.notification"]._post(
            order.with_context(lang=lang),
            lambda record: record.message_post_with_source(
                self.env.ref("ecommerce_order_flow.mail_template_return_link"),
                email_layout_xmlid=MAIL_LAYOUT,
                subtype_xmlid="mail.mt_note",
            ),
            [{"order_id": order.id, "kind": "return_link", "round": self.id}],
        )

    def _find_flow_order(self):
        """Return the order of a failure."""
        return self._find_order()

    @api.autovacuum
    def _gc_lookups(self):
        """Delete old requests, because they are personal data."""
        long_ago = fields.Datetime.now() - timedelta(hours=KEPT_HOURS)
        self.search([("create_date", "<", long_ago)]).unlink()
