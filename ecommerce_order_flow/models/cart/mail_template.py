from markupsafe import Markup

from odoo import models
from odoo.tools.mail import email_normalize_all, formataddr

FOOTER = Markup(
    '<p style="margin: 16px auto; max-width: 590px; text-align: center; '
    'font-size: 12px; color: #5f6368;">'
    "%s %s %s</p>"
)
LINK = Markup('<a href="%s" style="color: #5f6368;">%s</a>')


class MailTemplate(models.Model):
    _inherit = "mail.template"

    def _generate_template(self, res_ids, render_fields, *args, **kwargs):
        """Override of `mail` to add a way to object to cart reminders.

        With any template, the email only goes to the cart's customer, and has an
        unsubscribe header (RFC 8058) and link.
        """
        results = super()._generate_template(res_ids, render_fields, *args, **kwargs)
        if self.env.context.get("ecommerce_order_flow_cart_mails") is not None:
            for cart in self.env["sale.order"].browse(res_ids):
                results[cart.id].update(self._prepare_reminder(cart, results[cart.id]))
        return results

    def _prepare_reminder(self, cart, values):
        one_click_url = self.env["ecommerce.cart.mail.content"]._get_opt_out_url(
            cart, "one-click"
        )
        return {
            **self._prepare_recipient(cart.partner_id),
            "email_cc": False,
            "body_html": self._add_opt_out(cart, values["body_html"]),
            "headers": {
                "List-Unsubscribe": f"<{one_click_url}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "X-Auto-Response-Suppress": "OOF",
            },
        }

    def _prepare_recipient(self, partner):
        """Return the recipient of a reminder: the first address only.

        That is the address whose permission was checked.
        """
        if len(email_normalize_all(partner.email)) < 2:
            return {"partner_ids": partner.ids, "email_to": False}
        address = formataddr((partner.name or "", partner.email_normalized))
        return {"partner_ids": [], "email_to": address}

    def _add_opt_out(self, cart, body):
        """Return the body with an objection link, unless the template has one."""
        if "/shop/reminders/stop" in body:
            return body
        lang = cart.partner_id.lang or cart.website_id.default_lang_id.code
        env = self.with_context(lang=lang).env
        content = env["ecommerce.cart.mail.content"]
        return body + FOOTER % (
            content._explain_recipient(cart),
            env._(
                "You can object at any time, at no cost other than that of sending "
                "your message at basic rates:"
            ),
            Markup(" · ").join(
                LINK % (url, name) for name, url in content._get_opt_out_links(cart)
            ),
        )
