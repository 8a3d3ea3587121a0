from odoo import api, models

from .attempt import IN_SAVEPOINT

# System parameter: whether the emails of an event are sent by its scheduled action.
EVENT_MAIL_ASYNC = "event.event_mail_async"


class IrConfigParameter(models.Model):
    _inherit = "ir.config_parameter"

    @api.model
    def get_param(self, key, default=False):
        """Override to defer the ticket emails of events within savepoints.

        Events commit after each email.
        """
        if key == EVENT_MAIL_ASYNC and self.env.context.get(IN_SAVEPOINT):
            return "True"
        return super().get_param(key, default)
