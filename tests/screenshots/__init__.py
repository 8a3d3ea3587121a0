"""Pictures of every screen, page and email of ours, taken by a script."""
