from markupsafe import Markup

from odoo import models

PARAGRAPH_END = Markup("</p>")
# The key of the context by which a confirmation says how the order is to be paid.
ASKS_FOR_PAYMENT = "ecommerce_order_flow_asks_for_payment"


class MailTemplate(models.Model):
    _inherit = "mail.template"

    def _generate_template(self, res_ids, render_fields, *args, **kwargs):
        """Override of `mail` to say in confirmations how an unpaid order is paid.

        Whatever template the website has: nobody else tells the customer.
        """
        results = super()._generate_template(res_ids, render_fields, *args, **kwargs)
        if self.env.context.get(ASKS_FOR_PAYMENT):
            for order in self.env["sale.order"].browse(res_ids):
                self._ask_for_payment(order, results[order.id], render_fields)
        return results

    def _ask_for_payment(self, order, values, render_fields):
        """Let a confirmation say how the order is paid, and that it is confirmed."""
        if "body_html" in render_fields:
            values["body_html"] = self._add_instructions(order, values["body_html"])
        if "subject" in render_fields and self._is_subject_by_payment():
            values["subject"] = self._get_subject(order)

    def _is_subject_by_payment(self):
        """Return whether the subject calls confirmed orders pending, as Odoo's does."""
        return "get_portal_last_transaction" in (self.subject or "")

    def _get_subject(self, order):
        lang = self._render_lang(order.ids)[order.id]
        return order.with_context(lang=lang).env._(
            "Order confirmation: your order %(order)s", order=order.name
        )

    def _add_instructions(self, order, body):
        """Return the body with the instructions after its first paragraph."""
        order = order.with_context(lang=self._render_lang(order.ids)[order.id])
        block = order.env["ir.qweb"]._render(
            "ecommerce_order_flow.payment_instructions_mail", {"order": order}
        )
        # Rendered already, and so markup whatever its type.
        opening, end, rest = Markup(body).partition(PARAGRAPH_END)
        return opening + end + block + rest if end else opening + block
