"""Booking of the selected lines of all statements."""

from .statement_plan import Upload
from .statement_values import prepare_line, prepare_statement

# Odoo needs some 16 ms per line; lines created at once.
BATCH = 500


class StatementBooking:
    """The lines to book of an upload, by the present plan.

    :param records: The statements of the preview.
    :param list statements: The statements as read, with their files' names.
    """

    def __init__(self, records, statements):
        self.env = records.env
        upload = Upload([statement for _name, statement in statements])
        self.parts = []
        for record, (name, statement) in zip(records, statements, strict=True):
            if record.problem or not record.journal_id:
                continue
            plan = upload.plan(statement, record.journal_id)
            indexes = record._choose(plan)
            upload.note(plan, indexes)
            self.parts.append((record, plan, indexes, name))

    def is_outdated(self):
        """Return whether the preview is outdated in a way that needs a decision."""
        return any(
            record._is_outdated(plan) for record, plan, _indexes, _name in self.parts
        )

    def book(self):
        """Book the selected lines."""
        self._mark_journals()
        parts = {}
        for record, plan, indexes, name in self.parts:
            record._show_booked(plan, indexes)
            if indexes:
                company = plan.journal.company_id
                parts.setdefault(company, []).append((plan, indexes, name))
        for company, its in parts.items():
            self._create(company, its)

    def _mark_journals(self):
        """Update the journals' import dates, even if nothing is new.

        It makes the second of two concurrent imports restart after the first one.
        """
        for record, *_others in self.parts:
            record.journal_id.check_access("read")
        for record, plan, *_others in self.parts:
            # In sudo mode because users who invoice may not write journals.
            record.journal_id.sudo()._note_import(plan.statement.known_until)
        self.env.flush_all()

    def _create(self, company, parts):
        # In sudo mode because users who invoice can only read statements in Community;
        # the wizard is theirs, and they may read the journal.
        records = self.env["account.journal"].with_company(company).sudo()
        env = records.env
        values = [prepare_statement(*part) for part in parts]
        stated = iter(env["account.bank.statement"].create([it for it in values if it]))
        vals_list = []
        for (plan, indexes, _name), its in zip(parts, values, strict=True):
            statement_id = next(stated).id if its else False
            keys = plan.number_keys(indexes)
            vals_list += [
                {
                    **prepare_line(env, plan, plan.lines[index], keys[index]),
                    "statement_id": statement_id,
                }
                for index in indexes
            ]
        for start in range(0, len(vals_list), BATCH):
            env["account.bank.statement.line"].create(vals_list[start : start + BATCH])
