from odoo import models


class SaleOrderLine(models.Model):
    """Combos: one line for the whole, and one for each choice.

    The shop may change a combo while it is in carts. Then Odoo drops the choices and
    can't compute the price.
    """

    _inherit = "sale.order.line"

    def _get_combo_lines(self):
        """Return the lines of a combo's parts."""
        return self.linked_line_ids.filtered("combo_item_id")

    def _get_set(self):
        """Return the combo of a part, or the line itself."""
        return self.linked_line_id if self.combo_item_id else self

    def _has_all_parts(self):
        """Return whether a combo still offers the choices, one for each."""
        parts = self._get_combo_lines()
        choices = self.product_id.combo_ids
        return (
            len(parts) == len(choices)
            and parts.combo_item_id.combo_id == choices
            and all(part._is_offered_in_set() for part in parts)
        )

    def _is_offered_in_set(self):
        product = self.product_id
        return product.active and product == self.combo_item_id.product_id

    def _is_former_part(self):
        """Return whether the line is a part of a combo that was changed since.

        It has no price of its own, and the customer didn't choose it alone.
        """
        whole = self.linked_line_id
        return (
            whole.product_type == "combo"
            and not self.combo_item_id
            and self.product_template_id not in whole.product_id.optional_product_ids
            and not whole._has_all_parts()
        )

    def _get_lost_parts(self):
        """Return the lines that a combo doesn't offer anymore."""
        choices = self.product_id.combo_ids
        return self.linked_line_ids.filtered(
            lambda part: (
                part._is_former_part()
                or (
                    part.combo_item_id
                    and not (
                        part._is_offered_in_set()
                        and part.combo_item_id.combo_id in choices
                    )
                )
            )
        )

    def _can_be_chosen_anew(self):
        """Return whether the shop still sells a combo, with other choices."""
        return self._is_offered() and all(
            any(choice.combo_item_ids.product_id.mapped("active"))
            for choice in self.product_id.combo_ids
        )
