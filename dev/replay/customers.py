"""The customers' accounts: whoever has a number in the file can log in."""

from odoo.fields import Command

DOMAIN = "replay.example.com"
HOME = "GB"
# What the file calls otherwise than Odoo does; what is no country is at home.
COUNTRIES = {
    "Channel Islands": "JE",
    "Czech Republic": "CZ",
    "EIRE": "IE",
    "Hong Kong": "HK",
    "RSA": "ZA",
    "USA": "US",
}


def get_email(name):
    """Return an address that no mail reaches."""
    return f"{name}@{DOMAIN}"


def open_accounts(env, purchases):
    """Give each known customer an account with the address of the first order.

    :return: The users' ids, by customer number.
    """
    firsts = {}
    for purchase in purchases:
        if purchase.customer:
            firsts.setdefault(purchase.customer, purchase)
    users = _find_accounts(env, firsts)
    new = [firsts[customer] for customer in firsts if customer not in users]
    # No invitations: nobody reads them.
    env["res.users"].with_context(no_reset_password=True).create(
        [_prepare_account(env, purchase) for purchase in new]
    )
    return _find_accounts(env, firsts)


def _find_accounts(env, customers):
    """Return the ids of the users that there are, by customer number."""
    logins = {get_email(customer): customer for customer in customers}
    users = env["res.users"].search([("login", "in", list(logins))])
    return {logins[user.login]: user.id for user in users}


def _prepare_account(env, purchase):
    """Return the values of a customer's user."""
    email = get_email(purchase.customer)
    return {
        "name": f"Customer {purchase.customer}",
        "login": email,
        "email": email,
        "phone": "+44 20 7946 0000",
        "group_ids": [Command.set(env.ref("base.group_portal").ids)],
        **_get_address(env, purchase.country),
    }


def get_guest_form(env, purchase):
    """Return what a guest enters at the checkout, as a browser sends it."""
    fields = {
        "name": f"Guest {purchase.number}",
        "email": get_email(f"guest-{purchase.number}"),
        "phone": "+44 20 7946 0000",
        **_get_address(env, purchase.country),
    }
    return {name: str(value or "") for name, value in fields.items()}


def _get_address(env, name):
    """Return an address in a country, complete enough for a checkout."""
    countries = env["res.country"]
    code = COUNTRIES.get(name, HOME)
    country = countries.search([("name", "=", name)]) or countries.search(
        [("code", "=", code)]
    )
    return {
        "street": "1 Replay Street",
        "city": "Replay",
        "zip": "12345",
        "country_id": country.id,
        "state_id": country.state_required and country.state_ids[:1].id,
    }
