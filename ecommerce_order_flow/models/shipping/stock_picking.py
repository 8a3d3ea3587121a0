from odoo import api, fields, models
from odoo.exceptions import UserError

from ...client_actions import show_notification
from ..status.const import WAREHOUSE_STEPS
from .const import SHIPPING_BLOCKERS

# How many products a row of the work list shows.
MOST_GOODS = 5

DOCUMENT = "ecommerce.shipping.document"
# Fields that decide whether the order blocks its transfers.
HOLDING_FIELDS = (
    "sale_id.hold_reason",
    "sale_id.hold_until",
    "sale_id.waiting_policy",
    "sale_id.payment_status",
    "sale_id.amount_owed",
)


class StockPicking(models.Model):
    _inherit = "stock.picking"

    # What blocks the transfer. Customers may read their transfers, but neither the hold
    # nor the work on them.
    is_on_hold = fields.Boolean(
        string="On Hold", related="sale_id.is_on_hold", groups="base.group_user"
    )
    hold_summary = fields.Char(
        string="Hold Details",
        compute="_compute_hold_summary",
        compute_sudo=True,
        groups="base.group_user",
    )
    shipping_blocker = fields.Selection(
        string="Blocked by",
        selection=SHIPPING_BLOCKERS,
        compute="_compute_shipping_blocker",
        compute_sudo=True,
        groups="base.group_user",
    )
    shipping_blocker_reason = fields.Text(
        string="Blocking Reason",
        compute="_compute_shipping_blocker",
        compute_sudo=True,
        groups="base.group_user",
    )
    # What the work list shows
    shipping_goods = fields.Json(
        string="Products", compute="_compute_shipping_goods", groups="base.group_user"
    )
    shipping_next_step = fields.Selection(
        string="Next Step",
        selection=[
            ("reserve", "Reserve"),
            ("pick", "Pick"),
            ("pack", "Pack"),
            ("ship", "Ship"),
            ("set_aside", "Set Aside"),
            ("hand_over", "Hand Over"),
        ],
        compute="_compute_shipping_next_step",
        groups="base.group_user",
    )

    # === COMPUTE METHODS === #

    @api.depends("sale_id.hold_note", *HOLDING_FIELDS)
    @api.depends_context("lang")
    def _compute_hold_summary(self):
        check = self.env["ecommerce.shipping.check"]
        for picking in self:
            picking.hold_summary = picking._leads_to_customer() and (
                check._explain_hold_blocker(picking)
                or check._explain_waiting_for_money(picking)
            )

    # In sudo mode because warehouse users may not read orders; only the reason is shown
    # to them.
    @api.depends(
        "state",
        "move_ids.state",
        "move_ids.quantity",
        "move_line_ids.lot_id",
        "move_line_ids.lot_name",
        "partner_id",
        "sale_id.flow_issues",
        "sale_id.flow_failure_ids.state",
        *HOLDING_FIELDS,
    )
    @api.depends_context("lang")
    def _compute_shipping_blocker(self):
        for picking in self:
            picking.shipping_blocker, picking.shipping_blocker_reason = (
                self.env["ecommerce.shipping.check"]._get_blocker(picking)
                if picking._is_work_of_warehouse()
                else (False, False)
            )

    @api.depends("move_ids.product_id", "move_ids.product_uom_qty", "move_ids.state")
    def _compute_shipping_goods(self):
        content = self.env["ecommerce.parcel.content"]
        for picking in self:
            moves = picking.move_ids.filtered(lambda move: move.state != "cancel")
            picking.shipping_goods = {
                "products": [
                    {
                        "id": move.product_id.id,
                        "name": move.product_id.display_name,
                        "details": content._get_details(move.sale_line_id),
                        "quantity": move.product_uom_qty,
                        "uom": move.product_uom.name,
                    }
                    for move in moves[:MOST_GOODS]
                ],
                "more": max(len(moves) - MOST_GOODS, 0),
            }

    @api.depends(
        "state", "shipping_step", "carrier_id.delivery_type", "move_ids.picked"
    )
    def _compute_shipping_next_step(self):
        for picking in self:
            if not picking._is_work_of_warehouse():
                picking.shipping_next_step = False
            elif picking.state != "assigned":
                picking.shipping_next_step = "reserve"
            elif not picking._is_fetched():
                picking.shipping_next_step = picking.shipping_step
            else:  # Customers pick it up once it is set aside.
                is_set_aside = picking._is_set_aside()
                picking.shipping_next_step = (
                    "hand_over" if is_set_aside else "set_aside"
                )

    # === ACTION METHODS - WORK LIST === #

    def action_shipping_reserve(self):
        return self.env["ecommerce.bulk.run"]._start("reserve", self)

    def action_shipping_pick(self):
        return self.env["ecommerce.bulk.run"]._start("pick", self)

    def action_shipping_pack(self):
        return self.env["ecommerce.bulk.run"]._start("pack", self)

    def action_shipping_ship(self):
        return self.env["ecommerce.bulk.run"]._start("ship", self)

    def action_shipping_all(self):
        return self.env["ecommerce.bulk.run"]._start("all", self)

    def action_shipping_next(self):
        """Run the transfer's next step; open Odoo's wizard or form if input is needed.

        :raise UserError: If the transfer is blocked.
        """
        self.ensure_one()
        self.check_access("write")
        if reason := self.env["ecommerce.shipping.check"]._explain_settled(self):
            raise UserError(reason)
        if self.shipping_next_step == "reserve":
            return self.action_assign()
        if self.shipping_blocker == "lot":
            return self._open_form()
        if self.shipping_blocker not in (False, "stock"):
            raise UserError(self.shipping_blocker_reason)
        if self.shipping_next_step == "set_aside":
            return self._set_aside()
        if self.shipping_step == "pack":
            self.env["ecommerce.shipping.operations"]._put_into_parcel(self)
        return self.button_validate()

    @api.model
    def action_open_barcode(self, barcode):
        """Open the transfer of a scanned parcel, package or order.

        :param str barcode: The number of the transfer, package or order.
        :return: The client action: the transfer, the order's open transfers, or a
            notification.
        """
        self.check_access("read")
        pickings = self.env["ecommerce.shipping.operations"]._find_by_barcode(barcode)
        if not pickings:
            message = self.env._(
                "No transfer of an eCommerce order has the barcode %(barcode)s.",
                barcode=barcode,
            )
            return show_notification("danger", message)
        open_pickings = pickings.filtered(lambda p: p.state not in ("done", "cancel"))
        shown = open_pickings or pickings.sorted("id")[-1:]
        if len(shown) == 1:
            return shown._open_form()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "ecommerce_order_flow.ecommerce_to_ship_action"
            ),
            "name": barcode,
            "domain": [("id", "in", shown.ids)],
        }

    def _open_form(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    # === ACTION METHODS - DOCUMENTS === #

    def action_print_labels(self):
        """Print an A6 label for each parcel."""
        return self.env[DOCUMENT]._print(self, "action_report_parcel_label")

    def action_print_labels_on_a4(self):
        """Print a label for each parcel, four on an A4 page."""
        return self.env[DOCUMENT]._print(self, "action_report_parcel_labels_on_a4")

    def action_print_slips(self):
        """Print a packing slip for each parcel."""
        return self.env[DOCUMENT]._print(self, "action_report_packing_slip")

    def action_print_slips_with_labels(self):
        """Print label and packing slip of each parcel on one page."""
        return self.env[DOCUMENT]._print(self, "action_report_slip_with_label")

    # === HOLD === #

    def button_validate(self):
        """Override of `stock` to block held orders before a wizard opens."""
        self.env["ecommerce.hold"]._ensure_released(self)
        return super().button_validate()

    def _action_done(self):
        """Override of `stock` to block the transfers of held orders."""
        self.env["ecommerce.hold"]._ensure_released(self)
        return super()._action_done()

    # === TEXT MESSAGES === #

    def _message_sms_with_template(self, *args, **kwargs):
        """Override of `sms`, if installed, to queue the messages.

        A batch that is retried would otherwise send them twice.
        """
        if self.env.context.get("ecommerce_order_flow_queue_sms"):
            kwargs["put_in_queue"] = True
        return super()._message_sms_with_template(*args, **kwargs)

    # === PICKUP === #

    def _is_fetched(self):
        """Return whether the transfer is a pickup."""
        self.ensure_one()
        return self.shipping_step == "ship" and self._is_pickup()

    def _is_set_aside(self):
        """Return whether the pickup's products were set aside."""
        self.ensure_one()
        moves = self.move_ids.filtered(lambda move: move.state != "cancel")
        return not self._is_shipped_from_shelf() or all(moves.mapped("picked"))

    def _waits_for_customer(self):
        """Return whether the pickup is ready for the customer."""
        self.ensure_one()
        return self._is_fetched() and self.state == "assigned" and self._is_set_aside()

    def _set_aside(self):
        """Pick the products of pickups and notify the customer.

        :raise UserError: If products are missing.
        """
        check = self.env["ecommerce.shipping.check"]
        for picking in self:
            if reason := check._explain_stock_blocker(picking):
                raise UserError(reason)
        self.move_ids.picked = True
        self.env["ecommerce.automation"]._trigger("send_shipment_mail")

    # === HOW FAR IT IS === #

    def _is_work_of_warehouse(self):
        """Return whether the transfer is open and processed by the warehouse."""
        self.ensure_one()
        is_open = self.state not in ("done", "cancel")
        return is_open and self.shipping_step in WAREHOUSE_STEPS

    def _is_shipped_from_shelf(self):
        """Return whether the transfer has no preceding transfer."""
        self.ensure_one()
        return self.shipping_step == "ship" and not any(
            self.move_ids.move_orig_ids.picking_id.mapped("shipping_step")
        )
