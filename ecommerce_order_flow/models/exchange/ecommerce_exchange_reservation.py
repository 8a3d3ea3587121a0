from odoo import api, models
from odoo.exceptions import UserError

from ..reservation.const import RECORDER
from ..reservation.ecommerce_stock_need import ProcurementRecorder
from ..returns.rules.quantities import ALMOST


class EcommerceExchangeReservation(models.AbstractModel):
    """Stock reserved for replacements from the approval until their delivery.

    Each reservation is a move to the customer without a transfer, as for orders that
    wait for their payment.
    """

    _name = "ecommerce.exchange.reservation"
    _description = "Stock Reserved for Exchanges"

    @api.model
    def _reserve(self, line):
        """Reserve what is still to be delivered for a line of a return.

        :raise UserError: If it is sold out.
        """
        if line.wish != "exchange" or line.is_refunded_instead:
            return
        quantity = line.approved_quantity - line.replaced_quantity
        if quantity <= ALMOST:
            return
        self.env["ecommerce.stock.check"]._lock_products(line.replacement_id)
        self._ensure_available(line, quantity)
        for procurement in self._record_procurements(line, quantity):
            source = self.env["ecommerce.stock.need"]._find_source(procurement)
            if source and procurement.product_id.is_storable:
                self._create_move(line, procurement, source)

    @api.model
    def _release(self, lines):
        """Release the stock reserved for lines of returns."""
        moves = lines.exchange_reservation_ids
        moves._action_cancel()
        moves.unlink()

    @api.model
    def _ensure_available(self, line, quantity):
        """Raise if the shop doesn't have a replacement.

        :raise UserError: With the alternatives.
        """
        offers = self.env["ecommerce.exchange.offer"]
        order_line, product = line.order_line_id, line.replacement_id
        if not offers._is_available(order_line, product, quantity):
            raise UserError(
                self.env._(
                    "%(product)s is sold out: wait until it is in stock again, or "
                    "refund %(name)s instead.",
                    product=product.display_name,
                    name=line.return_id.name,
                )
            )

    @api.model
    def _record_procurements(self, line, quantity):
        """Return the procurements of a replacement, with kits split into their parts.

        Nothing is created by them.
        """
        order_line, product = line.order_line_id, line.replacement_id
        order_line = order_line.with_company(order_line.company_id)
        amount, unit = order_line.product_uom_id._adjust_uom_quantities(
            quantity, product.uom_id
        )
        values = order_line._prepare_procurement_values()
        recorder = ProcurementRecorder()
        self.env["stock.rule"].with_context(**{RECORDER: recorder}).run(
            [
                it._replace(product_id=product, name=product.display_name)
                for it in order_line._create_procurements(amount, unit, values)
            ]
        )
        return recorder.procurements

    @api.model
    def _create_move(self, line, procurement, source):
        company = line.company_id
        product = procurement.product_id
        Move = self.env["stock.move"].with_company(company)
        move = Move.create(
            {
                "exchange_reservation_id": line.id,
                "origin": line.return_id.name,
                "company_id": company.id,
                "partner_id": line.return_id.order_id.partner_shipping_id.id,
                "product_id": product.id,
                "product_uom": product.uom_id.id,
                "product_uom_qty": procurement.product_uom._compute_quantity(
                    procurement.product_qty, product.uom_id
                ),
                "location_id": source.id,
                "location_dest_id": procurement.location_id.id,
                "reservation_date": company._get_today(),
            }
        )
        move._action_confirm(merge=False, create_proc=False)
        move._action_assign()
