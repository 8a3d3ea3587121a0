from . import account_move
from . import ecommerce_bulk_run
from . import ecommerce_invoice_creation
from . import ecommerce_next_action
from . import payment_transaction
from . import res_config_settings
from . import sale_order
from . import website
