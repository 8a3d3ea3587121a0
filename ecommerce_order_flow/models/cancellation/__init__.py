from . import ecommerce_bulk_run
from . import ecommerce_cancellation_check
from . import ecommerce_next_action
from . import ecommerce_payment_check
from . import payment_transaction
from . import res_config_settings
from . import sale_order
from . import website
