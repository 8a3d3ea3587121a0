from dataclasses import dataclass
from datetime import date, datetime, time

from pytz import UTC

from odoo import api, models
from odoo.fields import Domain

from ..status.rules.facts import GOODS
from .rules.quantities import ALMOST, count_kits


@dataclass
class Offer:
    """The returnable quantity of an order line, its policy and return period.

    :ivar quantity: What the customer has and hasn't requested to return yet.
    :ivar refusal: Why it can't be returned.
    """

    line: models.Model
    policy: models.Model
    quantity: float = 0.0
    last_day: date | None = None
    is_late: bool = False
    refusal: str = ""


class EcommerceReturnOffer(models.AbstractModel):
    """Products of an order that its customer can return.

    In sudo mode because customers see neither transfers nor policies.
    """

    _name = "ecommerce.return.offer"
    _description = "What Can Be Returned"

    @api.model
    def _is_open(self, order):
        """Return whether the order's website accepts returns by form."""
        return bool(order.website_id.customer_can_return and order.state == "sale")

    @api.model
    def _get(self, order, reason=None):
        """Return the offers for the products that the customer has of the order.

        :param reason: An `ecommerce.return.reason` that may extend the period.
        :rtype: list[Offer]
        """
        # In sudo mode because customers see neither transfers nor policies.
        order_sudo = order.sudo().with_company(order.company_id)
        if not self._is_open(order_sudo):
            return []
        facts = order_sudo.env["ecommerce.order.facts"]
        return [
            self._get_offer(line, quantity, reason)
            for line in order_sudo.order_line
            if not line.display_type
            and line.product_uom_qty > 0
            and facts._get_kind(line) == GOODS
            and (quantity := self._get_quantity(line)) > ALMOST
        ]

    @api.model
    def _can_return(self, order):
        """Return whether the order's page has a link to the form."""
        return any(not offer.refusal for offer in self._get(order))

    @api.model
    def _get_offer(self, line, quantity, reason=None):
        policy = line.env["ecommerce.return.policy"]._find(
            line.order_id, line.product_id
        )
        offer = Offer(line, policy, quantity)
        if line.combo_item_id:
            offer.refusal = self.env._(
                "Parts of a set cannot be returned here: please contact us."
            )
        elif not policy.is_returnable:
            offer.refusal = policy.refusal or self.env._(
                "This product cannot be returned here."
            )
        else:
            self._add_period(offer, reason)
        return offer

    @api.model
    def _add_period(self, offer, reason):
        order = offer.line.order_id
        terms = self.env["ecommerce.return.terms"]
        days = offer.policy.days
        if days and reason:
            days = max(days, reason.days)
        offer.last_day = terms._get_last_day(
            order, offer.policy._get_start(order), days
        )
        offer.is_late = terms._is_over(order, offer.last_day)

    @api.model
    def _is_holiday(self, calendar, day):
        """Return whether the shop is closed on a date, regardless of the weekday."""
        if not calendar:
            return False
        noon = (
            calendar._get_timezone()
            .localize(datetime.combine(day, time(12)))
            .astimezone(UTC)
            .replace(tzinfo=None)
        )
        holidays = (
            Domain(calendar._get_holidays_domain())
            & Domain("resource_id", "=", False)
            & Domain("calendar_id", "in", [False, calendar.id])
            & Domain("date_from", "<=", noon)
            & Domain("date_to", ">=", noon)
        )
        leaves = calendar.env["resource.calendar.leaves"]
        return bool(leaves.search_count(holidays, limit=1))

    # === QUANTITIES === #

    @api.model
    def _get_quantity(self, line):
        """Return the quantity the customer has of a line, less requested returns."""
        arrival = self.env["ecommerce.return.arrival"]
        asked = sum(
            max(it.requested_quantity - arrival._count_announced(it), 0.0)
            for it in line.return_line_ids
            if it.return_id.decision == "requested"
        )
        parts = self._get_parts(line)
        if parts.keys() == {line.product_id}:
            there = parts[line.product_id][0]
        else:
            there = count_kits(parts.values())
        return max(there - asked, 0.0)

    @api.model
    def _get_parts(self, line):
        """Return the quantities the customer has of each product of a line.

        A line that isn't a kit has only its own product.

        :return: By product the quantity the customer has, and the quantity needed for a
            unit of the line; for the line's own product in the line's unit of measure.
        """
        parts = {}
        for product, moves in line.move_ids.grouped("product_id").items():
            left = wanted = 0.0
            for move in moves.filtered(lambda it: it.state != "cancel"):
                quantity = self._get_move_quantity(line, move)
                if self._leaves(move):
                    wanted += quantity
                    left += quantity if move.state == "done" else 0.0
                elif move.location_id.usage == "customer":
                    left -= quantity
            if wanted > ALMOST:
                parts[product] = (left, wanted / line.product_uom_qty)
        return parts

    @api.model
    def _leaves(self, move):
        return (
            move.location_dest_id.usage == "customer"
            and move.location_id.usage != "customer"
        )

    @api.model
    def _get_move_quantity(self, line, move):
        """Return the quantity of a move: in the line's unit, parts in the product's."""
        is_done = move.state == "done"
        quantity = move.quantity if is_done else move.product_uom_qty
        is_part = move.product_id != line.product_id
        unit = move.product_id.uom_id if is_part else line.product_uom_id
        return move.product_uom._compute_quantity(quantity, unit, round=False)
