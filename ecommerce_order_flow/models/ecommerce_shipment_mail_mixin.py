from dateutil.relativedelta import relativedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date
from odoo.tools.misc import format_duration

from ..const import SHIPMENT_MAIL_KINDS

MAIL_LAYOUT = "ecommerce_order_flow.shipment_mail_layout"


class EcommerceShipmentMailMixin(models.AbstractModel):
    """What customers of web orders are told about their parcels, by the parcels' state.

    A parcel is the transfer by which goods leave to the customer.
    """

    _name = "ecommerce.shipment.mail.mixin"
    _description = "Mails About Parcels"

    shipment_mail_ids = fields.One2many(
        "ecommerce.order.mail", "picking_id", string="Mails to the Customer"
    )
    owed_shipment_mail = fields.Selection(
        selection=SHIPMENT_MAIL_KINDS,
        compute="_compute_owed_shipment_mail",
        store=True,
        index="btree_not_null",
        help="What the customer has not been told yet. Whether it is, the website "
        "says.",
    )
    shipping_customer_id = fields.Many2one(
        "res.partner",
        string="Ordered by",
        compute="_compute_shipping_customer_id",
        compute_sudo=True,
        help="Who ordered and is told about the parcel.",
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "shipping_step",
        "state",
        "carrier_id.delivery_type",
        "carrier_tracking_ref",
        "move_ids.picked",
        "shipment_mail_ids.kind",
        "shipment_mail_ids.tracking_ref",
    )
    def _compute_owed_shipment_mail(self):
        for picking in self:
            picking.owed_shipment_mail = (
                picking.shipping_step == "ship" and picking._get_owed_shipment_mail()
            )

    def _get_owed_shipment_mail(self):
        """Return the kind of mail that the parcel's customer has not had yet."""
        self.ensure_one()
        mails = self.shipment_mail_ids
        if self._is_pickup():
            kind = self._get_pickup_mail()
            return kind not in mails.mapped("kind") and kind
        if self.state != "done":
            return False
        told = mails.filtered(lambda mail: mail.kind in ("shipped", "tracking"))
        if not told:
            return "shipped"
        number = self.carrier_tracking_ref
        return number and number not in told.mapped("tracking_ref") and "tracking"

    def _get_pickup_mail(self):
        if self.state == "done":
            return "picked_up"
        return self._waits_for_customer() and "ready_for_pickup"

    @api.depends("sale_id.partner_id")
    def _compute_shipping_customer_id(self):
        for picking in self:
            picking.shipping_customer_id = (
                picking.sale_id.partner_id or picking.partner_id
            )

    # === ACTION METHODS === #

    def action_send_shipment_mail_again(self):
        """Write to the customer about the parcel once more, by hand."""
        self.ensure_one()
        kind = self._get_told_kind()
        if not kind:
            raise UserError(
                self.env._(
                    "There is nothing to tell about %(transfer)s yet: it has neither "
                    "left nor is it ready for pickup.",
                    transfer=self.name,
                )
            )
        # In sudo mode because warehouse people may not read what websites send.
        template = self.sudo()._get_shipment_mail(kind)._get_template()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Mail to the Customer"),
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_template_id": template.id,
                "default_composition_mode": "comment",
                "default_email_layout_xmlid": MAIL_LAYOUT,
            },
        }

    def _get_told_kind(self):
        """Return what the parcel's state is worth telling, told or not."""
        if self.shipping_step != "ship":
            return False
        if self._is_pickup():
            return self._get_pickup_mail()
        return self.state == "done" and "shipped"

    # === AUTOMATION: SEND SHIPMENT MAILS === #

    @api.model
    def _flow_send_shipment_mail_domain(self):
        """Return the parcels about which their websites want to tell something."""
        return Domain("owed_shipment_mail", "!=", False) & Domain.OR(
            mail._get_due_domain()
            for mail in self.env["ecommerce.shipment.mail"].search([])
        )

    def _flow_send_shipment_mail(self):
        for picking in self:
            picking._queue_shipment_mail()
        self.env["sale.order"]._wake_mail_queue()

    def _queue_shipment_mail(self):
        """Put the mail that is due into Odoo's outbox, and note that it was sent.

        :raise UserError: If the website has no mail to send.
        """
        self.ensure_one()
        mail = self._get_shipment_mail(self._get_due_kind())
        template = mail._get_template()
        if not template:
            raise UserError(
                self.env._(
                    "%(website)s has no mail for this: choose one in the settings of "
                    "the website, under Shipment Mails, or switch it off.",
                    website=self.website_id.name,
                )
            )
        # As OdooBot, whom customers may see as author, unlike whoever started this.
        picking = self.with_user(SUPERUSER_ID).with_context(
            mail_notify_force_send=False
        )
        message = picking.message_post_with_source(
            template,
            email_layout_xmlid=MAIL_LAYOUT,
            subtype_xmlid="mail.mt_note",  # It is no news to colleagues who follow.
        )
        self.env["ecommerce.order.mail"].create(
            {
                "order_id": self.sale_id.id,
                "picking_id": self.id,
                "kind": mail.kind,
                "tracking_ref": self.carrier_tracking_ref,
                "message_id": message.id,
            }
        )

    def _get_due_kind(self):
        """Return what the customer is told: also of a parcel whose shipping isn't."""
        kind = self.owed_shipment_mail
        shipped = self._get_shipment_mail(kind)
        is_told = shipped.is_on or shipped._is_left_to_odoo()
        return kind if kind != "shipped" or is_told else "tracking"

    def _get_shipment_mail(self, kind):
        """Return the website's row for a kind of mail."""
        return self.env["ecommerce.shipment.mail"].search(
            [("website_id", "=", self.website_id.id), ("kind", "=", kind)]
        )

    def _is_told_by_automation(self, source_ref):
        """Return whether a mail about a parcel is what the automation sends instead."""
        return (
            self.env.context.get("ecommerce_order_flow_is_owed_mail")
            and set(self.mapped("shipping_step")) == {"ship"}
            and source_ref == self.company_id.stock_mail_confirmation_template_id
        )

    # === WHAT MAILS TELL === #

    def _get_order_for_customer(self):
        """Return the order, with the link by which the customer opens it."""
        # In sudo mode because warehouse people who write by hand may not read orders;
        # the customer is told nothing of others.
        order_sudo = self.sudo().sale_id
        order_sudo._portal_ensure_token()
        return order_sudo

    def _get_order_url(self):
        """Return the address of the customer's order page, on the website's domain."""
        return self.get_base_url() + self._get_order_for_customer().get_portal_url()

    def _get_goods_for_mail(self):
        """Return what is in the parcel: pictures, names and quantities."""
        self.ensure_one()
        moves = self.move_ids.filtered(
            lambda move: move.state != "cancel" and move.quantity
        )
        return [
            self._describe_goods(move.product_id, move.quantity, move.product_uom)
            for move in moves
        ]

    def _describe_goods(self, product, quantity, uom):
        return {
            "image_url": (
                f"{self.get_base_url()}/web/image/product.product/{product.id}/image_128"
            ),
            "name": product.with_context(display_default_code=False).display_name,
            "quantity": self._format_quantity(quantity, uom),
        }

    @api.model
    def _format_quantity(self, quantity, uom):
        return f"{uom.round(quantity):g} {uom.name}"

    def _get_tracking_links(self):
        """Return numbers and addresses by which the parcel can be followed."""
        self.ensure_one()
        if not self.carrier_tracking_ref:
            return []
        return self.get_multiple_carrier_tracking() or [
            (self.carrier_tracking_ref, self.carrier_tracking_url)
        ]

    def _has_told_another_number(self):
        """Return whether the customer knows a number that isn't valid anymore."""
        self.ensure_one()
        told = self.shipment_mail_ids.mapped("tracking_ref")
        return any(number and number != self.carrier_tracking_ref for number in told)

    def _get_store(self):
        """Return where the customer fetches the goods."""
        warehouse = self._get_warehouse()
        return warehouse.partner_id or warehouse.company_id.partner_id

    def _get_opening_hours(self):
        """Return the store's hours by day; they come with `website_sale_collect`."""
        warehouse = self._get_warehouse()
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

    def _get_last_pickup_day(self):
        """Return until when the goods are kept for the customer, none for ever."""
        days = self.website_id.pickup_days
        if not days:
            return False
        told = self.shipment_mail_ids.filtered(
            lambda mail: mail.kind == "ready_for_pickup"
        )
        # Who is told again has not more time.
        since = fields.Date.context_today(self, told[-1:].create_date or None)
        return format_date(self.env, since + relativedelta(days=days))
