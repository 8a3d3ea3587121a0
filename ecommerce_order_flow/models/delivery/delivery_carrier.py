from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine.attempt import failing_alone
from ..status.const import PARCEL_STEPS

# How long a connector is asked about a parcel.
ASK_FOR = timedelta(days=60)
# Working days that a parcel is on the way if nobody set how long.
DEFAULT_TRANSIT_DAYS = 2
# Parcels about which a carrier is asked to see whether it answers again.
PROBES = 3


class DeliveryCarrier(models.Model):
    _inherit = "delivery.carrier"

    transit_time_ids = fields.One2many(
        "ecommerce.transit.time", "carrier_id", string="Transit Times", copy=True
    )
    working_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Carrier's Working Days",
        check_company=True,
        help="Days on which the carrier delivers, without the holidays of its country. "
        "Empty: the working days of the warehouse.",
    )
    unreachable_since = fields.Datetime(
        string="No Answer Since",
        readonly=True,
        copy=False,
        help="Since when the carrier's connector answers nothing: until it does again, "
        "it is asked about a few parcels only.",
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

    def _get_working_calendar(self, warehouse_calendar):
        """Return the days on which parcels move, also without a carrier."""
        return self.working_calendar_id or warehouse_calendar

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

    @api.model
    def _get_asked_domain(self):
        """Return the domain of the parcels on their way that carriers know of."""
        return (
            Domain("shipping_step", "in", PARCEL_STEPS)
            & Domain("state", "=", "done")
            & Domain("delivered_on", "=", False)
            & self.env["website"]._get_automation_domain("date_done")
            & self._get_reported_domain()
        )

    def _ask_about(self, parcel):
        """Note what the carrier says of a parcel."""
        day = self.get_delivered_on(parcel)
        parcel.delivery_asked_at = fields.Datetime.now()
        if day:
            parcel._set_delivered(day, "carrier")

    # === CARRIERS THAT DON'T ANSWER === #

    def _note_silence(self, parcel):
        """Note that the carrier is out of reach, if asking fails of other parcels, too.

        :param parcel: Of which it failed just now.
        :return: Whether the carrier is out of reach, and not only this parcel unknown.
        """
        if self._has_answered_since(self._get_first_failure_date(parcel)):
            return False
        self.unreachable_since = self.unreachable_since or fields.Datetime.now()
        return True

    def _get_first_failure_date(self, parcel):
        """Return since when asking about another parcel fails, if it does."""
        automation = self.env["ecommerce.automation"]._find("ask_carrier")
        failures = automation.failure_ids.filtered(lambda it: it.res_id != parcel.id)
        parcels = parcel.browse(failures.mapped("res_id")).exists()
        own_ids = parcels.filtered(lambda p: p.carrier_id == self).ids
        dates = failures.filtered(lambda it: it.res_id in own_ids).mapped("create_date")
        return min(dates, default=None)

    def _has_answered_since(self, date):
        """Tell whether the carrier answered about any parcel since a time, if given."""
        return not date or bool(
            self.env["stock.picking"].search_count(
                [("carrier_id", "=", self.id), ("delivery_asked_at", ">=", date)],
                limit=1,
            )
        )

    @api.model
    def _flow_reach_carrier_domain(self):
        """Return the carriers of which it isn't known whether they answer again."""
        return Domain("unreachable_since", "!=", False)

    def _flow_reach_carrier(self):
        for carrier in self:
            carrier._ask_about_some_parcels()
            carrier.unreachable_since = False
        self.env["ecommerce.automation"]._trigger("ask_carrier")

    def _ask_about_some_parcels(self):
        """Ask about the newest parcels until there is an answer, whatever it says.

        :raise Exception: What the connector raises if it answers about none of them.
        """
        parcels = self.env["stock.picking"].search(
            Domain("carrier_id", "=", self.id) & self._get_asked_domain(),
            order="id desc",
            limit=PROBES,
        )
        error = None
        for parcel in parcels:
            with failing_alone(parcel) as attempt:
                self.get_delivered_on(attempt.records)
            if not attempt.error:
                return
            error = attempt.error
        if error:
            raise error
