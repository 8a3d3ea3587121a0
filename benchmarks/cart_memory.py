"""Memory of a worker for some carts and for twenty times as many.

Both sides are ours here: *ours* reminds of many carts in one run, *theirs* of some.
"""

from .cart_shop.shop import CartShop
from .framework.memory import MemoryComparison, Worker
from .framework.odoo_session import OdooSession

MANY, FEW = 20_000, 1000
AT_ONCE = 1000


class Maker(OdooSession):
    """Creates carts of a shop that reminds everybody."""

    def make(self, count):
        """Create carts, and return their number."""
        env = self.open_environment()
        shop = CartShop(env)
        for _part in range(count // AT_ONCE):
            shop.create_carts(AT_ONCE)
            env.cr.commit()  # pylint: disable=invalid-commit
            env.invalidate_all()
        return count


class Reminder(Worker):
    """Reminds of all carts."""

    def handle(self, env):
        env["ecommerce.automation"]._cron_run("remind_cart")

    def ensure_handled(self, env, records):
        mails = env["mail.mail"].search_count([("model", "=", "sale.order")])
        if mails != records:
            raise RuntimeError(f"{records} carts have {mails} mails")


class Benchmark(MemoryComparison):
    name = "cart_memory"
    title = f"the most memory while {MANY} and {FEW} customers are reminded"
    maker, worker = Maker, Reminder
    many, few = MANY, FEW
