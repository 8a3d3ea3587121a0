"""The steps of a visitor in the German shop."""

from .browser import button, saying

MAIN_BUTTON = "//a[@name='website_sale_main_button']"
PAY_BUTTON = "//button[@name='o_payment_submit_button']"
WIRE_TRANSFER = "//label[normalize-space()='Banküberweisung']"
CARD_NUMBER = "//input[@name='customer_input']"
ORDER_NUMBER = "//*[@id='order_name']//h5"
HOW_TO_PAY = "//*[@id='payment_instructions']"
INVOICE_BUTTON = "//*[@id='request_invoice_sidebar_button']"

ADDRESS = {
    "name": "Gerda Gast",
    "email": "gerda.gast@example.com",
    "phone": "+49 40 5550199",
    "street": "Hafenstraße 7",
    "zip": "20359",
    "city": "Hamburg",
}
COUNTRY = "Deutschland"


def is_led_to_the_german_site(browser):
    browser.open("/shop")
    browser.arrive("/de/shop")
    browser.see_text("Alle Produkte")


def finds_by_search(browser, product):
    browser.search("//main//input[@name='search']", product)
    browser.see_text("Suchergebnisse für")
    browser.click(f"//*[@id='products_grid']//a[normalize-space()='{product}']")
    browser.see(f"//h1[normalize-space()='{product}']")


def puts_it_in_the_cart(browser):
    browser.click("//*[@id='add_to_cart']")
    browser.see("//header//sup[contains(@class, 'my_cart_quantity')][.='1']")
    browser.open("/de/shop/cart")


def goes_to_checkout(browser):
    browser.click(MAIN_BUTTON)


def enters_the_address(browser):
    browser.choose("//select[@name='country_id']", COUNTRY)
    for name, value in ADDRESS.items():
        browser.enter(f"//input[@name='{name}']", value)
    browser.click(MAIN_BUTTON)


def chooses_delivery(browser):
    browser.click("//input[@name='o_delivery_radio']")
    browser.click(MAIN_BUTTON)


def pays_by_demo(browser):
    browser.enter(CARD_NUMBER, "4242424242424242")
    browser.click(PAY_BUTTON)


def pays_by_wire_transfer(browser):
    browser.click(WIRE_TRANSFER)
    browser.click(PAY_BUTTON)


def sees_the_confirmation(browser):
    """Return the number of the order."""
    browser.arrive("/de/shop/confirmation")
    browser.see_text("Ihre Zahlung wurde verarbeitet.")
    return reads_the_number(browser)


def reads_the_number(browser):
    return browser.read(ORDER_NUMBER).removeprefix("Bestellung ")


def reads_how_to_pay(browser):
    """Return the details of the transfer by their labels."""
    browser.see_text("So bezahlen Sie")
    labels, values = (browser.read_all(f"{HOW_TO_PAY}//{it}") for it in ("dt", "dd"))
    return dict(zip(labels, values, strict=True))


def photographs_the_code(browser):
    """Return a photo of the QR code on the screen."""
    return browser.photograph(f"{HOW_TO_PAY}//figure//img")


# === AFTERWARDS === #


def comes_back(browser, link):
    """Open the order by the link in a mail, without being logged in."""
    browser.driver.delete_all_cookies()
    browser.open(f"/de{link}")


def asks_for_the_invoice(browser, company):
    browser.click(INVOICE_BUTTON + saying("Rechnung anfordern"))
    browser.enter("//input[@name='company_name']", company)
    browser.click(button("Rechnung erstellen"))


def looks_at_the_invoice_again(browser):
    browser.click(INVOICE_BUTTON + saying("Rechnung"))


def sees_the_invoice(browser):
    browser.see("//*[contains(@class, 'o_portal_invoice_sidebar')]")


# === ALL AT ONCE === #


def buys(browser, product):
    """Go through the whole purchase.

    :return: The number of the order.
    """
    goes_to_pay_for(browser, product)
    pays_by_demo(browser)
    return sees_the_confirmation(browser)


def orders_by_wire_transfer(browser, product):
    """Go through the purchase up to the payment.

    :return: The number of the order.
    """
    goes_to_pay_for(browser, product)
    pays_by_wire_transfer(browser)
    browser.arrive("/de/shop/confirmation")
    return reads_the_number(browser)


def goes_to_pay_for(browser, product):
    is_led_to_the_german_site(browser)
    finds_by_search(browser, product)
    puts_it_in_the_cart(browser)
    goes_to_checkout(browser)
    enters_the_address(browser)
    chooses_delivery(browser)
