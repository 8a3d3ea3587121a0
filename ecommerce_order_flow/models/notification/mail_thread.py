from odoo import models

from .customer_links import SECRETS, show_secrets

# Odoo's name of the recipients that are users of the company.
COLLEAGUES = "user"


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _notify_by_email_render_layout(
        self, message, recipients_group, msg_vals=False, render_values=None
    ):
        """Override to put the tokens of links into the emails of customers only."""
        body = super()._notify_by_email_render_layout(
            message, recipients_group, msg_vals, render_values
        )
        is_of_colleagues = recipients_group.get("notification_group_name") == COLLEAGUES
        if is_of_colleagues or not (msg_vals or {}).get(SECRETS):
            return body
        return show_secrets(body, msg_vals)
