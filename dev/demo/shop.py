"""Records used by the orders: website, products, staff, delivery and payment."""

GOODS = {
    "bin": "product.product_product_9",
    "box": "product.product_product_7",
    "cabinet": "product.product_product_10",
    "chair": "product.product_product_12",
    "corner_desk": "product.product_product_5",  # sold out
    "desk": "product.product_product_13",
    "drawer": "product.product_product_16",
    "lamp": "product.product_delivery_02",
    "organizer": "product.desk_organizer",
    "steel_chair": "product.product_product_11",
    "warranty": "website_sale.product_product_1",  # a service
    "workplace": "product.product_product_24",
}
CARRIERS = {
    "delivery": "delivery.free_delivery_carrier",
    "pickup": "website_sale_collect.carrier_pick_up_in_store",
}
STAFF = ("shopkeeper", "warehouse")


class Shop:
    """The demo shop."""

    def __init__(self, env):
        self.env = env
        self.website = env.ref("website.default_website")
        self.company = self.website.company_id
        self.warehouse = env.ref("stock.warehouse0")
        self.staff = {
            login: env["res.users"].search([("login", "=", login)]) for login in STAFF
        }

    def get_product(self, name):
        return self.env.ref(GOODS[name])

    def get_return_reason(self, name):
        return self.env.ref(f"ecommerce_order_flow.ecommerce_return_reason_{name}")

    def get_carrier(self, name):
        return self.env.ref(CARRIERS[name])

    def get_provider(self, mode):
        """Return the payment provider: `demo`, or one of the offline modes."""
        field = "code" if mode == "demo" else "custom_mode"
        return self.env["payment.provider"].search(
            [("company_id", "=", self.company.id), (field, "=", mode)], limit=1
        )
