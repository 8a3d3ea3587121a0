"""The visitors' users, and the two customers whose data is to stay theirs."""

from ..visitors import VISITORS

# Words that are nowhere else, in all data of a customer.
MARKERS = {"own": "Zwetschge7193", "other": "Quitte4826"}


def create(env):
    """Create the users; customers are a company with two people, and one person."""
    company = env["res.partner"].create(
        {"name": f"{MARKERS['own']} GmbH", "is_company": True}
    )
    for name, parent in (("customer", company.id), ("colleague", company.id)):
        create_user(env, name, "base.group_portal", parent_id=parent)
    create_user(env, "stranger", "base.group_portal")
    create_user(env, "staff", "base.group_user", name="Without Rights")


def create_user(env, who, group, **values):
    login, owner = VISITORS[who]
    marker = MARKERS.get(owner, "")
    partner = env["res.partner"].create(
        {
            "name": f"{who.title()} {marker}",
            "email": f"{login}@example.com",
            "street": f"{marker}weg 1",
            "zip": "10115",
            "city": "Berlin",
            "phone": "+49 30 123456",
            "country_id": env.ref("base.de").id,
            **values,
        }
    )
    env["res.users"].with_context(no_reset_password=True).create(
        {
            "login": login,
            "password": login,
            "partner_id": partner.id,
            "group_ids": [(6, 0, env.ref(group).ids)],
        }
    )


def find_customer(env, owner):
    """Return the person who orders."""
    name = "customer" if owner == "own" else "stranger"
    login, _owner = VISITORS[name]
    return env["res.users"].search([("login", "=", login)]).partner_id
