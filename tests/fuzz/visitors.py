"""Who sends requests: people with a session each."""

import re
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

LONGEST_ANSWER = 120  # seconds
ANONYMOUS = "anonymous"
# Each visitor's login, which is the password too, and whose data they may see.
VISITORS = {
    ANONYMOUS: (None, None),
    "customer": ("fuzz_customer", "own"),
    "colleague": ("fuzz_colleague", "own"),
    "stranger": ("fuzz_stranger", "other"),
    "staff": ("fuzz_staff", None),
}
CSRF = re.compile(r'csrf_token: "([^"]+)"')


class Visitor:
    """A person with a session.

    :ivar str session: The id of the session.
    :ivar str csrf: What proves that a form is the session's.
    :ivar owner: Whose data the person may see, or None.
    """

    def __init__(self, site, name):
        login, self.owner = VISITORS[name]
        self.site = site
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))
        page = self._open("/web/login")
        if login:
            form = {"login": login, "password": login, "csrf_token": find_csrf(page)}
            page = self._open("/web/login", form)
            page = self._open("/my")
        self.csrf = find_csrf(page)

    @property
    def session(self):
        return next(it.value for it in self.cookies if it.name == "session_id")

    def _open(self, path, form=None):
        data = form and urlencode(form).encode()
        with self.opener.open(self.site + path, data, LONGEST_ANSWER) as answer:
            return answer.read().decode()


def find_csrf(page):
    return CSRF.search(page)[1]


def let_in(site):
    """Return the visitors by their names."""
    return {name: Visitor(site, name) for name in VISITORS}
