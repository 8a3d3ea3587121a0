from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from ...client_actions import CLOSE, show_notification
from ..engine.attempt import failing_alone
from ..engine.guard import write_guarded
from ..status.const import PARCEL_STEPS

# The last time zone behind UTC: a day that has begun there has begun everywhere.
LAST_TIME_ZONE = timedelta(hours=12)
# How often a connector is queried about the same parcel at most.
ASK_EVERY = timedelta(hours=6)


def get_transit_terms(parcel):
    """Return the values from which a parcel's expected delivery is computed."""
    carrier = parcel.carrier_id
    return (
        carrier._get_working_calendar(parcel._get_shipping_calendar()),
        parcel._get_shipped_on(),
        carrier._get_transit_days(parcel.shipping_recipient_id.country_id),
    )


def tell_delivered(env, count, left_out):
    """Return the message with the deliveries recorded and the parcels skipped."""
    if not left_out:
        return env._("Marked as delivered today: %(count)s", count=count)
    return env._(
        "Marked as delivered today: %(count)s. Skipped (not shipped, already "
        "delivered or not eCommerce): %(names)s",
        count=count,
        names=", ".join(left_out.mapped("name")),
    )


def prepare_delivered(day, source):
    """Return the values of a delivery; delivered parcels are not sent back."""
    values = {"delivered_on": day, "delivered_source": source}
    return {**values, "is_sent_back": False} if day else values


