"""The steps of staff in the German back end."""

from .browser import button, item, quote, saying

DIALOG = "//*[@role='dialog']"
APPS = "//*[contains(@class, 'o_navbar_apps_menu')]//button"
MENUS = "//*[contains(@class, 'o_menu_sections')]"
BREADCRUMBS = "//*[contains(@class, 'o_breadcrumb')]"
ALERT = "//*[contains(@class, 'alert')][@name='next_action' or @name='hold']"
DELIVERIES = "//button[@name='action_view_delivery'][contains(@class, 'oe_stat')]"
STATUSES = "//*[@name='flow_statuses']"


def logs_in(browser, login):
    browser.open("/web/login?redirect=/odoo")
    browser.enter("//input[@name='login']", login)
    browser.enter("//input[@name='password']", login)
    browser.click("//form//button[@type='submit']")
    browser.see(APPS)


def changes_places(browser, login):
    """Log in on a colleague's computer."""
    browser.driver.delete_all_cookies()
    logs_in(browser, login)


# === FINDING THE WAY === #


def opens_the_web_orders(browser):
    """Click from the apps to *Website > eCommerce > Orders > Orders*."""
    browser.click(APPS)
    browser.click(menu_item("Website"))
    browser.click(MENUS + button("E-Commerce"))
    browser.click(menu_item("Aufträge"))
    is_at(browser, "Aufträge")


def menu_item(label):
    return f"//*[@role='menuitem']{saying(label)}"


def is_at(browser, title):
    """Wait until the last breadcrumb has the text."""
    browser.see(BREADCRUMBS + item("active", title))


def opens_the_order(browser, number):
    browser.click(f"//td[@name='name']{saying(number)}")
    is_at(browser, number)


def goes_back_to(browser, title):
    browser.click(BREADCRUMBS + button(title))
    is_at(browser, title)


# === THE ORDER === #


def sees_badges(browser, **labels):
    """Check the texts of the status badges."""
    for field, label in labels.items():
        browser.see(f"{STATUSES}//*[@name='{field}']//*{saying(label)}")


def sees_next(browser, sentence):
    browser.see(f"{ALERT}[contains(normalize-space(), {quote(sentence)})]")


def clicks_next(browser, label):
    """Click the button beside the sentence on the next action."""
    browser.click(ALERT + button(label))


def holds(browser, reason, note):
    browser.click(button("Zurückhalten"))
    browser.click(f"{DIALOG}//*[@name='reason']//input")
    browser.click(item("o_select_menu_item", reason))
    browser.enter(f"{DIALOG}//*[@name='note']//input", note)
    browser.click(DIALOG + "//footer" + button("Zurückhalten"))
    browser.see_no(DIALOG)


# === TRANSFER === #


def validates(browser):
    browser.click(button("Validieren"))


def reads_the_refusal(browser):
    """Return the text of the dialog, and close it."""
    text = browser.read(f"{DIALOG}//main")
    browser.click(f"{DIALOG}//footer//button")
    browser.see_no(DIALOG)
    return text


def sees_status(browser, label):
    """Check the state of a document in its status bar."""
    browser.see(
        "//*[contains(@class, 'o_statusbar_status')]"
        f"//button[@aria-current='step']{saying(label)}"
    )
