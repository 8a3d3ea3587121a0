"""Shared parts of the benchmarks of refunds: refunds and workers."""
