"""How many lanes an automation wakes: one for each further batch, as far as there are.

What is so, whether each record is a batch, records in a batch, workers, records due,
and how many lanes are woken.
"""

WOKEN = [
    ("nothing is due", False, 2, 3, 0, 0),
    ("one record", False, 2, 3, 1, 0),
    ("as much as one handles at once", False, 2, 3, 2, 0),
    ("one record more", False, 2, 3, 3, 1),
    ("two batches more", False, 2, 3, 5, 2),
    ("more work than workers", False, 1, 3, 5, 2),
    ("an outbox: one record", True, 50, 3, 1, 0),
    ("an outbox: two records", True, 50, 3, 2, 1),
    ("an outbox: more work than workers", True, 50, 3, 5, 2),
    ("one worker only", True, 50, 1, 5, 0),
]
