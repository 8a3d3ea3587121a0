from odoo import api, models


class EcommerceCartMailContent(models.AbstractModel):
    """Content of cart reminders: lines and links."""

    _name = "ecommerce.cart.mail.content"
    _description = "Cart Reminder Content"

    @api.model
    def _get_cart_url(self, cart):
        """Return the link that restores the cart on any device."""
        mails = self._get_reminder_rows()
        # Links of test emails count for no reminder.
        row = "" if mails is None else f"&reminder={mails.get(cart.id) or 'test'}"
        return (
            f"{cart.get_base_url()}/shop/cart?id={cart.id}"
            f"&access_token={cart.access_token}{row}"
        )

    @api.model
    def _get_opt_out_url(self, cart, path="stop"):
        """Return the link by which the recipient objects to reminders."""
        mails = self._get_reminder_rows()
        is_test = mails is not None and not mails.get(cart.id)
        reader = self.env.user.partner_id if is_test else cart.partner_id
        token = self.env["ecommerce.cart.consent"]._get_token(
            cart.website_id, reader.email_normalized
        )
        return f"{cart.get_base_url()}/shop/reminders/{path}?token={token}"

    @api.model
    def _get_lines(self, cart):
        """Return the lines of the cart with today's prices."""
        return [
            {
                "line": line,
                "choices": self._get_choices(line),
                "image_url": f"{cart.get_base_url()}/web/image/product.product/"
                f"{line.product_id.id}/image_256",
                "price": cart._format_money(line._get_todays_price()),
                "is_gone": line._is_gone(),
            }
            for line in cart.website_order_line
            if not line._is_former_part()
        ]

    @api.model
    def _get_choices(self, line):
        """Return the customer's choices: customizations and parts of a combo."""
        chosen = line._get_sale_order_line_multiline_description_variants()
        parts = line._get_combo_lines().mapped("name_short")
        return [text for text in [*chosen.splitlines(), *parts] if text]

    @api.model
    def _get_reminder_rows(self):
        """Return the reminder rows of the emails being rendered, by cart."""
        return self.env.context.get("ecommerce_order_flow_cart_mails")
