"""The customers' accounts: whoever has a number in the file can log in."""

from odoo.fields import Command

from .places import Places

DOMAIN = "replay.example.com"


def get_email(name):
    """Return an address that no mail reaches."""
    return f"{name}@{DOMAIN}"


def open_accounts(env, purchases):
    """Give each known customer an account with the address of the first order.

    :return: The users' ids, by customer number.
    """
    places = Places(env)
    firsts = {}
    for purchase in purchases:
        if purchase.customer:
            firsts.setdefault(purchase.customer, purchase)
    users = _find_accounts(env, firsts)
    new = [firsts[customer] for customer in firsts if customer not in users]
    # No invitations: nobody reads them.
    env["res.users"].with_context(no_reset_password=True).create(
        [_prepare_account(env, places, purchase) for purchase in new]
    )
    return _find_accounts(env, firsts)


def _find_accounts(env, customers):
    """Return the ids of the users that there are, by customer number."""
    logins = {get_email(customer): customer for customer in customers}
    users = env["res.users"].search([("login", "in", list(logins))])
    return {logins[user.login]: user.id for user in users}


def _prepare_account(env, places, purchase):
    """Return the values of a customer's user."""
    email = get_email(purchase.customer)
    return {
        "name": f"Customer {purchase.customer}",
        "login": email,
        "email": email,
        "phone": "+44 20 7946 0000",
        "group_ids": [Command.set(env.ref("base.group_portal").ids)],
        **places.get_address(purchase.country),
    }


def get_guest_form(places, purchase):
    """Return what a guest enters at the checkout, as a browser sends it."""
    address = places.get_address(purchase.country)
    fields = {
        "name": f"Guest {purchase.number}",
        "email": get_email(f"guest-{purchase.number}"),
        "phone": "+44 20 7946 0000",
        **address,
    }
    return {name: str(value or "") for name, value in fields.items()}
