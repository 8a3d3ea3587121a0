"""Our addon side by side with stock Odoo: the benchmarks.

Each module in this folder is one benchmark: it says in a class `Benchmark` what is
compared, and in two classes of `framework.sides.Side` what each side does in a round.
"""
