"""What all benchmarks share: sides, rounds, figures and the report."""
