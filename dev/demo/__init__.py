"""Orders of the demo shop, and what customers need to place their own.

``python -m dev.demo '{"database": "shop"}'`` in Odoo's Python. Running it again only
adds what is missing.
"""
