from odoo import api, models
from odoo.fields import Domain

from ..returns.rules.quantities import ALMOST, share_out


class EcommerceExchangeRepair(models.AbstractModel):
    """Transfers of products to repair.

    They are received at a location outside of all warehouses, so that nobody else gets
    them, and go back from there. In the books the customer keeps them.
    """

    _name = "ecommerce.exchange.repair"
    _description = "Transfers of Repairs"

    @api.model
    def _redirect(self, case):
        """Receive the products to repair of a return at the location for repairs.

        :param case: A return in sudo mode.
        """
        lines = case.line_ids.filtered(lambda it: it.wish == "repair")
        moves = lines.move_ids & case._get_open_moves()
        if moves:
            location = self._get_location(case.company_id)
            moves.write(
                {"location_dest_id": location.id, "location_final_id": location.id}
            )
            moves.move_line_ids.location_dest_id = location

    @api.model
    def _get_location(self, company):
        """Return the location for repairs of a company, created when it is needed."""
        # In sudo mode because customers can't read locations.
        Location = self.env["stock.location"].sudo()
        found = Location.search(
            Domain("is_for_repairs", "=", True) & Domain("company_id", "=", company.id),
            limit=1,
        )
        return found or Location.create(
            {
                "name": self.env._("Repairs"),
                "usage": "internal",
                "company_id": company.id,
                "is_for_repairs": True,
            }
        )

    @api.model
    def _send_back(self, case):
        """Create the transfers of what is in repair.

        :param case: A return in sudo mode, locked.
        """
        for line in case.line_ids.filtered(lambda it: it._get_unrepaired() > ALMOST):
            self._send_line_back(line.with_company(case.company_id))

    @api.model
    def _send_line_back(self, line):
        transfers = self.env["ecommerce.return.transfer"]
        offer = self.env["ecommerce.return.offer"]
        order_line, quantity = line.order_line_id, line._get_unrepaired()
        again = line._get_called_off()
        moves = line.move_ids.filtered(
            lambda it: it.state == "done" and not offer._leaves(it)
        )
        rooms = [transfers._get_room(order_line, move) for move in moves]
        for move, share in zip(moves, share_out(quantity, rooms), strict=True):
            if share > ALMOST:
                amount = transfers._convert(order_line, move, share)
                self._create_transfer(line, move, amount)
        line.replaced_quantity += quantity - again

    @api.model
    def _create_transfer(self, line, move, quantity):
        """Create the transfer that reverses a received move by Odoo's wizard."""
        transfer = self.env["ecommerce.return.transfer"]._reverse(
            move.picking_id, {move: quantity}
        )
        transfer.origin = line.return_id.name
        transfer.move_ids.write({"return_line_id": False, "exchange_line_id": line.id})
