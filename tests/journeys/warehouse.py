"""The steps of a warehouse worker in the work list, in German."""

from selenium.webdriver import ActionChains, Keys

from .browser import button, quote, saying
from .staff import APPS, DIALOG, MENUS, is_at, menu_item

ALL_STEPS = "//button[@name='action_shipping_all']"
NEXT_STEP = "//button[@name='action_shipping_next']"
SHIP_WHAT_IS_THERE = f"{DIALOG}//button[@name='action_go_in_part']"
SELECT_ALL = "//thead//*[contains(@class, 'o_list_record_selector')]"
FORECAST = "//button[@name='action_product_tmpl_forecast_report']"
TITLE = "Zu versenden"


def opens_the_work_list(browser):
    """Click from the apps to *Inventory > Operations > eCommerce Orders to Ship*."""
    browser.click(APPS)
    browser.click(menu_item("Lager"))
    browser.click(MENUS + button("Vorgänge"))
    browser.click(menu_item("Zu versendende E-Commerce-Aufträge"))
    is_at(browser, TITLE)


def opens_the_forecast(browser, product):
    """Click from the apps to a product's forecast."""
    browser.click(APPS)
    browser.click(menu_item("Lager"))
    browser.click(MENUS + button("Produkte"))
    browser.click(menu_item("Produkte"))
    is_at(browser, "Produkte")
    browser.click(f"//*[contains(@class, 'o_kanban_record')]//*{saying(product)}")
    browser.click(FORECAST)


def sees_reserved(browser, number):
    """Check in the forecast that a quantity is reserved for an order."""
    order = f"[td[@name='usedby_cell']//a{saying(number)}]"
    browser.see(f"//tr{order}//*{saying('Reserviert')}")


def row(number):
    return (
        "//tr[contains(@class, 'o_data_row')]"
        f"[td[@name='origin' or @name='order_name'][normalize-space()={quote(number)}]]"
    )


def sees_rows(browser, numbers):
    for number in numbers:
        browser.see(row(number))


def sees_no_row(browser, number):
    browser.see_no(row(number))


def sees_blocker(browser, number, text):
    cell = f"{row(number)}/td[@name='shipping_blocker_reason']"
    browser.see(f"{cell}[contains(., {quote(text)})]")


def ships(browser, number):
    browser.click(row(number) + NEXT_STEP)


def selects_all(browser):
    browser.click(SELECT_ALL)


def sees_result(browser, number, label):
    browser.see(f"{DIALOG}{row(number)}/td[@name='result']//*{saying(label)}")


def scans(browser, barcode):
    """Scan a barcode: the scanner types fast, and presses enter."""
    ActionChains(browser.driver, duration=0).send_keys(barcode, Keys.ENTER).perform()
