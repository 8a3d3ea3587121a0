import pytz

from odoo import api, fields, models

from .timezones import find_timezones

# Limit for consecutive nights in several time zones; quiet hours may be long.
MOST_NIGHTS = 10


class EcommerceCartCheck(models.AbstractModel):
    """Quiet hours in the customer's time zone."""

    _inherit = "ecommerce.cart.check"

    @api.model
    def _find_quiet_hours(self, plans):
        return [plan for plan in plans if self._is_quiet(plan)]

    @api.model
    def _is_quiet(self, plan):
        """Return whether it is night for the customer; checked again later."""
        now = fields.Datetime.now()
        plan.check_again_at = self._get_end_of_night(plan.cart, now)
        return bool(plan.check_again_at)

    @api.model
    def _get_end_of_night(self, cart, now):
        """Return when the quiet hours are over in all possible zones, or False."""
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
        """Return the end of the quiet hours in a time zone; None if not quiet."""
        zone = pytz.timezone(zone_name)
        local_now = pytz.utc.localize(now).astimezone(zone).replace(tzinfo=None)
        end = cart.website_id._get_end_of_quiet_hours(local_now)
        return end and zone.localize(end).astimezone(pytz.utc).replace(tzinfo=None)

    @api.model
    def _get_customer_timezones(self, cart):
        """Return the possible time zones of the customer, or else the shop's."""
        partner = cart.partner_id
        if partner.tz:
            return [partner.tz]
        zones = find_timezones(
            partner.country_id.code, partner.state_id.code, partner.zip
        )
        return zones or [cart.company_id.partner_id.tz or "UTC"]
