"""A browser that saves pictures of whole screens."""

import time

from PIL import Image
from selenium.common.exceptions import WebDriverException

from dev.shop import layout
from dev.shop.console import say
from tests.journeys.browser import PHONE, WIDE

DESCRIPTION = layout.ROOT / "ecommerce_order_flow" / "static" / "description"
PUBLISHED_WIDTH = 1200  # pixels
COLORS = 128
SIZES = {"wide": WIDE, "phone": PHONE}
MAIL_WIDTHS = (320, 640)
TALLEST = 12_000  # pixels
# Elements that scroll by themselves.
SCROLLING = "html, .o_content, .o_form_view_container, .settings, .o_setting_container"
WINDOW = ".modal-body"
MISSING_HEIGHT = """
    const [onPage, inWindow] = [...arguments].map((selector) =>
        [...document.querySelectorAll(selector)]
            .filter((element) => element.getClientRects().length));
    return Math.max(...(inWindow.length ? inWindow : onPage)
        .map((element) => element.scrollHeight - element.clientHeight))"""
ARE_PICTURES_LOADED = """
    const content = document.querySelector(".o_action_manager .o_content");
    return (!content || content.children.length)
    && !document.querySelector(".o_blockUI, .o_loading_indicator")
    && [...document.images].every((it) => it.complete || it.loading === "lazy")"""
# Shows an action of Odoo as its menus and buttons do.
SHOW_ACTION = """
    const [action, options, done] = arguments;
    const actions = odoo.__WOWL_DEBUG__.root.env.services.action;
    actions.doAction(action, options).then(() => done(), (error) => done(`${error}`));
"""
ENTER_APP = """
    const menus = odoo.__WOWL_DEBUG__.root.env.services.menu;
    menus.setCurrentMenu(menus.getApps().find((app) => app.xmlid === arguments[0]));
"""
PAUSE = 0.4  # seconds, for animations


class Camera:
    """A browser whose pictures are saved in a folder."""

    def __init__(self, browser, folder):
        self.browser = browser
        self.driver = browser.driver
        self.folder = folder

    def show_action(self, action, **options):
        """Show an action in the back end, by its external id."""
        error = self.driver.execute_async_script(SHOW_ACTION, action, options)
        assert not error, error

    def enter_app(self, xml_id):
        """Show the menus of an app."""
        self.driver.execute_script(ENTER_APP, xml_id)

    def save(self, kind, name, size):
        """Save a picture that is as tall as the screen's content."""
        self._wait()
        missing = self.driver.execute_script(MISSING_HEIGHT, SCROLLING, WINDOW)
        if missing > 0:
            width, height = size
            self.browser.resize((width, min(height + missing, TALLEST)))
            self._wait()
        path = self.folder / kind / f"{name}.png"
        path.parent.mkdir(exist_ok=True)
        self.browser.save_screenshot(path)

    def _wait(self):
        self.browser.wait_for(
            lambda: self.driver.execute_script(ARE_PICTURES_LOADED), "pictures"
        )
        time.sleep(PAUSE)

    def publish(self, name, file_name, height):
        """Save the top of a picture for README and the app's description."""
        picture = Image.open(self.folder / "wide" / f"{name}.png").convert("RGB")
        picture = picture.crop((0, 0, picture.width, min(height, picture.height)))
        picture.thumbnail((PUBLISHED_WIDTH, height), Image.Resampling.LANCZOS)
        picture = picture.quantize(COLORS, dither=Image.Dither.NONE)
        picture.save(DESCRIPTION / file_name, optimize=True)

    def save_mails(self, only):
        """Save the emails on both widths, light and as dark programs show them."""
        for path in sorted((self.folder / "mails").glob("*.html")):
            if only and not path.stem.startswith(only):
                continue
            for width in MAIL_WIDTHS:
                for is_dark in (False, True):
                    self._save_mail(path, width, is_dark)

    def _save_mail(self, path, width, is_dark):
        size = (width, 480)
        self.browser.resize(size)
        self.driver.execute_cdp_cmd(
            "Emulation.setAutoDarkModeOverride", {"enabled": is_dark}
        )
        self.driver.get(path.as_uri())
        self.save(f"mail-{width}-{'dark' if is_dark else 'light'}", path.stem, size)

    def try_to(self, act, *arguments):
        """Return whether something could be photographed."""
        try:
            act(*arguments)
        except (AssertionError, WebDriverException) as error:
            say(str(error))
            return False
        return True
