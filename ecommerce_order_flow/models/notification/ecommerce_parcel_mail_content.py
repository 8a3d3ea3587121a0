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
