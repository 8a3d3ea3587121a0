"""A browser used as people do: elements are found as displayed, and waited for."""

import shutil
from contextlib import contextmanager

from selenium import webdriver
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    StaleElementReferenceException,
    TimeoutException,
)
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

WIDE, PHONE = (1440, 900), (390, 844)
# Odoo's notices on top of the screen.
NOTICES = "//*[@role='dialog' or contains(@class, 'o_notification')]"
PATIENCE = 60  # seconds; Odoo bundles its assets at the first visit
# Errors while a page is still working.
PASSING = (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    StaleElementReferenceException,
)
OPTIONS = (
    "--headless=new",
    "--no-sandbox",  # the tests may run as root
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-device-scale-factor=1",
    "--hide-scrollbars",
    # No requests leave this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# Elements that must fit: pages, and our additions to them. Odoo's own buttons below the
# order lines are too wide for a phone, in German.
HOLDERS = ("html", "body", ".settings", ".alert", "[name='flow_statuses']")
# Console messages that aren't ours to fix, each with its reason.
KNOWN_COMPLAINTS = (
    "ERR_NAME_NOT_RESOLVED",  # fonts and pictures of other sites, see OPTIONS
)


@contextmanager
def started(site, language, size=WIDE):
    """Run a browser during the block.

    :param str language: The only accepted language, like ``de-DE``.
    :param tuple size: Width and height of the viewport.
    """
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome")
    for option in (*OPTIONS, f"--lang={language}"):
        options.add_argument(option)
    options.add_experimental_option(
        "prefs", {"intl.accept_languages": f"{language},{language[:2]}"}
    )
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    driver = webdriver.Chrome(options, service)
    try:
        browser = Browser(driver, site)
        browser.resize(size)
        yield browser
    finally:
        driver.quit()


class Browser:
    """One window.

    Elements are given as XPath; of several matches, the first visible one is used.
    """

    def __init__(self, driver, site):
        self.driver = driver
        self.site = site

    # === GOING AND LOOKING === #

    def open(self, path):
        """Go to a page of the site."""
        self.driver.get(self.site + path)

    def resize(self, size):
        """Set the width and height of the viewport."""
        width, height = size
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {
                "width": width,
                "height": height,
                "deviceScaleFactor": 1,
                "mobile": width == PHONE[0],
            },
        )

    @property
    def path(self):
        """The current path on the site, without the query string."""
        return self.driver.current_url.removeprefix(self.site).split("?")[0]

    @property
    def language(self):
        """The language declared by the page."""
        return self.driver.find_element(By.TAG_NAME, "html").get_attribute("lang")

    def wait_for_scripts(self):
        """Wait until the scripts of a public page have started.

        If the page is left before, they may be missing on the next one.
        """
        self.wait_for(lambda: self.find("//body[@is-ready='true']"), "scripts")

    def find(self, xpath):
        """Return the element if it is visible now, or None."""
        elements = self.driver.find_elements(By.XPATH, xpath)
        return next((element for element in elements if element.is_displayed()), None)

    def read(self, xpath):
        """Return the element's text, as soon as it is visible."""

        def read_now():
            return self.find(xpath).text.strip()

        return self.wait_for(read_now, xpath)

    def read_all(self, xpath):
        """Return the texts of all matches that are visible now."""
        elements = self.driver.find_elements(By.XPATH, xpath)
        return [element.text.strip() for element in elements if element.is_displayed()]

    def see(self, xpath):
        """Wait until the element is visible."""
        self.wait_for(lambda: self.find(xpath), xpath)

    def see_no(self, xpath):
        """Wait until the element is no longer visible."""
        self.wait_for(lambda: not self.find(xpath), f"no {xpath}")

    def see_text(self, text):
        """Wait until a text is displayed somewhere."""
        self.see(f"//body//*[text()[contains(normalize-space(), {quote(text)})]]")

    def arrive(self, path):
        """Wait until the browser is on a page."""
        self.wait_for(lambda: self.path == path, f"the page {path}")

    def wait_for(self, condition, what, patience=PATIENCE):
        """Wait until a function returns a truthy value.

        :param int patience: The timeout, in seconds.
        :return: The function's result.
        :raise AssertionError: After the timeout.
        """

        def try_condition(_driver):
            try:
                return condition()
            except (*PASSING, AttributeError):  # missing, or removed meanwhile
                return False

        try:
            return WebDriverWait(self.driver, patience, 0.1).until(try_condition)
        except TimeoutException:
            raise AssertionError(
                f"Waited in vain on {self.path}: {what}. {self.read_all(NOTICES)}"
            ) from None

    # === DOING === #

    @contextmanager
    def without_scripts(self):
        """Let pages run no JavaScript during the block."""
        command = "Emulation.setScriptExecutionDisabled"
        self.driver.execute_cdp_cmd(command, {"value": True})
        try:
            yield
        finally:
            self.driver.execute_cdp_cmd(command, {"value": False})

    def click(self, xpath):
        """Click the element, as soon as it is clickable."""
        self.wait_for(lambda: self._click(xpath), xpath)

    def _click(self, xpath):
        element = self.find(xpath)
        if not element or not element.is_enabled():
            return False
        element.click()
        return True

    def enter(self, xpath, text, *keys):
        """Replace the content of a field."""
        self.wait_for(lambda: self._enter(xpath, text, keys), xpath)

    def _enter(self, xpath, text, keys):
        element = self.find(xpath)
        element.clear()
        element.send_keys(text, *keys)
        return True

    def upload(self, xpath, path):
        """Choose a file for an input, which pages hide behind a button."""
        self.wait_for(lambda: self._upload(xpath, path), xpath)

    def _upload(self, xpath, path):
        elements = self.driver.find_elements(By.XPATH, xpath)
        for element in elements[:1]:
            element.send_keys(str(path))
        return elements

    def search(self, xpath, text):
        """Fill in a field and press enter."""
        self.enter(xpath, text, Keys.ENTER)

    def choose(self, xpath, text):
        """Choose an option of a list."""
        self.wait_for(lambda: self._choose(xpath, text), f"{text} in {xpath}")

    def _choose(self, xpath, text):
        options = Select(self.find(xpath)).options
        option = next((it for it in options if it.text.strip() == text), None)
        if option:
            option.click()
        return option

    # === JUDGING === #

    def get_complaints(self):
        """Return the messages in the browser's console since the last call."""
        return [
            f"{entry['level']}: {entry['message']}"
            for entry in self.driver.get_log("browser")
            if entry["level"] == "SEVERE"
            and not any(known in entry["message"] for known in KNOWN_COMPLAINTS)
        ]

    def get_overflow(self):
        """Return by how many pixels elements are wider than their containers."""
        script = (
            "return Math.max(...[...document.querySelectorAll(arguments[0])].map("
            "(element) => Math.max("
            "element.scrollWidth - element.clientWidth,"
            "element.getBoundingClientRect().right - window.innerWidth)));"
        )
        return self.driver.execute_script(script, ", ".join(HOLDERS))

    def get_cut_off(self, css_selector):
        """Return the texts that don't fit into their elements."""
        script = (
            "return [...document.querySelectorAll(arguments[0])]"
            ".filter((element) => element.scrollWidth > element.clientWidth + 1)"
            ".map((element) => element.textContent);"
        )
        return self.driver.execute_script(script, css_selector)

    def get_missing_pictures(self):
        """Return the addresses of pictures that failed to load."""
        script = (
            "return [...document.images]"
            ".filter((image) => image.complete && !image.naturalWidth)"
            ".map((image) => image.src);"
        )
        return self.driver.execute_script(script)

    def photograph(self, xpath):
        """Return a screenshot of an element, as PNG."""
        self.see(xpath)
        return self.find(xpath).screenshot_as_png

    def save_screenshot(self, path):
        """Save a screenshot of the viewport."""
        self.driver.save_screenshot(str(path))


def quote(text):
    """Return a text as an XPath literal."""
    if "'" not in text:
        return f"'{text}'"
    return "concat({})".format(', "\'", '.join(f"'{it}'" for it in text.split("'")))


def button(label):
    """Return the XPath of a button, or of a link styled as one."""
    return f"//*[self::button or self::a]{saying(label)}"


def item(css_class, label):
    """Return the XPath of an element of a kind with exactly that text."""
    return f"//*[contains(@class, {quote(css_class)})]{saying(label)}"


def saying(label):
    """Return the XPath condition for exactly that text."""
    return f"[normalize-space()={quote(label)}]"
