from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..engine.attempt import failing_alone
from ..engine.guard import write_guarded
from ..status.const import PARCEL_STEPS

# How long after shipping a connector is queried about a parcel.
ASK_FOR = timedelta(days=60)
# Working days in transit if no transit time is configured.
DEFAULT_TRANSIT_DAYS = 2
# Number of parcels queried to find out whether a carrier responds again.
PROBES = 3


class DeliveryCarrier(models.Model):
    _name = "delivery.carrier"
    _inherit = ["delivery.carrier", "ecommerce.guarded.mixin"]

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
        help="Since when the carrier's connector does not answer. Until it does "
        "again, only a few parcels are asked about.",
    )

    # === TRANSIT TIMES === #

    def _get_transit_days(self, country):
        """Return the transit time to a country in working days.

        Also works on an empty recordset. Pickups take 0 days.
        """
        if self.delivery_type == "in_store":
            return 0
        days_by_country = {time.country_id: time.days for time in self.transit_time_ids}
        other_countries = self.env["res.country"]
        return days_by_country.get(
            country, days_by_country.get(other_countries, DEFAULT_TRANSIT_DAYS)
        )

    def _get_working_calendar(self, warehouse_calendar):
        """Return the calendar of the days in transit, also for no carrier."""
        return self.working_calendar_id or warehouse_calendar

    # === WHAT CARRIERS REPORT === #

    @api.private
    def get_delivered_on(self, picking):
        """Return the delivery date reported by the carrier's connector.

        Connectors implement it in the method ``<delivery_type>_get_delivered_on``.

        :return: The date in the recipient's time zone; None while the parcel is in
            transit.
        """
        self.ensure_one()
        ask = getattr(self, f"{self.delivery_type}_get_delivered_on", None)
        return ask(picking) if ask else None

    @api.model
    def _find_reporting_carriers(self):
        """Return the carriers whose connector reports delivery dates."""
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
        """Return the domain of the parcels with a connector that reports deliveries.

        Parcels are included for 60 days after shipping. The others are estimated.
        """
        carriers = self._find_reporting_carriers()
        return (
            Domain("carrier_id", "in", carriers.ids)
            & Domain("carrier_tracking_ref", "!=", False)
            & Domain("date_done", ">", fields.Datetime.now() - ASK_FOR)
        )

    @api.model
    def _get_asked_domain(self):
        """Return the domain of the undelivered parcels that can be queried."""
        return (
            Domain("shipping_step", "in", PARCEL_STEPS)
            & Domain("state", "=", "done")
            & Domain("delivered_on", "=", False)
            & self.env["website"]._get_automation_domain("date_done")
            & self._get_reported_domain()
        )

    def _ask_about(self, parcel):
        """Query the carrier about a parcel and record the delivery date."""
        day = self.get_delivered_on(parcel)
        write_guarded(parcel, {"delivery_asked_at": fields.Datetime.now()})
        if day:
            parcel._set_delivered(day, "carrier")

    # === CARRIERS THAT DON'T ANSWER === #

    def _note_silence(self, parcel):
        """Record that the carrier is unreachable if queries on other parcels fail too.

        :param parcel: The parcel whose query just failed.
        :return: Whether the carrier is unreachable, rather than only this parcel
            unknown.
        """
        if self._has_answered_since(self._get_first_failure_date(parcel)):
            return False
        self.unreachable_since = self.unreachable_since or fields.Datetime.now()
        return True

    def _get_first_failure_date(self, parcel):
        """Return when the first open failure of another parcel was recorded."""
        automation = self.env["ecommerce.automation"]._find("ask_carrier")
        failures = automation.failure_ids.filtered(lambda it: it.res_id != parcel.id)
        parcels = parcel.browse(failures.mapped("res_id")).exists()
        own_ids = parcels.filtered(lambda p: p.carrier_id == self).ids
        dates = failures.filtered(lambda it: it.res_id in own_ids).mapped("create_date")
        return min(dates, default=None)

    def _has_answered_since(self, date):
        """Return whether the carrier answered since a time; True without one."""
        return not date or bool(
            self.env["stock.picking"].search_count(
                [("carrier_id", "=", self.id), ("delivery_asked_at", ">=", date)],
                limit=1,
            )
        )

    @api.model
    def _flow_reach_carrier_domain(self):
        """Return the domain of the carriers marked as unreachable."""
        return Domain("unreachable_since", "!=", False)

    def _flow_reach_carrier(self):
        for carrier in self:
            carrier._ask_about_some_parcels()
            carrier.unreachable_since = False
        self.env["ecommerce.automation"]._trigger("ask_carrier")

    def _ask_about_some_parcels(self):
        """Query the newest parcels until the carrier responds, whatever the answer.

        :raise Exception: The connector's error if no query succeeds.
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