class StockPicking(models.Model):
    """Expected and actual delivery dates, and their source.

    Carriers, their files and users report facts; the transit time gives an estimate. A
    fact replaces an estimate. The first fact stays unless a user enters another date.
    """

    _inherit = "stock.picking"

    delivered_source = fields.Selection(
        selection=[
            ("carrier", "Carrier"),
            ("import", "File Import"),
            ("manual", "Manual"),
            ("pickup", "Picked Up"),
            ("estimate", "Estimated"),
        ],
        string="Source",
        copy=False,
        readonly=True,
    )
    expected_delivery_on = fields.Date(
        string="Expected Delivery",
        compute="_compute_expected_delivery_on",
        store=True,
        help="The day of shipping and the working days that the carrier needs.",
    )
    delivery_asked_at = fields.Datetime(
        string="Delivery Status Requested On", copy=False, readonly=True
    )
    ship_by = fields.Date(
        compute="_compute_ship_by",
        store=True,
        index="btree_not_null",
        help="The date by which the products must leave the warehouse.",
    )

    # Partial index for the domain of the automation.
    _expected_delivery_idx = models.Index(
        "(expected_delivery_on) "
        "WHERE shipping_step IN ('ship', 'dropship') AND delivered_on IS NULL"
    )
    # Partial index for the work list.
    _to_ship_idx = models.Index(
        "(shipping_step, ship_by) "
        "WHERE shipping_step IS NOT NULL AND state NOT IN ('draft', 'done', 'cancel')"
    )

    # === COMPUTE METHODS === #

    @api.depends("shipping_step", "state", "date_done", "carrier_id")
    def _compute_expected_delivery_on(self):
        parcels = self.filtered(lambda p: p._is_shipped() and p.date_done)
        (self - parcels).expected_delivery_on = False
        for terms, like_parcels in parcels.grouped(get_transit_terms).items():
            calendar, shipped_on, transit_days = terms
            like_parcels.expected_delivery_on = calendar._add_working_days(
                shipped_on, transit_days
            )

    @api.depends("shipping_step", "sale_id.ship_by")
    def _compute_ship_by(self):
        for picking in self:
            picking.ship_by = picking.shipping_step and picking.sale_id.ship_by

    # === CONSTRAINT METHODS === #

    @api.constrains("delivered_on")
    def _check_delivered_on(self):
        for picking in self.filtered("delivered_on"):
            if reason := picking._explain_impossible_delivery(picking.delivered_on):
                raise ValidationError(reason)

    def _explain_impossible_delivery(self, day):
        """Return why the transfer can't have been delivered on a date, or False."""
        if not self._is_shipped():
            return self.env._(
                "%(transfer)s has not been shipped yet. Validate it first.",
                transfer=self.name,
            )
        if day < self._get_shipped_on():
            return self.env._(
                "%(transfer)s was shipped on %(shipped_on)s and cannot be delivered "
                "on %(date)s. Choose the shipping date or a later date.",
                transfer=self.name,
                date=format_date(self.env, day),
                shipped_on=format_date(self.env, self._get_shipped_on()),
            )
        if day > self._get_shipping_calendar()._get_today():
            return self.env._(
                "%(transfer)s cannot be delivered on %(date)s: the date is in the "
                "future. Choose today or an earlier date.",
                transfer=self.name,
                date=format_date(self.env, day),
            )
        return False

    # === CRUD METHODS === #

    def write(self, vals):
        """Override of `stock` to record the source of manually entered delivery dates.

        A delivered parcel is no longer marked as sent back.
        """
        result = super().write(vals)
        if "delivered_on" in vals and "delivered_source" not in vals:
            write_guarded(self, prepare_delivered(vals["delivered_on"], "manual"))
        return result

    # === ACTION METHODS === #

    def action_set_delivered(self):
        """Mark the parcels as delivered today, and show how many were marked.

        :raise AccessError: If the user may not write the transfers.
        """
        self.check_access("write")
        noted = self.browse()
        for calendar, parcels in self.grouped(
            lambda p: p._get_shipping_calendar()
        ).items():
            noted |= parcels._set_delivered(calendar._get_today(), "manual")
        left_out = self - noted
        return show_notification(
            "warning" if left_out else "success",
            tell_delivered(self.env, len(noted), left_out),
            sticky=bool(left_out),
            next=CLOSE,
        )

    # === BUSINESS METHODS === #

    def _action_done(self):
        """Override of `stock` to mark pickups as delivered, trigger the automations."""
        result = super()._action_done()
        if any(self.mapped("shipping_step")):
            self._set_picked_up()
            self.env["ecommerce.automation"]._trigger(
                "create_invoice", "send_shipment_mail"
            )
        return result

    def _set_delivered(self, day, source):
        """Set the delivery date unless a more reliable source did.

        :param day: None if the source reports that the parcel wasn't delivered: then it
            isn't estimated either.
        :param str source: One of `DELIVERED_SOURCES`.
        :return: The parcels that were changed.
        :raise ValidationError: If they weren't shipped yet on that date, or if it is in
            the future.
        """
        parcels = self.filtered(lambda p: p._can_be_delivered(source))
        write_guarded(parcels, prepare_delivered(day, source))
        return parcels

    def _can_be_delivered(self, source):
        """Return whether the source may set the delivery date."""
        self.ensure_one()
        if not self._is_shipped():
            return False
        is_estimated = self.delivered_source == "estimate"
        return not self.delivered_on or (is_estimated and source != "estimate")

    def _set_picked_up(self):
        """Set pickups as delivered."""
        for parcel in self:
            if parcel._is_shipped() and parcel._is_pickup():
                parcel._set_delivered(parcel._get_shipped_on(), "pickup")

    def _is_shipped(self):
        """Return whether the transfer is a parcel that was shipped."""
        return self._is_parcel() and self.state == "done"

    def _get_shipped_on(self):
        """Return the shipping date in the warehouse's time zone."""
        return self._get_shipping_calendar()._get_day(self.date_done)

    def _get_shipping_calendar(self):
        return self._get_warehouse()._get_shipping_calendar(self.company_id)

    # === AUTOMATION: NOTE DELIVERIES === #

    @api.model
    def _flow_note_delivery_domain(self):
        """Return the domain of the parcels to estimate as delivered.

        Returned parcels and those whose carrier reports are excluded. The expected date
        must have begun in every time zone, independent of the warehouse.
        """
        today = (fields.Datetime.now() - LAST_TIME_ZONE).date()
        return (
            Domain("shipping_step", "in", PARCEL_STEPS)
            & Domain("delivered_on", "=", False)
            & Domain("delivered_source", "=", False)
            & Domain("is_sent_back", "=", False)
            & Domain("expected_delivery_on", "<=", today)
            & Domain("return_ids", "not any", [("state", "=", "done")])
            & self.env["website"]._get_automation_domain("date_done")
            & ~self.env["delivery.carrier"]._get_reported_domain()
        )

    def _flow_note_delivery(self):
        self._set_picked_up()
        waiting = self.filtered(lambda p: not p.delivered_on)
        for day, parcels in waiting.grouped("expected_delivery_on").items():
            parcels._set_delivered(day, "estimate")

    # === AUTOMATION: ASK CARRIERS === #

    @api.model
    def _flow_ask_carrier_domain(self):
        """Return the domain of the parcels to query now."""
        long_ago = fields.Datetime.now() - ASK_EVERY
        return (
            self.env["delivery.carrier"]._get_asked_domain()
            & Domain("carrier_id.unreachable_since", "=", False)
            & (
                Domain("delivery_asked_at", "=", False)
                | Domain("delivery_asked_at", "<", long_ago)
            )
        )

    def _flow_ask_carrier(self):
        """Query the carriers; record failures common to all parcels on the carrier.

        :return: The errors by parcel.
        """
        errors = {}
        for parcel in self:
            with failing_alone(parcel) as attempt:
                parcel.carrier_id._ask_about(attempt.records)
            if attempt.error and not parcel.carrier_id._note_silence(parcel):
                errors[parcel] = attempt.error
        return errors

    def _find_flow_order(self):
        return self.sale_id
