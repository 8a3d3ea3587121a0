"""The initial state of wire transfer journeys: a bank account, and waiting orders."""

from decimal import Decimal

from .preparation import employ, sell

IBAN = "DE89370400440532013000"
BIC = "COBADEFFXXX"
HOLDER = "Lampen Müller GmbH"
CHEST, CHEST_PRICE, CHESTS = "Seekiste", 20.00, 500

ACCOUNTANT = "buchhaltung"  # login and password
ACCOUNTANT_GROUPS = ("account.group_account_invoice", "base.group_user")


def take_wire_transfers(remote):
    """Offer wire transfers to the shop's bank account, due at midnight in Germany."""
    calendars = remote.search("resource.calendar")
    remote.write("resource.calendar", calendars, tz="Europe/Berlin")
    [journal] = remote.search("account.journal", ("type", "=", "bank"))
    remote.write(
        "account.journal", [journal], bank_account_id=open_bank_account(remote)
    )
    remote.write(
        "payment.provider",
        [find_provider(remote)],
        state="enabled",
        is_published=True,
        journal_id=journal,
    )


def open_bank_account(remote):
    bank = remote.create("res.bank", name="Commerzbank", bic=BIC)
    return remote.create(
        "res.partner.bank",
        acc_number=IBAN,
        acc_holder_name=HOLDER,
        bank_id=bank,
        partner_id=remote.get_id("base.main_partner"),
    )


def find_provider(remote):
    [provider] = remote.search(
        "payment.provider", ("custom_mode", "=", "wire_transfer")
    )
    return provider


def employ_accountant(remote):
    """Create a user with invoicing rights only."""
    employ(remote, "Bea Buchhalter", ACCOUNTANT, ACCOUNTANT_GROUPS)


def place_waiting_orders(remote, count):
    """Create orders that wait for wire transfers, each with another amount.

    :return: The amounts by the numbers of the orders.
    :rtype: dict[str, Decimal]
    """
    product = sell(remote, CHEST, CHEST_PRICE, CHESTS)
    orders = remote.call("sale.order", "create", prepare_orders(remote, product, count))
    fields = ["name", "amount_total", "currency_id", "partner_id"]
    placed = remote.call("sale.order", "read", orders, fields)
    for order in placed:
        leave_for_payment(remote, order)
    return {order["name"]: Decimal(f"{order['amount_total']:.2f}") for order in placed}


def prepare_orders(remote, product, count):
    customers = remote.call(
        "res.partner",
        "create",
        [{"name": f"Kundin {number}", "lang": "de_DE"} for number in range(count)],
    )
    website = remote.get_id("website.default_website")
    return [
        {
            "partner_id": customer,
            "website_id": website,
            "order_line": [
                (0, 0, {"product_id": product, "product_uom_qty": 1 + number % 10})
            ],
        }
        for number, customer in enumerate(customers)
    ]


def leave_for_payment(remote, order):
    """Choose the wire transfer for an order, as customers do in the checkout."""
    provider = find_provider(remote)
    methods = remote.read(
        "payment.provider", "payment_method_ids", ("id", "=", provider)
    )
    remote.create(
        "payment.transaction",
        provider_id=provider,
        payment_method_id=methods[0],
        reference=order["name"],
        amount=order["amount_total"],
        currency_id=order["currency_id"][0],
        partner_id=order["partner_id"][0],
        operation="online_redirect",
        landing_route="/shop/payment/validate",
        sale_order_ids=[(6, 0, [order["id"]])],
    )
    remote.submit("/payment/custom/process", reference=order["name"])
