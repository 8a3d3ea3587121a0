"""The developer's shop: Odoo, Python, PostgreSQL and the databases, set up by command.

Run it as ``python3 -m dev.shop COMMAND`` or through the Makefile. Needs nothing but
Python's standard library; what it makes lies under ``.shop`` in the checkout.
"""
