"""The shop of the lives: companies, products, payment methods."""

from odoo import fields
from odoo.fields import Command

PLENTY = 1_000_000
PICKUP = "Life pickup"
TAXES = {
    "none": None,
    "19": (19.0, False),
    "7": (7.0, False),
    "19 included": (19.0, True),
}
COMPANIES = ("first", "second")
POLICIES = ("order", "delivery")
# A warehouse for each way of delivery; returns take as many steps.
STEPS = {
    "ship_only": "one_step",
    "pick_ship": "one_step",
    "pick_pack_ship": "two_steps",
}
KINDS = {
    "goods": {"type": "consu", "is_storable": True},
    "consumable": {"type": "consu", "is_storable": False},
    "service": {"type": "service"},
}


def open_shop(env):
    """Prepare the data shared by all lives."""
    env.ref("base.main_company").email = "shop@example.com"
    env.ref("base.user_admin").email = "admin@example.com"
    # Documents take a second each, and aren't needed here.
    env.ref(
        "ecommerce_order_flow.mail_template_confirmation"
    ).report_template_ids = False
    env["ir.cron"].search([]).active = False
    open_second_company(env)
    for company in get_companies(env).values():
        open_company(env(context={"allowed_company_ids": company.ids}), company)
    open_second_currency(env)


def open_second_company(env):
    """Create a company with a website of its own."""
    company = env["res.company"].create(
        {
            "name": "Second Shop",
            "email": "second@example.com",
            "currency_id": env.ref("base.EUR").id,
        }
    )
    env["account.chart.template"].try_loading("de_skr03", company, install_demo=False)
    # Creating a company with a country would install its modules for electronic
    # invoices.
    company.partner_id.country_id = env.ref("base.de")
    env["website"].create({"name": "Second Shop", "company_id": company.id})
    env.user.company_ids += company


def open_company(env, company):
    """Set up the taxes and payment methods of a company."""
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
    # If the next flush computed it, Odoo would create several payment method lines.
    assert provider.journal_id, company.name
    open_transfers(env, company)
    for steps in STEPS:
        open_warehouse(env, company, steps)
    for kind in KINDS:
        for policy in POLICIES:
            create_product(env, company, kind, policy)
    offer_alternatives(env, company)
    open_pickup(env, company)


def find_provider(env, company):
    return env["payment.provider"].search(
        [("code", "=", "demo"), ("company_id", "=", company.id)], limit=1
    )


def find_transfer_provider(env, company):
    return env["payment.provider"].search(
        [("custom_mode", "=", "wire_transfer"), ("company_id", "=", company.id)],
        limit=1,
    )


def open_transfers(env, company):
    """Enable wire transfers to a company."""
    provider = find_transfer_provider(env, company) or find_transfer_provider(
        env, env.ref("base.main_company")
    ).copy({"company_id": company.id})
    provider.write({"state": "test", "journal_id": find_bank(env, company).id})


def find_bank(env, company):
    return env["account.journal"].search(
        [("type", "=", "bank"), ("company_id", "=", company.id)], limit=1
    )


def find_method(provider):
    return provider.with_context(active_test=False).payment_method_ids[:1]


def copy_provider(env, company):
    """Copy a payment provider of the first company to another one."""
    first = find_provider(env, env.ref("base.main_company"))
    return first.copy({"company_id": company.id, "state": "test"})


def open_warehouse(env, company, steps):
    env["stock.warehouse"].create(
        {
            "name": get_warehouse_name(steps),
            "code": "".join(word[0] for word in steps.split("_")).upper(),
            "company_id": company.id,
            "delivery_steps": steps,
            "reception_steps": STEPS[steps],
        }
    )


def get_warehouse_name(steps):
    return f"Life {steps}"


def create_product(env, company, kind, policy, **values):
    """Create a product, and put it into stock."""
    product = env["product.product"].create(
        {
            "name": get_product_name(kind, policy),
            "list_price": 50.0,
            "taxes_id": False,
            "invoice_policy": policy,
            "company_id": company.id,
            "website_published": True,
            **KINDS[kind],
            **values,
        }
    )
    for steps in STEPS if product.is_storable else ():
        location = find_warehouse(env, company, steps).lot_stock_id
        env["stock.quant"]._update_available_quantity(product, location, PLENTY)
    return product


def offer_alternatives(env, company):
    """Let customers exchange goods for a dearer or a cheaper product."""
    for policy in POLICIES:
        alternatives = [
            create_product(env, company, "goods", policy, name=name, list_price=price)
            for name, price in (("Life dearer", 75.0), ("Life cheaper", 25.0))
        ]
        for kind in ("goods", "consumable"):
            template = find_product(env, company, kind, policy).product_tmpl_id
            template.alternative_product_ids = link(
                alternatives[0].product_tmpl_id + alternatives[1].product_tmpl_id
            )
    policy = env.ref("ecommerce_order_flow.ecommerce_return_policy_default")
    policy.write({"offers_same": True, "offers_products": True, "offers_repair": True})


def open_pickup(env, company):
    """Enable pickup in each warehouse."""
    warehouses = [find_warehouse(env, company, steps) for steps in STEPS]
    env["delivery.carrier"].create(
        {
            "name": PICKUP,
            "company_id": company.id,
            "delivery_type": "in_store",
            "product_id": find_product(env, company, "service", "order").id,
            "warehouse_ids": link(warehouses[0].union(*warehouses)),
        }
    )


def find_pickup(env, company):
    return env["delivery.carrier"].search(
        [("name", "=", PICKUP), ("company_id", "=", company.id)], limit=1
    )


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


def find_warehouse(env, company, steps):
    return env["stock.warehouse"].search(
        [("name", "=", get_warehouse_name(steps)), ("company_id", "=", company.id)]
    )


def get_website(env, company):
    return env["website"].search([("company_id", "=", company.id)], limit=1)


def open_second_currency(env):
    """Enable a second currency, worth half of the first one."""
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
    """Set up the shop for a life; the data of other lives stays unchanged."""
    company = get_companies(env)[spec["company"]]
    others = env["website"].search([]) - get_website(env, company)
    now = fields.Datetime.now()
    others.automations_since = now
    get_website(env, company).write(
        {
            "automations_since": now,
            "invoice_business": spec["rule"] if spec["business"] else "on_payment",
            "invoice_consumer": "on_request" if spec["business"] else spec["rule"],
            "customer_can_cancel": True,
            "customer_can_return": True,
        }
    )
    return company


def link(records):
    return [Command.set(records.ids)]
