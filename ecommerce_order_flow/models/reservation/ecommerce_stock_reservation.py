from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL


class EcommerceStockReservation(models.AbstractModel):
    """Reserves stock for orders until their customers have paid, or had to.

    Each reservation is a stock move to the customer that belongs to no transfer and
    links to the line of the order. Odoo reserves its quantity as for any delivery: it
    can't be sold, picked or consumed by others, and counts in the forecast.
    """

    _name = "ecommerce.stock.reservation"
    _description = "Stock Reserved for Waiting Orders"

    @api.model
    def _bring_up_to_date(self, orders):
        """Reserve what orders that wait are to get, and no more; nothing for others.

        What isn't in stock is reserved when it comes in.
        """
        # In sudo mode because customers and salespeople can't reserve stock; what is
        # reserved follows from the order alone.
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
    def _reserves(self, order):
        """Return whether stock is to be reserved for an order now."""
        is_waiting = order.state == "sent" or (
            order.state == "draft"  # after it was cancelled
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
        """Return until when the stock of an order is reserved."""
        # In sudo mode because salespeople can't read transactions.
        expected = self.env["ecommerce.offline.payment"]._get_expected(order.sudo())
        grace_days = max(expected.provider_id.mapped("grace_days"), default=0)
        return order.payment_due_at + relativedelta(days=grace_days)

    # === RESERVE === #

    @api.model
    def _reserve(self, needs, moves):
        """Let there be a move with the right quantity for each need."""
        move_by_key = moves.grouped(self._get_key)
        changes = []
        for key, quantity in needs.items():
            line, product, *_locations = key
            move = move_by_key.get(key, moves.browse())
            if move.reservation_ends_at != (end := self._get_end(line.order_id)):
                move.reservation_ends_at = end
            if not move or product.uom_id.compare(move.product_uom_qty, quantity):
                changes.append((key, quantity, move))
        # Before anything is reserved: whoever waited for others begins anew.
        products = self.env["product.product"].union(*(key[1] for key, *_ in changes))
        self.env["ecommerce.stock.check"]._lock_products(products)
        for key, quantity, move in changes:
            if move:
                move.product_uom_qty = quantity
                move._action_assign()
            else:
                self._create_move(key, quantity)

    @api.model
    def _create_move(self, key, quantity):
        company = key[0].company_id
        Move = self.env["stock.move"].with_company(company)
        move = Move.create(self._prepare_move_vals(key, quantity))
        # Odoo assigns what may be reserved as of today.
        return move._action_confirm(merge=False, create_proc=False)

    @api.model
    def _prepare_move_vals(self, key, quantity):
        line, product, location, destination = key
        order = line.order_id
        return {
            "reservation_line_id": line.id,
            "reservation_ends_at": self._get_end(order),
            "origin": order.name,
            "company_id": (location.company_id or line.company_id).id,
            "partner_id": order.partner_shipping_id.id,
            "product_id": product.id,
            "product_uom": product.uom_id.id,
            "product_uom_qty": quantity,
            "location_id": location.id,
            "location_dest_id": destination.id,
            # Goods that come in are reserved for the oldest order first.
            "date": order.date_order + relativedelta(days=line.customer_lead),
            "reservation_date": fields.Date.today(),
        }

    # === RELEASE === #

    @api.model
    def _release(self, lines):
        """Let the stock of lines go, whatever their orders are.

        :return: The lines for which something was reserved.
        """
        # In sudo mode because salespeople can't change moves.
        moves_sudo = self._get_moves(lines.sudo())
        released_lines = lines & moves_sudo.filtered("quantity").reservation_line_id
        self._release_moves(moves_sudo)
        return released_lines

    @api.model
    def _release_unneeded(self, lines, needs):
        """Release what is reserved for nothing, or was cancelled by hand.

        :return: The move that is left for each need, if there is one.
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
        """Wait until nobody else changes the stock that move lines have reserved.

        Odoo doesn't wait: it takes what is released from a quant that is free, in which
        less may be reserved, and some of it would stay reserved.
        """
        if move_lines:
            self.env.cr.execute(
                SQL(
                    "SELECT id FROM stock_quant WHERE product_id IN %s "
                    "AND location_id IN %s ORDER BY id FOR UPDATE",
                    tuple(move_lines.product_id.ids),
                    tuple(move_lines.location_id.ids),
                ),
                log_exceptions=False,  # Meeting others is no error.
            )

    @api.model
    def _hand_over(self, lines):
        """Reserve for the deliveries of confirmed lines what was reserved before.

        Where operations are reserved by hand or by date, Odoo would let others take it.
        """
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
        """Return what a move reserves, as `ecommerce.stock.need` names it."""
        return (
            move.reservation_line_id,
            move.product_id,
            move.location_id,
            move.location_dest_id,
        )
