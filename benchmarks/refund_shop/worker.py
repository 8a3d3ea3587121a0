"""A worker for scheduled actions, whose refunds are sent to a provider over HTTP."""

import select
import time
from contextlib import closing
from unittest.mock import patch

import requests

from odoo.service.server import SLEEP_INTERVAL
from odoo.sql_db import db_connect

from odoo.addons.base.models.ir_cron import IrCron

from ..framework.odoo_session import OdooSession

LONGEST_ANSWER = 10  # seconds
# Seconds between two checks for the end; Odoo's workers never end.
LOOK = 0.05


class CronWorker(OdooSession):
    """Works like each of Odoo's workers for scheduled actions.

    :param url: The provider's URL.
    """

    def __init__(self, database, url):
        super().__init__(database)
        self.database = database
        self.url = url
        self.http = requests.Session()
        self.http.trust_env = False  # The provider is on this machine.
        transactions = self.registry["payment.transaction"]
        patch.object(transactions, "_send_refund_request", self.get_request()).start()

    def get_request(self):
        """Return the method by which a refund transaction sends its request."""

        def _send_refund_request(tx):
            answer = self.http.post(
                f"{self.url}/payments/{tx.source_transaction_id.id}/refunds",
                json={
                    "amount": -round(tx.amount * 100),
                    "currency": tx.currency_id.name,
                    "reference": tx.reference,
                },
                timeout=LONGEST_ANSWER,
            )
            answer.raise_for_status()
            tx._set_done()

        return _send_refund_request

    def work(self):
        """Run due and triggered actions until no refund waits anymore."""
        with closing(db_connect("postgres").cursor()) as listener:
            listener.execute("LISTEN cron_trigger")
            listener.commit()
            while self.run(count_waiting):
                IrCron._process_jobs(self.database)
                self.sleep(listener.connection)

    def sleep(self, connection):
        """Wait for a trigger, at most a minute, like Odoo's workers."""
        deadline = time.monotonic() + SLEEP_INTERVAL
        while self.run(count_waiting) and time.monotonic() < deadline:
            if select.select([connection], [], [], LOOK)[0]:
                connection.poll()
                connection.notifies.clear()
                return


def count_waiting(env):
    """Return the number of refunds not sent yet."""
    return env["ecommerce.refund.payment"].search_count(
        [("step", "in", ("queued", "sending"))]
    )
