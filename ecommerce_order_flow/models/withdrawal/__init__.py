"""Withdrawal: declarations of customers and their proof (§ 356a BGB)."""
