from . import ecommerce_return_decline
from . import ecommerce_return_inspection
from . import ecommerce_return_valuation
from . import stock_return_picking
