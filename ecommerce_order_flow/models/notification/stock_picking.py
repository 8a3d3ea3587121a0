from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .const import PARCEL_KINDS


class StockPicking(models.Model):
    """What customers are told about their parcels, by the parcels' state.

    A parcel is the transfer by which goods leave to the customer.
    """

    _name = "stock.picking"
    _inherit = ["ecommerce.notification.mixin", "stock.picking"]

    flow_notification_ids = fields.One2many(
        "ecommerce.notification", "picking_id", string="Mails to the Customer"
    )
    pending_notification = fields.Selection(
        selection=PARCEL_KINDS,
        compute="_compute_pending_notification",
        store=True,
        index="btree_not_null",
        help="What the customer has not been told yet. Whether it is, the website "
        "says.",
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
        """Override of `stock` to tell customers numbers that come later."""
        result = super().write(vals)
        if vals.get("carrier_tracking_ref") and any(
            self.mapped("pending_notification")
        ):
            self.env["ecommerce.automation"]._trigger("send_shipment_mail")
        return result

    # === ACTION METHODS === #

    def action_send_notification_again(self):
        """Write to the customer about the parcel once more, by hand.

        :raise UserError: If there is nothing to tell yet.
        """
        self.ensure_one()
        notifier = self.env["ecommerce.parcel.notifier"]
        kind = notifier._get_current_kind(self)
        if not kind:
            raise UserError(
                self.env._(
                    "There is nothing to tell about %(transfer)s yet: it has neither "
                    "left nor is it ready for pickup.",
                    transfer=self.name,
                )
            )
        return notifier._compose(self, kind)

    # === WHAT IS LEFT TO THE AUTOMATION === #

    def message_post_with_source(self, source_ref, **kwargs):
        """Override of `mail` to keep Odoo's own mail about a parcel back.

        So a mail that can't be rendered undoes no shipment, and none is sent twice.
        """
        if not self._is_notifying() and self._is_left_to_automation(source_ref):
            return self.env["mail.message"]
        return super().message_post_with_source(source_ref, **kwargs)

    def _is_left_to_automation(self, source_ref):
        """Return whether a mail about a parcel is what the automation sends instead."""
        return (
            isinstance(source_ref, models.BaseModel)  # Not the name of a view.
            and all(picking._is_parcel() for picking in self)
            and source_ref == self.company_id.stock_mail_confirmation_template_id
        )

    # === AUTOMATION: SEND SHIPMENT MAILS === #

    @api.model
    def _flow_send_shipment_mail_domain(self):
        """Return the parcels about which their websites want to tell something."""
        return Domain("pending_notification", "!=", False) & Domain.OR(
            mail._get_due_domain()
            for mail in self.env["ecommerce.notification.setting"].search([])
        )

    def _flow_send_shipment_mail(self):
        for picking in self:
            self.env["ecommerce.parcel.notifier"]._notify(picking)
        self.env["ecommerce.automation"]._trigger_mail_queue()
