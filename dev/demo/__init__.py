"""The orders of the demo shop, and what its customers need to place their own.

``python -m dev.demo '{"database": "shop"}'`` in Odoo's Python. The second time it adds
only what is missing.
"""
