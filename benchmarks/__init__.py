"""Our addon side by side with stock Odoo: the benchmarks.

Each module in this folder is one benchmark; it defines the class `Benchmark` to run.
"""
