"""A payment provider stub that refunds over HTTP, and misbehaves on demand."""
