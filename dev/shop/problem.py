"""The only exception of the setup."""


class Problem(Exception):
    """Something is missing: the problem and its remedy, in one line."""

    def __init__(self, what, mend):
        super().__init__(what, mend)
        self.what = what.rstrip(".")
        self.mend = mend

    def __str__(self):
        return f"{self.what}. {self.mend}"
