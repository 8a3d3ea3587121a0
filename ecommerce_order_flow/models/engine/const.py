# Whether a mail left.
MAIL_STATUSES = [
    ("queued", "Queued"),
    ("sent", "Sent"),
    ("failed", "Failed"),
    ("superseded", "Superseded"),
    ("none", "Nothing to Send"),
]
