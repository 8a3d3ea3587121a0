"""The initial state of a journey: a shop with one product, and its staff."""

import re
from dataclasses import dataclass

import requests

LAMP = "Leuchtturmlampe"
PRICE = 49.90
STOCK = 10
STAFF = "verkauf"  # login and password
STAFF_GROUPS = (
    "account.group_account_invoice",
    "base.group_user",
    "sales_team.group_sale_salesman_all_leads",
    "stock.group_stock_user",
    "website.group_website_restricted_editor",
)

REFUNDER = "kasse"  # login and password
REFUNDER_GROUPS = (
    "ecommerce_order_flow.group_refund",
    "sales_team.group_sale_salesman_all_leads",
)
WORKER = "lager"  # login and password
WORKER_GROUPS = ("stock.group_stock_user",)


@dataclass(frozen=True)
class Shop:
    """A served shop."""

    site: str
    database: str


def open_shop(remote):
    """Prepare the shop for selling, shipping and payments."""
    remote.call("ir.config_parameter", "set_param", "web.base.url", remote.site)
    stay_offline(remote)
    sell(remote, LAMP, PRICE, STOCK)
    deliver(remote)
    take_payments(remote)
    employ_staff(remote)
    bundle_scripts(remote.site)


def bundle_scripts(site):
    """Let Odoo bundle the scripts and styles of public pages.

    It does so at the first visit. Who leaves that page meanwhile gets no scripts on the
    next one.
    """
    page = requests.get(site, timeout=60).text
    for path in set(re.findall(r'"(/web/assets/[^"]+)"', page)):
        requests.get(f"{site}{path}", timeout=60).raise_for_status()


def stay_offline(remote):
    """Let the app *Website* open without the fonts of another site."""
    remote.create(
        "ir.asset",
        name="No fonts of other sites",
        bundle="website.website_builder_assets",
        directive="remove",
        path="website/static/src/builder/plugins/font/builder.fonts.scss",
    )


def sell(remote, name, price, stock):
    """Publish a product and put it into stock.

    :return: Its id.
    """
    product = remote.create(
        "product.product",
        name=name,
        list_price=price,
        is_storable=True,
        is_published=True,
        allow_out_of_stock_order=False,
    )
    warehouse = remote.get_id("stock.warehouse0")
    shelf = remote.read("stock.warehouse", "lot_stock_id", ("id", "=", warehouse))
    quant = remote.call(
        "stock.quant",
        "create",
        [{"product_id": product, "location_id": shelf[0], "inventory_quantity": stock}],
        context={"inventory_mode": True},
    )
    remote.call("stock.quant", "action_apply_inventory", quant)
    return product


def deliver(remote):
    """Deliver for free, without geolocation of the store and without text messages."""
    partner = remote.get_id("base.main_partner")
    remote.write("res.partner", [partner], partner_latitude=52, partner_longitude=13)
    company = remote.get_id("base.main_company")
    remote.write(
        "res.company",
        [company],
        email="shop@example.com",
        stock_text_confirmation=False,
    )
    carrier = remote.get_id("delivery.free_delivery_carrier")
    remote.write("delivery.carrier", [carrier], is_published=True)


def take_payments(remote):
    """Enable the demo payment provider."""
    providers = remote.search("payment.provider", ("code", "=", "demo"))
    remote.write("payment.provider", providers, state="test", is_published=True)


def employ_staff(remote):
    """Create a user who sells, ships and invoices."""
    employ(remote, "Vera Verkauf", STAFF, STAFF_GROUPS)


def employ_refunder(remote):
    """Create a user who sells and refunds, and has no other rights."""
    employ(remote, "Karla Kasse", REFUNDER, REFUNDER_GROUPS)


def employ_worker(remote):
    """Create a user who works in the warehouse and has no other rights."""
    employ(remote, "Werner Waren", WORKER, WORKER_GROUPS)


def employ(remote, name, login, groups):
    """Create a user without a language."""
    remote.create(
        "res.users",
        name=name,
        login=login,
        password=login,
        email=f"{login}@example.com",
        lang=False,
        tz="Europe/Berlin",
        odoobot_state="disabled",
        group_ids=[(6, 0, [remote.get_id(group) for group in groups])],
    )


def order_lamps(remote):
    """Place an order without going through the shop.

    :return: Its number.
    """
    customer = remote.create("res.partner", name="Konrad Kunde", lang="de_DE")
    product = remote.search("product.product", ("name", "=", LAMP))[0]
    order = remote.create(
        "sale.order",
        partner_id=customer,
        website_id=remote.get_id("website.default_website"),
        order_line=[(0, 0, {"product_id": product, "product_uom_qty": 2})],
    )
    remote.call("sale.order", "action_confirm", [order])
    return remote.read("sale.order", "name", ("id", "=", order))


def sell_paid_lamps(remote, quantity):
    """Place an order that is paid and confirmed, with a complete address.

    :return: Its number.
    """
    customer = remote.create(
        "res.partner",
        name="Konrad Kunde",
        email="konrad.kunde@example.com",
        lang="de_DE",
        street="Hafenstraße 7",
        zip="20359",
        city="Hamburg",
        country_id=remote.get_id("base.de"),
    )
    product = remote.search("product.product", ("name", "=", LAMP))[0]
    order = remote.create(
        "sale.order",
        partner_id=customer,
        website_id=remote.get_id("website.default_website"),
        order_line=[(0, 0, {"product_id": product, "product_uom_qty": quantity})],
    )
    pay(remote, order)
    remote.call("sale.order", "action_confirm", [order])
    return remote.read("sale.order", "name", ("id", "=", order))


def ship_and_invoice(remote, number):
    """Deliver an order, and post its invoice."""
    order = remote.search("sale.order", ("name", "=", number))[0]
    transfers = remote.search("stock.picking", ("origin", "=", number))
    remote.call("stock.picking", "button_validate", transfers)
    invoicing = remote.create(
        "sale.advance.payment.inv", sale_order_ids=[(6, 0, [order])]
    )
    remote.call("sale.advance.payment.inv", "create_invoices", [invoicing])
    invoices = remote.search(
        "account.move", ("invoice_origin", "=", number), ("state", "=", "draft")
    )
    if invoices:
        remote.call("account.move", "action_post", invoices)


def pay(remote, order, suffix=""):
    """Complete a payment that needs no further processing.

    :param str suffix: Of the reference, for a second payment.
    """
    provider = remote.search("payment.provider", ("code", "=", "demo"))[0]
    methods = remote.read(
        "payment.provider", "payment_method_ids", ("id", "=", provider)
    )
    remote.create(
        "payment.transaction",
        provider_id=provider,
        payment_method_id=methods[0],
        reference=remote.read("sale.order", "name", ("id", "=", order)) + suffix,
        amount=remote.read("sale.order", "amount_total", ("id", "=", order)),
        currency_id=remote.read("sale.order", "currency_id", ("id", "=", order))[0],
        partner_id=remote.read("sale.order", "partner_id", ("id", "=", order))[0],
        operation="online_direct",
        state="done",
        is_post_processed=True,
        sale_order_ids=[(6, 0, [order])],
    )
