"""Benchmarks of the addon against stock Odoo.

Each module in this folder is one benchmark: its class `Benchmark` describes the
comparison, and two subclasses of `framework.sides.Side` implement a round of each side.
"""
