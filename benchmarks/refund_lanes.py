"""Two workers that send refunds against one."""

import time
from contextlib import ExitStack, contextmanager
from functools import partial

from dev.shop.api import database
from tests.provider_stub.supervisor import running

from .framework.comparison import Comparison
from .framework.figures import RECORDS_PER_SECOND, Sample
from .framework.remote import remote
from .refund_shop.shop import RefundMaker
from .refund_shop.worker import CronWorker

AUTOMATION = "send_refund"
REFUNDS = 100  # per round; selling takes longer than sending
LATENCY = 200  # milliseconds until the provider responds
WORKERS = 2


class Benchmark(Comparison):
    name = "refund_lanes"
    title = (
        f"{REFUNDS} refunds by a provider that takes {LATENCY} ms: {WORKERS} workers, "
        "and one"
    )
    unit = RECORDS_PER_SECOND
    warm_up = 1
    rounds = 3
    patience = 0  # a round takes minutes
    limit = 1.8

    @contextmanager
    def open_sides(self):
        """Override because both sides share the shop, and differ by their workers."""
        with (
            database("bench_refunds", "test") as name,
            running("--latency", LATENCY) as self.provider,
            remote(RefundMaker, name) as self.maker,
            ExitStack() as stack,
        ):
            self.maker.call("open", AUTOMATION)
            workers = [
                stack.enter_context(remote(CronWorker, name, self.provider.url))
                for _number in range(WORKERS)
            ]
            yield [partial(self.send, workers), partial(self.send, workers[:1])]

    def send(self, workers):
        """Create refunds, and time the workers that send them."""
        self.maker.call("make", REFUNDS)
        sent = len(self.provider.get_refunds())
        start = time.perf_counter()
        for worker in workers:
            worker.begin("work")
        for worker in workers:
            worker.receive()
        seconds = time.perf_counter() - start
        self.maker.call("ensure_sent", REFUNDS)
        self.ensure_asked_once(sent)
        return Sample(seconds, records=REFUNDS)

    def ensure_asked_once(self, before):
        """Check that the provider got each refund exactly once.

        :param int before: The number of refunds of the rounds before.
        :raise RuntimeError: If not.
        """
        refunds = self.provider.get_refunds()[before:]
        if (
            len(refunds) != REFUNDS
            or len({it["reference"] for it in refunds}) != REFUNDS
        ):
            raise RuntimeError(f"The provider has accepted {len(refunds)} refunds")
