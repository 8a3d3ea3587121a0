"""Preparation: the shop as the orders of the file need it; twice does no harm."""

from dataclasses import dataclass

from odoo.fields import Command
from odoo.modules.neutralize import neutralize_database

from .catalogue import fill_catalogue, fill_shelves
from .customers import open_accounts
from .reading import PRICE_DECIMALS
from .trouble import Trouble

CURRENCY = "GBP"
FREE_DELIVERY = "REPLAY-DELIVERY"


@dataclass(frozen=True)
class Facilities:
    """What the customers' orders refer to."""

    website: int
    carrier: int
    provider: int
    payment_method: int
    users: dict  # by customer number
    products: dict  # by article


def prepare(env, plan):
    """Make the shop ready for the plan's orders.

    :return: The facilities.
    :raise Trouble: If the database can't be made ready.
    """
    website = env["website"].search([], limit=1)
    silence(env)
    invoice_what_was_shipped(website)
    sell_in_pounds(env, website)
    show_all_decimals(env)
    provider = accept_demo_payments(env)
    products = fill_catalogue(env, plan)
    fill_shelves(env, plan.demand, products)
    return Facilities(
        website=website.id,
        carrier=offer_free_delivery(env).id,
        provider=provider.id,
        payment_method=provider.payment_method_ids[:1].id,
        users=open_accounts(env, plan.purchases),
        products=products,
    )


def silence(env):
    """Let nothing leave the database, by Odoo's own means.

    A neutralized database has no running crons and no mail server. Confirmations and
    invoices are not even rendered: they wait for a cron, as in shops that ask for it.
    """
    parameters = env["ir.config_parameter"].sudo()
    if not parameters.get_param("database.is_neutralized"):
        neutralize_database(env.cr)
        env.registry.clear_all_caches()
        env.invalidate_all()
    parameters.set_param("sale.async_emails", "True")


def invoice_what_was_shipped(website):
    """Have the automations, if there are any, invoice what left, whoever gets it."""
    if "invoice_consumer" in website._fields:
        rule = {"invoice_business": "on_shipment", "invoice_consumer": "on_shipment"}
        website.write(rule)


def sell_in_pounds(env, website):
    """Make the pound the currency of the books and of the website.

    Each line is rounded on its own, as in the file.

    :raise Trouble: If there are books in another currency.
    """
    pound = env.ref(f"base.{CURRENCY}")
    company = website.company_id
    if company.currency_id != pound:
        if env["account.move"].search_count([], limit=1):
            raise Trouble(
                f"The books are in {company.currency_id.name}; a replay needs a "
                f"database without entries or one in {CURRENCY}"
            )
        pound.active = True
        company.currency_id = pound
    company.tax_calculation_rounding_method = "round_per_line"
    if website.currency_id != pound:
        raise Trouble(f"The website sells in {website.currency_id.name}")


def show_all_decimals(env):
    """Let prices have as many decimals as in the file."""
    precision = env.ref("product.decimal_price")
    if precision.digits < PRICE_DECIMALS:
        precision.digits = PRICE_DECIMALS


def accept_demo_payments(env):
    """Return the demo provider, switched on.

    :raise Trouble: If it can't book payments.
    """
    provider = env["payment.provider"].search([("code", "=", "demo")], limit=1)
    if provider.state != "test":
        provider.state = "test"
    if not provider.journal_id:
        raise Trouble("The demo provider has no journal: accounting isn't set up")
    return provider


def offer_free_delivery(env):
    """Return a delivery method without a price: the file has postage as lines."""
    carriers = env["delivery.carrier"]
    domain = [("product_id.default_code", "=", FREE_DELIVERY)]
    return carriers.search(domain, limit=1) or carriers.create(
        {
            "name": "Postage as agreed",
            "delivery_type": "fixed",
            "fixed_price": 0.0,
            "is_published": True,
            "product_id": _make_delivery_product(env).id,
        }
    )


def _make_delivery_product(env):
    return env["product.product"].create(
        {
            "name": "Postage as agreed",
            "default_code": FREE_DELIVERY,
            "type": "service",
            "list_price": 0.0,
            "taxes_id": [Command.clear()],
            "sale_ok": False,
        }
    )
