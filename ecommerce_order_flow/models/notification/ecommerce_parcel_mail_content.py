from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import format_date
from odoo.tools.misc import format_duration

from ..delivery.tracking_numbers import split_numbers


class EcommerceParcelMailContent(models.AbstractModel):
    """What mails about parcels say besides what is in them."""

    _name = "ecommerce.parcel.mail.content"
    _description = "Content of Mails About Parcels"

    @api.model
    def _get_order_url(self, picking):
        """Return the address of the customer's order page, on the website's domain."""
        content = self.env["ecommerce.parcel.content"]
        order = content._get_order_for_customer(picking)
        return picking.get_base_url() + order.get_portal_url()

    @api.model
    def _get_tracking_links(self, picking):
        """Return numbers and addresses by which the parcel can be followed.

        Several numbers are written with commas between them: each has its own link.
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
        """Return where the carrier tells about one of the parcel's numbers."""
        one = picking.new({"carrier_tracking_ref": number}, origin=picking)
        return picking.carrier_id and picking.carrier_id.get_tracking_link(one)

    @api.model
    def _has_other_number(self, picking):
        """Return whether the customer knows a number that isn't valid anymore."""
        valid = split_numbers(picking.carrier_tracking_ref)
        told = picking.flow_notification_ids.mapped("tracking_ref")
        return any(number not in valid for it in told for number in split_numbers(it))

    @api.model
    def _get_store(self, picking):
        """Return where the customer fetches the goods."""
        warehouse = picking._get_warehouse()
        return warehouse.partner_id or warehouse.company_id.partner_id

    @api.model
    def _get_opening_hours(self, picking):
        """Return the store's hours by day; they come with `website_sale_collect`."""
        warehouse = picking._get_warehouse()
        if "opening_hours" not in warehouse._fields:
            return []
        # In sudo mode because customers' mails are written by people who may not read
        # working times.
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
        """Return until when the goods are kept for the customer, none for ever."""
        days = picking.website_id.pickup_days
        if not days:
            return False
        told = picking.flow_notification_ids.filtered(
            lambda mail: mail.kind == "ready_for_pickup"
        )
        # Who is told again has not more time.
        calendar = picking._get_shipping_calendar()
        since = calendar._get_day(told[-1:].create_date or fields.Datetime.now())
        return format_date(self.env, since + relativedelta(days=days))
