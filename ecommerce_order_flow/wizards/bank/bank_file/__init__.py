"""Reader of bank statement files of any format.

Plain Python, without Odoo: bytes become statements (`statement`), whose balances prove
the lines. Each format has a module of its own.
"""

from .archive import read_files
from .camt import is_camt, read_camt
from .duplicates import Trace, find_known
from .mt940 import is_mt940, read_mt940
from .problem import REASONS, UnreadableFile
from .profile import Profile
from .reading import read_statements
from .statement import Line, Part, Statement
from .tabular import read_table
from .titles import normalize
from .unknown_table import UnknownTable, find_unknown_table
