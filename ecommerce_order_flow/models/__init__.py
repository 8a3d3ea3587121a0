from . import ecommerce_order_facts
from . import ecommerce_next_action
from . import res_config_settings
from . import sale_order
from . import sale_order_line
from . import stock_picking
from . import website
