"""Which pictures are taken, and the way to what they show."""

from contextlib import nullcontext

from tests.journeys import staff
from tests.journeys.browser import PHONE, WIDE

from .camera import SIZES
from .screens import PAGES, PAPERS, PUBLISHED, SCREENS

ADMIN = "admin"
APP = "website.menu_website_configuration"


class Photographer:
    """Takes the pictures of a language.

    :ivar dict found: The ids of records, and the links that customers get.
    :ivar tuple only: Beginnings of the wanted names; empty for all.
    """

    def __init__(self, camera, found, only):
        self.camera = camera
        self.browser = camera.browser
        self.found = found
        self.only = tuple(only)
        self.failed = []

    def take_all(self):
        """Take all pictures; returns the names of those that failed."""
        self.take(PAGES, self.open_page_as_stranger)
        self.browser.driver.delete_all_cookies()
        self.browser.resize(WIDE)
        staff.logs_in(self.browser, ADMIN)
        self.take(PAPERS, self.open_page)
        self.take(SCREENS, self.open_screen)
        self.publish()
        self.camera.save_mails(self.only)
        return self.failed

    def take(self, screens, open_it):
        for screen in screens:
            if self.only and not screen.name.startswith(self.only):
                continue
            for kind, size in SIZES.items():
                if screen.clicks and open_it == self.open_screen and size == PHONE:
                    continue  # The button is in a menu there.
                if not self.camera.try_to(self.photograph, screen, open_it, kind, size):
                    name = f"{self.camera.folder.name}/{kind}/{screen.name}"
                    self.failed.append(name)

    def photograph(self, screen, open_it, kind, size):
        self.browser.resize(size)
        open_it(screen)
        for xpath in screen.clicks:
            self.browser.click(xpath)
        for xpath, text in screen.entries:
            self.browser.search(xpath, text)
        self.camera.save(kind, screen.name, size)

    def open_page_as_stranger(self, page):
        self.browser.open("/web/health")
        self.browser.driver.delete_all_cookies()
        with self.browser.without_scripts() if page.is_passed else nullcontext():
            self.open_page(page)

    def open_page(self, page):
        for path in page.paths:
            self.browser.open(self.found["links"].get(path, path))

    def open_screen(self, screen):
        """Show the screen's action, alone."""
        self.browser.open("/odoo/action-base.action_partner_form")
        self.browser.see("//*[contains(@class, 'o_view_controller')]")
        is_phone = self.browser.driver.execute_script("return innerWidth") == PHONE[0]
        record = screen.record and self.found["ids"][screen.record]
        context = {"active_id": record, "active_ids": [record]} if record else {}
        options = {"clearBreadcrumbs": True, "additionalContext": context}
        if screen.is_wizard:
            context["active_model"] = screen.model
        elif screen.record:
            options["props"] = {"resId": record}
            options["viewType"] = "form"
        elif screen.view and not is_phone:
            options["viewType"] = screen.view
        self.camera.show_action(screen.action, **options)
        self.camera.enter_app(APP)

    def publish(self):
        language = self.camera.folder.name
        ending = "" if language == "en-US" else f"_{language[:2]}"
        for screen, name, height in PUBLISHED:
            if not self.only or screen.startswith(self.only):
                self.camera.publish(screen, f"{name}{ending}.png", height)
