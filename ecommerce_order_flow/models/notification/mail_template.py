import re

from markupsafe import Markup

from odoo import models

# End of the first paragraph of an email, after which payment instructions are inserted:
# before Odoo's signature separator.
TEXT_END = re.compile(r"<div[^>]*>\s*--\s*<br|(?<=</p>)")
# Context key of confirmations that contain payment instructions.
ASKS_FOR_PAYMENT = "ecommerce_order_flow_asks_for_payment"
# Context key of emails that conclude the contract, with the website's legal documents.
CONCLUDES = "ecommerce_order_flow_concludes"
# The view with the payment instructions.
INSTRUCTIONS = "ecommerce_order_flow.payment_instructions_mail"


class MailTemplate(models.Model):
    _inherit = "mail.template"

    def _generate_template(self, res_ids, render_fields, *args, **kwargs):
        """Override of `mail` to add payment instructions to confirmations.

        They are added to any template of the website, because no other email contains
        them.
        """
        results = super()._generate_template(res_ids, render_fields, *args, **kwargs)
        if self.env.context.get(ASKS_FOR_PAYMENT):
            for order in self.env["sale.order"].browse(res_ids):
                self._ask_for_payment(order, results[order.id], render_fields)
        return results

    def _generate_template_attachments(self, res_ids, render_fields, **kwargs):
        """Override of `mail` to attach the legal documents of the website."""
        results = super()._generate_template_attachments(
            res_ids, render_fields, **kwargs
        )
        if self.env.context.get(CONCLUDES) and "report_template_ids" in render_fields:
            documents = self.env["ecommerce.legal.document"]
            for order in self.env["sale.order"].browse(res_ids):
                results[order.id].setdefault("attachments", []).extend(
                    documents._get_attachments(order)
                )
        return results

    def _ask_for_payment(self, order, values, render_fields):
        """Add payment instructions and a suitable subject to a confirmation."""
        is_without = INSTRUCTIONS not in (self.body_html or "")
        if "body_html" in render_fields and is_without:
            values["body_html"] = self._add_instructions(order, values["body_html"])
        if "subject" in render_fields and self._is_subject_by_payment():
            values["subject"] = self._get_subject(order)

    def _is_subject_by_payment(self):
        """Return whether the subject depends on the payment, as Odoo's does.

        Odoo's subject calls confirmed orders with a pending payment pending.
        """
        return "get_portal_last_transaction" in (self.subject or "")

    def _get_subject(self, order):
        lang = self._render_lang(order.ids)[order.id]
        return order.with_context(lang=lang).env._(
            "Order confirmation: your order %(order)s", order=order.name
        )

    def _add_instructions(self, order, body):
        """Return the body with the instructions after its first paragraph."""
        order = order.with_context(lang=self._render_lang(order.ids)[order.id])
        block = order.env["ir.qweb"]._render(INSTRUCTIONS, {"order": order})
        end = TEXT_END.search(body)
        place = end.start() if end else len(body)
        # Rendered already, and so markup whatever its type.
        before, after = Markup(body[:place]), Markup(body[place:])  # nosec B704
        return before + block + after
