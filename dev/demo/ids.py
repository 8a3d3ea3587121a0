"""The names under which the demo shop's records are found again."""

MODULE = "demo_shop"


def find(env, name):
    """Return the record of that name, or None."""
    return env.ref(f"{MODULE}.{name}", raise_if_not_found=False)


def remember(record, name):
    """Have the record found under that name."""
    record.env["ir.model.data"]._update_xmlids(
        [{"xml_id": f"{MODULE}.{name}", "record": record, "noupdate": True}]
    )


def find_or_create(env, model, name, values):
    """Return the record of that name, which is made if missing."""
    record = find(env, name)
    if not record:
        record = env[model].create(values)
        remember(record, name)
    return record
