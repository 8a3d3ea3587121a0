"""Acts with the shop's settings, and with what is known of the customer."""

from . import order_factory


def change_invoice_rule(life, numbers):
    """Invoice at another time from now on."""
    website = life.order.website_id
    others = [rule for rule in order_factory.RULES if rule != website.invoice_business]
    rule = numbers.choose(others)
    website.write({"invoice_business": rule, "invoice_consumer": rule})
    return True


def change_customer_kind(life, numbers):
    """The customer turns out to be a business, or none."""
    partner = life.order.partner_invoice_id.commercial_partner_id
    partner.is_company = not partner.is_company
    return True


def ask_for_part_only(life, numbers):
    """Let a part of the amount be enough for the confirmation."""
    if life.order.state not in ("draft", "sent"):
        return False
    life.order.prepayment_percent = 0.5
    return True


ACTS = {change_invoice_rule: 2, change_customer_kind: 1, ask_for_part_only: 1}
