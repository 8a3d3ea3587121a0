from odoo import models
from odoo.tools import float_compare


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _can_be_bought_now(self):
        """Return whether the shop sells what the cart's line is about, and has it."""
        self.ensure_one()
        product = self.product_id
        return bool(
            self._show_in_cart()
            and self._is_sold_by_shop()
            and product.website_id in (self.env["website"], self.order_id.website_id)
            and self._get_todays_price() > 0
            and not self._is_sold_out()
        )

    def _is_sold_by_shop(self):
        """Return whether customers can still choose the product."""
        product = self.product_id
        is_offered = product.is_published or self._is_sold_on_another_page()
        return product.active and product.sale_ok and is_offered

    def _is_sold_on_another_page(self):
        """Return whether customers choose it elsewhere than in the shop.

        Tickets, booths and courses are unpublished on purpose: their own pages sell
        them, and know what is left.
        """
        names = ("event_ticket_id", "event_booth_category_id")
        is_of_event = any(name in self._fields and self[name] for name in names)
        product = self.product_id
        return is_of_event or ("channel_ids" in product._fields and product.channel_ids)

    def _can_change_cart(self):
        """Return whether the customer put the line into the cart.

        Delivery and rewards belong to the cart as a whole: each has its own.
        """
        self.ensure_one()
        is_reward = "is_reward_line" in self._fields and self.is_reward_line
        return not self.is_delivery and not self.display_type and not is_reward

    def _is_sold_out(self):
        product = self.product_id
        if not product.is_storable or product.allow_out_of_stock_order:
            return False
        # One of what the line sells: a pack may be more than the pieces that are left.
        wanted = self.product_uom_id._compute_quantity(1.0, product.uom_id)
        free = self.order_id._get_free_qty(product)
        return product.uom_id.compare(free, wanted) < 0

    def _get_todays_price(self):
        """Return what the line costs today, as the cart shows it.

        What the cart says stays what it is until the customer comes back.
        """
        self.ensure_one()
        unit_price, discount = self._get_todays_unit_price()
        if not self._has_other_price(unit_price, discount):
            return self._get_cart_display_price()
        taxes = self.tax_ids.compute_all(
            unit_price * (1 - discount / 100),
            self.currency_id,
            self.product_uom_qty,
            self.product_id,
            self.order_partner_id,
        )
        show_tax = self.order_id.website_id.show_line_subtotals_tax_selection
        return taxes[
            "total_excluded" if show_tax == "tax_excluded" else "total_included"
        ]

    def _has_other_price(self, unit_price, discount):
        return bool(
            self.currency_id.compare_amounts(unit_price, self.price_unit)
            or float_compare(discount, self.discount, precision_digits=2)
        )

    def _get_todays_unit_price(self):
        """Return unit price and discount that a new line would have.

        Sets keep their price: it is shared out among what they consist of.
        """
        line = self.with_company(self.company_id)
        if line.product_type == "combo" or line.combo_item_id:
            return line.price_unit, line.discount
        unit_price = line.product_id._get_tax_included_unit_price_from_price(
            line._get_display_price(),
            product_taxes=line.product_id.taxes_id._filter_taxes_by_company(
                line.company_id
            ),
            fiscal_position=line.order_id.fiscal_position_id,
        )
        return unit_price, line._get_todays_discount()

    def _get_todays_discount(self):
        """Return the pricelist's discount in percent, if it is shown as one."""
        if not (
            self.order_id.pricelist_id
            and self.env["product.pricelist.item"]._is_discount_feature_enabled()
            and self.pricelist_item_id._show_discount()
        ):
            return 0.0
        base_price = self._get_pricelist_price_before_discount()
        if not base_price:
            return 0.0
        discount = (base_price - self._get_pricelist_price()) / base_price * 100
        return max(discount, 0.0)
