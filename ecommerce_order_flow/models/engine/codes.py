def read_code(value):
    """Return what was scanned or typed as a text that the database takes."""
    return str(value or "").replace("\x00", "").strip()
