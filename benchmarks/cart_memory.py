"""What a worker needs in memory for some carts and for twenty times as many.

Both sides are ours here: *ours* reminds of many carts in one run, *theirs* of some.
"""

from contextlib import contextmanager
from functools import partial

from dev.shop.api import database

from .cart_shop.shop import CartShop
from .flow_memory import get_peak_megabytes, reset_peak
from .framework.comparison import Comparison
from .framework.figures import MEGABYTES, Sample
from .framework.odoo_session import OdooSession
from .framework.remote import remote

MANY, FEW = 20_000, 1000
AT_ONCE = 1000


class Maker(OdooSession):
    """Makes carts."""

    def open_shop(self):
        """Have a shop that reminds everybody."""
        self.env = self.open_environment()
        self.shop = CartShop(self.env)

    def make(self, count):
        """Make carts, and keep them."""
        for _part in range(count // AT_ONCE):
            self.shop.create_carts(AT_ONCE)
            self.env.cr.commit()  # pylint: disable=invalid-commit
            self.env.invalidate_all()


class Worker(OdooSession):
    """Reminds of all carts and looks at its own memory."""

    def remind(self, count):
        """Return the most memory that it takes."""
        reset_peak()
        self.run(lambda env: env["ecommerce.flow.step"]._cron_run("remind_cart"))
        megabytes = get_peak_megabytes()
        mails = self.run(
            lambda env: env["mail.mail"].search_count([("model", "=", "sale.order")])
        )
        if mails != count:
            raise RuntimeError(f"{count} carts have {mails} mails")
        return Sample(0.0, records=count, megabytes=megabytes)


class Benchmark(Comparison):
    name = "cart_memory"
    title = f"the most memory while {MANY} and {FEW} customers are reminded"
    unit = MEGABYTES
    warm_up = 0
    rounds = 1
    patience = 0  # a round takes a quarter of an hour
    limit = 1.10

    @contextmanager
    def open_sides(self):
        """Override: a round needs fresh processes."""
        yield [partial(measure, MANY), partial(measure, FEW)]


def measure(count):
    """Return the memory of a process that does nothing but remind of carts."""
    with database("bench_memory", "test") as name:
        with remote(Maker, name) as maker:
            maker.call("open_shop")
            maker.call("make", count)
        with remote(Worker, name) as worker:
            return worker.call("remind", count)
