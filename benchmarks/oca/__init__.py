"""OCA's addon that automates orders, only for the comparison with ours."""
