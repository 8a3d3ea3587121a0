"""The developer's shop: setup of Odoo, Python, PostgreSQL and databases.

It is run by the Makefile. It only needs Python's standard library until the virtual
environment exists; everything is created under ``.shop`` in the checkout.
"""
