from . import ecommerce_automation
from . import ecommerce_automation_run
from . import ecommerce_automation_runner
from . import ecommerce_bulk_run
from . import ecommerce_failure
from . import res_config_settings
from . import sale_order
from . import website
