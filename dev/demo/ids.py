"""External ids of the demo shop's records."""

MODULE = "demo_shop"


def find(env, name):
    """Return the record with a name, or None."""
    return env.ref(f"{MODULE}.{name}", raise_if_not_found=False)


def remember(record, name):
    """Store a record under a name."""
    record.env["ir.model.data"]._update_xmlids(
        [{"xml_id": f"{MODULE}.{name}", "record": record, "noupdate": True}]
    )
