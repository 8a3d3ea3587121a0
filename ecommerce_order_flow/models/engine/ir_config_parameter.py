from odoo import api, models

from .attempt import IN_SAVEPOINT

# Whether the mails of an event leave by its scheduled action, and not at once.
EVENT_MAIL_ASYNC = "event.event_mail_async"


class IrConfigParameter(models.Model):
    _inherit = "ir.config_parameter"

    @api.model
    def get_param(self, key, default=False):
        """Override: events don't mail tickets within savepoints.

        They commit after each mail.
        """
        if key == EVENT_MAIL_ASYNC and self.env.context.get(IN_SAVEPOINT):
            return "True"
        return super().get_param(key, default)
