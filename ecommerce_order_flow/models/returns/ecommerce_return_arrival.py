from odoo import api, fields, models

from ..engine.locks import lock_or_refuse
from .rules.quantities import ALMOST, count_kits, share_out

# States in which a return still expects products.
EXPECTING = ("requested", "approved", "on_the_way")


class EcommerceReturnArrival(models.AbstractModel):
    """Returns of products that users take back with Odoo's return wizard.

    Products that an open return expects belong to it; for others a return is created.
    Its customer isn't notified, because there was no request.
    """

    _name = "ecommerce.return.arrival"
    _description = "Returns Created from Transfers"

    @api.model
    def _take_in(self, transfer):
        """Create or update the returns of what a transfer brings back.

        :return: The `ecommerce.return` records in sudo mode.
        """
        # In sudo mode because warehouse staff can write neither orders nor returns.
        transfer = transfer.sudo().with_company(transfer.company_id)
        cases = transfer.env["ecommerce.return"]
        moves = transfer.move_ids.filtered(self._is_to_take_in)
        by_order = moves.grouped(lambda it: it.sale_line_id.order_id)
        for order, its_moves in by_order.items():
            cases |= self._take_in_for(order, its_moves)
        return cases

    @api.model
    def _is_to_take_in(self, move):
        order = move.sale_line_id.order_id
        return (
            move.to_refund
            and move.state != "cancel"
            and move.location_id.usage == "customer"
            and not move.return_line_id
            and bool(order)
            and self.env["ecommerce.return.offer"]._is_open(order)
        )

    @api.model
    def _take_in_for(self, order, moves):
        lock_or_refuse(order)
        by_line = {
            line: its_moves
            for line, its_moves in moves.grouped("sale_line_id").items()
            if self._count(line, its_moves) > ALMOST
        }
        if not by_line:
            return order.return_ids.browse()
        cases = {line: self._find_case(order, line) for line in by_line}
        unexpected = next(filter(None, cases.values()), None) or self._create_case(
            order, moves.picking_id
        )
        for line, its_moves in by_line.items():
            self._add(cases[line] or unexpected, line, its_moves)
        if unexpected.is_from_transfer:
            self._limit_refund(unexpected)
        return unexpected.union(*cases.values())

    @api.model
    def _add(self, case, order_line, moves):
        """Link moves to a return; products that it doesn't expect get new lines."""
        quantity = self._count(order_line, moves)
        case_line = self._get_line(case, order_line, quantity)
        self._lower_expected(case_line, moves)
        moves.return_line_id = case_line

    @api.model
    def _count(self, order_line, moves):
        """Return the quantity of an order line that moves bring; whole kits only."""
        offer = self.env["ecommerce.return.offer"]
        quantities = {
            product: sum(offer._get_move_quantity(order_line, it) for it in its_moves)
            for product, its_moves in moves.grouped("product_id").items()
        }
        parts = offer._get_parts(order_line)
        if parts.keys() <= {order_line.product_id}:
            return quantities.get(order_line.product_id, 0.0)
        return count_kits(
            (quantities.get(product, 0.0), needed)
            for product, (_left, needed) in parts.items()
        )

    @api.model
    def _count_announced(self, case_line):
        """Return the quantity that transfers of a return bring or have brought."""
        moves = case_line.move_ids.filtered(
            lambda it: it.state != "cancel" and it.location_id.usage == "customer"
        )
        return self._count(case_line.order_line_id, moves)

    # === THE RETURN === #

    @api.model
    def _find_case(self, order, order_line):
        """Return the return that expects an order line, approved ones first."""
        cases = order.return_ids.filtered(
            lambda it: it.state in EXPECTING and order_line in it.line_ids.order_line_id
        )
        return cases.sorted(lambda it: (it.decision == "requested", it.id))[:1]

    @api.model
    def _create_case(self, order, transfer):
        order.return_number += 1
        Case = order.env["ecommerce.return"].with_context(mail_create_nosubscribe=True)
        case = Case.create(
            {
                "name": f"{order.name}/RET{order.return_number}",
                "number": order.return_number,
                "order_id": order.id,
                "decision": "approved",
                "decided_at": fields.Datetime.now(),
                "is_from_transfer": True,
            }
        )
        order.message_post(
            body=self.env._(
                "Products come back with %(transfer)s: %(case)s.",
                transfer=transfer._get_html_link(title=transfer.name),
                case=case._get_html_link(title=case.name),
            )
        )
        return case

    @api.model
    def _get_line(self, case, order_line, quantity):
        """Return the line of a return, created for what it didn't expect."""
        line = case.line_ids.filtered(lambda it: it.order_line_id == order_line)
        if line and case.is_from_transfer:
            line.write(
                {
                    "requested_quantity": line.requested_quantity + quantity,
                    "approved_quantity": line.approved_quantity + quantity,
                }
            )
        if line:
            return line
        offer = self.env["ecommerce.return.offer"]._get_offer(order_line, quantity)
        values = self.env["ecommerce.return.request"]._prepare_line(offer, quantity)
        is_approved = case.decision == "approved"
        return line.create(
            {
                **values,
                "return_id": case.id,
                "approved_quantity": quantity if is_approved else 0.0,
                # The customer requested nothing that could be refunded before.
                "refund_at": "inspection"
                if values["refund_at"] == "inspection"
                else "receipt",
                "is_refunded_automatically": values["is_refunded_automatically"]
                and not (offer.refusal or offer.is_late),
            }
        )

    @api.model
    def _limit_refund(self, case):
        """Leave refunds to users that a request wouldn't have got automatically."""
        request = self.env["ecommerce.return.request"]
        if not request._is_approved_automatically(case):
            case.line_ids.is_refunded_automatically = False

    @api.model
    def _lower_expected(self, case_line, moves):
        """Reduce the transfers of the approval by what other moves bring.

        Those have the number of the return as origin; others bring something else.
        """
        case = case_line.return_id
        expected = (case._get_open_moves() & case_line.move_ids).filtered(
            lambda it: it.picking_id.origin == case.name
        )
        for move in moves:
            others = expected.filtered(
                lambda it, move=move: it.product_id == move.product_id
            )
            unit = move.product_uom
            shares = share_out(
                move.product_uom_qty,
                [
                    it.product_uom._compute_quantity(
                        it.product_uom_qty, unit, round=False
                    )
                    for it in others
                ],
            )
            for other, share in zip(others, shares, strict=True):
                self._lower(
                    other, unit._compute_quantity(share, other.product_uom, round=False)
                )

    @api.model
    def _lower(self, move, quantity):
        left = move.product_uom_qty - quantity
        if left > ALMOST:
            move.product_uom_qty = left
            move._action_assign()  # Odoo unreserved it.
        else:
            move._action_cancel()
