"""A shop with years of orders in all states from before the addon."""
