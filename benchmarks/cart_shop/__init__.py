"""What the benchmarks of cart reminders share: the carts, and who reminds of them."""
