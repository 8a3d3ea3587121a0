from odoo import api, fields, models

from .const import PARCEL_STEPS, SHIPPING_STEPS


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "ecommerce.guarded.mixin"]

    shipping_step = fields.Selection(
        selection=SHIPPING_STEPS,
        compute="_compute_shipping_step",
        store=True,
        index="btree_not_null",
        group_expand="_expand_shipping_steps",
        help="What the transfer does for an eCommerce order. Empty for all other "
        "transfers.",
    )
    shipping_order_name = fields.Char(
        string="eCommerce Order", related="sale_id.name", help="The customer's order."
    )
    shipping_customer_id = fields.Many2one(
        "res.partner",
        string="Ordered by",
        compute="_compute_shipping_partners",
        compute_sudo=True,
        help="Who ordered and is notified about the parcel.",
    )
    shipping_recipient_id = fields.Many2one(
        "res.partner",
        string="Sent to",
        compute="_compute_shipping_partners",
        compute_sudo=True,
        help="Where the parcel goes: the contact of a vendor's transfer is the vendor.",
    )
    delivered_on = fields.Date(
        copy=False,
        help="Date of delivery. Clear it if the parcel has not arrived: it is then "
        "no longer estimated.",
    )
    is_sent_back = fields.Boolean(
        string="Sent Back by Carrier",
        copy=False,
        help="The recipient refused the parcel, or it could not be delivered: it "
        "comes back. Enter the date of delivery if it arrived after all.",
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "website_id",
        "picking_type_id",
        "location_id",
        "location_dest_id",
        "move_ids.location_final_id",
        "move_ids.origin_returned_move_id",
        "move_ids.to_refund",
    )
    def _compute_shipping_step(self):
        for picking in self:
            picking.shipping_step = (
                picking.website_id
                and picking._leads_to_customer()
                and picking._get_shipping_step()
            )

    @api.depends(
        "shipping_step",
        "partner_id",
        "sale_id.partner_id",
        "sale_id.partner_shipping_id",
    )
    def _compute_shipping_partners(self):
        for picking in self:
            order, contact = picking.sale_id, picking.partner_id
            picking.shipping_customer_id = order.partner_id or contact
            is_of_vendor = picking.shipping_step == "dropship"
            picking.shipping_recipient_id = (
                is_of_vendor and order.partner_shipping_id
            ) or contact

    @api.model
    def _expand_shipping_steps(self, steps, domain):
        """Show the steps in the order of their processing."""
        return [step for step, _label in SHIPPING_STEPS if step in steps]

    # === WHAT A TRANSFER DOES === #

    def _get_shipping_step(self):
        """Return what the transfer does on the products' way to the customer."""
        self.ensure_one()
        if self.location_dest_id.usage == "customer":
            return "dropship" if self.location_id._is_of_vendor() else "ship"
        is_packing = self.picking_type_id == self._get_warehouse().pack_type_id
        return "pack" if is_packing else "pick"

    def _leads_to_customer(self):
        """Return whether the transfer picks, packs or ships products for a customer.

        Transfers that put back products don't, even if Odoo calls them a pick, nor do
        transfers to a shelf.
        """
        self.ensure_one()
        is_put_back = self.move_ids and all(m._is_put_back() for m in self.move_ids)
        if self.location_id.usage == "customer" or is_put_back:
            return False
        if self.location_dest_id.usage == "customer":
            return True
        warehouse = self._get_warehouse()
        shelves = warehouse.lot_stock_id
        if shelves and self.location_dest_id._child_of(shelves):
            return False
        return self.picking_type_id in (
            warehouse.pick_type_id | warehouse.pack_type_id
        ) or any(
            final_location.usage == "customer"
            for final_location in self.move_ids.location_final_id
        )

    def _is_parcel(self):
        """Return whether the transfer brings a parcel to the customer."""
        self.ensure_one()
        return self.shipping_step in PARCEL_STEPS

    def _get_warehouse(self):
        self.ensure_one()
        return self.picking_type_id.warehouse_id

    def _is_pickup(self):
        """Return whether the customer picks up the order in a store."""
        self.ensure_one()
        return self.carrier_id.delivery_type == "in_store"
