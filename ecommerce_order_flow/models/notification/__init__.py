from . import ecommerce_notification_mixin  # The others inherit from it.
from . import account_move
from . import ecommerce_legal_document
from . import ecommerce_notification
from . import ecommerce_notification_setting
from . import ecommerce_order_mail_content
from . import ecommerce_order_notifier
from . import ecommerce_order_receipt
from . import ecommerce_parcel_mail_content
from . import ecommerce_parcel_notifier
from . import ecommerce_payment_reminder
from . import ir_actions_report
from . import mail_template
from . import mail_thread
from . import res_config_settings
from . import sale_order
from . import stock_picking
from . import website
