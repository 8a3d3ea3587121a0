from . import ecommerce_delivery_import
from . import ecommerce_delivery_import_column
from . import ecommerce_delivery_import_line
from . import ecommerce_delivery_import_status
