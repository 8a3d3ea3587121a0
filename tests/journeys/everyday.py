"""The everyday work of roles without a longer journey, each with exactly its groups."""

from dataclasses import dataclass

from .browser import button
from .preparation import employ
from .staff import is_at, logs_in

OURS = "action-ecommerce_order_flow"
ROWS = "//tr[contains(@class, 'o_data_row')]"
SAVE = "//button[contains(@class, 'o_form_button_save')]"
SAVED = "//*[contains(@class, 'o_form_saved')]"
DESK = "//*[contains(@class, 'o_ecommerce_return_desk')]"
STARTED = "//*[contains(@class, 'o_notification')]"
CANCEL = "//*[@id='cancel_order_sidebar_button']"


@dataclass
class Role:
    """A user with a login that is the password, too.

    :ivar dict screens: The titles of the screens of ours by their addresses.
    """

    name: str
    login: str
    groups: tuple
    screens: dict


SHOPKEEPER = Role(
    "Ina Inhaber",
    "inhaber",
    (
        "ecommerce_order_flow.group_refund_approval",
        "sales_team.group_sale_manager",
        "website.group_website_designer",
    ),
    {
        f"{OURS}.ecommerce_refund_payment_action": "Rückerstattungen",
        f"{OURS}.ecommerce_return_reason_action": "Retourengründe",
        "ecommerce-return-analysis": "Retourenanalyse",
        "ecommerce-cart-consent": "Einwilligungen in Erinnerungen",
        "ecommerce-inconsistencies": "Unstimmigkeiten",
    },
)
CLERK = Role(
    "Karl Kontor",
    "kontor",
    ("sales_team.group_sale_salesman_all_leads",),
    {
        "ecommerce-order-flow": "Aufträge nach Phase",
        f"{OURS}.ecommerce_return_action": "Retouren",
        "ecommerce-failures": "Fehler",
    },
)
ACCOUNTANT = Role(
    "Rita Rechnung",
    "rechnung",
    ("account.group_account_manager",),
    {
        f"{OURS}.ecommerce_refund_payment_action": "Rückerstattungen",
        f"{OURS}.ecommerce_refund_file_action": "SEPA-Dateien",
        "ecommerce-payments-to-match": "Abzugleichende Zahlungen",
    },
)
WORKER = Role(
    "Paul Packer",
    "packer",
    ("stock.group_stock_user",),
    {
        "to-ship": "Zu versenden",
        f"{OURS}.ecommerce_return_action": "Retouren",
        f"{OURS}.ecommerce_bulk_run_action": "Sammelvorgänge",
    },
)
DESIGNER = Role(
    "Gitta Gestalter",
    "gestalter",
    ("website.group_website_designer",),
    {"ecommerce-cart-recovery": "Auswertung der Erinnerungen"},
)
CUSTOMER = "kundin"


def employ_role(remote, role):
    groups = ("base.group_user", *role.groups)
    employ(remote, role.name, role.login, groups)


def begins_the_day(browser, role):
    """Log in and look at each screen."""
    logs_in(browser, role.login)
    for path, title in role.screens.items():
        browser.open(f"/odoo/{path}")
        is_at(browser, title)


# === WHAT THEY DO === #


def starts_an_automation(browser):
    browser.open("/odoo/ecommerce-automations")
    is_at(browser, "Automatisierungen")
    browser.click("//button[@name='action_run_now']")
    browser.see(STARTED)


def lengthens_the_return_period(browser, days):
    browser.open(f"/odoo/{OURS}.ecommerce_return_policy_action")
    is_at(browser, "Rückgaberegeln")
    browser.click(f"{ROWS}/td[@name='name']")
    browser.enter("//div[@name='days']//input", days)
    browser.click(SAVE)
    browser.see(SAVED)


def opens_an_order(browser, number):
    browser.open("/odoo/action-website_sale.action_orders_ecommerce")
    browser.click(f"//td[@name='name'][normalize-space()='{number}']")
    is_at(browser, number)


def receives_returns(browser):
    browser.open("/odoo/receive-returns")
    browser.see(DESK)


def changes_a_reminder(browser, amount):
    browser.open("/odoo/ecommerce-cart-reminders")
    is_at(browser, "Warenkorb-Erinnerungen")
    browser.click(f"({ROWS})[2]/td[@name='delay_hours']")
    browser.enter("//div[@name='minimum_amount']//input", amount)
    browser.click(SAVE)
    browser.see(SAVED)


# === THE CUSTOMER === #


def signs_up(remote, customer):
    """Give a customer a login."""
    remote.create(
        "res.users",
        partner_id=customer,
        login=CUSTOMER,
        password=CUSTOMER,
        lang="de_DE",
        group_ids=[(6, 0, [remote.get_id("base.group_portal")])],
    )


def signs_in(browser):
    browser.open("/web/login?redirect=/my/orders")
    browser.enter("//input[@name='login']", CUSTOMER)
    browser.enter("//input[@name='password']", CUSTOMER)
    browser.click("//form//button[@type='submit']")


def cancels(browser, number):
    browser.click(f"//a[normalize-space()='{number}']")
    browser.click(CANCEL)
    browser.click("//main//form" + button("Bestellung stornieren"))
    browser.see(f"//h1[contains(normalize-space(), '{number} ist storniert')]")
