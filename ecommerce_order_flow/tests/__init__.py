from . import test_flow_stage
from . import test_fulfillment_status
from . import test_hold
from . import test_next_action
from . import test_payment_status
from . import test_return_status
from . import test_sales_team
from . import test_translations
