"""Acts on the shop's settings, and on the customer's data."""

from . import order_factory


def change_invoice_rule(life, numbers):
    """Change the invoicing rule from now on."""
    website = life.order.website_id
    others = [rule for rule in order_factory.RULES if rule != website.invoice_business]
    rule = numbers.choose(others)
    website.write({"invoice_business": rule, "invoice_consumer": rule})
    return True


def change_customer_kind(life, numbers):
    """Turn the customer into a business, or into a consumer."""
    partner = life.order.partner_invoice_id.commercial_partner_id
    partner.is_company = not partner.is_company
    return True


def ask_for_part_only(life, numbers):
    """Make a part of the amount sufficient for the confirmation."""
    if life.order.state not in ("draft", "sent"):
        return False
    life.order.prepayment_percent = 0.5
    return True


ACTS = {change_invoice_rule: 2, change_customer_kind: 1, ask_for_part_only: 1}
