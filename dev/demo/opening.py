"""Configuration of the demo shop for customers and staff."""

from datetime import timedelta

from odoo.fields import Datetime

from .ids import find, remember

NAME = "Musterladen"
BANK_ACCOUNT = "DE89370400440532013000"  # from the standard's examples
BIC = "COBADEFFXXX"
LATITUDE, LONGITUDE = 52.5320, 13.3846  # of the company, to avoid geolocation
EMAIL, PHONE = "hallo@musterladen.example", "+49 30 5550100"
FOOTER = (
    "Musterladen GmbH · Amtsgericht Berlin, HRB 12345 · Geschäftsführung: Max Muster"
)
POSTAGE = 4.90
FREE_FROM = 100.0
STOCK = 25
OPEN_SINCE = timedelta(days=60)
# Pricelists with prices below the catalogue's.
DISCOUNTS = ("website_sale.list_benelux", "website_sale.list_christmas")
# Products without stock.
SOLD_OUT = (
    "product.product_product_5",  # Corner Desk Right Sit
    "product.consu_delivery_02",  # Large Meeting Table
)
# The addon itself adds the account.
PENDING_MESSAGE = (
    "Please state the payment reference.",
    {"de_DE": "Bitte geben Sie den Verwendungszweck an."},
)


def open_shop(env):
    """Configure the demo database as a German shop with shipping and payment.

    Later changes by staff are kept.
    """
    if find(env, "website"):
        return
    company = env.ref("base.main_company")
    website = env.ref("website.default_website")
    remember(website, "website")
    present_website(env, website)
    remind_of_carts(website)
    employ_staff(env, website)
    sell_with_taxes(env, company, website)
    open_store(env, company)
    offer_delivery(env)
    take_payments(env, company)
    fill_shelves(env)


def present_website(env, website):
    """Set the website's name, home page, start date and languages."""
    website.name = NAME
    website.homepage_url = "/shop"
    website.customer_can_cancel = True
    website.customer_can_return = True
    website.automations_since = Datetime.now() - OPEN_SINCE
    website.language_ids = env["res.lang"].search([("code", "in", ["en_US", "de_DE"])])


def remind_of_carts(website):
    """Enable two cart reminders since the shop's opening."""
    website.send_abandoned_cart_email = True
    first, second, _third = website.cart_reminder_ids
    second.is_on = True
    website.env.flush_all()
    (first | second).active_since = Datetime.now() - OPEN_SINCE


def employ_staff(env, website):
    """Assign the shopkeeper to the website, and disable the bot."""
    shopkeeper = env["res.users"].search([("login", "=", "shopkeeper")])
    website.salesperson_id = shopkeeper
    website.salesteam_id = env.ref("sales_team.salesteam_website_sales")
    website.salesteam_id.member_ids |= shopkeeper
    env["res.users"].search([("share", "=", False)]).odoobot_state = "disabled"


def sell_with_taxes(env, company, website):
    """Use equal prices including taxes for everybody."""
    for name in DISCOUNTS:
        env.ref(name).active = False
    if company.account_price_include != "tax_included":
        company.account_price_include = "tax_included"
    website.show_line_subtotals_tax_selection = "tax_included"
    untaxed = env["product.template"].search(
        [("taxes_id", "=", False), ("type", "!=", "combo")]
    )
    untaxed.taxes_id = company.account_sale_tax_id


def open_store(env, company):
    """Offer pickup at the company's address, which is on all papers and emails."""
    company.partner_id.write(
        {
            "email": EMAIL,
            "phone": PHONE,
            "lang": "de_DE",
            "partner_latitude": LATITUDE,
            "partner_longitude": LONGITUDE,
        }
    )
    company.report_footer = f"<p>{FOOTER}</p>"
    env.ref("stock.warehouse0").name = NAME
    # No SMS provider is configured.
    company.stock_text_confirmation = False


def offer_delivery(env):
    """Offer paid delivery, free above a limit, and free pickup."""
    env.ref("delivery.free_delivery_carrier").write(
        {
            "fixed_price": POSTAGE,
            "free_over": True,
            "amount": FREE_FROM,
            "allow_cash_on_delivery": True,
            "is_published": True,
        }
    )
    env.ref("website_sale_collect.carrier_pick_up_in_store").is_published = True


def take_payments(env, company):
    """Offer card (without money), wire transfer, on delivery and in the store."""
    open_bank_account(env, company)
    wire_transfer = env["payment.provider"].search(
        [("company_id", "=", company.id), ("custom_mode", "=", "wire_transfer")]
    )
    message, translations = PENDING_MESSAGE
    wire_transfer.with_context(lang="en_US").pending_msg = f"<p>{message}</p>"
    for lang, translation in translations.items():
        wire_transfer.update_field_translations(
            "pending_msg", {lang: {message: translation}}
        )


def open_bank_account(env, company):
    """Give the company a bank account for transfers."""
    journal = env["account.journal"].search(
        [("company_id", "=", company.id), ("type", "=", "bank")], limit=1
    )
    if not journal.bank_account_id:
        bank = env["res.bank"].create({"name": "Commerzbank", "bic": BIC})
        journal.set_bank_account(BANK_ACCOUNT, bank.id)
        journal.bank_account_id.allow_out_payment = True


def fill_shelves(env):
    """Put products into stock."""
    location = env.ref("stock.warehouse0").lot_stock_id
    sold_out = [env.ref(name).id for name in SOLD_OUT]
    products = env["product.product"].search(
        [
            ("is_storable", "=", True),
            ("is_published", "=", True),
            ("tracking", "=", "none"),
            ("id", "not in", sold_out),
        ]
    )
    counted = [
        {
            "product_id": product.id,
            "location_id": location.id,
            "inventory_quantity": product.qty_available + STOCK,
        }
        for product in products
        if product.free_qty < STOCK
    ]
    quants = env["stock.quant"].with_context(inventory_mode=True).create(counted)
    quants.action_apply_inventory()
