from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .rules.findings import ABSENT, MISSING, QUARANTINE, SCRAP
from .rules.quantities import ALMOST, share_out


class EcommerceReturnStock(models.AbstractModel):
    """Stock moves of inspected products, in sudo mode after a check of the rights.

    Products to restock stay where the receipt brings them, by as many steps as the
    warehouse has. The others are taken from where they are now, and from the further
    steps of their receipt. Kits are moved by their parts.
    """

    _name = "ecommerce.return.stock"
    _description = "Stock Moves of Returns"

    @api.model
    def _move(self, finding):
        """Move the products of a finding, and note the value lost.

        :raise UserError: If they aren't in the warehouse anymore.
        """
        finding = finding.with_company(finding.company_id)
        for product, quantity in self._get_products(finding).items():
            if finding.condition in ABSENT:
                self._take(finding, product, quantity, self._get_loss(finding, product))
            elif finding.destination in (QUARANTINE, SCRAP):
                self._take(finding, product, quantity, self._get_target(finding))
            if finding.destination == SCRAP and finding.condition not in ABSENT:
                finding.lost_value += product.standard_price * quantity
        if finding.condition in ABSENT and finding.condition != MISSING:
            self._bring(finding)

    @api.model
    def _get_products(self, finding):
        """Return the quantities of a finding by product, in the product's unit."""
        order_line = finding.line_id.order_line_id
        parts = self.env["ecommerce.return.offer"]._get_parts(order_line)
        product = order_line.product_id
        if parts.keys() <= {product}:
            unit = order_line.product_uom_id
            quantity = unit._compute_quantity(
                finding.quantity, product.uom_id, round=False
            )
            return {product: quantity}
        return {
            part: finding.quantity * needed for part, (_left, needed) in parts.items()
        }

    # === WHERE THE PRODUCTS ARE === #

    @api.model
    def _take(self, finding, product, quantity, destination):
        """Move products from where their receipt has brought them.

        :raise UserError: If they aren't there anymore.
        """
        steps = self._get_steps(finding.line_id, product)
        places = self._get_places(steps, finding.lot_id)
        shares = share_out(quantity, places.values())
        if quantity - sum(shares) > ALMOST:
            self._raise_gone(product)
        for (location, lot), share in zip(places, shares, strict=True):
            if share > ALMOST:
                self._ensure_there(product, location, lot, share)
                waiting = self._lower_steps(steps, location, share)
                self._transfer(finding, product, lot, share, location, destination)
                waiting._action_assign()

    @api.model
    def _get_steps(self, line, product):
        """Return the moves of the receipt, and those after it."""
        steps = line.move_ids.filtered(
            lambda it: it.product_id == product and it.location_id.usage == "customer"
        )
        last = steps
        while (
            last := last.move_dest_ids.filtered(
                lambda it: (
                    it.state != "cancel" and it.location_dest_id.usage != "customer"
                )
            )
            - steps
        ):
            steps |= last
        return steps

    @api.model
    def _get_places(self, steps, lot):
        """Return the quantities by location and lot, in the product's unit."""
        places = defaultdict(float)
        findings = steps.return_line_id.finding_ids
        moves = steps | findings.move_ids.filtered(
            lambda it: it.product_id in steps.product_id
        )
        for line in moves.filtered(lambda it: it.state == "done").move_line_ids:
            places[line.location_dest_id, line.lot_id] += line.quantity_product_uom
            places[line.location_id, line.lot_id] -= line.quantity_product_uom
        return {
            (location, its_lot): quantity
            for (location, its_lot), quantity in places.items()
            if quantity > ALMOST
            and location in steps.move_line_ids.location_dest_id
            and (not lot or lot == its_lot)
        }

    @api.model
    def _ensure_there(self, product, location, lot, quantity):
        if not product.is_storable:
            return
        quants = self.env["stock.quant"]._gather(
            product, location, lot_id=lot, strict=True
        )
        if sum(quants.mapped("quantity")) < quantity - ALMOST:
            self._raise_gone(product)

    @api.model
    def _raise_gone(self, product):
        raise UserError(
            self.env._(
                "%(product)s is no longer where it was received: move it manually, "
                "and choose Restock in the inspection.",
                product=product.display_name,
            )
        )

    @api.model
    def _lower_steps(self, steps, location, quantity):
        """Take products from the further steps of their receipt.

        :return: The steps that are left.
        """
        waiting = steps.filtered(
            lambda it: (
                it.state not in ("done", "cancel")
                and location._child_of(it.location_id)
                and it.move_orig_ids & steps
            )
        )
        unit = waiting.product_id.uom_id
        shares = share_out(
            quantity,
            [
                it.product_uom._compute_quantity(it.product_uom_qty, unit)
                for it in waiting
            ],
        )
        for move, share in zip(waiting, shares, strict=True):
            if share > ALMOST:
                part = unit._compute_quantity(share, move.product_uom, round=False)
                self.env["ecommerce.return.arrival"]._lower(move, part)
        return waiting.filtered(lambda it: it.state != "cancel")

    # === WHERE THEY GO === #

    @api.model
    def _get_target(self, finding):
        if finding.destination == SCRAP:
            return self._get_loss(finding, finding.product_id)
        return self._get_warehouse(finding)._get_quarantine_location()

    @api.model
    def _get_loss(self, finding, product):
        """Return the location of what is no longer there."""
        return product.with_company(finding.company_id).property_stock_inventory

    @api.model
    def _get_warehouse(self, finding):
        transfers = finding.line_id.move_ids.picking_id
        return (
            transfers.picking_type_id.warehouse_id[:1]
            or finding.return_id.order_id.warehouse_id
        )

    @api.model
    def _bring(self, finding):
        """Receive the product or lot that came instead."""
        product = finding.found_product_id or finding.product_id
        lot = finding.found_lot_id
        if not (finding.found_product_id or lot) or not product.is_storable:
            return
        stock = self._get_warehouse(finding).lot_stock_id
        is_restocked = finding.destination not in (QUARANTINE, SCRAP)
        target = stock if is_restocked else self._get_target(finding)
        source = self._get_loss(finding, product)
        if target != source:  # What is scrapped doesn't get into the stock at all.
            self._transfer(finding, product, lot, finding.quantity, source, target)

    @api.model
    def _transfer(self, finding, product, lot, quantity, source, destination):
        """Move products at once; the only place that scraps."""
        name = finding.return_id.name
        values = {
            "product_id": product.id,
            "product_uom_id": product.uom_id.id,
            "quantity": quantity,
            "location_id": source.id,
            "location_dest_id": destination.id,
            "lot_id": lot.id,
        }
        move = self.env["stock.move"].create(
            {
                "origin": name,
                "company_id": finding.company_id.id,
                "product_id": product.id,
                "product_uom": product.uom_id.id,
                "product_uom_qty": quantity,
                "location_id": source.id,
                "location_dest_id": destination.id,
                "picked": True,
                "return_finding_id": finding.id,
                "move_line_ids": [Command.create(values)],
            }
        )
        move._action_done()
