"""Requests by their number: the same number is always the same request."""

import random

from . import values
from .pages import read_pages
from .request import Request
from .visitors import VISITORS
from .world import OWNERS

PAGES = read_pages()
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
KINDS = ("multipart", "file", "cut", "json", "text", "lie", "none")
HUGE = 50 * values.MEGABYTE
HUGE_EVERY = 1500  # requests
# What a field is meant for, if it isn't of the world.
GOOD = {
    "reason": ("Too late", "1", "2"),
    "name": ("Anna Muster",),
    "company_name": ("", "Muster GmbH"),
    "vat": ("", "DE123456788", "ATU12345675"),
    "street": ("Am Markt 1",),
    "street2": ("",),
    "zip": ("10115",),
    "city": ("Berlin",),
    "country_id": ("57", "14", "99999"),
    "quantity": ("0", "1", "2", "3"),
    "wish": ("", "refund", "exchange_1", "exchange_2"),
    "remark": ("Too small",),
    "step": ("preview", "change", "confirm"),
    "amount": ("50.0000", "100.0000"),
    "request_key": ("abc",),
    "tracking_number": ("00340434161094015902",),
    "order_name": ("S00001", "S00010"),
    "email": ("fuzz_customer@example.com", "fuzz_stranger@example.com"),
    "iban": ("DE89370400440532013000",),
    "holder": ("Anna Muster",),
    "cart_reminder_consent": ("1",),
    "cart_reminder_asked": ("1",),
    "phone": ("+49 30 123456",),
    "address_type": ("billing", "delivery"),
    "required_fields": ("name,country_id",),
    "revive_method": ("", "merge", "squash"),
    "flow": ("redirect", "direct"),
}


class Generator:
    """Generates requests for a shop.

    :ivar int seed: Another one generates other requests.
    """

    def __init__(self, seed, visitors, world, pages=PAGES):
        self.pages = pages
        self.seed = seed
        self.visitors = visitors
        self.world = world

    def generate(self, number):
        """Return the page and the request of a number."""
        chance = random.Random(f"{self.seed}/{number}")
        page = chance.choice(self.pages)
        if number % HUGE_EVERY == HUGE_EVERY // 10:
            return page, self._generate_huge(chance, page)
        return page, self._generate(chance, page)

    def _generate(self, chance, page):
        order = self._choose_order(chance)
        request = Request(
            chance.choice(list(VISITORS)),
            page.method if chance.random() < 0.93 else chance.choice(METHODS),
            self._fill_path(chance, page, order),
        )
        fields = self._fill(chance, page, order)
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return _with(request, query=fields)
        return self._add_form(chance, page, request, fields)

    def _generate_huge(self, chance, page):
        order = self._choose_order(chance)
        path = self._fill_path(chance, page, order)
        form = (("reason", "h" * HUGE),)
        return Request(chance.choice(list(VISITORS)), "POST", path, form=form)

    def _add_form(self, chance, page, request, fields):
        """Put the fields into the body, and sometimes some of them into the address."""
        split = chance.randrange(len(fields) + 1) if chance.random() < 0.3 else 0
        kind = "rpc" if page.is_rpc else "form"
        if chance.random() < 0.25:
            kind = chance.choice(KINDS)
        form = fields[split:]
        if kind != "rpc":
            form += self._draw_csrf(chance, request.visitor)
        return _with(request, query=fields[:split], form=form, kind=kind)

    def _draw_csrf(self, chance, visitor):
        place = chance.random()
        if place < 0.88:
            return (("csrf_token", self.visitors[visitor].csrf),)
        if place < 0.92:
            return ()
        if place < 0.96:
            return (("csrf_token", values.draw_text(chance)),)
        other = chance.choice([it for it in VISITORS if it != visitor])
        return (("csrf_token", self.visitors[other].csrf),)

    # === ADDRESSES === #

    def _choose_order(self, chance):
        return chance.choice(self.world.orders[chance.choice(OWNERS)])

    def _fill_path(self, chance, page, order):
        path = page.route
        good = {
            "<int:order_id>": order["id"],
            "<int:case_id>": order["case"] or 1,
            "<int:document_id>": self.world.document,
        }
        for part, value in good.items():
            is_odd = chance.random() < 0.12
            text = values.draw_number(chance) if is_odd else str(value)
            path = path.replace(part, text.replace("/", ""))
        return f"/de{path}" if chance.random() < 0.03 else path

    # === FIELDS === #

    def _fill(self, chance, page, order):
        """Return the fields as somebody fills them: right, wrong, not, twice."""
        fields = [
            self._fill_in(chance, page, order, name)
            for name in page.fields
            for _time in range(chance.choice((0, 1, 1, 1, 1, 1, 1, 1, 1, 2)))
        ]
        if chance.random() < 0.08:
            fields.append((chance.choice(values.NAMES), values.draw_text(chance)))
        if chance.random() < 0.1:
            chance.shuffle(fields)
        return tuple(fields)

    def _fill_in(self, chance, page, order, name):
        if name in ("access_token", "token"):
            return name, self._draw_token(chance, page, order)
        is_of_line = name in ("quantity", "wish")
        known = f"{name}_{order['line']}" if is_of_line else name
        if chance.random() < 0.35:
            return known, values.draw_text(chance)
        if name == "id":
            return name, str(order["id"])
        return known, chance.choice(GOOD.get(name, ("",)))

    def _draw_token(self, chance, page, order):
        """Return the right token, or one that is odd or another's."""
        name = page.route.rsplit("/", 1)[-1]
        links = {
            owner: self.world.links[owner].get(name, order["token"]) for owner in OWNERS
        }
        right = order["token"] if page.fields[0] != "token" else links[order["owner"]]
        place = chance.random()
        if place < 0.6:
            return right
        if place < 0.7:
            return chance.choice(self.world.orders[chance.choice(OWNERS)])["token"]
        if place < 0.8:
            return chance.choice(
                (right[:-1], right.upper(), f"{right}\x00", f" {right}", right * 2)
            )
        return values.draw_text(chance)


def _with(request, **changes):
    """Return a request with some of its values changed."""
    return Request(**{**vars(request), **changes})
