"""Opening the demo shop: what its customers and its staff need."""

from datetime import timedelta

from odoo.fields import Datetime

from .ids import find, remember

NAME = "Musterladen"
BANK_ACCOUNT = "DE89370400440532013000"  # the one in the standard's examples
LATITUDE, LONGITUDE = 52.5320, 13.3846  # of the company, so that nobody is asked
POSTAGE = 4.90
FREE_FROM = 100.0
STOCK = 25
OPEN_SINCE = timedelta(days=60)
# Pricelists by which some would pay less than the catalogue says.
DISCOUNTS = ("website_sale.list_benelux", "website_sale.list_christmas")
# What nobody has in stock for now.
SOLD_OUT = (
    "product.product_product_5",  # Corner Desk Right Sit
    "product.consu_delivery_02",  # Large Meeting Table
)
PENDING_MESSAGES = {
    "en_US": (
        "<p>Please transfer the amount to this account, with the order's number:<br/>"
        "Musterladen, IBAN {account}. We ship as soon as your money is here.</p>"
    ),
    "de_DE": (
        "<p>Bitte überweisen Sie den Betrag mit der Auftragsnummer auf dieses Konto:"
        "<br/>Musterladen, IBAN {account}. Wir versenden, sobald Ihr Geld da ist.</p>"
    ),
}


def open_shop(env):
    """Make the demo database a German shop that sells, ships and takes money.

    What staff changes in an open shop stays.
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
    """Give the website its name, its past and both languages."""
    website.name = NAME
    website.customer_can_cancel = True
    website.automations_since = Datetime.now() - OPEN_SINCE
    website.language_ids = env["res.lang"].search([("code", "in", ["en_US", "de_DE"])])


def remind_of_carts(website):
    """Remind customers of carts twice, since the shop is open."""
    website.send_abandoned_cart_email = True
    first, second, _third = website.cart_reminder_ids
    second.is_on = True
    website.env.flush_all()
    (first | second).active_since = Datetime.now() - OPEN_SINCE


def employ_staff(env, website):
    """Let the shopkeeper look after the website's orders, without a chatty robot."""
    shopkeeper = env["res.users"].search([("login", "=", "shopkeeper")])
    website.salesperson_id = shopkeeper
    website.salesteam_id = env.ref("sales_team.salesteam_website_sales")
    website.salesteam_id.member_ids |= shopkeeper
    env["res.users"].search([("share", "=", False)]).odoobot_state = "disabled"


def sell_with_taxes(env, company, website):
    """Let prices be the same for all and include taxes, as consumers are used to."""
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
    """Let customers fetch their goods where the company is."""
    company.partner_id.write(
        {
            "lang": "de_DE",
            "partner_latitude": LATITUDE,
            "partner_longitude": LONGITUDE,
        }
    )
    env.ref("stock.warehouse0").name = NAME
    # There is nobody to send text messages.
    company.stock_text_confirmation = False


def offer_delivery(env):
    """Offer delivery for postage, free for big orders, and picking up for nothing."""
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
    """Offer card (no money moves), wire transfer, on delivery and in the store."""
    open_bank_account(env, company)
    wire_transfer = env["payment.provider"].search(
        [("company_id", "=", company.id), ("custom_mode", "=", "wire_transfer")]
    )
    for lang, message in PENDING_MESSAGES.items():
        text = message.format(account=BANK_ACCOUNT)
        wire_transfer.with_context(lang=lang).pending_msg = text


def open_bank_account(env, company):
    """Give the company an account that customers can transfer their money to."""
    journal = env["account.journal"].search(
        [("company_id", "=", company.id), ("type", "=", "bank")], limit=1
    )
    if not journal.bank_account_id:
        journal.set_bank_account(BANK_ACCOUNT)
        journal.bank_account_id.allow_out_payment = True


def fill_shelves(env):
    """Put goods on the empty shelves."""
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
