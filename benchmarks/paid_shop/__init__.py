"""What the benchmarks of paid orders share: the orders, and who handles them."""
