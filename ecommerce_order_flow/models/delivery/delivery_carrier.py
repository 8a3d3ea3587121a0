from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# How long a connector is asked about a parcel.
ASK_FOR = timedelta(days=60)
# Working days that a parcel is on the way if nobody set how long.
DEFAULT_TRANSIT_DAYS = 2


class DeliveryCarrier(models.Model):
    _inherit = "delivery.carrier"

    transit_time_ids = fields.One2many(
        "ecommerce.transit.time", "carrier_id", string="Transit Times", copy=True
    )

    # === TRANSIT TIMES === #

    def _get_transit_days(self, country):
        """Return how many working days a parcel to a country is on the way.

        Also without a carrier. What customers fetch is on no way.
        """
        if self.delivery_type == "in_store":
            return 0
        days_by_country = {time.country_id: time.days for time in self.transit_time_ids}
        other_countries = self.env["res.country"]
        return days_by_country.get(
            country, days_by_country.get(other_countries, DEFAULT_TRANSIT_DAYS)
        )

    # === WHAT CARRIERS REPORT === #

    def get_delivered_on(self, picking):
        """Ask the carrier when a parcel was delivered.

        A connector answers with its method ``<delivery_type>_get_delivered_on``.

        :return: The day, by the calendar where the parcel arrived; nothing as long as
            it is on the way.
        """
        self.ensure_one()
        ask = getattr(self, f"{self.delivery_type}_get_delivered_on", None)
        return ask(picking) if ask else None

    @api.model
    def _find_reporting_carriers(self):
        """Return the carriers whose connector tells when parcels are delivered."""
        types = [
            delivery_type
            for delivery_type in self._fields["delivery_type"].get_values(self.env)
            if hasattr(self, f"{delivery_type}_get_delivered_on")
        ]
        return self.with_context(active_test=False).search(
            [("delivery_type", "in", types)]
        )

    @api.model
    def _get_reported_domain(self):
        """Return the domain of the parcels of which a carrier's connector reports.

        It is asked for some weeks. A parcel of which it never reports is estimated.
        """
        carriers = self._find_reporting_carriers()
        return (
            Domain("carrier_id", "in", carriers.ids)
            & Domain("carrier_tracking_ref", "!=", False)
            & Domain("date_done", ">", fields.Datetime.now() - ASK_FOR)
        )
