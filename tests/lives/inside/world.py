"""The shop in which the lives are led: companies, products, ways of paying."""

from odoo import fields
from odoo.fields import Command

PLENTY = 1_000_000
TAXES = {"none": None, "19": (19.0, False), "7": (7.0, False), "19 included": (19.0, True)}
COMPANIES = ("first", "second")
POLICIES = ("order", "delivery")
KINDS = {
    "goods": {"type": "consu", "is_storable": True},
    "consumable": {"type": "consu", "is_storable": False},
    "service": {"type": "service"},
}


def open_shop(env):
    """Prepare what all lives share."""
    env.ref("base.main_company").email = "shop@example.com"
    env.ref("base.user_admin").email = "admin@example.com"
    # Documents take a second each, and nobody reads them.
    env.ref("sale.mail_template_sale_confirmation").report_template_ids = False
    env["ir.cron"].search([]).active = False
    open_second_company(env)
    for company in get_companies(env).values():
        open_company(env(context={"allowed_company_ids": company.ids}), company)
    open_second_currency(env)


def open_second_company(env):
    """Found a company with a website of its own."""
    company = env["res.company"].create(
        {
            "name": "Second Shop",
            "email": "second@example.com",
            "currency_id": env.ref("base.EUR").id,
        }
    )
    env["account.chart.template"].try_loading("de_skr03", company, install_demo=False)
    # A company made in a country would have modules for electronic invoices installed.
    company.partner_id.country_id = env.ref("base.de")
    if not get_warehouse(env, company):
        env["stock.warehouse"].create(
            {"name": company.name, "code": "WH2", "company_id": company.id}
        )
    env["website"].create({"name": "Second Shop", "company_id": company.id})
    env.user.company_ids += company


def open_company(env, company):
    """Give a company taxes and ways of paying."""
    for name, tax in TAXES.items():
        if tax:
            env["account.tax"].create(
                {
                    "name": f"Life {name}",
                    "amount": tax[0],
                    "price_include_override": (
                        "tax_included" if tax[1] else "tax_excluded"
                    ),
                    "type_tax_use": "sale",
                    "company_id": company.id,
                }
            )
    provider = find_provider(env, company) or copy_provider(env, company)
    provider.write({"state": "test", "capture_manually": False})
    assert provider.journal_id, company.name
    for kind in KINDS:
        for policy in POLICIES:
            create_product(env, company, kind, policy)


def find_provider(env, company):
    return env["payment.provider"].search(
        [("code", "=", "demo"), ("company_id", "=", company.id)], limit=1
    )


def copy_provider(env, company):
    """Open the ways of paying of the first company in another one."""
    first = find_provider(env, env.ref("base.main_company"))
    return first.copy({"company_id": company.id, "state": "test"})


def create_product(env, company, kind, policy, stock=PLENTY):
    """Make a product, and put it on the shelf."""
    product = env["product.product"].create(
        {
            "name": get_product_name(kind, policy),
            "list_price": 50.0,
            "taxes_id": False,
            "invoice_policy": policy,
            "company_id": company.id,
            **KINDS[kind],
        }
    )
    if product.is_storable:
        location = get_warehouse(env, company).lot_stock_id
        env["stock.quant"]._update_available_quantity(product, location, stock)
    return product


def get_product_name(kind, policy):
    return f"Life {kind} by {policy}"


def find_product(env, company, kind, policy):
    return env["product.product"].search(
        [
            ("name", "=", get_product_name(kind, policy)),
            ("company_id", "=", company.id),
        ],
        limit=1,
    )


def find_taxes(env, company, name):
    return env["account.tax"].search(
        [("name", "=", f"Life {name}"), ("company_id", "=", company.id)], limit=1
    )


def get_companies(env):
    return {
        "first": env.ref("base.main_company"),
        "second": env["res.company"].search([("name", "=", "Second Shop")]),
    }


def get_warehouse(env, company):
    return env["stock.warehouse"].search([("company_id", "=", company.id)], limit=1)


def get_website(env, company):
    return env["website"].search([("company_id", "=", company.id)], limit=1)


def open_second_currency(env):
    """Sell in another currency, too; two of it are worth one."""
    currency = env.ref("base.CHF")
    currency.active = True
    for company in get_companies(env).values():
        env["res.currency.rate"].create(
            {
                "currency_id": currency.id,
                "name": "2020-01-01",
                "rate": 2.0,
                "company_id": company.id,
            }
        )
        env["product.pricelist"].create(
            {"name": "Life CHF", "currency_id": currency.id, "company_id": company.id}
        )


# === EACH LIFE === #


def set_up(env, spec):
    """Set the shop up as a life wants it; what other lives left stays alone."""
    company = get_companies(env)[spec["company"]]
    env["website"].search([]).automations_since = fields.Datetime.now()
    get_website(env, company).write(
        {
            "invoice_business": spec["rule"] if spec["business"] else "on_payment",
            "invoice_consumer": "on_request" if spec["business"] else spec["rule"],
            "customer_can_cancel": True,
        }
    )
    warehouse = get_warehouse(env, company)
    if warehouse.delivery_steps != spec["steps"]:
        warehouse.delivery_steps = spec["steps"]
    return company


def link(records):
    return [Command.set(records.ids)]
