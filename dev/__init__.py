"""Setting the shop up on a developer's machine, and replaying real orders in it."""
