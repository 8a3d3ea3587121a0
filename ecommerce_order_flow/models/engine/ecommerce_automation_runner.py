import logging
import random
import time
from contextlib import contextmanager
from functools import partial
from math import isqrt

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL, split_every

from ...exceptions import IssueError
from .attempt import failing_alone
from .claims import claimed
from .ir_qweb import COMPILED, CompiledTemplates
from .locks import IS_AUTOMATED

_logger = logging.getLogger(__name__)

CONFLICT_TRIES = 5
LONGEST_PAUSE = 0.2  # seconds between two attempts
SEARCHED_AT_ONCE = 2000  # due records, of which only the ids are kept


class EcommerceAutomationRunner(models.AbstractModel):
    """Runner of the automations: the only place that commits.

    It searches due records, commits, locks them and checks again that they are due,
    runs the automation in a savepoint, records failures, and commits. If it is killed
    at any point, the next run continues.

    Several workers, the lanes, may run the same automation at once. All process the due
    records in the same order and skip those claimed by another one, so a slow or killed
    worker blocks nothing.
    """

    _name = "ecommerce.automation.runner"
    _description = "Automation Runner"

    @api.model
    def _run(self, automation, is_lane=False):
        """Process all records that need the automation now.

        :param automation: The `ecommerce.automation`.
        :param bool is_lane: Whether another worker of the same automation triggered it.
        """
        if not is_lane:
            self._forget_settled_failures(automation)
        count = self._count_open(automation)
        if not count and not is_lane:
            automation._note_caught_up()
        has_time = self._commit(remaining=count)
        if not count:
            return
        schedule = self.env["ecommerce.automation.schedule"]
        if has_time and not is_lane:
            schedule._wake_lanes(automation, count)
        if self._run_all(automation):
            if not is_lane and not self._count_open(automation):
                automation._note_caught_up()
            self._commit(remaining=0)
        elif has_time:
            schedule._go_on()
            self._commit()

    @api.model
    def _run_all(self, automation):
        """Run the automation, batch after batch.

        :return: Whether there was time for all.
        """
        has_left_out = False
        for batch in self._yield_batches(automation):
            for ids in self._split(automation, batch):
                with self._claim(automation, ids) as free_ids:
                    has_left_out |= len(free_ids) < len(ids)
                    if free_ids and not self._run_patiently(automation, free_ids):
                        return False
        if has_left_out and self._count_open(automation):
            # Another worker processes them, or other records of the same orders.
            self._look_again(automation)
        return True

    @api.model
    def _retry(self, automation, ids):
        """Retry records in the transaction of the caller, who commits it."""
        for record_id in ids:
            with self._claim(automation, [record_id]) as free_ids:
                self._run_batch(automation, free_ids)

    # === WHAT IS DUE === #

    @api.model
    def _count_open(self, automation):
        """Return the number of records to try now."""
        return automation._get_model().search_count(automation._get_open_domain())

    @api.model
    def _yield_batches(self, automation):
        """Yield the ids of the due records, batch after batch."""
        last_id = 0
        while ids := self._find_open(automation, last_id):
            last_id = ids[-1]
            yield from split_every(automation.batch_size, ids, list)

    @api.model
    def _find_open(self, automation, last_id=0):
        """Return the ids of the next records to try now, after an id."""
        rows = self.env.execute_query(self._get_open_query(automation, last_id))
        return [record_id for (record_id,) in rows]

    @api.model
    def _get_open_query(self, automation, last_id=0):
        """Return the query that finds the records first, and sorts them then.

        Otherwise PostgreSQL may read all records by their ids until it found enough.
        """
        found = automation._get_model()._search(automation._get_open_domain())
        return SQL(
            "WITH found AS MATERIALIZED (%s) "
            "SELECT id FROM found WHERE id > %s ORDER BY id LIMIT %s",
            found.select(),
            last_id,
            SEARCHED_AT_ONCE,
        )

    @api.model
    def _split(self, automation, ids):
        """Yield the ids that are processed together.

        Records that failed before stay alone, so that they don't fail a batch again.
        """
        if automation.is_outbox:
            yield from split_every(1, ids)
            return
        failures = self.env["ecommerce.failure"]._find(automation, ids)
        failed_ids = set(failures.mapped("res_id"))
        if fresh_ids := [record_id for record_id in ids if record_id not in failed_ids]:
            yield fresh_ids
        yield from split_every(1, [i for i in ids if i in failed_ids])

    @api.model
    @contextmanager
    def _claim(self, automation, ids):
        """Claim the records against other lanes.

        The claims are on the records' orders: records of the same order are never
        processed at the same time.

        :return: The ids of the records whose orders nobody else has claimed.
        """
        if not automation.is_parallel:
            yield ids
            return
        Failure = self.env["ecommerce.failure"]
        records = automation._get_model().browse(ids).exists()
        keys = {r.id: (Failure._find_order(r) or r).id for r in records}
        if not keys:
            yield []
            return
        with claimed(self.env.cr, automation.code, set(keys.values())) as own:
            yield [record_id for record_id in ids if keys.get(record_id) in own]

    @api.model
    def _forget_settled_failures(self, automation):
        """Delete failures of records that don't need the automation anymore.

        This includes failures whose facts changed: the new ones are raised again.
        """
        try:
            self.env["ecommerce.failure"]._find_settled(automation).unlink()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            # Another transaction deleted them, or is retrying one of them.
            self.env.cr.rollback()

    # === RUN === #

    @api.model
    def _run_patiently(self, automation, ids):
        """Run a batch, retrying on concurrency errors.

        :return: Whether there is time for more.
        """
        for _try in range(CONFLICT_TRIES):
            # The snapshot must be that of the lock, not that of the search.
            self._commit()
            try:
                count = self._run_batch(automation, ids)
                return self._commit(processed=count)
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY as error:
                self.env.cr.rollback()
                _logger.info("%s meets others: %s", automation.code, error.pgcode)
                time.sleep(random.uniform(0, LONGEST_PAUSE))
        self._look_again(automation)
        return self._commit()

    @api.model
    def _look_again(self, automation):
        """Trigger the automation again in a minute."""
        automation._trigger_crons(fields.Datetime.now() + relativedelta(minutes=1))

    @api.model
    def _run_batch(self, automation, ids):
        """Run the automation on the records that are not locked and still due.

        :return: How many these were.
        """
        start = time.monotonic()
        records = self._lock_due(automation, ids)
        if not records:
            return 0
        attempt = self._attempt_alone if automation.is_outbox else self._attempt
        errors = attempt(partial(self._call, automation), records)
        self._note(automation, records, errors, time.monotonic() - start)
        return len(records)

    @api.model
    def _lock_due(self, automation, ids):
        """Lock and return the records that are neither locked nor tried by others."""
        self.env.invalidate_all()
        records = automation._get_model().browse(ids).exists()
        locked = records.try_lock_for_update(allow_referencing=True)
        domain = automation._get_open_domain() & Domain("id", "in", locked.ids)
        return automation._get_model().search(domain, order="id")

    @api.model
    def _attempt(self, call, records):
        """Process records in a savepoint; split a failing batch to isolate failures.

        A batch is split into about as many parts as a part has records: fewer records
        are processed again than by halving, because only a part of the good ones is
        rolled back.

        :param call: Processes records, and returns the errors by record, or None.
        :return: The errors by record.
        """
        errors = {}
        with failing_alone(records) as attempt:
            errors = call(attempt.records) or {}
        if not attempt.error:
            return errors
        if len(records) == 1:
            return {records: attempt.error}
        size = isqrt(len(records))
        for start in range(0, len(records), size):
            errors.update(self._attempt(call, records[start : start + size]))
        return errors

    @api.model
    def _attempt_alone(self, call, record):
        """Process a record without a savepoint, because external calls may commit.

        :return: The error by record, if it fails.
        """
        try:
            return call(record)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:  # noqa: BLE001 one bad record must not stop the others
            self.env.cr.rollback()
            return {record: error}

    @api.model
    def _call(self, automation, records):
        """Run the automation by company, and check that its records are done.

        :return: The errors by record.
        """
        errors = {}
        records = records.with_context(
            **{COMPILED: CompiledTemplates(), IS_AUTOMATED: True}
        )
        for company_records in self._split_by_company(records):
            errors.update(automation._call(company_records))
        failed = records.browse(record.id for record in errors)
        errors.update(self._find_unfinished(automation, records - failed))
        return errors

    @api.model
    def _split_by_company(self, records):
        """Return the records by company, with it as the current company.

        Texts for users are in the company's language.
        """
        if "company_id" not in records._fields:
            return [records]
        return [
            company_records.with_company(company).with_context(
                lang=company.partner_id.lang or records.env.lang
            )
            for company, company_records in records.grouped("company_id").items()
        ]

    @api.model
    def _find_unfinished(self, automation, records):
        """Return an error for each record that is still due after the run.

        Without it such records would be processed again and again.
        """
        domain = automation._get_due_domain() & Domain("id", "in", records.ids)
        return {
            record: UserError(
                self.env._(
                    "The automation ran without an error, but the record is still due."
                )
            )
            for record in records.search(domain)
        }

    # === NOTE === #

    @api.model
    def _note(self, automation, records, errors, seconds):
        """Record the result of a batch."""
        Failure = self.env["ecommerce.failure"]
        failed_ids = {record.id for record in errors}
        done_ids = [it for it in records.ids if it not in failed_ids]
        Failure._find(automation, done_ids).unlink()
        for record, error in errors.items():
            self._log(automation, record, error)
        Failure._note(automation, errors)
        self.env["ecommerce.automation.run"].create(
            {
                "automation_id": automation.id,
                "done": len(done_ids),
                "failed": len(errors),
                "seconds": seconds,
            }
        )

    @api.model
    def _log(self, automation, record, error):
        """Log an error, with its traceback unless it is a message for users."""
        # An issue is no fault: it waits for a decision.
        level = logging.INFO if isinstance(error, IssueError) else logging.WARNING
        trace = None if isinstance(error, UserError) else error
        text = "%s fails with %s: %s"
        _logger.log(level, text, automation.code, record, error, exc_info=trace)

    @api.model
    def _commit(self, processed=0, remaining=None):
        """Commit, invalidate the cache, and return whether there is time for more."""
        seconds = self.env["ir.cron"]._commit_progress(processed, remaining=remaining)
        self.env.invalidate_all()
        return seconds > 0
