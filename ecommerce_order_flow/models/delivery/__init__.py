from . import delivery_carrier
from . import ecommerce_carrier_status
from . import ecommerce_consistency_check
from . import ecommerce_transit_time
from . import sale_order
from . import stock_picking
from . import stock_warehouse
