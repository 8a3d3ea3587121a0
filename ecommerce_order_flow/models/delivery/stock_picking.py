from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from ...client_actions import CLOSE, show_notification
from ..engine.attempt import failing_alone
from ..status.const import PARCEL_STEPS

# Behind UTC: when a day has begun there, it has begun everywhere.
LAST_TIME_ZONE = timedelta(hours=12)
# Carriers' connectors are asked about each parcel, but not all the time.
ASK_EVERY = timedelta(hours=6)


def get_transit_terms(parcel):
    """Return what the expected day of a shipped parcel follows from."""
    carrier = parcel.carrier_id
    return (
        carrier._get_working_calendar(parcel._get_shipping_calendar()),
        parcel._get_shipped_on(),
        carrier._get_transit_days(parcel.shipping_recipient_id.country_id),
    )


def tell_delivered(env, count, left_out):
    """Return for how many parcels a delivery was noted, and for which it wasn't."""
    if not left_out:
        return env._("Noted as delivered today: %(count)s", count=count)
    return env._(
        "Noted as delivered today: %(count)s. Left out, because they are not "
        "shipped yet, delivered already, or no parcels of web orders: %(names)s",
        count=count,
        names=", ".join(left_out.mapped("name")),
    )


class StockPicking(models.Model):
    """When a parcel arrives, when it arrived, and how the shop knows.

    Carriers, their files and people report facts, the transit time makes an estimate. A
    fact replaces an estimate. Of several facts the first one stays, unless a person
    writes another day.
    """

    _inherit = "stock.picking"

    delivered_source = fields.Selection(
        selection=[
            ("carrier", "Carrier"),
            ("import", "Carrier's File"),
            ("manual", "By Hand"),
            ("pickup", "Picked Up"),
            ("estimate", "Estimated"),
        ],
        string="Known From",
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
        string="Carrier Asked On", copy=False, readonly=True
    )
    ship_by = fields.Date(
        compute="_compute_ship_by",
        store=True,
        index="btree_not_null",
        help="The day by which the goods have to leave the warehouse.",
    )

    # What the automations look for.
    _expected_delivery_idx = models.Index(
        "(expected_delivery_on) "
        "WHERE shipping_step IN ('ship', 'dropship') AND delivered_on IS NULL"
    )
    # What the work list lists.
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
        """Return why the transfer can't be delivered on a day, in a sentence."""
        if not self._is_shipped():
            return self.env._(
                "%(transfer)s can't be delivered yet: only transfers that left for the "
                "customer of a web order are. Validate it first.",
                transfer=self.name,
            )
        if day < self._get_shipped_on():
            return self.env._(
                "%(transfer)s can't be delivered on %(date)s, for it left on "
                "%(shipped_on)s: choose that day or a later one.",
                transfer=self.name,
                date=format_date(self.env, day),
                shipped_on=format_date(self.env, self._get_shipped_on()),
            )
        if day > self._get_shipping_calendar()._get_today():
            return self.env._(
                "%(transfer)s can't be delivered on %(date)s already, for that day is "
                "still to come: choose today or an earlier one.",
                transfer=self.name,
                date=format_date(self.env, day),
            )
        return False

    # === CRUD METHODS === #

    def write(self, vals):
        """Override of `stock`: a day of delivery that nobody else reports is manual."""
        if "delivered_on" in vals and "delivered_source" not in vals:
            vals = {**vals, "delivered_source": "manual"}
        return super().write(vals)

    # === ACTION METHODS === #

    def action_set_delivered(self):
        """Note that the parcels were delivered today, and say for how many it was."""
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
        """Override of `stock` to note what customers took with them.

        What comes next of web orders is looked for at once.
        """
        result = super()._action_done()
        if any(self.mapped("shipping_step")):
            self._set_picked_up()
            self.env["ecommerce.automation"]._trigger(
                "create_invoice", "send_shipment_mail"
            )
        return result

    def _set_delivered(self, day, source):
        """Note when parcels were delivered, unless somebody knows better already.

        :param day: None if the source knows that they didn't arrive: then nobody
            estimates it.
        :param str source: One of `DELIVERED_SOURCES`.
        :return: The parcels for which it was noted.
        :raise ValidationError: If they weren't shipped yet on that day, or if it is
            still to come.
        """
        parcels = self.filtered(lambda p: p._can_be_delivered(source))
        parcels.write({"delivered_on": day, "delivered_source": source})
        return parcels

    def _can_be_delivered(self, source):
        """Return whether the parcel waits for what a source knows."""
        self.ensure_one()
        if not self._is_shipped():
            return False
        is_estimated = self.delivered_source == "estimate"
        return not self.delivered_on or (is_estimated and source != "estimate")

    def _set_picked_up(self):
        """Note that customers took with them what they fetched."""
        for parcel in self:
            if parcel._is_shipped() and parcel._is_pickup():
                parcel._set_delivered(parcel._get_shipped_on(), "pickup")

    def _is_shipped(self):
        """Return whether the transfer is a parcel that left for the customer."""
        return self._is_parcel() and self.state == "done"

    def _get_shipped_on(self):
        """Return the day on which it left, where the warehouse is."""
        return self._get_shipping_calendar()._get_day(self.date_done)

    def _get_shipping_calendar(self):
        return self._get_warehouse()._get_shipping_calendar(self.company_id)

    # === AUTOMATION: NOTE DELIVERIES === #

    @api.model
    def _flow_note_delivery_domain(self):
        """Return the parcels whose expected day has come and of which nobody reports.

        Those that came back did not arrive. The day has come when it has begun
        everywhere, wherever the warehouse is.
        """
        today = (fields.Datetime.now() - LAST_TIME_ZONE).date()
        return (
            Domain("shipping_step", "in", PARCEL_STEPS)
            & Domain("delivered_on", "=", False)
            & Domain("delivered_source", "=", False)
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
        """Return the parcels about which their carrier is to be asked now."""
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
        """Ask; what every parcel would fail with is the carrier's failure.

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
