"""Formats of the banks' tables."""

from dataclasses import dataclass, field

from .titles import normalize

ISO, POINTS, SHORT_POINTS, HYPHENS = "%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d-%m-%Y"


@dataclass(frozen=True)
class Profile:
    """The columns of a bank's table, by content.

    Of several titles for the same content the first filled one counts; the texts of a
    purpose are joined.

    :param tuple needs: The titles by which the table is recognized.
    :param dict columns: Titles by the name of the content.
    :param dict labels: Of the column *text*: the content after each label.
    :param tuple opening: Labels of the opening balance in header or footer.
    :param tuple closing: Labels of the closing balance in header or footer.
    """

    name: str
    needs: tuple = ()
    columns: dict = field(default_factory=dict)
    labels: dict = field(default_factory=dict)
    date_format: str = POINTS
    decimal: str = ","
    currency: str = ""  # if no column states it
    is_fee_taken_off: bool = False  # a positive fee was deducted
    has_address: bool = False  # after the name, without a title of its own
    opening: tuple = ()
    closing: tuple = ()

    def __post_init__(self):
        """Normalize the titles once, instead of for each row."""
        columns = {
            role: tuple(map(normalize, titles)) for role, titles in self.columns.items()
        }
        # Frozen data classes are set this way.
        object.__setattr__(self, "columns", columns)
        for name in ("needs", "opening", "closing"):
            titles = tuple(map(normalize, getattr(self, name)))
            object.__setattr__(self, name, titles)
