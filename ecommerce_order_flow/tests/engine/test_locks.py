import threading
import time
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.exceptions import UserError
from odoo.sql_db import db_connect
from odoo.tests import tagged

from ...models.engine import locks
from ..common import OrderFlowCommon

# Seconds in which somebody is at it, unless the test is over before.
SHORT, LONG = 0.5, 30
KEEP = "SELECT FROM res_country WHERE id = %s FOR NO KEY UPDATE"
LOCKS = "odoo.addons.ecommerce_order_flow.models.engine.locks"


@tagged("post_install", "-at_install")
class TestLocks(OrderFlowCommon):
    """Somebody works on something that an order needs, too: here a country."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._create_order()
        # The other one's transaction sees nothing but what was there before.
        cls.country = cls.world.ref("base.is")

    def _be_at_it(self, seconds, statement=KEEP):
        """Let somebody else lock the country.

        :return: When it is over.
        """
        begun, over = threading.Event(), threading.Event()

        def work():
            with db_connect(self.cr.dbname).cursor() as cr:
                cr.execute(statement, [self.country.id])
                begun.set()
                over.wait(seconds)

        worker = threading.Thread(target=work)
        start = time.monotonic()
        worker.start()
        self.addCleanup(worker.join)
        self.addCleanup(over.set)
        begun.wait()
        return start + seconds

    def _lock(self, **context):
        order = self.order.with_context(**context)
        locks.lock_or_refuse(order, self.country.with_context(**context))

    def test_people_wait_until_others_are_done(self):
        end = self._be_at_it(SHORT)

        self._lock()

        self.assertGreaterEqual(time.monotonic(), end)

    def test_people_are_refused_what_takes_others_longer(self):
        self._be_at_it(LONG)

        with (
            patch(f"{LOCKS}.PATIENCE", 0.1),
            self.assertRaisesRegex(UserError, f"{self.order.name} is being processed"),
        ):
            self._lock()

    def test_automations_wait_for_nobody(self):
        self._be_at_it(LONG)

        with (
            patch(f"{LOCKS}.PATIENCE", 2 * LONG),
            self.assertRaises(UserError),
        ):
            self._lock(**{locks.IS_AUTOMATED: True})

    def test_what_others_changed_is_read_anew(self):
        self._be_at_it(SHORT, "UPDATE res_country SET code = code WHERE id = %s")

        with self.assertRaises(SerializationFailure):
            self._lock()

    def test_waiting_is_not_remembered(self):
        self._be_at_it(SHORT)

        self._lock()

        self.cr.execute("SHOW lock_timeout")
        self.assertEqual(self.cr.fetchone(), ("0",))

    def test_many_records_are_waited_for_at_once(self):
        self._be_at_it(SHORT)
        countries = self.country + self.world.ref("base.li")

        self.assertEqual(locks.lock_free(countries), countries)

    def test_what_is_free_is_locked_without_the_others(self):
        self._be_at_it(LONG)
        free = self.world.ref("base.li")

        with patch(f"{LOCKS}.PATIENCE", 0.1):
            self.assertEqual(locks.lock_free(self.country + free), free)

    # === AUTOMATIONS SAY WHO THEY ARE === #

    def _note_how_orders_are_locked(self):
        seen = []

        def work(orders):
            seen.append(bool(orders.env.context.get(locks.IS_AUTOMATED)))
            return {}

        return seen, work

    def test_automations_are_known_by_their_records(self):
        seen, work = self._note_how_orders_are_locked()
        Order = self.registry["sale.order"]
        self.order.client_order_ref = "due"

        with (
            patch.object(Order, "_flow_confirm_paid", work),
            patch.object(
                Order,
                "_flow_confirm_paid_domain",
                lambda _orders: [("client_order_ref", "=", "due")],
            ),
        ):
            self._run_automation("confirm_paid")

        self.assertEqual(seen, [True])

    def test_what_people_want_in_bulk_is_theirs_also_in_the_background(self):
        seen, work = self._note_how_orders_are_locked()
        runs = self.registry["ecommerce.bulk.run"]

        with (
            patch.object(runs, "_is_for_background", lambda _run: True),
            patch.object(runs, "_perform", lambda _run, orders: work(orders)),
        ):
            self.env["ecommerce.bulk.run"]._start("cancel", self.order)
            self._run_automation("run_bulk")

        self.assertEqual(seen, [False])
