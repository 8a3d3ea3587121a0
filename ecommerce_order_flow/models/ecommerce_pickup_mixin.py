from odoo import models
from odoo.exceptions import UserError


class EcommercePickupMixin(models.AbstractModel):
    """Goods that customers fetch: set aside for them, handed over when they come."""

    _name = "ecommerce.pickup.mixin"
    _description = "Pickup of Web Orders"

    def _is_pickup(self):
        """Return whether the customer fetches the goods in a store."""
        self.ensure_one()
        return self.carrier_id.delivery_type == "in_store"

    def _is_fetched(self):
        """Return whether the transfer hands goods over to whoever fetches them."""
        self.ensure_one()
        return self.shipping_step == "ship" and self._is_pickup()

    def _is_set_aside(self):
        """Return whether somebody took the goods from their shelf for the customer."""
        self.ensure_one()
        moves = self.move_ids.filtered(lambda move: move.state != "cancel")
        return not self._is_shipped_from_shelf() or all(moves.mapped("picked"))

    def _waits_for_customer(self):
        """Return whether the customer may come and fetch the goods."""
        self.ensure_one()
        return self._is_fetched() and self.state == "assigned" and self._is_set_aside()

    def _set_aside(self):
        """Take the goods from their shelf for a customer who fetches and is told so.

        :raise UserError: If not everything is there.
        """
        for picking in self:
            if reason := picking._explain_stock_blocker():
                raise UserError(reason)
        self.move_ids.picked = True
        self.env["ecommerce.flow.step"]._wake("send_shipment_mail")

    def _explain_pickup(self):
        """Return why a parcel doesn't leave together with others, if that is so."""
        return self._is_fetched() and self.env._(
            "The customer fetches %(transfer)s: press Hand Over when they are there.",
            transfer=self.name,
        )
