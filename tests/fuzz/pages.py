"""The pages that are asked for, and the fields that each of them knows."""

import csv
from dataclasses import dataclass

from dev.shop import layout

TABLE = layout.ROOT / "ecommerce_order_flow" / "tests" / "rights" / "routes.csv"
LINK = ("access_token",)
# The page's fields, of the address and of the form.
FIELDS = {
    "cancel": ("reason",),
    "invoice": (
        "company_name",
        "vat",
        "name",
        "street",
        "street2",
        "zip",
        "city",
        "country_id",
    ),
    "payment_qr.png": (),
    "return": (
        "quantity",
        "wish",
        "reason",
        "remark",
        "step",
        "amount",
        "request_key",
    ),
    "<int:case_id>": (),
    "slip": (),
    "sent": ("tracking_number",),
    "returns": ("order_name", "email"),
    "account": ("token", "iban", "holder"),
    "confirm": ("token",),
    "stop": ("token",),
    "one-click": ("token",),
    "reminder_consent": ("cart_reminder_consent",),
}
# Odoo's pages that we extend: their own faults are Odoo's.
EXTENDED = (
    ("/my/orders/<int:order_id>/document/<int:document_id>", "GET", LINK),
    ("/shop/cart", "GET", ("id", *LINK, "reminder", "revive_method")),
    ("/shop/cart", "POST", ("id", *LINK, "reminder", "revive_method")),
    (
        "/shop/address/submit",
        "POST",
        (
            "partner_id",
            "address_type",
            "name",
            "email",
            "phone",
            "street",
            "zip",
            "city",
            "country_id",
            "required_fields",
            "cart_reminder_consent",
            "cart_reminder_asked",
        ),
    ),
    ("/shop/payment/transaction/<int:order_id>", "POST", (*LINK, "amount", "flow")),
)


@dataclass(frozen=True)
class Page:
    """A page with one of its methods.

    :ivar bool is_ours: Whether it is ours, rather than Odoo's.
    """

    route: str
    method: str
    fields: tuple
    is_ours: bool = True

    @property
    def name(self):
        return f"{self.method} {self.route}"

    @property
    def is_rpc(self):
        return self.route.startswith("/shop/payment")


def read_pages():
    """Return our pages, as the table of rights lists them, and those we extend."""
    with TABLE.open(newline="") as file:
        rows = list(csv.DictReader(file))
    ours = [
        Page(row["route"], method, find_fields(row["route"]))
        for row in rows
        for method in row["methods"].split()
    ]
    return [*ours, *(Page(*page, is_ours=False) for page in EXTENDED)]


def find_fields(route):
    """Return the fields of a page of ours.

    :raise KeyError: If nobody has said what a new page's fields are.
    """
    *_path, name = route.split("/")
    fields = FIELDS[name]
    return (*LINK, *fields) if route.startswith("/my/") else fields
