from dateutil.relativedelta import relativedelta

from odoo import api, fields, models


class EcommerceCancellationLimit(models.AbstractModel):
    """Limits of customers for cancelling orders without picking.

    The rules are called in order. To add one: put its code into `_get_rules` and write
    `_explain_<code>`, which returns the reason, or a falsy value.
    """

    _name = "ecommerce.cancellation.limit"
    _description = "Limit of Cancellations by Customers"

    @api.model
    def _get_rules(self):
        """Return the codes of the rules, in the order of the checks."""
        return [
            "vendor",
            "opened_download",
            "begun_event",
            "spent_gift_card",
            "expired_gift_card",
            "days",
        ]

    @api.model
    def _explain(self, order):
        """Return why the customer can't cancel anymore, or a falsy value."""
        if order.state != "sale":
            return False  # Nothing was delivered yet.
        for code in self._get_rules():
            if reason := getattr(self, f"_explain_{code}")(order):
                return reason
        return False

    @api.model
    def _explain_days(self, order):
        days = order.website_id.cancellation_days
        if not days or self._has_goods(order):
            return False
        if order.date_order + relativedelta(days=days) > fields.Datetime.now():
            return False
        if days == 1:
            return self.env._(
                "%(order)s cannot be cancelled: services, tickets and downloads can "
                "be cancelled within one day.",
                order=order.name,
            )
        return self.env._(
            "%(order)s cannot be cancelled: services, tickets and downloads can be "
            "cancelled within %(days)s days.",
            order=order.name,
            days=days,
        )

    @api.model
    def _has_goods(self, order):
        return "stock_move" in order.order_line.mapped("qty_delivered_method")

    # === VENDORS === #

    @api.model
    def _explain_vendor(self, order):
        """Return a reason if a vendor who ships to the customer has the order."""
        # In sudo mode because customers may not read transfers.
        transfers = order.sudo().picking_ids
        if not any(
            transfer.shipping_step == "dropship" and transfer.state != "cancel"
            for transfer in transfers
        ):
            return False
        return self.env._(
            "%(order)s cannot be cancelled here: some of its products were ordered "
            "from a vendor who ships them to you.",
            order=order.name,
        )

    # === DOWNLOADS === #

    @api.model
    def _explain_opened_download(self, order):
        if not order.download_opened_at:
            return False
        return self.env._(
            "%(order)s cannot be cancelled: one of its downloads has already been "
            "opened.",
            order=order.name,
        )

    @api.model
    def _note_opened_download(self, order, document):
        """Record when the customer first opens a download sold by the order."""
        is_sold = (
            document.attached_on_sale == "sale_order"
            and document in order._get_product_documents()
        )
        if is_sold and not order.download_opened_at:
            order.download_opened_at = fields.Datetime.now()
            order.message_post(
                body=self.env._(
                    "The customer opened the download %(document)s.",
                    document=document.name,
                )
            )

    # === EVENTS === #

    @api.model
    def _explain_begun_event(self, order):
        for line in self._get_event_lines(order):
            if self._is_event_over(line):
                return self.env._(
                    "%(order)s cannot be cancelled: the registration for %(event)s is "
                    "closed.",
                    order=order.name,
                    event=line.event_id.name,
                )
        return False

    @api.model
    def _get_event_lines(self, order):
        """Return the lines with event tickets; none without Odoo's `event_sale`."""
        # In sudo mode because customers and salespeople may not see events.
        lines = order.sudo().order_line
        has_events = "event_id" in lines._fields
        return lines.filtered("event_id") if has_events else lines.browse()

    @api.model
    def _is_event_over(self, line):
        """Return whether the seats can't be resold, or an attendee attended."""
        begin = line.event_slot_id.start_datetime or line.event_id.date_begin
        end_of_sale = line.event_ticket_id.end_sale_datetime
        limit = min(end_of_sale or begin, begin)
        is_attended = "done" in line.registration_ids.mapped("state")
        return is_attended or limit <= fields.Datetime.now()

    # === GIFT CARDS === #

    @api.model
    def _explain_spent_gift_card(self, order):
        if not self.env["ecommerce.gift.card.check"]._find_spent(order):
            return False
        return self.env._(
            "%(order)s cannot be cancelled: a gift card that you bought with it has "
            "already been used.",
            order=order.name,
        )

    @api.model
    def _explain_expired_gift_card(self, order):
        if not self.env["ecommerce.gift.card.check"]._find_lost(order):
            return False
        return self.env._(
            "%(order)s cannot be cancelled here: you paid with a gift card that has "
            "expired in the meantime, and the amount would be lost.",
            order=order.name,
        )
