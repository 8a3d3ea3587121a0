from odoo import api, fields, models


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = [
        "stock.picking",
        "ecommerce.delivery.mixin",
        "ecommerce.papers.mixin",
        "ecommerce.pickup.mixin",
        "ecommerce.shipment.mail.mixin",
        "ecommerce.shipping.check",
        "ecommerce.shipping.mixin",
        "ecommerce.work.list.mixin",
    ]

    is_on_hold = fields.Boolean(string="On Hold", related="sale_id.is_on_hold")
    hold_summary = fields.Char(compute="_compute_hold_summary", compute_sudo=True)

    ship_by = fields.Date(
        compute="_compute_ship_by",
        store=True,
        index="btree_not_null",
        help="The day by which the goods have to leave the warehouse.",
    )

    # What the automations look for.
    _expected_delivery_idx = models.Index(
        "(expected_delivery_on) WHERE shipping_step = 'ship' AND delivered_on IS NULL"
    )

    # === COMPUTE METHODS === #

    @api.depends("shipping_step", "sale_id.ship_by")
    def _compute_ship_by(self):
        for picking in self:
            picking.ship_by = picking.shipping_step and picking.sale_id.ship_by

    @api.depends("sale_id.hold_reason", "sale_id.hold_note", "sale_id.hold_until")
    @api.depends_context("lang")
    def _compute_hold_summary(self):
        for picking in self:
            picking.hold_summary = (
                picking.is_on_hold
                and picking._leads_to_customer()
                and picking.sale_id._get_hold_summary()
            )

    # === CRUD METHODS === #

    def write(self, vals):
        """Override of `stock`: whose word is a day of delivery, and a new number.

        Customers are told numbers that come after the parcel left.
        """
        if "delivered_on" in vals and "delivered_source" not in vals:
            vals = {**vals, "delivered_source": "hand"}
        result = super().write(vals)
        if vals.get("carrier_tracking_ref") and any(self.mapped("owed_shipment_mail")):
            self.env["ecommerce.flow.step"]._wake("send_shipment_mail")
        return result

    # === ACTION METHODS === #

    def button_validate(self):
        """Override of `stock` to stop before a wizard asks about a held order."""
        self._ensure_not_on_hold()
        return super().button_validate()

    # === BUSINESS METHODS === #

    def _action_done(self):
        """Override of `stock` to keep the goods of held orders in the warehouse."""
        self._ensure_not_on_hold()
        result = super()._action_done()
        self._set_picked_up()
        self.env["ecommerce.flow.step"]._wake("create_invoice", "send_shipment_mail")
        return result

    def _send_confirmation_email(self):
        """Override of `stock` to leave what customers are told to the automation.

        So a mail that can't be rendered undoes no shipment, and none is sent twice.
        Carriers are called in here, too: that goes on as ever.
        """
        pickings = self.with_context(ecommerce_order_flow_is_owed_mail=True)
        return super(StockPicking, pickings)._send_confirmation_email()

    def message_post_with_source(self, source_ref, **kwargs):
        """Override of `mail` to keep Odoo's own mail about a parcel back."""
        if self._is_told_by_automation(source_ref):
            return self.env["mail.message"]
        return super().message_post_with_source(source_ref, **kwargs)

    def _ensure_not_on_hold(self):
        """Raise if an order of the transfers is on hold.

        Goods that come back are received all the same.

        :raise UserError: says which orders are on hold, why, and what to do.
        """
        outgoing = self.filtered(
            lambda p: p.state not in ("done", "cancel") and p._leads_to_customer()
        )
        # In sudo mode because warehouse people may not read orders; they are told no
        # more than why they have to wait.
        outgoing.sudo().move_ids.sale_line_id.order_id._ensure_not_on_hold()
