from odoo import api, models

from ..refund.wish import Wish
from ..returns.rules.fees import Estimate
from ..status.rules.facts import GOODS, Line, Moves


class EcommerceExchangeMoney(models.AbstractModel):
    """What customers pay or get back with an exchange, planned as it is booked later.

    The planner of refunds sees the order with the lines of the replacements.
    """

    _name = "ecommerce.exchange.money"
    _description = "Amounts of Exchanges"

    @api.model
    def _estimate(self, order, quantities, choices, fees):
        """Return the `Estimate` of a return with exchanges.

        :param dict quantities: By the id of the order line.
        :param dict choices: The `Choice` by the id of the order line.
        """
        lines = {line.id: line for line in order.order_line}
        credited = {
            key: quantity
            for key, quantity in quantities.items()
            if choices[key].product != lines[key].product_id
        }
        wishes = frozenset(choice.wish for choice in choices.values())
        if not credited:
            return Estimate(wishes=wishes)
        added = [
            self._get_fact(-number, lines[key], choices[key], quantity)
            for number, (key, quantity) in enumerate(credited.items(), start=1)
            if choices[key].product
        ]
        # In sudo mode because customers may not read payments of their order.
        planner = self.env["ecommerce.refund.planner"].sudo()
        wish = Wish(credited, fees=fees, is_exchange=True, added=added)
        plan = planner._plan(order.sudo(), wish)
        fee = plan.fee if order.sudo().amount_received else 0.0
        return Estimate(plan.amount, fee, plan.missing, wishes)

    @api.model
    def _get_fact(self, number, line, choice, quantity):
        """Return the facts of the line that the exchange will add to the order."""
        prices = self.env["ecommerce.exchange.price"]
        draft = prices._draft(line, choice.product, quantity, choice.price)
        return Line(
            id=number,
            kind=GOODS,
            ordered=quantity,
            coming=quantity,
            price=draft.price_total,
            unit_price=draft.price_total / quantity,
            is_replacement=True,
            moves=Moves(to_leave=1),
        )
