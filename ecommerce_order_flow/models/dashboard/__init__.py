"""Dashboard: figures and the timeline of all rooms."""
