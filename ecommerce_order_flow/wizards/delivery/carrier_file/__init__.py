"""Reader of carriers' delivery reports in any file format.

Plain Python, without Odoo: bytes become a table (`content`), of which the columns
(`columns`), dates (`dates`) and statuses (`statuses`) are recognized; the outcome of a
number is computed from its rows (`events`).
"""

from .columns import recognize_columns
from .content import read_table
from .dates import DATE_ORDERS, find_date_order, is_blank, read_moment
from .numbers import is_rounded, normalize_number, strip_number
from .problem import UnreadableFile
from .report import Report
from .separators import SEPARATORS
from .statuses import MEANINGS, normalize_status, understand_status
