"""OCA's addon that automates orders, for the comparison with ours only."""
