import pytz

from odoo import api, fields, models

from .timezones import find_timezones

# How many nights, one zone after the other, are waited for; quiet hours may be long.
MOST_NIGHTS = 10


class EcommerceCartCheck(models.AbstractModel):
    """When it is night where the customer is."""

    _inherit = "ecommerce.cart.check"

    @api.model
    def _find_quiet_hours(self, plans):
        return [plan for plan in plans if self._is_quiet(plan)]

    @api.model
    def _is_quiet(self, plan):
        """Return whether it is night where the customer is; mails wait for the end."""
        now = fields.Datetime.now()
        plan.check_again_at = self._get_end_of_night(plan.cart, now)
        return bool(plan.check_again_at)

    @api.model
    def _get_end_of_night(self, cart, now):
        """Return when it is day wherever the customer may be; none if it is already."""
        zones = self._get_customer_timezones(cart)
        time = now
        for _night in range(MOST_NIGHTS):
            ends = [self._get_end_of_quiet_hours(cart, zone, time) for zone in zones]
            if not any(ends):
                break
            time = max(filter(None, ends))
        return time if time > now else False

    @api.model
    def _get_end_of_quiet_hours(self, cart, zone_name, now):
        """Return when the quiet hours end in a time zone, none if it isn't quiet."""
        zone = pytz.timezone(zone_name)
        local_now = pytz.utc.localize(now).astimezone(zone).replace(tzinfo=None)
        end = cart.website_id._get_end_of_quiet_hours(local_now)
        return end and zone.localize(end).astimezone(pytz.utc).replace(tzinfo=None)

    @api.model
    def _get_customer_timezones(self, cart):
        """Return the time zones in which the customer may be, else the shop's."""
        partner = cart.partner_id
        if partner.tz:
            return [partner.tz]
        zones = find_timezones(
            partner.country_id.code, partner.state_id.code, partner.zip
        )
        return zones or [cart.company_id.partner_id.tz or "UTC"]
