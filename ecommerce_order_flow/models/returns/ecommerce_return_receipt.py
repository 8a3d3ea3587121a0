from dataclasses import dataclass
from math import isfinite

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from ..engine.codes import read_code
from ..engine.locks import lock_or_refuse
from .rules.findings import DESTINATIONS, MISSING
from .rules.quantities import ALMOST, MOST, share_out


@dataclass
class Entry:
    """What somebody entered about a quantity of an order line."""

    order_line: models.Model
    quantity: float
    condition: str
    destination: str
    lot: models.Model
    found_product: models.Model
    found_lot: models.Model

    @property
    def is_there(self):
        return self.condition != MISSING


class EcommerceReturnReceipt(models.AbstractModel):
    """Receipt and inspection of a parcel at once, after a check of the rights.

    Announced products are received by the transfers of their return. For others,
    transfers and a return are created, as with Odoo's wizard. What is neither there nor
    missing is still expected.
    """

    _name = "ecommerce.return.receipt"
    _description = "Receipt of a Parcel"

    @api.model
    def _receive(self, order, case, entries, note=""):
        """Receive what is entered, and inspect it.

        :param order: The order in sudo mode.
        :param case: Its return, or none.
        :return: The returns.
        :raise UserError: If something doesn't fit.
        """
        order = order.with_company(order.company_id)
        case = case.with_company(order.company_id)
        lock_or_refuse(order, case)
        entries = [self._read(order, it) for it in entries]
        if not entries:
            raise UserError(self.env._("Enter what arrived."))
        lines = self._find_lines(order, case, entries)
        for order_line, line in lines.items():
            its = [it for it in entries if it.order_line == order_line]
            self._receive_line(line, its)
        for its_case, its_lines in (
            case.line_ids.union(*lines.values()).grouped("return_id").items()
        ):
            its = [it for it in entries if lines[it.order_line] in its_lines]
            if its:
                self._inspect(its_case, its, lines, note)
        return case.union(*(line.return_id for line in lines.values()))

    # === WHAT WAS ENTERED === #

    @api.model
    def _read(self, order, values):
        """Return the `Entry` of untrusted values.

        :raise UserError: If it can't be true.
        """
        line_id, quantity = values.get("order_line_id"), values.get("quantity")
        order_line = order.order_line.filtered(lambda it: it.id == line_id)
        is_number = isinstance(quantity, int | float) and isfinite(quantity)
        if not (order_line and is_number and 0 < quantity <= MOST):
            raise UserError(self.env._("Enter what arrived."))
        if values.get("condition") not in DESTINATIONS:
            raise UserError(self.env._("Choose in which condition it arrived."))
        found_product = self._find_product(order, values.get("found_code"))
        return Entry(
            order_line,
            float(quantity),
            values["condition"],
            values.get("destination") or "",
            self._find_lot(order_line, values.get("lot_id")),
            found_product,
            self._find_found_lot(
                order, found_product or order_line.product_id, values.get("found_lot")
            ),
        )

    @api.model
    def _find_product(self, order, code):
        """Return the product with a barcode or reference, or none."""
        products = order.env["product.product"]
        code = read_code(code)
        if not code:
            return products
        own = Domain(products._check_company_domain(order.company_id))
        found = products.search(own & Domain("barcode", "=", code), limit=1)
        found = found or products.search(
            own & Domain("default_code", "=", code), limit=1
        )
        if not found:
            raise UserError(
                self.env._(
                    "No product has the barcode or reference %(code)s: correct it, or "
                    "leave it empty.",
                    code=code,
                )
            )
        return found

    @api.model
    def _find_lot(self, order_line, lot_id):
        lots = order_line.move_ids.move_line_ids.lot_id
        return lots.filtered(lambda it: it.id == lot_id)

    @api.model
    def _find_found_lot(self, order, product, name):
        """Return the lot with a name, created if it is unknown."""
        lots = order.env["stock.lot"]
        name = read_code(name)
        if not name or product.tracking == "none":
            return lots
        domain = [
            ("name", "=", name),
            ("product_id", "=", product.id),
            ("company_id", "in", [False, order.company_id.id]),
        ]
        return lots.search(domain, limit=1) or lots.create(
            {"name": name, "product_id": product.id}
        )

    # === LINES OF RETURNS === #

    @api.model
    def _count_expected(self, line):
        """Return the quantity of a line that may be in a parcel or wait for inspection.

        Of requests that nobody has approved, it is what is requested.
        """
        expected = self._count_here_or_coming(line)
        if line.return_id.decision == "requested":
            arrival = self.env["ecommerce.return.arrival"]
            announced = arrival._count_announced(line)
            expected += max(line.requested_quantity - announced, 0.0)
        return expected

    @api.model
    def _count_here_or_coming(self, line):
        arrival = self.env["ecommerce.return.arrival"]
        coming = arrival._count(line.order_line_id, self._get_open_moves(line))
        return coming + line._get_uninspected_quantity()

    @api.model
    def _get_open_moves(self, line):
        return line.return_id._get_open_moves() & line.move_ids

    @api.model
    def _find_lines(self, order, case, entries):
        """Return the return line by order line, created for what nobody announced."""
        lines = {line.order_line_id: line for line in case.line_ids}
        unannounced = {}
        for order_line in {it.order_line for it in entries}:
            line = lines.get(order_line)
            known = self._count_here_or_coming(line) if line else 0.0
            new = self._count_there(entries, order_line) - known
            if new > ALMOST:
                unannounced[order_line.id] = new
        if unannounced:
            transfers = self.env["ecommerce.return.transfer"]._announce(
                order, unannounced
            )
            for transfer in transfers:
                self.env["ecommerce.return.arrival"]._take_in(transfer)
            moves = transfers.with_env(order.env).move_ids
            lines |= {it.order_line_id: it for it in moves.return_line_id}
        if any(it.order_line not in lines for it in entries):
            raise UserError(
                self.env._("Only what was announced can be missing in a parcel.")
            )
        return {it.order_line: lines[it.order_line] for it in entries}

    @api.model
    def _count_there(self, entries, order_line):
        return sum(
            it.quantity for it in entries if it.order_line == order_line and it.is_there
        )

    # === TRANSFERS === #

    @api.model
    def _receive_line(self, line, entries):
        """Receive the quantity of a line that hasn't been received yet."""
        there = [it for it in entries if it.is_there]
        uninspected = line._get_uninspected_quantity()
        needed = sum(it.quantity for it in there) - uninspected
        if needed <= ALMOST:
            return
        order_line, moves = line.order_line_id, self._get_open_moves(line)
        transfer = self.env["ecommerce.return.transfer"]
        for product, factor in transfer._get_needed(order_line).items():
            its_moves = moves.filtered(
                lambda it, product=product: it.product_id == product
            )
            lots = self._list_lots(product, there, needed)
            self._fill(order_line, its_moves, needed * factor, lots)
        for picking in moves.filtered("picked").picking_id:
            self._validate(picking)

    @api.model
    def _list_lots(self, product, entries, needed):
        """Return the lots with their quantities; none if the product has no lots.

        :raise UserError: If a lot isn't entered.
        """
        if product.tracking == "none" or product != entries[0].order_line.product_id:
            return []
        if not all(it.lot for it in entries):
            raise UserError(
                self.env._(
                    "Choose the lot or serial number of %(product)s.",
                    product=product.display_name,
                )
            )
        # What was received before is inspected first.
        rest, lots = sum(it.quantity for it in entries) - needed, []
        for it in entries:
            done = min(it.quantity, rest)
            rest -= done
            if it.quantity - done > ALMOST:
                lots.append([it.lot, it.quantity - done])
        return lots

    @api.model
    def _fill(self, order_line, moves, quantity, lots):
        """Set the received quantities of moves; the others are still expected."""
        offer = self.env["ecommerce.return.offer"]
        transfer = self.env["ecommerce.return.transfer"]
        rooms = [offer._get_move_quantity(order_line, move) for move in moves]
        for move, share in zip(moves, share_out(quantity, rooms), strict=True):
            if share > ALMOST:
                received = transfer._convert(order_line, move, share)
                self._fill_move(move, received, lots)
                move.picked = True

    @api.model
    def _fill_move(self, move, quantity, lots):
        if not lots:
            move.quantity = quantity
            return
        commands = [Command.clear()]
        for pair in lots:
            part = min(pair[1], quantity)
            pair[1] -= part
            quantity -= part
            if part > ALMOST:
                values = move._prepare_move_line_vals(quantity=0)
                values.update(lot_id=pair[0].id, quantity=part)
                commands.append(Command.create(values))
        move.move_line_ids = commands

    @api.model
    def _validate(self, picking):
        picking.with_context(skip_backorder=True, skip_sms=True).button_validate()
        if picking.state != "done":
            raise UserError(
                self.env._(
                    "%(transfer)s cannot be received here: validate the transfer, and "
                    "inspect the return then.",
                    transfer=picking.name,
                )
            )

    # === INSPECTION === #

    @api.model
    def _inspect(self, case, entries, lines, note):
        inspector = case.env["ecommerce.return.inspector"]
        findings = [
            self._prepare_finding(it, lines[it.order_line])
            for it in entries
            if it.is_there
        ]
        for it in entries:
            if not it.is_there:
                findings += self._note_missing(it, lines[it.order_line], entries)
        if findings:
            inspector._inspect(case, findings, note)

    @api.model
    def _prepare_finding(self, entry, line):
        return {
            "line_id": line.id,
            "condition": entry.condition,
            "destination": entry.destination,
            "quantity": entry.quantity,
            "lot_id": entry.lot.id,
            "found_product_id": entry.found_product.id,
            "found_lot_id": entry.found_lot.id,
        }

    @api.model
    def _note_missing(self, entry, line, entries):
        """Expect missing products no longer.

        :return: The findings about the part of them that was received before.
        """
        there = self._count_there(entries, entry.order_line)
        received = max(line._get_uninspected_quantity() - there, 0.0)
        known = min(entry.quantity, received)
        absent = min(entry.quantity - known, self._count_expected(line) - there - known)
        if absent > ALMOST:
            self._give_up(line, absent)
            values = {"line_id": line.id, "quantity": absent}
            line.env["ecommerce.return.inspector"]._note_absent(line.return_id, values)
        finding = {**self._prepare_finding(entry, line), "quantity": known}
        return [finding] if known > ALMOST else []

    @api.model
    def _give_up(self, line, quantity):
        arrival = self.env["ecommerce.return.arrival"]
        offer = self.env["ecommerce.return.offer"]
        transfer = self.env["ecommerce.return.transfer"]
        order_line, moves = line.order_line_id, self._get_open_moves(line)
        for product, factor in transfer._get_needed(order_line).items():
            its_moves = moves.filtered(
                lambda it, product=product: it.product_id == product
            )
            rooms = [offer._get_move_quantity(order_line, move) for move in its_moves]
            shares = share_out(quantity * factor, rooms)
            for move, share in zip(its_moves, shares, strict=True):
                if share > ALMOST:
                    arrival._lower(move, transfer._convert(order_line, move, share))
