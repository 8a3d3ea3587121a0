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
    def _get_opt_out_links(self, cart):
        """Return the names and links of the objection and the privacy policy."""
        links = [(self.env._("No more reminders"), self._get_opt_out_url(cart))]
        frame = self.env["ecommerce.mail.frame"]
        if privacy_url := frame._get_privacy_url(cart.website_id):
            links.append((self.env._("Privacy Policy"), privacy_url))
        return links

    @api.model
    def _explain_recipient(self, cart):
        """Return the sentence that says why the customer is reminded."""
        # In sudo mode because only managers may read consents.
        decisions = self.env["ecommerce.cart.consent"].sudo()._get_decisions(
            cart.company_id, [cart.partner_id.email_normalized]
        )
        if "consent" in decisions.values():
            return self.env._(
                "You receive this email because you consented to cart reminders."
            )
        if cart.website_id.cart_consent == "consent_or_customer":
            return self.env._(
                "You receive this email because you bought from us before."
            )
        return self.env._(
            "You receive this email because you left items in your cart."
        )

    @api.model
    def _get_lines(self, cart):
        """Return the lines of the cart with today's prices."""
        return [
            {
                "line": line,
                "choices": self._get_choices(line),
                "image_url": f"{cart.get_base_url()}/web/image/product.product/"
                f"{line.product_id.id}/image_256",
                "quantity": self._get_quantity(line),
                "amount": (amount := line._get_todays_price()),
                "price": cart._format_money(amount),
                "is_gone": line._is_gone(),
            }
            for line in cart.website_order_line
            if not line._is_former_part()
        ]

    @api.model
    def _get_quantity(self, line):
        return self.env["ecommerce.mail.frame"]._format_quantity(
            line._get_displayed_quantity(), line.product_uom_id
        )

    @api.model
    def _get_total(self, cart, lines):
        """Return the sum of what is available, without the delivery.

        :param list lines: What `_get_lines` returns.
        """
        return cart._format_money(
            sum(line["amount"] for line in lines if not line["is_gone"])
        )

    @api.model
    def _get_price_note(self, cart):
        """Return what the prices include, as in the shop, and how long they hold."""
        if cart.website_id.show_line_subtotals_tax_selection == "tax_excluded":
            return self.env._(
                "Prices exclude taxes and delivery costs. Prices and availability are "
                "as of today and may change."
            )
        return self.env._(
            "Prices include taxes and exclude delivery costs. Prices and availability "
            "are as of today and may change."
        )

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
