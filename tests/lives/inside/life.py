"""A life: an order, and acts one after the other, each really committed."""

import copy
import logging
import random
import traceback
from contextlib import contextmanager
from functools import partial

from odoo.api import SUPERUSER_ID, Environment
from odoo.exceptions import UserError
from odoo.service.model import retrying

from . import (
    automations,
    awaiting,
    cancelling,
    edits,
    invoicing,
    order_factory,
    payments,
    settings,
    snapshot,
    warehouse,
)
from .books import Books
from .numbers import Numbers
from .promises import Moment, look
from .reading import read_ledger

GROUPS = (payments, awaiting, edits, warehouse, invoicing, cancelling, settings)
WEIGHTS = {act: weight for group in GROUPS for act, weight in group.ACTS.items()}
ACTS = {act.__name__: act for act in WEIGHTS}
assert len(ACTS) == len(WEIGHTS), "Two acts have the same name"
# Most acts aren't possible most of the time.
DRAWS_PER_ACT = 8
CONTEXT = {"lang": "en_US", "mail_notify_force_send": False, "tracking_disable": True}


class NotPossible(Exception):
    """The act makes no sense now; what it began is undone."""


class Life:
    """The life of an order."""

    def __init__(self, registry, spec):
        self.registry = registry
        self.books = Books()
        self.codes = automations.find_codes(registry)
        self.env = self.order = self.order_id = self.company_id = None
        with self._transaction():
            order = order_factory.place_order(self.env, spec)
            self.order_id, self.company_id = order.id, order.company_id.id
            failures = self.env["ecommerce.failure"]
            self.first_failure = failures.search([], order="id desc", limit=1).id or 0
        self.now = self._look()

    # === ACTING === #

    def do(self, name, numbers):
        """Do an act and let the automations run.

        :return: The moment, nothing if the act wasn't possible.
        """
        with listening() as logged:
            happened, exception = self._act(ACTS[name], numbers)
            if not happened and not exception:
                return None
            acted = self._read()
            automations.run(self.registry, self.codes, self.order_id)
            after = self._look(recompute=True)
        moment = Moment(name, self.now, acted, after, logged, exception)
        self.now = after
        return moment

    def _act(self, act, numbers):
        """Return whether the act happened, and with which error it failed."""
        books = copy.deepcopy(self.books)
        try:
            with self._transaction() as env:
                retrying(partial(self._try, act, numbers, books), env)
        except (NotPossible, UserError):
            self.books = books
            return False, ""
        except Exception as error:  # noqa: BLE001 it is what a promise is about
            self.books = books
            return False, describe(act, error)
        return True, ""

    def _try(self, act, numbers, books):
        self.books = copy.deepcopy(books)
        # Less than nothing is no price.
        if not act(self, Numbers(numbers)) or self.order.amount_total < 0:
            raise NotPossible

    @property
    def ledger(self):
        """The ledger as it was when the act began."""
        return self.now.ledger

    # === LOOKING === #

    def _read(self):
        """Return the ledger, as it stays whatever comes next."""
        with self._transaction():
            return copy.deepcopy(self.read_ledger())

    def read_ledger(self):
        """Return the ledger as it is now, in the middle of an act perhaps."""
        return read_ledger(self.order, self.books)

    def _look(self, recompute=False):
        """Return how the order stands now."""
        with self._transaction() as env:
            ledger = self.read_ledger()
            now = snapshot.take(self.order, self.books, ledger, self.first_failure)
            now = copy.deepcopy(now)
            if recompute:
                now.recomputed = snapshot.find_differences(self.order)
                env.cr.rollback()
            return now

    @contextmanager
    def _transaction(self):
        with self.registry.cursor() as cr:
            companies = [self.company_id] if self.company_id else []
            context = {**CONTEXT, "allowed_company_ids": companies}
            self.env = Environment(cr, SUPERUSER_ID, context)
            self.order = self.env["sale.order"].browse(self.order_id)
            yield self.env


def describe(act, error):
    """Return an error with the place where it happened."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    file = "/".join(place.filename.split("/")[-2:])
    return f"{act.__name__}: {type(error).__name__}: {error} ({file}:{place.lineno})"


class ErrorCollector(logging.Handler):
    """Collects the errors that are logged."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.errors = []

    def emit(self, record):
        """Override to remember it."""
        self.errors.append(f"{record.name}: {record.getMessage()}"[:300])


@contextmanager
def listening():
    """Collect the errors that are logged during the block."""
    collector = ErrorCollector()
    logging.getLogger().addHandler(collector)
    try:
        yield collector.errors
    finally:
        logging.getLogger().removeHandler(collector)


# === WHOLE LIVES === #


def live(registry, order=None, acts=None, seed=0, length=10):
    """Live a life until it ends or a promise is broken.

    :param dict order: The description of the order; drawn if it isn't given.
    :param list acts: Names of acts, each with its numbers; drawn if not given.
    :return: What it was, and what came of it.
    """
    chance = random.Random(seed)
    spec = order_factory.complete(order or order_factory.draw_order(chance))
    life = Life(registry, spec)
    story = {
        "order": spec,
        "acts": [],
        "broken": {},
        "history": [life.now.describe()],
        "combinations": [life.now.combination],
    }
    plan = draw_acts(chance, length * DRAWS_PER_ACT) if acts is None else acts
    for name, numbers in plan:
        moment = life.do(name, numbers)
        if moment:
            tell(story, name, numbers, moment)
        if story["broken"] or (acts is None and len(story["acts"]) >= length):
            break
    return story


def tell(story, name, numbers, moment):
    """Add a moment to the story."""
    story["acts"].append([name, numbers])
    story["history"].append(f"{name} {numbers}: {moment.after.describe()}")
    story["combinations"].append(moment.after.combination)
    story["broken"] = look(moment)


def draw_acts(chance, count):
    """Return random acts with their numbers."""
    names = chance.choices(list(ACTS), weights=list(WEIGHTS.values()), k=count)
    return [[name, [chance.randrange(100) for _ in range(3)]] for name in names]
