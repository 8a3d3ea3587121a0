"""Reads what carriers report of deliveries, whatever program wrote the file.

Plain Python, without Odoo: bytes become a table (`content`), of which the columns
(`columns`), the dates (`dates`) and the words for statuses (`statuses`) are understood;
what happened to a number at last follows from its rows (`events`).
"""

from .columns import recognize_columns
from .content import read_table
from .dates import DATE_ORDERS, find_date_order, is_blank, read_moment
from .numbers import is_rounded, normalize_number
from .problem import UnreadableFile
from .report import Report
from .separators import SEPARATORS
from .statuses import MEANINGS, normalize_status, understand_status
