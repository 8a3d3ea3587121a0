"""The screens and pages that are photographed."""

from dataclasses import dataclass

OURS = "ecommerce_order_flow."
WEB_ORDERS = "website_sale.action_orders_ecommerce"
TRACKING_NUMBER = "00340434161094042557"
RETURN_DESK = f"{OURS}ecommerce_return_desk_action"


@dataclass(frozen=True)
class Screen:
    """A screen of staff: an action, or a record in its form.

    :ivar str record: The record's name in `inside.py`.
    :ivar str view: The type of the view, if it isn't the first one.
    :ivar str model: The model of the record for which a window opens.
    :ivar tuple clicks: XPaths that are clicked one after the other.
    :ivar tuple entries: XPaths of fields with the texts that are entered there.
    """

    name: str
    action: str
    record: str = ""
    view: str = ""
    model: str = ""
    clicks: tuple = ()
    entries: tuple = ()

    @property
    def is_wizard(self):
        return bool(self.model)


@dataclass(frozen=True)
class Page:
    """A page of customers.

    :ivar tuple paths: The addresses or links opened one after the other.
    :ivar str ours: The CSS selector of what is ours on it, or empty.
    :ivar bool is_passed: Whether a script leads on from it at once.
    """

    name: str
    paths: tuple
    ours: str = "main"
    is_passed: bool = False
    clicks: tuple = ()
    entries: tuple = ()


def order(name):
    return Screen(f"order_{name}", WEB_ORDERS, f"order_{name}")


def wizard(name, record, model="sale.order"):
    return Screen(
        f"wizard_{name}", f"{OURS}ecommerce_{name}_action", record, model=model
    )


def click(name):
    return f"//button[@name='{name}']"


def return_desk(name, text):
    return Screen(
        f"return_desk_{name}",
        RETURN_DESK,
        entries=(("//input[@id='return_desk_code']", text),),
    )


