"""How a table of a bank is written."""

from dataclasses import dataclass, field

from .titles import normalize

ISO, POINTS, SHORT_POINTS, HYPHENS = "%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d-%m-%Y"


@dataclass(frozen=True)
class Profile:
    """The columns of a bank's table, by what they hold.

    Of several titles for the same thing the first one counts that isn't empty; the
    texts of a purpose are joined.

    :param tuple needs: The titles by which the table is known.
    :param dict columns: Titles by the name of what they hold.
    :param dict labels: Of the column *text*: what is behind which label.
    :param tuple opening: How the letterhead or the footer calls the balance before.
    :param tuple closing: How it calls the balance behind the last line.
    """

    name: str
    needs: tuple = ()
    columns: dict = field(default_factory=dict)
    labels: dict = field(default_factory=dict)
    date_format: str = POINTS
    decimal: str = ","
    currency: str = ""  # if no column says it
    is_fee_taken_off: bool = False  # a positive fee is one that is paid
    has_address: bool = False  # behind the name, without a title of its own
    opening: tuple = ()
    closing: tuple = ()

    def __post_init__(self):
        """Normalize the titles once, instead of for each row."""
        columns = {
            role: tuple(map(normalize, titles)) for role, titles in self.columns.items()
        }
        # What is frozen is set so.
        object.__setattr__(self, "columns", columns)
        for name in ("needs", "opening", "closing"):
            titles = tuple(map(normalize, getattr(self, name)))
            object.__setattr__(self, name, titles)
