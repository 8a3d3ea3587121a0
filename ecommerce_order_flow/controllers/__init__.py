from . import cancellation
from . import cart
from . import cart_consent
from . import cart_opt_out
from . import order_invoice
from . import payment
from . import payment_qr
