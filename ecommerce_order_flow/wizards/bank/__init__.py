from . import ecommerce_bank_import
from . import ecommerce_bank_import_column
from . import ecommerce_bank_import_line
from . import ecommerce_bank_import_statement
from . import ecommerce_payment_split
