"""The steps of an accountant who processes the bank's money, in German."""

from .browser import button, quote, saying
from .staff import APPS, DIALOG, MENUS, is_at, menu_item

FILE = f"{DIALOG}//input[@type='file']"
TO_MATCH = "Abzugleichende Zahlungen"
ROWS = "//tr[contains(@class, 'o_data_row')]"


def opens_the_invoicing_app(browser):
    browser.click(APPS)
    browser.click(menu_item("Rechnungsstellung"))
    browser.see(MENUS)


def imports_a_bank_file(browser, path):
    """Click through the wizard."""
    browser.click(MENUS + button("Kunden"))
    browser.click(menu_item("Bankdateien importieren"))
    browser.upload(FILE, path)
    browser.see(f"{DIALOG}//*[contains(text(), {quote(path.name)})]")
    browser.click(DIALOG + "//footer" + button("Vorschau"))


def confirms_the_import(browser):
    browser.click(DIALOG + "//footer" + button("Importieren"))


def closes_the_import(browser):
    browser.click(DIALOG + "//footer" + button("Schließen"))
    browser.see_no(DIALOG)


def opens_the_payments_to_match(browser):
    browser.click(MENUS + button("Kunden"))
    browser.click(menu_item(TO_MATCH))
    is_at(browser, TO_MATCH)


def sees_rows(browser, count):
    """Check that exactly that many rows are displayed."""
    browser.see(f"({ROWS})[{count}]")
    browser.see_no(f"({ROWS})[{count + 1}]")


def row(text):
    return f"{ROWS}[td[@name='purpose']{saying(text)}]"


def sees_why(browser, text, reason):
    browser.see(f"{row(text)}/td[@name='explanation']{saying(reason)}")


def accepts(browser, text):
    browser.click(row(text) + "//button[@name='action_accept']")
    browser.see_no(row(text))
