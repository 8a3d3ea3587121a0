"""Preparation of the shop for the file's orders; it can be repeated."""

from dataclasses import dataclass

from odoo.modules.neutralize import neutralize_database

from .catalogue import fill_catalogue, fill_shelves
from .customers import open_accounts
from .reading import PRICE_DECIMALS
from .trouble import Trouble


@dataclass(frozen=True)
class Facilities:
    """Records used by the customers' orders."""

    website: int
    carrier: int
    provider: int
    payment_method: int
    users: dict  # by customer number
    products: dict  # by article


def prepare(env, plan):
    """Prepare the shop for the plan's orders.

    :return: The facilities.
    :raise Trouble: If the database is unsuitable.
    """
    website = env["website"].search([], limit=1)
    silence(env)
    invoice_what_was_shipped(website)
    website.customer_can_return = True
    sell_in(plan.profile.currency, env, website)
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
    """Prevent that anything leaves the database, by Odoo's own means.

    A neutralized database has no active crons and no mail server. Confirmations and
    invoices aren't even rendered: they wait for a cron, like in shops with that
    setting.
    """
    parameters = env["ir.config_parameter"].sudo()
    if not parameters.get_param("database.is_neutralized"):
        neutralize_database(env.cr)
        env.registry.clear_all_caches()
        env.invalidate_all()
    parameters.set_param("sale.async_emails", "True")


def invoice_what_was_shipped(website):
    """Invoice on shipment for all customers."""
    rule = {"invoice_business": "on_shipment", "invoice_consumer": "on_shipment"}
    website.write(rule)


def sell_in(name, env, website):
    """Set the file's currency for accounting and website.

    Each line is rounded on its own, as in the file.

    :raise Trouble: If there are entries in another currency.
    """
    currency = env.ref(f"base.{name}")
    company = website.company_id
    if company.currency_id != currency:
        if env["account.move"].search_count([], limit=1):
            raise Trouble(
                f"The books are in {company.currency_id.name}; a replay needs a "
                f"database without entries or one in {name}"
            )
        currency.active = True
        company.currency_id = currency
    company.tax_calculation_rounding_method = "round_per_line"
    if website.currency_id != currency:
        raise Trouble(f"The website sells in {website.currency_id.name}")


def show_all_decimals(env):
    """Set as many price decimals as in the file."""
    precision = env.ref("product.decimal_price")
    if precision.digits < PRICE_DECIMALS:
        precision.digits = PRICE_DECIMALS


def accept_demo_payments(env):
    """Return the demo provider in test mode.

    :raise Trouble: If it can't book payments.
    """
    provider = env["payment.provider"].search([("code", "=", "demo")], limit=1)
    if provider.state != "test":
        provider.state = "test"
    if not provider.journal_id:
        raise Trouble("The demo provider has no journal: accounting isn't set up")
    return provider


def offer_free_delivery(env):
    """Return Odoo's delivery method without a price: the file has postage as lines."""
    carrier = env.ref("delivery.free_delivery_carrier")
    carrier.write({"is_published": True, "fixed_price": 0.0})
    return carrier
