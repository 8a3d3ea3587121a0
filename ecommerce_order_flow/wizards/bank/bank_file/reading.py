"""Recognition of a file's format, and reading."""

from .archive import read_files
from .camt import is_camt, read_camt
from .mt940 import is_mt940, read_mt940
from .problem import UnreadableFile
from .tabular import read_table

# Banks pack notes without bookings together with statements.
OTHER_FILES = ("titles", "text")


def read_statements(content, profiles=()):
    """Return the statements of a file; those of an archive sorted by date.

    :param profiles: Profiles that users defined for tables of unknown banks.
    :raise UnreadableFile: If it is incomplete, or in an unknown format.
    """
    files = read_files(content)
    if len(files) == 1:
        return _read(files[0], profiles)
    found, refusal = [], UnreadableFile("no_statement")
    for file in files:
        try:
            found += _read(file, profiles)
        except UnreadableFile as error:
            if error.reason not in OTHER_FILES:
                raise
            refusal = error
    if not found:
        raise refusal
    return sorted(found, key=lambda statement: statement.first_day)


def _read(content, profiles):
    if is_camt(content):
        return read_camt(content)
    if is_mt940(content):
        return read_mt940(content)
    return read_table(content, profiles)
