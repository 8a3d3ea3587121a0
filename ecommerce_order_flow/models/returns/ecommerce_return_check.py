from odoo import api, models
from odoo.exceptions import AccessError, ValidationError

from .const import SALES_GROUP, STOCK_GROUP


class EcommerceReturnCheck(models.AbstractModel):
    """Checks of who may process returns, and how."""

    _name = "ecommerce.return.check"
    _description = "Return Check"

    @api.model
    def _ensure_seller(self, case):
        """Raise if the user may not decide about returns of the order.

        :raise AccessError: If it isn't one of the salesperson's orders.
        """
        case.check_access("read")
        case.order_id.check_access("write")
        if not self.env.su and not self.env.user.has_group(SALES_GROUP):
            raise AccessError(
                self.env._(
                    "Only salespeople can decide about returns: ask one of them."
                )
            )

    @api.model
    def _ensure_worker(self):
        """Raise if the user doesn't work in a warehouse."""
        if not self.env.su and not self.env.user.has_group(STOCK_GROUP):
            raise AccessError(self.env._("Only warehouse staff can receive returns."))

    @api.model
    def _ensure_inspector(self, case):
        """Raise if the user may not inspect returned products."""
        case.check_access("read")
        groups = (SALES_GROUP, STOCK_GROUP)
        if not self.env.su and not any(map(self.env.user.has_group, groups)):
            raise AccessError(
                self.env._("Only warehouse staff and salespeople can inspect returns.")
            )

    @api.model
    def _ensure_own_company(self, moves, name):
        """Raise if moves are for returns of another company.

        Unlike Odoo's check it doesn't reveal their names.

        :param str name: The field of the move with the line of the return.
        :raise ValidationError: With the products of the moves.
        """
        # In sudo mode because not everybody who moves products may read returns.
        for move in moves.sudo():
            if move[name] and move[name].company_id != move.company_id:
                raise ValidationError(
                    self.env._(
                        "%(product)s cannot be moved for another company's return.",
                        product=move.product_id.display_name,
                    )
                )
