from odoo import models
from odoo.tools import float_compare


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    # === WHAT THE SHOP SELLS === #

    def _can_be_bought_now(self):
        """Return whether the shop sells what the cart's line is about, and has it."""
        self.ensure_one()
        return bool(
            self._show_in_cart()
            and self._can_change_cart()
            and self._is_sold_by_shop()
            and self._get_todays_price() > 0
            and not self._is_sold_out()
        )

    def _is_gone(self):
        """Return whether the customer chose what can't stay in the cart now."""
        self.ensure_one()
        return self._can_change_cart() and (
            not self._stays_in_cart() or self._is_sold_out()
        )

    def _stays_in_cart(self):
        """Return whether the line is there when the customer comes back.

        Fees, deposits and the like are services that no page offers: other apps put
        them into carts, and know why.
        """
        product = self.product_id
        is_of_another_app = product.type == "service" and not product.is_published
        is_booking = self._is_booking()
        return self._is_sold_by_shop() or (
            product.active and is_of_another_app and not is_booking
        )

    def _is_sold_by_shop(self):
        """Return whether customers can still choose the product."""
        product = self.product_id
        return bool(
            product.active
            and product.sale_ok
            and self._has_all_parts()
            and product.website_id in (self.env["website"], self.order_id.website_id)
            and (product.is_published or self._is_sold_on_another_page())
            and not self._is_forbidden_gift()
        )

    def _has_all_parts(self):
        """Return whether there is a choice for everything that a set consists of."""
        parts = self._get_combo_lines()
        return len(parts) >= len(self.product_id.combo_ids) and all(
            parts.product_id.mapped("active")
        )

    def _is_forbidden_gift(self):
        """Return whether it costs nothing, where the shop gives nothing away."""
        product = self.product_id
        return (
            self.order_id.website_id.prevent_zero_price_sale
            and product.service_tracking
            not in product.product_tmpl_id._get_product_types_allow_zero_price()
            and self.currency_id.is_zero(self._get_todays_price())
        )

    def _is_sold_out(self):
        """Return whether there is none left, not even of one part of a set."""
        return self._is_booked_out() or any(
            line._is_out_of_stock() for line in self | self._get_combo_lines()
        )

    def _is_out_of_stock(self):
        # One of what the line sells: a pack may be more than the pieces that are left.
        left = self._get_quantity_in_stock()
        return left is not None and self.product_uom_id.compare(left, 1.0) < 0

    def _get_quantity_in_stock(self):
        """Return how much of what it sells is in stock, None if all can be had."""
        product = self.product_id
        if not product.is_storable or product.allow_out_of_stock_order:
            return None
        return product.uom_id._compute_quantity(
            self.order_id._get_free_qty(product), self.product_uom_id, round=False
        )

    def _get_combo_lines(self):
        """Return the lines of what a set consists of."""
        return self.linked_line_ids.filtered("combo_item_id")

    # === WHOSE THE LINE IS === #

    def _can_change_cart(self):
        """Return whether the customer put the line into the cart.

        Delivery and rewards belong to the cart as a whole, what staff agreed with the
        customer isn't for sale.
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
        """Return whether the line is still true in another cart: each has its own
        delivery and rewards."""
        is_reward = "is_reward_line" in self._fields and self.is_reward_line
        return not self.is_delivery and not is_reward

    # === PRICES === #

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

    def _get_as_of_today(self):
        """Return the line, or a draft of it if the cart's pricelist has ended."""
        order = self.order_id
        pricelist = order._get_todays_pricelist()
        if pricelist == order.pricelist_id:
            return self
        draft = order.new({"pricelist_id": pricelist.id}, origin=order)
        return self.new({"order_id": draft.id}, origin=self)

    def _has_other_price(self, unit_price, discount):
        return bool(
            self.currency_id.compare_amounts(unit_price, self.price_unit)
            or float_compare(discount, self.discount, precision_digits=2)
        )

    def _get_todays_unit_price(self):
        """Return unit price and discount that a new line would have.

        Sets keep their price: it is shared out among what they consist of. So does
        what has no price of its own: rewards, deposits, discounts by staff.
        """
        line = self.with_company(self.company_id)
        is_set = line.product_type == "combo" or line.combo_item_id
        if is_set or not line._can_change_cart():
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
