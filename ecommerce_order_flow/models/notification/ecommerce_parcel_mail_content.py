from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import format_date
from odoo.tools.misc import format_duration

from ..delivery.tracking_numbers import split_numbers


class EcommerceParcelMailContent(models.AbstractModel):
    """Content of emails about parcels other than their products."""

    _name = "ecommerce.parcel.mail.content"
    _description = "Shipping Email Content"

    @api.model
    def _get_order_url(self, picking):
        """Return the URL of the customer's order page, on the website's domain."""
        content = self.env["ecommerce.parcel.content"]
        order = content._get_order_for_customer(picking)
        return picking.get_base_url() + order.get_portal_url()

    @api.model
    def _get_tracking_links(self, picking):
        """Return the tracking numbers and links of the parcel.

        Several numbers are separated by commas; each has its own link.
        """
        if links := picking.carrier_tracking_ref and (
            picking.get_multiple_carrier_tracking()
        ):
            return links
        return [
            (number, self._get_tracking_url(picking, number))
            for number in split_numbers(picking.carrier_tracking_ref)
        ]

    @api.model
    def _get_tracking_url(self, picking, number):
        """Return the carrier's tracking link of one of the parcel's numbers."""
        one = picking.new({"carrier_tracking_ref": number}, origin=picking)
        return picking.carrier_id and picking.carrier_id.get_tracking_link(one)

    @api.model
    def _has_other_number(self, picking):
        """Return whether a number sent to the customer isn't valid anymore."""
        valid = split_numbers(picking.carrier_tracking_ref)
        told = picking.flow_notification_ids.mapped("tracking_ref")
        return any(number not in valid for it in told for number in split_numbers(it))

    @api.model
    def _get_store(self, picking):
        """Return the address of the pickup location."""
        warehouse = picking._get_warehouse()
        return warehouse.partner_id or warehouse.company_id.partner_id

    @api.model
    def _get_opening_hours(self, picking):
        """Return the store's hours by day; they need `website_sale_collect`."""
        warehouse = picking._get_warehouse()
        if "opening_hours" not in warehouse._fields:
            return []
        # In sudo mode because users who send emails may not read working times.
        attendances = warehouse.sudo().opening_hours.attendance_ids.filtered(
            lambda attendance: attendance.day_period != "lunch"
        )
        days = dict(attendances._fields["dayofweek"]._description_selection(self.env))
        return [
            (
                days[day],
                ", ".join(
                    f"{format_duration(hours.hour_from)} - "
                    f"{format_duration(hours.hour_to)}"
                    for hours in of_day.sorted("hour_from")
                ),
            )
            for day, of_day in sorted(attendances.grouped("dayofweek").items())
        ]

    @api.model
    def _get_map_url(self, picking):
        """Return the link to a map with the pickup location, or a falsy value."""
        store = self._get_store(picking)
        return store.street and store.city and store.google_map_link(zoom=16)

    @api.model
    def _describe_amount_due(self, picking):
        """Return the sentence with the amount to pay on pickup, or a falsy value."""
        order = self.env["ecommerce.parcel.content"]._get_order_for_customer(picking)
        due = self.env["ecommerce.payment.instructions"]._get(order)
        if not due or due.mode == "wire_transfer":
            return False
        return self.env._("Please pay %(amount)s on pickup.", amount=due.amount_text)

    @api.model
    def _describe_expected_delivery(self, picking):
        """Return when the parcel should arrive, or a falsy value if it is there."""
        day = picking.expected_delivery_on
        if not day or picking.delivered_on or picking._is_pickup():
            return False
        return self.env._("Expected delivery: %(day)s", day=format_date(self.env, day))

    @api.model
    def _describe_pickup_period(self, picking):
        """Return the last pickup date in a sentence, or False without a limit."""
        day = self._get_last_pickup_day(picking)
        return day and self.env._("We keep your items for you until %(day)s.", day=day)

    @api.model
    def _get_last_pickup_day(self, picking):
        """Return the last pickup date, or False if there is no limit."""
        days = picking.website_id.pickup_days
        if not days:
            return False
        told = picking.flow_notification_ids.filtered(
            lambda mail: mail.kind == "ready_for_pickup"
        )
        # Resending doesn't extend the pickup period.
        calendar = picking._get_shipping_calendar()
        since = calendar._get_day(told[-1:].create_date or fields.Datetime.now())
        return format_date(self.env, since + relativedelta(days=days))
