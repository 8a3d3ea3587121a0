"""Returns by online form: what customers send back, and what comes of it."""
