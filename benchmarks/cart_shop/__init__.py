"""Shared parts of the benchmarks of cart reminders: carts and sides."""
