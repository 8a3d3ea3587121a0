"""The customers' accounts: customers with a number in the file can sign in."""

from odoo.fields import Command

DOMAIN = "replay.example.com"


def get_email(name):
    """Return an undeliverable address."""
    return f"{name}@{DOMAIN}"


def open_accounts(env, purchases):
    """Create an account for each known customer, with the first order's address.

    :return: The users' ids, by customer number.
    """
    firsts = {}
    for purchase in purchases:
        if purchase.customer:
            firsts.setdefault(purchase.customer, purchase)
    users = _find_accounts(env, firsts)
    new = [firsts[customer] for customer in firsts if customer not in users]
    # No invitations.
    env["res.users"].with_context(no_reset_password=True).create(
        [_prepare_account(env, purchase) for purchase in new]
    )
    return _find_accounts(env, firsts)


def _find_accounts(env, customers):
    """Return the ids of the existing users, by customer number."""
    logins = {get_email(customer): customer for customer in customers}
    users = env["res.users"].search([("login", "in", list(logins))])
    return {logins[user.login]: user.id for user in users}


def _prepare_account(env, purchase):
    """Return the values of a customer's user."""
    email = get_email(purchase.customer)
    return {
        "login": email,
        "group_ids": [Command.set(env.ref("base.group_portal").ids)],
        **_get_contact(env, f"Customer {purchase.customer}", email, purchase.country),
    }


def get_guest_form(env, purchase):
    """Return the guest's form of the checkout, as sent by a browser."""
    email = get_email(f"guest-{purchase.number}")
    fields = _get_contact(env, f"Guest {purchase.number}", email, purchase.country)
    return {name: str(value or "") for name, value in fields.items()}


def _get_contact(env, name, email, code):
    """Return a contact in a country, complete enough for a checkout."""
    country = env["res.country"].search([("code", "=", code)])
    return {
        "name": name,
        "email": email,
        "phone": "+44 20 7946 0000",
        "street": "1 Replay Street",
        "city": "Replay",
        "zip": "12345",
        "country_id": country.id,
        "state_id": country.state_required and country.state_ids[:1].id,
    }
