from odoo import api, fields, models

from ..const import SHIPPING_STEPS


class EcommerceShippingMixin(models.AbstractModel):
    """Transfers that bring the goods of web orders to their customers."""

    _name = "ecommerce.shipping.mixin"
    _description = "Shipping of Web Orders"

    shipping_step = fields.Selection(
        selection=SHIPPING_STEPS,
        compute="_compute_shipping_step",
        store=True,
        index="btree_not_null",
        group_expand="_expand_shipping_steps",
        help="What the transfer does for a web order. Empty for all other transfers.",
    )

    # What the work list lists.
    _to_ship_idx = models.Index(
        "(shipping_step, ship_by) "
        "WHERE shipping_step IS NOT NULL AND state NOT IN ('draft', 'done', 'cancel')"
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "website_id",
        "picking_type_id",
        "location_id",
        "location_dest_id",
        "move_ids.location_final_id",
    )
    def _compute_shipping_step(self):
        for picking in self:
            picking.shipping_step = (
                picking.website_id
                and picking._leads_to_customer()
                and picking._get_shipping_step()
            )

    @api.model
    def _expand_shipping_steps(self, steps, domain):
        """Show the steps in the order in which goods pass them."""
        return [step for step, _label in SHIPPING_STEPS if step in steps]

    def _get_shipping_step(self):
        """Return what the transfer does on the goods' way to the customer."""
        self.ensure_one()
        if self.location_dest_id.usage == "customer":
            return "ship"
        is_packing = self.picking_type_id == self._get_warehouse().pack_type_id
        return "pack" if is_packing else "pick"

    def _leads_to_customer(self):
        """Return whether the transfer picks, packs or ships goods for a customer."""
        self.ensure_one()
        warehouse = self._get_warehouse()
        return (
            self.location_dest_id.usage == "customer"
            or self.picking_type_id in (warehouse.pick_type_id | warehouse.pack_type_id)
            or any(
                final_location.usage == "customer"
                for final_location in self.move_ids.location_final_id
            )
        ) and self.location_id.usage != "customer"

    def _get_warehouse(self):
        self.ensure_one()
        return self.picking_type_id.warehouse_id

    def _get_missing_address_parts(self):
        """Return the names of what the customer's address lacks to send a parcel there.

        What an address needs depends on its country, as in the checkout. Whoever
        fetches the goods needs no address.
        """
        self.ensure_one()
        if self._is_pickup():
            return []
        partner = self.partner_id
        country = partner.country_id
        needed = ["street", "city", "country_id"]
        # Addresses of a customer may have no name of their own.
        needed += [] if partner.parent_id.name else ["name"]
        needed += ["zip"] if country.zip_required else []
        needed += ["state_id"] if country.state_required else []
        missing = [name for name in needed if not partner[name]]
        labels = partner.fields_get(missing, ["string"]) if missing else {}
        return [labels[name]["string"] for name in missing]
