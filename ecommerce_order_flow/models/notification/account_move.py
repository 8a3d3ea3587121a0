from odoo import api, fields, models
from odoo.fields import Domain

from ...exceptions import IssueError
from ..engine.guard import write_guarded
from .const import MAIL_LAYOUT
from .ecommerce_notification_mixin import LAYOUT


class AccountMove(models.Model):
    """Sending of the invoices of eCommerce orders."""

    _name = "account.move"
    _inherit = ["ecommerce.notification.mixin", "account.move"]

    flow_notification_ids = fields.One2many(
        "ecommerce.notification", "move_id", string="Customer Emails"
    )

    # === AUTOMATION: SEND INVOICES === #

    @api.model
    def _flow_send_invoice_domain(self):
        """Return the domain of the invoices to send; cancelled ones are excluded.

        An invoice waits for the capture of an authorized payment, and for its credit
        note if its amount is too high: both would request money that isn't owed.
        """
        orders = "line_ids.sale_line_ids.order_id"
        is_to_capture = Domain(
            orders, "any", [("amount_authorized", ">", 0), ("amount_owed", ">", 0)]
        )
        is_to_correct = Domain("amount_residual", ">", 0) & Domain(
            orders, "any", [("amount_to_credit", ">", 0)]
        )
        return (
            Domain("is_to_send", "=", True)
            & ~is_to_capture
            & ~is_to_correct
            & Domain("state", "=", "posted")
            & Domain("payment_state", "!=", "reversed")
            & Domain(f"{orders}.state", "!=", "cancel")
        )

    def _flow_send_invoice(self):
        for move in self:
            move._send_to_customer()
        self.env["ecommerce.automation"]._trigger_mail_queue()

    def _send_to_customer(self):
        """Send the invoice by the method and in the formats that Odoo selects.

        :raise UserError: If a document can't be created, or there is no recipient.
        """
        self.ensure_one()
        notifications = self.env["ecommerce.notification"]._post(
            self,
            lambda move: move._generate_and_send(),
            [
                {"order_id": order.id, "kind": "invoice", "move_id": self.id}
                for order in self.line_ids.sale_line_ids.order_id
                if order.website_id
            ],
        )
        if not notifications.message_id and not self._is_sent_without_mail():
            raise IssueError(
                self.env._(
                    "%(invoice)s cannot be sent: %(customer)s has no email address.",
                    invoice=self.name,
                    customer=self.partner_id.display_name,
                )
            )
        write_guarded(self, {"is_to_send": False})

    def _generate_and_send(self):
        """Create the documents and send them, in the frame of the invoice's website."""
        move = self.with_context(**{LAYOUT: MAIL_LAYOUT if self.website_id else False})
        self.env["account.move.send"]._generate_and_send_invoices(
            move, **self._prepare_sending_options()
        )

    def _prepare_sending_options(self):
        """Return the sending options that replace Odoo's defaults."""
        template = self._get_chosen_template()
        if self.payment_state == "partial":
            odoos_template = self._get_mail_template()
            # Odoo's own email would request the whole amount.
            if (template or odoos_template) == odoos_template:
                template = self._get_partly_paid_template()
        options = {"mail_template": template} if template else {}
        if self.website_id and not self.partner_id.lang:
            options["mail_lang"] = self.website_id.default_lang_id.code
        return options

    def _get_chosen_template(self):
        """Return the email template chosen in the settings of Sales."""
        # In sudo mode because system parameters are the administrator's.
        template_id = (
            self.env["ir.config_parameter"]
            .sudo()
            .get_param("sale.default_invoice_email_template")
        )
        return self.env["mail.template"].browse(int(template_id or 0)).exists()

    def _get_partly_paid_template(self):
        return self.env.ref(
            "ecommerce_order_flow.mail_template_invoice_partly_paid",
            raise_if_not_found=False,
        )

    def _is_sent_without_mail(self):
        """Return whether Odoo sends the invoice by another method, like Peppol."""
        methods = self.env["account.move.send"]._get_default_sending_methods(self)
        return bool(set(methods) - {"email", "manual"})
