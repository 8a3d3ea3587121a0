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
