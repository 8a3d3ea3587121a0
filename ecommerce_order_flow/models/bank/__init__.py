from . import account_bank_statement_line_import
from . import account_journal
from . import ecommerce_bank_table
