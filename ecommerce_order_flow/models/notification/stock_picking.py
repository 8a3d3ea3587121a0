from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .const import PARCEL_KINDS


class StockPicking(models.Model):
    """Notifications about parcels, computed from their state.

    A parcel is the transfer by which products are shipped to the customer.
    """

    _name = "stock.picking"
    _inherit = ["ecommerce.notification.mixin", "stock.picking"]

    flow_notification_ids = fields.One2many(
        "ecommerce.notification", "picking_id", string="Customer Emails"
    )
    pending_notification = fields.Selection(
        string="Pending Email",
        selection=PARCEL_KINDS,
        compute="_compute_pending_notification",
        store=True,
        index="btree_not_null",
        help="The email due for this parcel. It is sent if the website's settings "
        "enable it.",
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "shipping_step",
        "state",
        "carrier_id.delivery_type",
        "carrier_tracking_ref",
        "move_ids.picked",
        "flow_notification_ids.kind",
        "flow_notification_ids.tracking_ref",
    )
    def _compute_pending_notification(self):
        notifier = self.env["ecommerce.parcel.notifier"]
        for picking in self:
            picking.pending_notification = (
                picking._is_parcel() and notifier._get_pending(picking)
            )

    # === CRUD METHODS === #

    def write(self, vals):
        """Override of `stock` to queue the email for a new tracking number."""
        result = super().write(vals)
        if vals.get("carrier_tracking_ref") and any(
            self.mapped("pending_notification")
        ):
            self.env["ecommerce.automation"]._trigger("send_shipment_mail")
        return result

    # === ACTION METHODS === #

    def action_send_notification_again(self):
        """Open the composer to notify the customer about the parcel again.

        :raise UserError: If there is nothing to notify yet.
        """
        self.ensure_one()
        self.check_access("write")
        notifier = self.env["ecommerce.parcel.notifier"]
        kind = notifier._get_current_kind(self)
        if not kind:
            raise UserError(
                self.env._(
                    "No email applies to %(transfer)s yet: it is neither shipped nor "
                    "ready for pickup.",
                    transfer=self.name,
                )
            )
        return notifier._compose(self, kind)

    # === WHAT IS LEFT TO THE AUTOMATION === #

    def message_post_with_source(self, source_ref, **kwargs):
        """Override of `mail` to suppress Odoo's confirmation email.

        A template that fails to render then rolls back no shipment, and no email is
        sent twice.
        """
        if not self._is_notifying() and self._is_left_to_automation(source_ref):
            return self.env["mail.message"]
        return super().message_post_with_source(source_ref, **kwargs)

    def _is_left_to_automation(self, source_ref):
        """Return whether the automation replaces this email."""
        return (
            isinstance(source_ref, models.BaseModel)  # Not the name of a view.
            and all(picking._is_parcel() for picking in self)
            and source_ref == self.company_id.stock_mail_confirmation_template_id
        )

    # === AUTOMATION: SEND SHIPMENT MAILS === #

    @api.model
    def _flow_send_shipment_mail_domain(self):
        """Return the domain of the parcels with a notification due."""
        return Domain("pending_notification", "!=", False) & Domain.OR(
            mail._get_due_domain()
            for mail in self.env["ecommerce.notification.setting"].search([])
        )

    def _flow_send_shipment_mail(self):
        for picking in self:
            self.env["ecommerce.parcel.notifier"]._notify(picking)
        self.env["ecommerce.automation"]._trigger_mail_queue()
