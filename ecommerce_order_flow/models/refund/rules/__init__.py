"""Rules of refunds: pure functions without Odoo."""
