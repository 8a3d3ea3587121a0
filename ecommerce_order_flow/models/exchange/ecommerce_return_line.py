from odoo import fields, models

from .const import WISHES
from .rules import quantities


class EcommerceReturnLine(models.Model):
    _inherit = "ecommerce.return.line"

    wish = fields.Selection(
        selection=WISHES,
        string="Customer Wants",
        default="refund",
        required=True,
        readonly=True,
    )
    replacement_id = fields.Many2one(
        "product.product",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    replacement_price = fields.Float(
        string="Price of the Replacement",
        digits="Product Price",
        readonly=True,
        help="As agreed with the customer, per unit and before the discount.",
    )
    replacement_discount = fields.Float(
        string="Discount on the Replacement (%)", digits="Discount", readonly=True
    )
    replaced_quantity = fields.Float(
        digits="Product Unit",
        readonly=True,
        help="The quantity for which a replacement was delivered, or its delivery was "
        "created.",
    )
    is_refunded_instead = fields.Boolean(
        readonly=True, help="What wasn't replaced yet is refunded instead."
    )
    exchange_move_ids = fields.One2many(
        "stock.move", "exchange_line_id", string="Moves of the Replacement"
    )
    exchange_reservation_ids = fields.One2many(
        "stock.move", "exchange_reservation_id", string="Reserved Replacement"
    )

    _replaced_not_negative = models.Constraint(
        "CHECK(replaced_quantity >= 0)", "The quantity must be 0 or more."
    )

    def _is_same_product(self):
        """Return whether the product is replaced by the same one."""
        self.ensure_one()
        return self.replacement_id == self.product_id

    def _has_difference(self):
        """Return whether the replacement may cost more than what is returned."""
        self.ensure_one()
        return self.wish == "exchange" and not self._is_same_product()

    def _get_exchange_facts(self):
        self.ensure_one()
        return quantities.Line(
            accepted=self.accepted_quantity,
            approved=self.approved_quantity,
            replaced=self.replaced_quantity - self._get_called_off(),
            refunded=self.refunded_quantity,
            is_exchange=self.wish != "refund",
            is_same=self._is_same_product(),
            is_refunded_instead=self.is_refunded_instead,
        )

    def _get_unreplaced(self):
        """Return the accepted quantity whose replacement isn't delivered."""
        return quantities.get_unreplaced(self._get_exchange_facts())

    def _get_called_off(self):
        """Return the replaced quantity whose delivery users cancelled.

        What was refunded since isn't to be delivered anymore.
        """
        self.ensure_one()
        if not self.replaced_quantity or self._is_replacement_open():
            return 0.0
        promised = self.replaced_quantity
        if self._has_difference():
            lines = self._get_replacement_lines()
            promised = min(promised, sum(it._get_unrefunded() for it in lines))
        left = promised - self._get_shipped()
        return left if left > quantities.ALMOST else 0.0

    def _get_shipped(self):
        """Return the replaced quantity that was shipped; of kits all of it, or none."""
        self.ensure_one()
        offer = self.env["ecommerce.return.offer"]
        moves = self.exchange_move_ids.filtered(
            lambda it: it.state == "done" and offer._leaves(it)
        )
        if moves.product_id - self.replacement_id:
            return self.replaced_quantity
        unit = self.order_line_id.product_uom_id
        return sum(
            it.product_uom._compute_quantity(it.quantity, unit, round=False)
            for it in moves
        )

    def _get_replacement_lines(self):
        """Return the lines of the order that were added for the replacement."""
        self.ensure_one()
        return self.return_id.order_id.order_line.filtered(
            lambda it: it.exchange_line_id == self
        )

    def _get_unrepaired(self):
        """Return the accepted quantity in repair."""
        return self._get_unreplaced() if self.wish == "repair" else 0.0

    def _get_unrefunded(self):
        """Override of `refund`: what the same product replaces isn't refunded."""
        if self.wish == "refund":
            return super()._get_unrefunded()
        left = quantities.get_unrefunded(self._get_exchange_facts())
        return left if left > quantities.ALMOST else 0.0

    def _is_held_until_paid(self):
        """Return whether a replacement is to be shipped that may cost more."""
        self.ensure_one()
        return self._has_difference() and self._is_replacement_open()

    def _get_kept_quantity(self):
        """Return the quantity that came back to be replaced by the same product.

        The customer keeps it in the books: nothing is credited or paid for it.
        """
        self.ensure_one()
        if self.wish == "refund" or self.is_refunded_instead:
            return 0.0
        if not self._is_same_product():
            return 0.0
        here = min(self.received_quantity, self.approved_quantity)
        replaced = self.replaced_quantity - self._get_called_off()
        return max(here - self.rejected_quantity - replaced, 0.0)

    def _is_replacement_open(self):
        """Return whether a replacement is still to be shipped."""
        self.ensure_one()
        return any(
            move.state not in ("done", "cancel")
            and move.location_id.usage != "customer"
            for move in self.exchange_move_ids
        )
