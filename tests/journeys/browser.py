"""A browser that does what people do: it looks for what they see, and waits for it."""

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
PATIENCE = 60  # seconds; Odoo puts its scripts together at the first visit
# What happens while a page is still at work.
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
    # Nobody outside of this machine is asked for anything.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# What must fit: pages, and what we add to them. Odoo's own buttons below the lines of
# an order are too wide for a phone, in German.
HOLDERS = ("html", "body", ".settings", ".alert", "[name='flow_statuses']")
# The browser's complaints that are no business of ours, each with its reason.
KNOWN_COMPLAINTS = (
    "ERR_NAME_NOT_RESOLVED",  # fonts and pictures of other sites, see OPTIONS
)


@contextmanager
def started(site, language, size=WIDE):
    """Have a browser during the block.

    :param str language: the only one its owner understands, like ``de-DE``.
    :param tuple size: width and height of what is seen of a page.
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

    What is looked for is given as XPath; of several matches the first is meant that can
    be seen.
    """

    def __init__(self, driver, site):
        self.driver = driver
        self.site = site

    # === GOING AND LOOKING === #

    def open(self, path):
        """Go to a page of the site."""
        self.driver.get(self.site + path)

    def resize(self, size):
        """Make the visible part of a page so wide and high."""
        width, height = size
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {
                "width": width,
                "height": height,
                "deviceScaleFactor": 1,
                "mobile": size == PHONE,
            },
        )

    @property
    def path(self):
        """Where we are on the site, without what follows a question mark."""
        return self.driver.current_url.removeprefix(self.site).split("?")[0]

    @property
    def language(self):
        """The language that the page says it is in."""
        return self.driver.find_element(By.TAG_NAME, "html").get_attribute("lang")

    def find(self, xpath):
        """Return what can be seen of it now, or None."""
        elements = self.driver.find_elements(By.XPATH, xpath)
        return next((element for element in elements if element.is_displayed()), None)

    def read(self, xpath):
        """Return its text, as soon as it is there."""

        def read_now():
            return self.find(xpath).text.strip()

        return self.wait_for(read_now, xpath)

    def read_all(self, xpath):
        """Return the texts of all that can be seen of it now."""
        elements = self.driver.find_elements(By.XPATH, xpath)
        return [element.text.strip() for element in elements if element.is_displayed()]

    def see(self, xpath):
        """Wait until it can be seen."""
        self.wait_for(lambda: self.find(xpath), xpath)

    def see_no(self, xpath):
        """Wait until it can't be seen anymore."""
        self.wait_for(lambda: not self.find(xpath), f"no {xpath}")

    def see_text(self, text):
        """Wait until a text stands somewhere."""
        self.see(f"//body//*[text()[contains(normalize-space(), {quote(text)})]]")

    def arrive(self, path):
        """Wait until we are on a page."""
        self.wait_for(lambda: self.path == path, f"the page {path}")

    def wait_for(self, condition, what):
        """Wait until a function returns something.

        :return: What it returns.
        :raise AssertionError: If it never does.
        """

        def try_condition(_driver):
            try:
                return condition()
            except (*PASSING, AttributeError):  # not there, or gone in between
                return False

        try:
            return WebDriverWait(self.driver, PATIENCE, 0.1).until(try_condition)
        except TimeoutException:
            raise AssertionError(f"Waited in vain on {self.path}: {what}") from None

    # === DOING === #

    def click(self, xpath):
        """Click it, as soon as it can be clicked."""
        self.wait_for(lambda: self._click(xpath), xpath)

    def _click(self, xpath):
        element = self.find(xpath)
        if not element or not element.is_enabled():
            return False
        element.click()
        return True

    def enter(self, xpath, text, *keys):
        """Write into a field in place of what is in there."""
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
        """Write into a field and press enter."""
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
        """Return what the browser's console complains of since the last time."""
        return [
            f"{entry['level']}: {entry['message']}"
            for entry in self.driver.get_log("browser")
            if entry["level"] == "SEVERE"
            and not any(known in entry["message"] for known in KNOWN_COMPLAINTS)
        ]

    def get_overflow(self):
        """Return by how many pixels something is too wide for what holds it."""
        script = (
            "return Math.max(...[...document.querySelectorAll(arguments[0])].map("
            "(element) => Math.max("
            "element.scrollWidth - element.clientWidth,"
            "element.getBoundingClientRect().right - window.innerWidth)));"
        )
        return self.driver.execute_script(script, ", ".join(HOLDERS))

    def get_cut_off(self, css_selector):
        """Return the texts that do not fit into their elements."""
        script = (
            "return [...document.querySelectorAll(arguments[0])]"
            ".filter((element) => element.scrollWidth > element.clientWidth + 1)"
            ".map((element) => element.textContent);"
        )
        return self.driver.execute_script(script, css_selector)

    def get_missing_pictures(self):
        """Return the addresses of pictures that can't be seen."""
        script = (
            "return [...document.images]"
            ".filter((image) => image.complete && !image.naturalWidth)"
            ".map((image) => image.src);"
        )
        return self.driver.execute_script(script)

    def photograph(self, xpath):
        """Return a picture of what can be seen, as PNG."""
        self.see(xpath)
        return self.find(xpath).screenshot_as_png

    def save_screenshot(self, path):
        """Keep what can be seen as a picture."""
        self.driver.save_screenshot(str(path))


def quote(text):
    """Return a text as XPath writes it."""
    if "'" not in text:
        return f"'{text}'"
    return "concat({})".format(', "\'", '.join(f"'{it}'" for it in text.split("'")))


def button(label):
    """Return how to find a button or a link that looks like one."""
    return f"//*[self::button or self::a]{saying(label)}"


def item(css_class, label):
    """Return how to find something of a kind that says just that."""
    return f"//*[contains(@class, {quote(css_class)})]{saying(label)}"


def saying(label):
    """Return the condition that something says just that."""
    return f"[normalize-space()={quote(label)}]"
