"""The roles of people, by the names that the tables have for them."""

from typing import NamedTuple


class Role(NamedTuple):
    title: str  # what a shopkeeper calls them
    groups: str  # their only rights
    column: str  # of the tables; none of those in `others` has any right to our models


SALES = "sales_team.group_sale_salesman_all_leads"
REFUND = "ecommerce_order_flow.group_refund"

ROLES = {
    "visitor": Role("Visitor", "base.group_public", "others"),
    "customer": Role("Customer of the order", "base.group_portal", "others"),
    "colleague": Role("Customer's colleague", "base.group_portal", "others"),
    "stranger": Role("Another customer", "base.group_portal", "others"),
    "employee": Role("Employee without rights", "base.group_user", "others"),
    "seller": Role("Salesperson (own)", "sales_team.group_sale_salesman", "seller"),
    "sales": Role("Salesperson (all)", SALES, "sales"),
    "boss": Role("Sales manager", "sales_team.group_sale_manager", "boss"),
    "worker": Role("Warehouse", "stock.group_stock_user", "worker"),
    "foreman": Role("Warehouse manager", "stock.group_stock_manager", "foreman"),
    "billing": Role("Invoicing", "account.group_account_invoice", "billing"),
    "accountant": Role("Accountant", "account.group_account_manager", "accountant"),
    "auditor": Role("Auditor", "account.group_account_readonly", "auditor"),
    "designer": Role("Website designer", "website.group_website_designer", "designer"),
    "refund": Role("Salesperson who refunds", f"{SALES},{REFUND}", "refund"),
    "approval": Role(
        "Salesperson who approves", f"{SALES},{REFUND}_approval", "approval"
    ),
}

# Those who are not users of the company.
OUTSIDE = ("visitor", "customer", "colleague", "stranger")
STAFF = tuple(name for name in ROLES if name not in OUTSIDE)
COLUMNS = tuple(dict.fromkeys(role.column for role in ROLES.values()))
