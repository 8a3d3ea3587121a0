from odoo import api, models
from odoo.exceptions import UserError

from ..delivery.tracking_numbers import split_numbers
from .const import MAIL_LAYOUT


class EcommerceParcelNotifier(models.AbstractModel):
    """Notification of customers about their parcels, each kind once."""

    _name = "ecommerce.parcel.notifier"
    _description = "Parcel Notifications"

    # === WHAT IS TO TELL === #

    @api.model
    def _get_pending(self, picking):
        """Return the pending kind of email of the parcel, or False."""
        if picking._is_pickup():
            kind = self._get_pickup_kind(picking)
            return kind not in picking.flow_notification_ids.mapped("kind") and kind
        if picking.state != "done":
            return False
        told = picking.flow_notification_ids.filtered(
            lambda mail: mail.kind in ("shipped", "tracking")
        )
        if not told:
            return "shipped"
        numbers = split_numbers(picking.carrier_tracking_ref)
        # The last number counts: a number changed back is sent again.
        known = split_numbers(told.sorted("id")[-1:].tracking_ref)
        return "tracking" if numbers and numbers != known else False

    @api.model
    def _get_pickup_kind(self, picking):
        if picking.state == "done":
            return "picked_up"
        return picking._waits_for_customer() and "ready_for_pickup"

    @api.model
    def _get_current_kind(self, picking):
        """Return the kind of email for the parcel's state, sent or not."""
        if not picking._is_parcel():
            return False
        if picking._is_pickup():
            return self._get_pickup_kind(picking)
        return picking.state == "done" and "shipped"

    @api.model
    def _get_round(self, picking, kind):
        """Return the number of earlier tracking number emails of the parcel."""
        if kind != "tracking":
            return 0
        return picking.flow_notification_ids.mapped("kind").count("tracking")

    @api.model
    def _get_due_kind(self, picking):
        """Return the kind of email to send.

        Tracking numbers are sent even if the shipping email is disabled.
        """
        kind = picking.pending_notification
        shipped = self._get_setting(picking, kind)
        notify_customer = shipped.is_on or shipped._is_left_to_odoo()
        return kind if kind != "shipped" or notify_customer else "tracking"

    @api.model
    def _get_setting(self, picking, kind):
        """Return the website's setting for a kind of email."""
        return self.env["ecommerce.notification.setting"].search(
            [("website_id", "=", picking.website_id.id), ("kind", "=", kind)]
        )

    # === HOW IT IS TOLD === #

    @api.model
    def _notify(self, picking):
        """Queue the due email, and record the notification.

        :raise UserError: If the website has no template for it.
        """
        setting = self._get_setting(picking, self._get_due_kind(picking))
        template = setting._get_template()
        if not template:
            raise UserError(
                self.env._(
                    "%(website)s has no email template for this: choose one under "
                    "Shipping Emails in the website settings, or disable it.",
                    website=picking.website_id.name,
                )
            )
        values = {
            "order_id": picking.sale_id.id,
            "picking_id": picking.id,
            "kind": setting.kind,
            "tracking_ref": picking.carrier_tracking_ref,
            "round": self._get_round(picking, setting.kind),
        }
        self.env["ecommerce.notification"]._post(
            picking,
            lambda parcel: parcel.message_post_with_source(
                template,
                email_layout_xmlid=MAIL_LAYOUT,
                subtype_xmlid="mail.mt_note",  # Internal followers aren't notified.
            ),
            [values],
        )

    @api.model
    def _compose(self, picking, kind):
        """Return the action that opens the composer for a kind of email."""
        # In sudo mode because warehouse users may not read the settings of websites.
        template = self.sudo()._get_setting(picking, kind)._get_template()
        return self.env["ecommerce.notification"]._compose(
            picking, template, MAIL_LAYOUT
        )
