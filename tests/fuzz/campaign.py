"""Sends many requests, and finds those that break a promise."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from .client import Client
from .generator import PAGES, Generator
from .judge import Judge, is_error
from .shorten import shorten

# Orders are cancelled and returned meanwhile: then there are new ones.
REQUESTS_PER_WORLD = 1000
# A slow answer is one that is slow again: others use the machine, too.
RETRIES_IF_SLOW = 2


@dataclass
class Finding:
    """A broken promise.

    :ivar request: The shortest request that breaks it.
    :ivar list numbers: The numbers of the requests that did.
    """

    fault: str
    route: str
    request: object
    logged: str
    numbers: list


class Campaign:
    """Requests of a seed to an open shop.

    :ivar dict findings: By what is wrong, and the page.
    :ivar list wrong_quantities: Of returns, once all requests are sent.
    :ivar Counter statuses: How many answers of each status there were.
    :ivar int failed: How many answers were errors of Odoo's own pages.
    """

    def __init__(self, shop, seed, pages=PAGES):
        self.pages = pages
        self.shop = shop
        self.seed = seed
        self.client = Client(shop.site, shop.visitors)
        self.carts = defaultdict(set)
        self.findings = {}
        self.wrong_quantities = []
        self.statuses = Counter()
        self.failed = 0
        self._renew_world()

    def _renew_world(self):
        world = self.shop.create_world()
        self.generator = Generator(self.seed, self.shop.visitors, world, self.pages)
        # Their sessions keep the carts that visitors took up.
        self.judge = Judge(self.client.host, self.shop.visitors, world, self.carts)
        self.versions = self.shop.records.get_versions()

    def send(self, first, count):
        """Send requests; yields the number of each."""
        for number in range(first, first + count):
            if number > first and number % REQUESTS_PER_WORLD == 0:
                self._renew_world()
            page, request = self.generator.generate(number)
            answer, faults, logged = self._try(page, request)
            self.statuses[answer.status] += 1
            self.failed += is_error(answer)
            for fault in faults:
                self._note(number, page, request, fault, logged)
            yield number
        self.wrong_quantities = self.shop.records.find_wrong_quantities()

    def _try(self, page, request):
        """Send a request; return its answer, what is wrong with it, and the log."""
        for _time in range(1 + RETRIES_IF_SLOW):
            self.shop.log.read_new()
            answer = self.client.send(request)
            logged = self.shop.log.read_new()
            changed = self._find_changed()
            faults = list(
                self.judge.find_faults(page, request, answer, logged, changed)
            )
            if faults != ["slow"]:
                break
        return answer, faults, logged

    def _find_changed(self):
        before, self.versions = self.versions, self.shop.records.get_versions()
        return [table for table in before if before[table] != self.versions[table]]

    def _note(self, number, page, request, fault, logged):
        """Note a broken promise: the first request of its kind is shortened."""
        key = (fault, page.route)
        if key in self.findings:
            self.findings[key].numbers.append(number)
            return

        def is_broken(shorter):
            return fault in self._try(page, shorter)[1]

        request = shorten(request, is_broken)
        self.findings[key] = Finding(fault, page.route, request, logged, [number])
