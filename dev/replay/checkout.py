"""The checkout: the customer's steps from the cart to the confirmed order.

Each step is a transaction, checks in the database whether it is needed, and stores its
mark together with its result. So after any interruption the steps are simply repeated.
"""

from .customers import get_guest_form
from .money import read_cents
from .orders import find_order
from .trouble import OrderTrouble
from .visitor import Visitor

POLLS = 10  # status polls of a browser after the payment


class Checkout:
    """A customer in the shop."""

    def __init__(self, shop, facilities, purchase):
        self.shop = shop
        self.facilities = facilities
        self.purchase = purchase

    def run(self):
        """Run the remaining steps to a confirmed order."""
        self.shop.work(self.place)
        self.shop.work(self.pay)
        self._conclude_patiently()

    def _conclude_patiently(self):
        """Run the last step, retrying like the customer's browser.

        The shop asks for a retry after a conflict with another order.
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
        """Fill a cart, enter the address, and start the payment.

        The cart gets its number in the transaction that creates it: so an order is
        always complete, and never created twice.

        :raise OrderTrouble: If the shop's amount differs from the file's.
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
        """Play the payment provider's notification."""
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
        """Return from the payment, which confirms the order."""
        order = find_order(env, self.purchase.number)
        transaction = order.transaction_ids
        visitor = self._visit(env)
        visitor.come_back(order)
        if transaction and not transaction.is_post_processed:
            visitor.call("/payment/status/poll")
        elif not transaction and order.state == "draft":
            visitor.get("/shop/payment/validate")  # Nothing is to be paid.

    # === WHAT THE CUSTOMER DOES === #

    def _visit(self, env):
        """Return the customer, signed in if known to the shop."""
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
        """Enter the address of a guest."""
        form = get_guest_form(visitor.env, self.purchase)
        visitor.submit(
            "/shop/address/submit",
            **form,
            address_type="billing",
            use_delivery_as_billing="true",
        )

    def _ensure_total(self, order):
        """Raise if the order's amount isn't the file's."""
        total, wanted = read_cents(order.amount_total), self.purchase.cart.amount
        if total != wanted:
            raise OrderTrouble(f"The cart is {total}, the file {wanted}")

    def _begin_payment(self, visitor):
        """Choose the payment method."""
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
