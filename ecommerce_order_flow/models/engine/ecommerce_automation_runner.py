import logging
import random
import time
from functools import partial
from math import isqrt

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import split_every

from .attempt import failing_alone

_logger = logging.getLogger(__name__)

CONFLICT_TRIES = 5
LONGEST_PAUSE = 0.2  # seconds between two tries


class EcommerceAutomationRunner(models.AbstractModel):
    """Runs automations: the only place that commits.

    Search due records, commit, lock them and look again whether they are still due, run
    the automation in a savepoint, note who failed, commit. Killed anywhere, the next
    run goes on; several workers may run the same automation at once.
    """

    _name = "ecommerce.automation.runner"
    _description = "Runner of Automations"

    @api.model
    def _run(self, automation):
        """Bring all records that need the automation now to the wanted state.

        :param automation: The `ecommerce.automation`.
        """
        self._forget_settled_failures(automation)
        count = self._count_open(automation)
        self._commit(remaining=count)
        if not count:
            return
        last_id = 0
        while batch := self._find_batch(automation, last_id):
            last_id = batch[-1]
            for ids in self._split(automation, batch):
                if not self._run_patiently(automation, ids):
                    return
        self._commit(remaining=0)

    @api.model
    def _retry(self, automation, ids):
        """Try records again in the transaction of whoever asks, who commits it."""
        for record_id in ids:
            self._run_batch(automation, [record_id])

    # === WHAT IS DUE === #

    @api.model
    def _count_open(self, automation):
        """Return how many records are to be tried now."""
        return automation._get_model().search_count(automation._get_open_domain())

    @api.model
    def _find_batch(self, automation, last_id):
        """Return the ids of the next due records after an id."""
        domain = automation._get_open_domain() & Domain("id", ">", last_id)
        size = automation.batch_size
        return automation._get_model().search(domain, order="id", limit=size).ids

    @api.model
    def _split(self, automation, ids):
        """Yield what is handled together.

        What failed before stays alone, lest it spoils a batch again.
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
    def _forget_settled_failures(self, automation):
        """Remove failures of records that don't need the automation anymore.

        So are those that are about other facts now: a person is asked again.
        """
        failures = self.env["ecommerce.failure"].search(
            [("automation_id", "=", automation.id)]
        )
        if not failures:
            return
        domain = automation._get_due_domain() & Domain(
            "id", "in", failures.mapped("res_id")
        )
        due_ids = set(automation._get_model().search(domain).ids)
        settled = failures.filtered(lambda failure: failure.res_id not in due_ids)
        outdated = (failures - settled)._find_outdated()
        (settled | outdated).unlink()

    # === RUN === #

    @api.model
    def _run_patiently(self, automation, ids):
        """Run a batch in a transaction, again when others were in its way.

        :return: Whether there is time for more.
        """
        for _try in range(CONFLICT_TRIES):
            # What is locked next is read as it is now, not as it was when searched.
            self._commit()
            try:
                count = self._run_batch(automation, ids)
                return self._commit(processed=count)
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY as error:
                self.env.cr.rollback()
                _logger.info("%s meets others: %s", automation.code, error.pgcode)
                time.sleep(random.uniform(0, LONGEST_PAUSE))
        automation._trigger_crons(fields.Datetime.now() + relativedelta(minutes=1))
        return self._commit()

    @api.model
    def _run_batch(self, automation, ids):
        """Run the automation for those of the records that are free and still need it.

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
        """Return the records that nobody else works on and that are still due."""
        self.env.invalidate_all()
        records = automation._get_model().browse(ids).exists()
        locked = records.try_lock_for_update(allow_referencing=True)
        domain = automation._get_due_domain() & Domain("id", "in", locked.ids)
        return automation._get_model().search(domain, order="id")

    @api.model
    def _attempt(self, call, records):
        """Handle records in a savepoint; split what fails until the culprits are alone.

        A batch is split into about as many parts as a part has records: that repeats
        less than halving, for only a part of the good ones is tried in vain again.

        :param call: Handles records, and returns the errors by record, or nothing.
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
        """Handle a record without a savepoint: what talks to the outside may commit.

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
        """Run it company by company, and look whether it did what it should.

        :return: The errors by record.
        """
        errors = {}
        for company_records in self._split_by_company(records):
            errors.update(automation._call(company_records))
        failed = records.browse(record.id for record in errors)
        errors.update(self._find_unfinished(automation, records - failed))
        return errors

    @api.model
    def _split_by_company(self, records):
        """Return the records of each company, with it as the current one.

        What is written for people is in the company's language.
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
        """Return an error for each record that needs the automation although it ran.

        Without it such records would be handled again and again.
        """
        domain = automation._get_due_domain() & Domain("id", "in", records.ids)
        return {
            record: UserError(
                self.env._("The automation ran, but did not change what it should.")
            )
            for record in records.search(domain)
        }

    # === NOTE === #

    @api.model
    def _note(self, automation, records, errors, seconds):
        """Note what came of a batch."""
        Failure = self.env["ecommerce.failure"]
        failed_ids = {record.id for record in errors}
        done_ids = [
            record_id for record_id in records.ids if record_id not in failed_ids
        ]
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
        """Log an error; with its traceback unless it is a message for people."""
        _logger.warning(
            "%s fails with %s: %s",
            automation.code,
            record,
            error,
            exc_info=None if isinstance(error, UserError) else error,
        )

    @api.model
    def _commit(self, processed=0, remaining=None):
        """Commit, forget what was read, and return whether there is time for more."""
        seconds = self.env["ir.cron"]._commit_progress(processed, remaining=remaining)
        self.env.invalidate_all()
        return seconds > 0
