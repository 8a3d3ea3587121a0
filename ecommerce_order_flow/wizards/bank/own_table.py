"""Tables of unknown banks, whose columns users assign."""

from odoo.fields import Command

from .bank_file import (
    Profile,
    UnreadableFile,
    find_unknown_table,
    normalize,
    read_table,
)

NEEDED = ("date", "purpose")
FORMAT = "Table"  # and its number
# For Python. Ambiguous dates are read in the first fitting one.
DATE_FORMATS = {
    "points": "%d.%m.%Y",
    "short_points": "%d.%m.%y",
    "iso": "%Y-%m-%d",
    "day_first": "%d/%m/%Y",
    "month_first": "%m/%d/%Y",
    "hyphens": "%d-%m-%Y",
}
DECIMAL_SIGNS = {"comma": ",", "point": "."}


def get_profiles(env):
    """Return the profiles of the tables assigned by the company's users."""
    tables = env["ecommerce.bank.table"]._get_tables()
    return [
        Profile(
            f"{FORMAT} {table.id}",
            needs=tuple(table.titles),
            columns=table.columns,
            date_format=DATE_FORMATS[table.date_format],
            decimal=DECIMAL_SIGNS[table.decimal_sign],
            currency=table.currency_id.name or "",
        )
        for table in tables
    ]


def is_own(statement):
    """Return whether a statement is from such a table."""
    return statement.format.startswith(f"{FORMAT} ")


class OwnTable:
    """A file with such a table, and the user's assignment in the wizard."""

    def __init__(self, wizard, attachment):
        self.wizard = wizard
        self.env = wizard.env
        self.attachment = attachment
        self.content = attachment.raw or b""

    # === QUESTION === #

    def can_be_asked(self, reason):
        """Return whether the user can help to read an unreadable file.

        :param str reason: Why it can't be read.
        """
        if reason == "titles":
            return self._find_table() is not None
        return reason == "amounts" and bool(self.find_remembered())

    def prepare_question(self, reason):
        """Return the wizard's values for the question about the columns."""
        table, known = self._find_table(), self.find_remembered()
        roles = self._recall_roles(known) if known else table.guess_roles()
        days = next((index for index, role in roles.items() if role == "date"), None)
        guess = days is not None and table.guess_date_format(days, DATE_FORMATS)
        return {
            "asked_attachment_id": self.attachment.id,
            "column_ids": [Command.clear(), *self._prepare_columns(table, roles)],
            "date_format": known.date_format or guess or "points",
            "decimal_sign": known.decimal_sign or "comma",
            "currency_id": (known.currency_id or self.env.company.currency_id).id,
            "question": self._explain(reason),
        }

    def _prepare_columns(self, table, roles):
        return [
            Command.create(
                {
                    "index": index,
                    "name": title,
                    "samples": " | ".join(table.get_samples(index)),
                    "role": roles.get(index),
                }
            )
            for index, title in enumerate(table.titles)
            if title
        ]

    def _find_table(self):
        try:
            return find_unknown_table(self.content)
        except UnreadableFile:
            return None

    def find_remembered(self):
        """Return the stored assignment of the table, if there is one."""
        tables = self.env["ecommerce.bank.table"]._get_tables()
        table = self._find_table()
        titles = sorted(set(map(normalize, table.titles if table else ())) - {""})
        return tables.filtered(lambda it: it.titles == titles)[:1]

    def _recall_roles(self, known):
        roles = {title: role for role, its in known.columns.items() for title in its}
        titles = map(normalize, self._find_table().titles)
        return {i: roles[title] for i, title in enumerate(titles) if title in roles}

    def _explain(self, reason):
        if reason == "titles":
            return self.env._(
                "The format of %(file)s is unknown: choose what its columns contain. "
                "Your choice is saved.",
                file=self.attachment.name,
            )
        return self.env._(
            "%(file)s contains dates or amounts in a different format than you chose: "
            "choose again.",
            file=self.attachment.name,
        )

    # === ANSWER === #

    def find_problem(self):
        """Return what is missing in the assignment, or False if it is complete."""
        roles = set(self.wizard.column_ids.mapped("role"))
        if not roles.issuperset(NEEDED) or not roles & {"amount", "debit"}:
            return self.env._(
                "Choose at least the columns that contain the booking date, the "
                "amount and the purpose."
            )
        try:
            statements = read_table(self.content, [Profile("", **self._get_profile())])
        except UnreadableFile:
            statements = []
        return False if statements else self._explain("amounts")

    def remember(self):
        """Store the assignment for the next file with these titles."""
        values = self._get_profile()
        self.env["ecommerce.bank.table"]._remember(
            list(values["needs"]),
            {
                "columns": values["columns"],
                "date_format": self.wizard.date_format,
                "decimal_sign": self.wizard.decimal_sign,
                "currency_id": self.wizard.currency_id.id,
            },
        )

    def _get_profile(self):
        columns = {}
        for column in self.wizard.column_ids.filtered("role"):
            columns.setdefault(column.role, []).append(normalize(column.name or ""))
        titles = {normalize(column.name or "") for column in self.wizard.column_ids}
        return {
            "needs": tuple(sorted(titles)),
            "columns": columns,
            "date_format": DATE_FORMATS[self.wizard.date_format],
            "decimal": DECIMAL_SIGNS[self.wizard.decimal_sign],
            "currency": self.wizard.currency_id.name or "",
        }
