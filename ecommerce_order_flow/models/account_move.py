from odoo import api, fields, models
from odoo.fields import Domain

from ..exceptions import NeedsPerson


class AccountMove(models.Model):
    _inherit = "account.move"

    is_owed_to_customer = fields.Boolean(
        string="To Be Sent",
        index="btree_not_null",
        copy=False,
        help="The invoice of a web order is still to be sent to the customer.",
    )
    flow_mail_ids = fields.One2many(
        "ecommerce.order.mail", "move_id", string="Mails to the Customer"
    )

    # === AUTOMATION: SEND INVOICES === #

    @api.model
    def _flow_send_invoice_domain(self):
        return Domain("is_owed_to_customer", "=", True) & Domain("state", "=", "posted")

    def _flow_send_invoice(self):
        for move in self:
            move._send_to_customer()
        self.env["sale.order"]._wake_mail_queue()

    def _send_to_customer(self):
        """Send the invoice the way and in the formats that Odoo chooses for it.

        :raise UserError: If a document can't be made, or nobody can get it.
        """
        self.ensure_one()
        send = self.env["account.move.send"].with_context(mail_notify_force_send=False)
        last_message = self.message_ids[:1]
        send._generate_and_send_invoices(self, **self._prepare_sending_options())
        message = self._find_mail_after(last_message)
        if not message and not self._is_sent_without_mail():
            raise NeedsPerson(
                self.env._(
                    "%(invoice)s can't be sent: %(customer)s has no e-mail address.",
                    invoice=self.name,
                    customer=self.partner_id.display_name,
                )
            )
        self._note_sent(message)

    def _prepare_sending_options(self):
        """Return what to send instead of Odoo's defaults."""
        template_id = (
            self.env["ir.config_parameter"]
            .sudo()
            .get_param("sale.default_invoice_email_template")
        )
        template = self.env["mail.template"].browse(int(template_id or 0)).exists()
        return {"mail_template": template} if template else {}

    def _find_mail_after(self, last_message):
        """Return the message by which the invoice was just mailed."""
        return self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("id", ">", last_message.id or 0),
                ("message_type", "=", "comment"),
            ],
            order="id",
            limit=1,
        )

    def _is_sent_without_mail(self):
        """Return whether Odoo sends the invoice another way, by Peppol for instance."""
        methods = self.env["account.move.send"]._get_default_sending_methods(self)
        return bool(set(methods) - {"email", "manual"})

    def _note_sent(self, message):
        self.is_owed_to_customer = False
        orders = self.line_ids.sale_line_ids.order_id
        self.env["ecommerce.order.mail"].create(
            [
                {
                    "order_id": order.id,
                    "kind": "invoice",
                    "move_id": self.id,
                    "message_id": message.id,
                }
                for order in orders
                if order.website_id
            ]
        )

    def _find_flow_order(self):
        return self.line_ids.sale_line_ids.order_id[:1]
