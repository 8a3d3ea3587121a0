from odoo import models
from odoo.tools import float_compare


class SaleOrderLine(models.Model):
    _name = "sale.order.line"
    _inherit = ["sale.order.line", "ecommerce.guarded.mixin"]

    # === WHAT THE SHOP SELLS === #

    def _can_be_bought_now(self):
        """Return whether the product is sold and in stock."""
        self.ensure_one()
        return bool(
            self._show_in_cart()
            and self._can_change_cart()
            and not self._is_former_part()
            and self._is_sold_by_shop()
            and self._get_todays_price() > 0
            and not self._is_sold_out()
        )

    def _is_gone(self):
        """Return whether the line is unavailable or out of stock."""
        self.ensure_one()
        return self._can_change_cart() and (
            not self._stays_in_cart() or self._is_sold_out()
        )

    def _stays_in_cart(self):
        """Return whether the line is kept when the cart is restored.

        Fees, deposits and the like are unpublished services: other modules add them to
        carts, and manage them.
        """
        product = self.product_id
        is_of_another_app = product.type == "service" and not product.is_published
        is_booking = self._is_booking()
        return self._is_sold_by_shop() or (
            product.active
            and is_of_another_app
            and not is_booking
            and self._has_all_parts()
        )

    def _is_sold_by_shop(self):
        """Return whether the product can still be chosen as it was."""
        return (
            self._is_offered()
            and self._has_all_parts()
            and not self._is_forbidden_gift()
        )

    def _is_offered(self):
        """Return whether the shop shows the product to customers."""
        product = self.product_id
        return bool(
            product.active
            and product.sale_ok
            and product.website_id in (self.env["website"], self.order_id.website_id)
            and (product.is_published or self._is_sold_on_another_page())
        )

    def _is_forbidden_gift(self):
        """Return whether the price is zero and the shop prevents that."""
        product = self.product_id
        return (
            self.order_id.website_id.prevent_zero_price_sale
            and product.service_tracking
            not in product.product_tmpl_id._get_product_types_allow_zero_price()
            and self.currency_id.is_zero(self._get_todays_price())
        )

    def _is_sold_out(self):
        """Return whether the product, or a part of the combo, is out of stock."""
        return self._is_booked_out() or any(
            # No union of the recordsets, which would read the lines cart by cart.
            line._is_out_of_stock()
            for line in (self, *self._get_combo_lines())
        )

    def _is_out_of_stock(self):
        # In the line's unit: a pack may be more than the remaining pieces.
        left = self._get_quantity_in_stock()
        return left is not None and self.product_uom_id.compare(left, 1.0) < 0

    def _get_quantity_in_stock(self):
        """Return the stock in the line's unit, or None if it isn't limited."""
        product = self.product_id
        if not product.is_storable or product.allow_out_of_stock_order:
            return None
        return product.uom_id._compute_quantity(
            self.order_id._get_free_qty(product), self.product_uom_id, round=False
        )

    # === WHOSE THE LINE IS === #

    def _can_change_cart(self):
        """Return whether the customer added the line to the cart.

        Delivery and rewards belong to the whole cart; lines agreed with salespeople
        aren't sold by the shop.
        """
        self.ensure_one()
        return bool(
            self._goes_along()
            and not self.display_type
            and not self.is_downpayment
            and not self._is_global_discount()
            and not self._is_discount_line()
        )

    def _goes_along(self):
        """Return whether the line can be moved to another cart.

        Each cart has its own delivery and rewards.
        """
        is_reward = "is_reward_line" in self._fields and self.is_reward_line
        return not self.is_delivery and not is_reward

    # === PRICES === #

    def _get_todays_price(self):
        """Return today's price of the line, as shown in the cart.

        The stored price stays until the cart is restored.
        """
        self.ensure_one()
        lines = self._get_lines_with_price()
        if not any(line._has_price_of_before() for line in lines):
            return self._get_cart_display_price()
        return sum(line._compute_todays_price() for line in lines)

    def _has_price_of_before(self):
        return self._has_other_price(*self._get_todays_unit_price())

    def _compute_todays_price(self):
        unit_price, discount = self._get_todays_unit_price()
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

    def _get_as_of_today(self):
        """Return the line, or a draft of it if the cart's pricelist has ended."""
        order = self.order_id
        pricelist = order._get_todays_pricelist()
        if pricelist == order.pricelist_id:
            return self
        draft = order.new({"pricelist_id": pricelist.id}, origin=order)
        line = self.new({"order_id": draft.id}, origin=self)
        if self.combo_item_id:
            # The price of a combo is distributed over its parts.
            line.linked_line_id = self.new(
                {"order_id": draft.id}, origin=self.linked_line_id
            )
        return line

    def _has_other_price(self, unit_price, discount):
        return bool(
            self.currency_id.compare_amounts(unit_price, self.price_unit)
            or float_compare(discount, self.discount, precision_digits=2)
        )

    def _get_todays_unit_price(self):
        """Return the unit price and discount of a new line.

        Lines without a price of their own keep it: rewards, deposits, discounts by
        staff, and changed combos.
        """
        line = self.with_company(self.company_id)
        if not line._can_change_cart() or not line._get_set()._has_all_parts():
            return line.price_unit, line.discount
        line = line._get_as_of_today()
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
        if self.combo_item_id:
            return self.linked_line_id._get_todays_discount()
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
