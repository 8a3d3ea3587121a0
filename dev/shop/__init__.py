"""The developer's shop: Odoo, Python, PostgreSQL and the databases, set up by command.

Run it through the Makefile. Needs nothing but Python's standard library until it has
made the virtual environment; what it makes lies under ``.shop`` in the checkout.
"""
