from odoo import api, models
from odoo.fields import Command

from ..status.rules import lines as line_rules
from .rules.prices import Price, get_variant_price


class EcommerceExchangePrice(models.AbstractModel):
    """Prices of replacements, computed by Odoo as for a line of the same order."""

    _name = "ecommerce.exchange.price"
    _description = "Prices of Exchanges"

    @api.model
    def _get(self, line, product):
        """Return the `Price` of a product that replaces one of an order line."""
        if product == line.product_id:
            return Price(line.price_unit, line.discount)
        now = self._get_today(line, product)
        if product.product_tmpl_id != line.product_id.product_tmpl_id:
            return now
        price = get_variant_price(
            Price(line.price_unit, line.discount),
            self._get_today(line, line.product_id),
            now,
            self._get_discount_share(line),
        )
        return Price(line.currency_id.round(price.unit), price.discount)

    @api.model
    def _get_today(self, line, product):
        draft = self._draft(line, product, 1.0)
        return Price(draft.price_unit, draft.discount)

    @api.model
    def _get_discount_share(self, line):
        facts = self.env["ecommerce.refund.planner"]._get_facts(line.order_id)
        own = next(it for it in facts.lines if it.id == line.id)
        return line_rules.get_discount_share(facts, own)

    @api.model
    def _get_paid(self, line):
        """Return what was paid for a unit of a line, including taxes."""
        return line.price_reduce_taxinc * (1 - self._get_discount_share(line))

    @api.model
    def _draft(self, line, product, quantity, price=None):
        """Return a line for a replacement that isn't stored.

        It belongs to a copy of the order, which isn't stored either.
        """
        values = {
            **self._prepare(line, product, quantity, price),
            "order_id": line.order_id.new(origin=line.order_id),
        }
        return line.env["sale.order.line"].new(values)

    @api.model
    def _prepare(self, line, product, quantity, price=None):
        """Return the values of a line for a replacement, but the order."""
        values = {
            "product_id": product.id,
            "product_uom_id": line.product_uom_id.id,
            "product_uom_qty": quantity,
        }
        if price:
            values.update(price_unit=price.unit, discount=price.discount)
        if product.product_tmpl_id == line.product_id.product_tmpl_id:
            attributes = line.product_no_variant_attribute_value_ids
            values["product_no_variant_attribute_value_ids"] = attributes.ids
            values["product_custom_attribute_value_ids"] = self._copy_custom_values(
                line, attributes | product.product_template_attribute_value_ids
            )
        return values

    @api.model
    def _copy_custom_values(self, line, attributes):
        """Return the commands that copy what the customer entered, as an engraving."""
        customs = [
            (it.custom_product_template_attribute_value_id, it.custom_value)
            for it in line.product_custom_attribute_value_ids
        ]
        return [
            Command.create(
                {
                    "custom_product_template_attribute_value_id": attribute.id,
                    "custom_value": text,
                }
            )
            for attribute, text in customs
            if attribute in attributes
        ]
