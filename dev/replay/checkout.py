"""The checkout: what a customer does, from the cart to the confirmed order.

Each step is a transaction, asks the database whether it is needed, and leaves its mark
with what it does. So after whatever interruption the steps are simply run again.
"""

from .customers import get_guest_form
from .money import read_cents
from .orders import find_order
from .trouble import OrderTrouble
from .visitor import Visitor

POLLS = 10  # how often a browser asks whether the payment has arrived


class Checkout:
    """A customer on the way through the shop."""

    def __init__(self, shop, facilities, purchase):
        self.shop = shop
        self.facilities = facilities
        self.purchase = purchase

    def run(self):
        """Bring the purchase from wherever it is to a confirmed order."""
        self.shop.work(self.place)
        self.shop.work(self.pay)
        self._conclude_patiently()

    def _conclude_patiently(self):
        """Conclude, and again whenever the shop says so, like the customer's browser.

        It says so when another order was in the way.
        """
        for _poll in range(POLLS):
            try:
                self.shop.work(self.conclude)
            except Exception as error:
                if error.args != ("retry",):
                    raise
            else:
                return
        raise OrderTrouble("Others were always in the way")

    # === STEPS === #

    def place(self, env):
        """Fill a cart, say where it goes, and begin to pay.

        The cart gets its number in the transaction it is made in: with an order there
        is always the whole of it, and never a second one.

        :raise OrderTrouble: If the shop wants another amount than the file.
        """
        if find_order(env, self.purchase.number):
            return
        visitor = self._visit(env)
        self._fill_cart(visitor)
        visitor.cart.client_order_ref = self.purchase.number
        if not self.purchase.customer:
            self._give_address(visitor)
        if self.purchase.cart.goods:
            visitor.call("/shop/set_delivery_method", dm_id=self.facilities.carrier)
        self._ensure_total(visitor.cart)
        self._begin_payment(visitor)

    def pay(self, env):
        """Let the payment provider report that the money came."""
        order = find_order(env, self.purchase.number)
        transaction = order.transaction_ids
        if order.state not in ("draft", "sent") or transaction.state != "draft":
            return
        self._visit(env).call(
            "/payment/demo/simulate_payment",
            reference=transaction.reference,
            payment_details="4242",
            simulated_state="done",
        )

    def conclude(self, env):
        """Let the customer come back from the payment, which confirms the order."""
        order = find_order(env, self.purchase.number)
        transaction = order.transaction_ids
        visitor = self._visit(env)
        visitor.come_back(order)
        if transaction and not transaction.is_post_processed:
            visitor.call("/payment/status/poll")
        elif not transaction and order.state == "draft":
            visitor.get("/shop/payment/validate")  # There is nothing to pay.

    # === WHAT THE CUSTOMER DOES === #

    def _visit(self, env):
        """Return the customer, logged in if known to the shop."""
        website = env["website"].browse(self.facilities.website)
        user = self.facilities.users.get(self.purchase.customer, website.user_id.id)
        return Visitor(env, website, user)

    def _fill_cart(self, visitor):
        """Put everything into the cart."""
        for article, quantity in self.purchase.cart.items():
            product = visitor.env["product.product"].browse(
                self.facilities.products[article]
            )
            visitor.call(
                "/shop/cart/add",
                product_template_id=product.product_tmpl_id.id,
                product_id=product.id,
                quantity=quantity,
            )

    def _give_address(self, visitor):
        """Enter an address, as a guest must."""
        form = get_guest_form(visitor.env, self.purchase)
        visitor.submit(
            "/shop/address/submit",
            **form,
            address_type="billing",
            use_delivery_as_billing="true",
        )

    def _ensure_total(self, order):
        """Let nobody pay an amount that isn't the file's."""
        total, wanted = read_cents(order.amount_total), self.purchase.cart.amount
        if total != wanted:
            raise OrderTrouble(f"The cart is {total}, the file {wanted}")

    def _begin_payment(self, visitor):
        """Choose how to pay."""
        order = visitor.cart
        if not order.amount_total:
            return
        visitor.call(
            f"/shop/payment/transaction/{order.id}",
            access_token=order._portal_ensure_token(),
            amount=order.amount_total,
            provider_id=self.facilities.provider,
            payment_method_id=self.facilities.payment_method,
            token_id=None,
            flow="direct",
            tokenization_requested=False,
            landing_route="/shop/payment/validate",
        )
