"""Withdrawal: declarations of customers and their evidence (§ 356a BGB)."""