SCREENS = (
    # Orders
    Screen("orders_by_stage", f"{OURS}sale_order_action"),
    Screen("orders", WEB_ORDERS, view="list"),
    Screen("unpaid_orders", "website_sale.action_view_unpaid_quotation_tree"),
    Screen("abandoned_carts", "website_sale.action_view_abandoned_tree"),
    order("still_shopping"),
    order("card_declined"),
    order("transfer_awaited"),
    order("paid_but_sold_out"),
    order("paid_too_little"),
    order("authorized_on_card"),
    order("paid_twice"),
    order("paid_and_ready"),
    order("held_for_suspected_fraud"),
    order("half_on_its_way"),
    order("waits_in_the_store"),
    order("on_its_way"),
    order("return_requested"),
    order("return_received"),
    order("cancelled_but_paid"),
    order("done_weeks_ago"),
    # Warehouse
    Screen("to_ship", f"{OURS}ecommerce_to_ship_action"),
    Screen("transfer", "stock.action_picking_tree_all", "transfer"),
    Screen("bulk_runs", f"{OURS}ecommerce_bulk_run_action"),
    Screen("bulk_run", f"{OURS}ecommerce_bulk_run_action", "bulk_run"),
    Screen("delivery_import", f"{OURS}ecommerce_delivery_import_action"),
    Screen("carrier", "delivery.action_delivery_carrier_form", "carrier"),
    Screen("warehouse", "stock.action_warehouse_form", "warehouse"),
    # Returns and refunds
    Screen("returns", f"{OURS}ecommerce_return_action"),
    Screen("return_requested", f"{OURS}ecommerce_return_action", "case_requested"),
    Screen("return_to_inspect", f"{OURS}ecommerce_return_action", "case_to_inspect"),
    Screen("return_desk", RETURN_DESK),
    return_desk("choice", "Weber"),
    return_desk("parcel", TRACKING_NUMBER),
    Screen("return_analysis", f"{OURS}ecommerce_return_line_action"),
    Screen(
        "return_analysis_graph", f"{OURS}ecommerce_return_line_action", view="graph"
    ),
    Screen("return_analysis_list", f"{OURS}ecommerce_return_line_action", view="list"),
    Screen("return_policies", f"{OURS}ecommerce_return_policy_action"),
    Screen("return_policy", f"{OURS}ecommerce_return_policy_action", "policy"),
    Screen("return_reasons", f"{OURS}ecommerce_return_reason_action"),
    Screen("refunds", f"{OURS}ecommerce_refund_payment_action"),
    Screen("refund", f"{OURS}ecommerce_refund_action_order", "refund"),
    Screen(
        "refund_payment", f"{OURS}ecommerce_refund_payment_action", "refund_payment"
    ),
    Screen("refund_files", f"{OURS}ecommerce_refund_file_action"),
    # Reporting and configuration
    Screen("payments_to_match", f"{OURS}ecommerce_payment_match_action"),
    Screen(
        "payment_split",
        f"{OURS}ecommerce_payment_match_action",
        clicks=(click("action_split"),),
    ),
    Screen("cart_analysis", f"{OURS}ecommerce_cart_reminder_mail_action"),
    Screen(
        "cart_analysis_list", f"{OURS}ecommerce_cart_reminder_mail_action", view="list"
    ),
    Screen("failures", f"{OURS}ecommerce_failure_action"),
    Screen("failure", f"{OURS}ecommerce_failure_action", "failure"),
    Screen("inconsistencies", f"{OURS}ecommerce_inconsistency_action"),
    Screen("cart_reminders", f"{OURS}ecommerce_cart_reminder_action"),
    Screen("cart_reminder", f"{OURS}ecommerce_cart_reminder_action", "reminder"),
    Screen(
        "cart_reminder_preview",
        f"{OURS}ecommerce_cart_reminder_action",
        "reminder",
        clicks=(click("action_show_due"),),
    ),
    Screen("cart_consent", f"{OURS}ecommerce_cart_consent_action"),
    Screen("automations", f"{OURS}ecommerce_automation_action"),
    Screen("automation", f"{OURS}ecommerce_automation_action", "automation"),
    Screen("automation_runs", f"{OURS}ecommerce_automation_run_action"),
    Screen(
        "automation_runs_list", f"{OURS}ecommerce_automation_run_action", view="list"
    ),
    Screen("settings", "website.action_website_configuration"),
    Screen("customer_emails", f"{OURS}ecommerce_notification_setting_action"),
    Screen("legal_documents", f"{OURS}ecommerce_legal_document_action"),
    Screen("transaction", "payment.action_payment_transaction", "transaction"),
    Screen("invoice", "account.action_move_out_invoice_type", "invoice"),
    Screen("provider", "payment.action_payment_provider", "provider"),
    Screen("journal", "account.action_account_journal_form", "journal"),
    Screen("app", "base.open_module_tree", "app"),
    # Windows
    wizard("order_hold", "order_paid_and_ready"),
    wizard("order_cancellation", "order_paid_and_ready"),
    wizard("order_refund", "order_done_weeks_ago"),
    wizard("payment_registration", "order_transfer_awaited"),
    wizard("bank_import", "order_transfer_awaited"),
    Screen(
        "wizard_transfer_return",
        "stock.act_stock_return_picking",
        "shipment",
        model="stock.picking",
    ),
    wizard("return_decline", "case_requested", "ecommerce.return"),
    wizard("return_inspection", "case_to_inspect", "ecommerce.return"),
    wizard("return_valuation", "case_declined", "ecommerce.return"),
    wizard("refund_registration", "refund_payment", "ecommerce.refund.payment"),
    wizard("refund_file_creation", "refund_payment", "ecommerce.refund.payment"),
)
CART = "//*[@id='shop_cart']//h4"
CHECK_OUT = "//a[contains(@href, '/shop/checkout')]"
ORDER_BUTTONS = "#cancel_order_sidebar_button, #return_order_sidebar_button"
PAGES = (
    Page("page_shop", ("/shop",), ours=""),
    Page("page_product", ("product",), "#product_return_policy"),
    Page("page_cart_return", ("cart",), is_passed=True),
    Page("page_cart", ("cart",), ours="", clicks=(CART,)),
    Page("page_address", ("cart",), ours="", clicks=(CHECK_OUT,)),
    Page("page_order_to_pay", ("order_transfer_awaited",), "#payment_instructions"),
    Page("page_order_paid", ("order_paid_and_ready",), ORDER_BUTTONS),
    Page("page_order_pickup", ("order_waits_in_the_store",), "#payment_instructions"),
    Page("page_order_shipped", ("order_on_its_way",), ORDER_BUTTONS),
    Page("page_order_returned", ("order_return_approved",), "#order_returns"),
    Page("page_order_refunded", ("order_refund_without_account",), "#order_refunds"),
    Page("page_order_cancelled", ("order_cancelled_but_paid",), ours=""),
    Page("page_cancel", ("cancel",)),
    Page("page_cancel_too_late", ("cancel_too_late",)),
    Page("page_invoice_request", ("invoice",)),
    Page("page_return_form", ("return_form",)),
    Page(
        "page_return_preview",
        ("return_form",),
        ours="",
        entries=(("//input[@type='number']", "1"),),
    ),
    Page("page_return_approved", ("return_approved",)),
    Page("page_return_declined", ("return_declined",)),
    Page("page_returns", ("/returns",)),
    Page("page_refund_account", ("refund_account",)),
    Page("page_reminders_confirm", ("reminders_confirm",)),
    Page("page_reminders_stop", ("reminders_stop",)),
)
# Seen by staff only.
PAPERS = (
    Page("paper_packing_slip", ("packing_slip",)),
    Page("paper_parcel_label", ("parcel_label",)),
    Page("paper_parcel_labels_on_a4", ("parcel_labels_on_a4",)),
    Page("paper_slip_with_label", ("slip_with_label",)),
    Page("paper_return_slip", ("return_slip",)),
)
# Pictures in README and the app's description: screen, file and height in the browser.
PUBLISHED = (
    ("orders_by_stage", "orders_by_stage", 810),
    ("orders", "orders", 810),
    ("order_paid_and_ready", "order", 720),
    ("automations", "automations", 430),
)
