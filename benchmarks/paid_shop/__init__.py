"""Shared parts of the benchmarks of paid orders: orders and sides."""
