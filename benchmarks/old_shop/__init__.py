"""A shop that sold for years before our addon came: orders in every kind of state."""
