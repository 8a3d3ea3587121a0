"""A life: an order and a sequence of acts, each really committed."""

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
    exchanging,
    invoicing,
    order_factory,
    payments,
    refunding,
    returning,
    settings,
    snapshot,
    warehouse,
)
from .books import Books
from .numbers import Numbers
from .promises import Moment, look
from .provider import PROVIDER
from .reading import read_ledger

GROUPS = (
    payments,
    awaiting,
    edits,
    warehouse,
    invoicing,
    cancelling,
    settings,
    refunding,
    returning,
    exchanging,
)
WEIGHTS = {act: weight for group in GROUPS for act, weight in group.ACTS.items()}
ACTS = {act.__name__: act for act in WEIGHTS}
assert len(ACTS) == len(WEIGHTS), "Two acts have the same name"
# Most acts are impossible most of the time.
DRAWS_PER_ACT = 8
CONTEXT = {"lang": "en_US", "mail_notify_force_send": False, "tracking_disable": True}


class NotPossible(Exception):
    """The act isn't possible now; its changes are rolled back."""


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
        """Do an act and run the automations.

        :return: The moment, or None if the act wasn't possible.
        """
        PROVIDER.answer = "done"
        with listening() as logged:
            happened, exception = self._act(ACTS[name], numbers)
            if not happened and not exception:
                return None
            acted = self._read()
            self._run_automations()
            after = self._look(recompute=True)
        moment = Moment(name, self.now, acted, after, logged, exception)
        self.now = after
        return moment

    def _run_automations(self):
        """Run the automations, and record the money that they booked after all."""
        with self._transaction():
            line_ids = awaiting.find_open_lines(self)
        automations.run(self.registry, self.codes, self.order_id)
        with self._transaction():
            awaiting.note_what_fits_by_now(self, line_ids)

    def _act(self, act, numbers):
        """Return whether the act happened, and the error it failed with."""
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
        # Negative prices are impossible.
        if not act(self, Numbers(numbers)) or self.order.amount_total < 0:
            raise NotPossible

    @property
    def ledger(self):
        """The ledger at the start of the act."""
        return self.now.ledger

    # === LOOKING === #

    def _read(self):
        """Return the ledger as a copy that later acts don't change."""
        with self._transaction():
            return copy.deepcopy(self.read_ledger())

    def read_ledger(self):
        """Return the current ledger, possibly in the middle of an act."""
        return read_ledger(self.order, self.books)

    def _look(self, recompute=False):
        """Return the current snapshot of the order."""
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
    """Return an error with the place where it was raised."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    file = "/".join(place.filename.split("/")[-2:])
    return f"{act.__name__}: {type(error).__name__}: {error} ({file}:{place.lineno})"


class ErrorCollector(logging.Handler):
    """Collects logged errors."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.errors = []

    def emit(self, record):
        """Override to collect the record."""
        self.errors.append(f"{record.name}: {record.getMessage()}"[:300])


@contextmanager
def listening():
    """Collect the errors logged during the block."""
    collector = ErrorCollector()
    logging.getLogger().addHandler(collector)
    try:
        yield collector.errors
    finally:
        logging.getLogger().removeHandler(collector)


# === WHOLE LIVES === #


def live(registry, order=None, acts=None, seed=0, length=10):
    """Run a life until it ends or a promise is broken.

    :param dict order: The description of the order; random if not given.
    :param list acts: Names of acts, each with its numbers; random if not given.
    :return: The description and the outcome.
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
