# The models below inherit from these.
from . import ecommerce_cached_mixin
from . import ecommerce_guarded_mixin
from . import ecommerce_rare_mixin
from . import ecommerce_readable_mixin
from . import ecommerce_company_mixin

from . import ecommerce_automation
from . import ecommerce_automation_alarm
from . import ecommerce_automation_alarm_text
from . import ecommerce_automation_figures
from . import ecommerce_automation_notice
from . import ecommerce_automation_run
from . import ecommerce_automation_runner
from . import ecommerce_automation_schedule
from . import ecommerce_automation_watch
from . import ecommerce_bulk_run
from . import ecommerce_failure
from . import ecommerce_mail_frame
from . import ir_config_parameter
from . import ir_cron
from . import ir_qweb
from . import res_config_settings
from . import resource_calendar
from . import resource_calendar_attendance
from . import resource_calendar_leaves
from . import sale_order
from . import website
