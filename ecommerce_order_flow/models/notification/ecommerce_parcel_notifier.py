from odoo import api, models
from odoo.exceptions import UserError

from ..delivery.tracking_numbers import split_numbers

MAIL_LAYOUT = "ecommerce_order_flow.shipment_mail_layout"


class EcommerceParcelNotifier(models.AbstractModel):
    """Tells customers what becomes of their parcels, each thing once."""

    _name = "ecommerce.parcel.notifier"
    _description = "Notifications of Parcels"

    # === WHAT IS TO TELL === #

    @api.model
    def _get_pending(self, picking):
        """Return the kind of mail that the parcel's customer has not had yet."""
        mails = picking.flow_notification_ids
        if picking._is_pickup():
            kind = self._get_pickup_kind(picking)
            return kind not in mails.mapped("kind") and kind
        if picking.state != "done":
            return False
        told = mails.filtered(lambda mail: mail.kind in ("shipped", "tracking"))
        if not told:
            return "shipped"
        numbers = split_numbers(picking.carrier_tracking_ref)
        # The last number counts: one that changes back is news, too.
        known = split_numbers(told.sorted("id")[-1:].tracking_ref)
        return "tracking" if numbers and numbers != known else False

    @api.model
    def _get_pickup_kind(self, picking):
        if picking.state == "done":
            return "picked_up"
        return picking._waits_for_customer() and "ready_for_pickup"

    @api.model
    def _get_current_kind(self, picking):
        """Return what the parcel's state is worth telling, told or not."""
        if not picking._is_parcel():
            return False
        if picking._is_pickup():
            return self._get_pickup_kind(picking)
        return picking.state == "done" and "shipped"

    @api.model
    def _get_round(self, picking, kind):
        """Return how many numbers of the parcel the customer had been told before."""
        if kind != "tracking":
            return 0
        return picking.flow_notification_ids.mapped("kind").count("tracking")

    @api.model
    def _get_due_kind(self, picking):
        """Return what the customer is told: also of a parcel whose shipping isn't."""
        kind = picking.pending_notification
        shipped = self._get_setting(picking, kind)
        notify_customer = shipped.is_on or shipped._is_left_to_odoo()
        return kind if kind != "shipped" or notify_customer else "tracking"

    @api.model
    def _get_setting(self, picking, kind):
        """Return the website's row for a kind of mail."""
        return self.env["ecommerce.notification.setting"].search(
            [("website_id", "=", picking.website_id.id), ("kind", "=", kind)]
        )

    # === HOW IT IS TOLD === #

    @api.model
    def _notify(self, picking):
        """Put the mail that is due into Odoo's outbox, and note that it was sent.

        :raise UserError: If the website has no mail to send.
        """
        setting = self._get_setting(picking, self._get_due_kind(picking))
        template = setting._get_template()
        if not template:
            raise UserError(
                self.env._(
                    "%(website)s has no mail for this: choose one in the settings of "
                    "the website, under Shipment Mails, or switch it off.",
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
                subtype_xmlid="mail.mt_note",  # It is no news to colleagues who follow.
            ),
            [values],
        )

    @api.model
    def _compose(self, picking, kind):
        """Return the action by which people write a mail of a kind once more."""
        # In sudo mode because warehouse people may not read what websites send.
        template = self.sudo()._get_setting(picking, kind)._get_template()
        return self.env["ecommerce.notification"]._compose(
            picking, template, MAIL_LAYOUT
        )
