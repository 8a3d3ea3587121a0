"""Framework of the benchmarks: sides, rounds, figures and the report."""
