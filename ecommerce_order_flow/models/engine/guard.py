def write_guarded(records, vals):
    """Write read-only fields in sudo mode, for a method that checked the action.

    :raise AccessError: If the user may not write the records at all.
    """
    records.check_access("write")
    # In sudo mode because these fields are protected.
    records.sudo().write(vals)
