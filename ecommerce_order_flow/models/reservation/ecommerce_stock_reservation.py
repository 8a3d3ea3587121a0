from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from .const import RESERVATION_FIELDS


class EcommerceStockReservation(models.AbstractModel):
    """Reservation of stock for orders until their payment or deadline.

    Each reservation is a stock move to the customer without a transfer, linked to the
    order line. Odoo reserves its quantity as for any delivery: it can't be sold, picked
    or consumed by others, and counts in the forecast.
    """

    _name = "ecommerce.stock.reservation"
    _description = "Stock Reserved for Waiting Orders"

    @api.model
    def _bring_up_to_date(self, orders):
        """Reserve what waiting orders need, and release everything else.

        Missing stock is reserved when it is received.
        """
        # In sudo mode because customers and salespeople can't reserve stock; the
        # reservation only depends on the order.
        service_sudo = self.sudo()
        orders_sudo = orders.sudo().filtered("waiting_policy")
        if not orders_sudo:
            return
        needs = service_sudo.env["ecommerce.stock.need"]._find(
            orders_sudo.filtered(self._reserves).order_line
        )
        kept_moves = service_sudo._release_unneeded(orders_sudo.order_line, needs)
        service_sudo._reserve(needs, kept_moves)

    @api.model
    def _get_terms(self, orders):
        """Return the values that decide about the reservations of orders.

        Odoo recomputes some of them: the warehouse depends on the salesperson, the
        address on the customer.
        """
        # In sudo mode because customers can't read warehouses.
        return [
            tuple(order[name] for name in RESERVATION_FIELDS)
            for order in orders.sudo()
            if order.waiting_policy
        ]

    @api.model
    def _reserves(self, order):
        """Return whether stock is to be reserved for an order now."""
        is_waiting = order.state == "sent" or (
            order.state == "draft"  # reset after a cancellation
            and self.env["ecommerce.offline.payment"]._get_expected(order)
        )
        return (
            is_waiting
            and order.waiting_policy in ("reserve", "confirm", "door")
            and order.payment_due_at
            and self._get_end(order) > fields.Datetime.now()
        )

    @api.model
    def _get_end(self, order):
        """Return the time at which an order's reservation ends."""
        # In sudo mode because salespeople can't read transactions.
        expected = self.env["ecommerce.offline.payment"]._get_expected(order.sudo())
        grace_days = max(expected.provider_id.mapped("grace_days"), default=0)
        return order.payment_due_at + relativedelta(days=grace_days)

    # === RESERVE === #

    @api.model
    def _reserve(self, needs, moves):
        """Create or update the move of each need."""
        move_by_key = moves.grouped(self._get_key)
        orders = {line.order_id for line, *_rest in needs}
        end_by_order = {order: self._get_end(order) for order in orders}
        changes = []
        for key, quantity in needs.items():
            line, product, *_locations = key
            move = move_by_key.get(key, moves.browse())
            if move.reservation_ends_at != (end := end_by_order[line.order_id]):
                move.reservation_ends_at = end
            if not move or product.uom_id.compare(move.product_uom_qty, quantity):
                changes.append((key, quantity, move, end))
        # Before anything is reserved: transactions that waited for the lock are
        # retried.
        products = self.env["product.product"].union(*(key[1] for key, *_ in changes))
        self.env["ecommerce.stock.check"]._lock_products(products)
        for key, quantity, move, end in changes:
            if move:
                move.product_uom_qty = quantity
                move._action_assign()
            else:
                self._create_move(key, quantity, end)

    @api.model
    def _create_move(self, key, quantity, end):
        company = key[0].company_id
        Move = self.env["stock.move"].with_company(company)
        move = Move.create(self._prepare_move_vals(key, quantity, end))
        # Odoo reserves it if the reservation date has come.
        return move._action_confirm(merge=False, create_proc=False)

    @api.model
    def _prepare_move_vals(self, key, quantity, end):
        line, product, location, destination = key
        order = line.order_id
        return {
            "reservation_line_id": line.id,
            "reservation_ends_at": end,
            "origin": order.name,
            "company_id": (location.company_id or line.company_id).id,
            "partner_id": order.partner_shipping_id.id,
            "product_id": product.id,
            "product_uom": product.uom_id.id,
            "product_uom_qty": quantity,
            "location_id": location.id,
            "location_dest_id": destination.id,
            # Incoming products are reserved for the oldest order first.
            "date": order.date_order + relativedelta(days=line.customer_lead),
            "reservation_date": line.company_id._get_today(),
        }

    # === RELEASE === #

    @api.model
    def _release(self, lines):
        """Release the stock of lines, whatever the state of their orders.

        :return: The lines with reserved stock.
        """
        # In sudo mode because salespeople can't change moves.
        moves_sudo = self._get_moves(lines.sudo())
        released_lines = lines & moves_sudo.filtered("quantity").reservation_line_id
        self._release_moves(moves_sudo)
        return released_lines

    @api.model
    def _release_unneeded(self, lines, needs):
        """Release reservations that aren't needed, or were cancelled manually.

        :return: The remaining moves, at most one for each need.
        """
        moves = self._get_moves(lines)
        kept_moves = moves.browse()
        for key, same_moves in moves.grouped(self._get_key).items():
            if key in needs:
                kept_moves |= same_moves.filtered(lambda move: move.state != "cancel")[
                    :1
                ]
        self._release_moves(moves - kept_moves)
        return kept_moves

    @api.model
    def _release_moves(self, moves):
        self._lock_quants(moves.move_line_ids)
        moves._action_cancel()
        moves.unlink()

    @api.model
    def _lock_quants(self, move_lines):
        """Lock the quants reserved by the move lines, waiting for others.

        Odoo doesn't wait: it releases the quantity from an unlocked quant, which may
        have less reserved, so that a part would stay reserved.
        """
        if move_lines:
            self.env.cr.execute(
                SQL(
                    "SELECT id FROM stock_quant WHERE product_id IN %s "
                    "AND location_id IN %s ORDER BY id FOR UPDATE",
                    tuple(move_lines.product_id.ids),
                    tuple(move_lines.location_id.ids),
                ),
                log_exceptions=False,  # A conflict is no error.
            )

    @api.model
    def _hand_over(self, lines):
        """Reserve the deliveries of confirmed lines with the stock reserved before.

        If operations are reserved manually or by date, Odoo would let others take it.
        """
        # In sudo mode because whoever confirms orders may not see transfers.
        moves_sudo = lines.sudo().move_ids.filtered(
            lambda move: (
                move.state in ("confirmed", "partially_available")
                and move.procure_method == "make_to_stock"
                and not move.move_orig_ids
            )
        )
        moves_sudo._action_assign()

    # === WHAT IS RESERVED === #

    @api.model
    def _get_moves(self, lines):
        return lines.reservation_move_ids.filtered(lambda move: move.state != "done")

    @api.model
    def _get_key(self, move):
        """Return the key of the move's need, as in `ecommerce.stock.need`."""
        return (
            move.reservation_line_id,
            move.product_id,
            move.location_id,
            move.location_dest_id,
        )
