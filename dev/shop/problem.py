"""The one way in which a set-up fails."""


class Problem(Exception):
    """Something is missing: what, and how to mend it, in one line."""

    def __init__(self, what, mend):
        super().__init__(what, mend)
        self.what = what.rstrip(".")
        self.mend = mend

    def __str__(self):
        return f"{self.what}. {self.mend}"
