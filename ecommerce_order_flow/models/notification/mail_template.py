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
        if self.env.context.get(ASKS_FOR_PAYMENT) and "body_html" in render_fields:
            for order in self.env["sale.order"].browse(res_ids):
                results[order.id]["body_html"] = self._add_instructions(
                    order, results[order.id]["body_html"]
                )
        return results

    def _add_instructions(self, order, body):
        """Return the body with the instructions after its first paragraph."""
        order = order.with_context(lang=self._render_lang(order.ids)[order.id])
        block = order.env["ir.qweb"]._render(
            "ecommerce_order_flow.payment_instructions_mail", {"order": order}
        )
        # Rendered already, and so markup whatever its type.
        opening, end, rest = Markup(body).partition(PARAGRAPH_END)
        return opening + end + block + rest if end else opening + block
