"""A shop whose paid orders are reserved and wait to be shipped."""
