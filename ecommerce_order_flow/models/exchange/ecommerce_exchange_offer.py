from dataclasses import dataclass

from odoo import api, models

from ..returns.rules.quantities import ALMOST
from .const import EXCHANGE, MOST_CHOICES, REFUND, REPAIR
from .rules.prices import Price

FREE = Price()


@dataclass(frozen=True)
class Choice:
    """What a customer can choose for a returned line.

    :ivar wish: A value of `WISHES`.
    :ivar product: What is delivered; for a repair the product itself.
    :ivar difference: What a unit costs more than the returned one, including taxes.
    """

    code: str
    wish: str
    product: models.Model = None
    price: Price = FREE
    difference: float = 0.0


class EcommerceExchangeOffer(models.AbstractModel):
    """What customers can ask for instead of a refund: only what the shop sells now."""

    _name = "ecommerce.exchange.offer"
    _description = "What Can Be Exchanged"

    @api.model
    def _get_choices(self, offer):
        """Return what a customer can choose for a returnable line.

        :param offer: An `Offer` of returns, in sudo mode.
        :rtype: list[Choice]
        """
        if offer.refusal:
            return []
        others = [
            self._get_exchange(offer.line, product)
            for product in self._find_products(offer)[:MOST_CHOICES]
        ]
        if offer.policy.offers_repair:
            others.append(Choice(REPAIR, REPAIR, offer.line.product_id))
        is_refund_offered = self._offers_refund(offer, others)
        return [Choice(REFUND, REFUND)] * is_refund_offered + others

    @api.model
    def _find(self, offer, quantity, code):
        """Return the choice with a code, if it is offered for a quantity.

        Without a code it is the first one: the refund if there is one.
        """
        choices = self._get_choices(offer)
        if not code:
            return next((it for it in choices if it.wish == REFUND), None)
        found = next((it for it in choices if it.code == code), None)
        if found and found.wish == EXCHANGE:
            is_there = self._is_available(offer.line, found.product, quantity)
            return found if is_there else None
        return found

    @api.model
    def _offers_refund(self, offer, others):
        """Return whether a customer can choose the refund beside other choices."""
        is_withdrawable = self.env["ecommerce.return.terms"]._is_withdrawable
        return (
            offer.policy.offers_refund
            or not offer.policy
            or not others
            or is_withdrawable(offer.line.order_id)
        )

    @api.model
    def _get_exchange(self, line, product):
        prices = self.env["ecommerce.exchange.price"]
        price, difference = prices._get(line, product), 0.0
        if product != line.product_id:
            draft = prices._draft(line, product, 1.0, price)
            difference = draft.price_total - prices._get_paid(line)
        return Choice(
            f"{EXCHANGE}_{product.id}",
            EXCHANGE,
            product,
            price,
            line.currency_id.round(difference),
        )

    # === PRODUCTS === #

    @api.model
    def _find_products(self, offer):
        """Return the products offered in exchange, available ones only."""
        line, policy = offer.line, offer.policy
        template = line.product_id.product_tmpl_id
        products = line.product_id if policy.offers_same else line.product_id.browse()
        if not self._is_paid_by_card(line.order_id):
            if policy.offers_variants:
                products |= template.product_variant_ids - line.product_id
            if policy.offers_products:
                products |= template.alternative_product_ids.product_variant_ids
        return products.filtered(
            lambda it: self._is_saleable(line, it) and self._is_available(line, it)
        )

    @api.model
    def _is_paid_by_card(self, order):
        """Return whether a gift card paid something: its part would be returned."""
        check = self.env["ecommerce.gift.card.check"]
        return any(check._is_paid_by_card(line) for line in order.order_line)

    @api.model
    def _is_saleable(self, line, product):
        """Return whether the order's website sells a product now."""
        order = line.order_id
        product = product.with_context(website_id=order.website_id.id)
        return (
            product.active
            and product.type == "consu"
            and product.website_published
            and product.company_id in (order.company_id, order.company_id.browse())
            and product.uom_id == line.product_id.uom_id
            and bool(product.filtered_domain(self.env["website"]._product_domain()))
        )

    @api.model
    def _is_available(self, line, product, quantity=None):
        """Return whether the shop has a quantity of a product, or may sell it anyway.

        :param float quantity: In the unit of the line; None for any.
        """
        if not product.is_storable or product.allow_out_of_stock_order:
            return True
        free = line.order_id._get_free_qty(product)
        if quantity is None:
            return free > ALMOST
        wanted = line.product_uom_id._compute_quantity(quantity, product.uom_id)
        return product.uom_id.compare(free, wanted) >= 0
