from unittest.mock import patch

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import format_date

from ..bank.bank_common import BankCommon


@tagged("post_install", "-at_install")
class TestExpiryAndBank(BankCommon):
    """Orders don't expire while their money may be there already."""

    def setUp(self):
        super().setUp()
        self.today = self.env.company._get_today()
        self.provider_of_transfers.write({"cancel_unpaid": True, "grace_days": 3})

    def _create_overdue_order(self, *args, **values):
        order = self._create_named_order(*args, **values)
        past = fields.Datetime.now() - relativedelta(days=4)
        order.sudo().payment_due_at = past
        return order

    def _is_expiring(self, order):
        self.env.invalidate_all()
        return self._is_due("expire_unpaid", order)

    # === MONEY THAT SOMEBODY DECIDES ABOUT === #

    def test_money_to_decide_about_keeps_the_order(self):
        order = self._create_overdue_order()
        self.assertTrue(self._is_expiring(order))

        match = self._match_line(amount=89.0, date=self.today)
        self.assertFalse(self._is_expiring(order))

        match.action_reject()
        self.assertTrue(self._is_expiring(order))

    def test_money_that_is_being_booked_keeps_the_order(self):
        order = self._create_overdue_order()
        self._create_line(date=self.today)

        self._run_automation("match_bank_line")

        self.assertEqual(order.payment_share_ids.match_id.state, "sure")
        self.assertFalse(self._is_expiring(order))

    def test_a_cent_does_not_keep_the_order(self):
        order = self._create_overdue_order()

        self._match_line(amount=0.01, date=self.today)

        self.assertTrue(self._is_expiring(order))

    def test_money_for_another_order_does_not_keep_the_order(self):
        order = self._create_overdue_order()
        other = self._create_overdue_order("S00124", 24.5)

        self._match_line("S00124", 24.0, date=self.today)

        self.assertTrue(self._is_expiring(order))
        self.assertFalse(self._is_expiring(other))

    # === HOW NEW THE STATEMENTS ARE === #

    def _let_statements_reach(self, days, **values):
        """Let the bank's last line be some days old, whenever it was imported."""
        day = self.today - relativedelta(days=days)
        line = self._create_line("Miete", -1.0, date=day, **values)
        self._match()
        return line

    def test_days_of_old_statements_keep_the_order_although_they_come_today(self):
        order = self._create_overdue_order()
        self._let_statements_reach(5)
        self.assertFalse(self._is_expiring(order))

        self._let_statements_reach(3)
        self.assertTrue(self._is_expiring(order))

    def test_statements_until_yesterday_are_new_whatever_the_grace_time(self):
        self.provider_of_transfers.grace_days = 0
        order = self._create_overdue_order()

        self._let_statements_reach(1)

        self.assertTrue(self._is_expiring(order))

    def test_lines_booked_ahead_do_not_tell_of_the_days_before(self):
        order = self._create_overdue_order()
        with self._long_ago():
            self._let_statements_reach(5)
            self._let_statements_reach(-2)

        self.assertFalse(self._is_expiring(order))

    def _long_ago(self, days=5):
        now = fields.Datetime.now() - relativedelta(days=days)
        # Odoo writes the time of the database.
        return patch.object(type(self.env.cr), "now", lambda _cursor: now)

    def test_another_account_does_not_tell_of_this_one(self):
        order = self._create_overdue_order()
        self._let_statements_reach(5)
        service = self.bank_journal.sudo().copy({"name": "PayPal"})

        self._let_statements_reach(0, journal_id=service.id)
        self.assertFalse(self._is_expiring(order))

        self._let_statements_reach(0)
        self.assertTrue(self._is_expiring(order))

    def test_account_that_customers_are_told_counts_alone(self):
        order = self._create_overdue_order()
        self._let_statements_reach(0)
        account = self.bank_journal.sudo().copy({"name": "Sparkasse"})
        self._let_statements_reach(5, journal_id=account.id)
        self.assertFalse(self._is_expiring(order))

        self._give_account(self.bank_journal)
        self.assertTrue(self._is_expiring(order))

    def _give_account(self, journal):
        """Let the bank account of a journal be what customers are told."""
        company = self.world.company
        self.world["account.journal"].search([]).bank_account_id = False
        journal.sudo().bank_account_id = self.world["res.partner.bank"].create(
            {
                "acc_number": "DE68900000010012345678",
                "partner_id": company.partner_id.id,
                "company_id": company.id,
            }
        )

    # === WHICH ACCOUNT COUNTS === #

    def _open_account(self, days, **values):
        """Return another bank account whose last line is some days old."""
        journal = self.bank_journal.sudo().copy({"name": "Old Bank", **values})
        self._let_statements_reach(days, journal_id=journal.id)
        return journal

    def test_account_that_is_archived_does_not_count(self):
        order = self._create_overdue_order()
        self._let_statements_reach(0)
        journal = self._open_account(5)
        self.assertFalse(self._is_expiring(order))

        journal.active = False
        self.assertTrue(self._is_expiring(order))

    def test_account_to_which_customers_do_not_pay_does_not_count(self):
        order = self._create_overdue_order()
        self._let_statements_reach(0)
        journal = self._open_account(5)

        journal.tells_payments = False
        self.assertTrue(self._is_expiring(order))

    def test_account_that_nobody_uses_anymore_does_not_count_beside_others(self):
        order = self._create_overdue_order()
        self._let_statements_reach(0)
        with self._long_ago(days=91):
            self._open_account(91)

        self.assertTrue(self._is_expiring(order))

    def test_only_account_counts_however_long_nobody_uses_it(self):
        order = self._create_overdue_order()
        with self._long_ago(days=91):
            self._let_statements_reach(91)

        self.assertFalse(self._is_expiring(order))

    def test_account_of_another_company_does_not_count(self):
        order = self._create_overdue_order()
        self._let_statements_reach(0)
        other = self.setup_other_company()
        journal = other["default_journal_bank"]
        self._let_statements_reach(5, journal_id=journal.id)

        self.assertTrue(self._is_expiring(order))

    def test_account_of_the_company_counts_for_its_branches(self):
        company = self.world.company
        branch = self.world["res.company"].create(
            {"name": "Branch", "parent_id": company.id}
        )
        provider = self.provider_of_transfers.copy({"company_id": branch.id})
        self._let_statements_reach(5)

        journals = self.env["ecommerce.bank.reach"]._find_journals(provider)

        self.assertEqual(journals, self.bank_journal)

    # === WHY NOTHING EXPIRES === #

    def _read_notice(self, user=None):
        """Return what people read on the list of automations."""
        automation = self.env["ecommerce.automation"].sudo()._find("expire_unpaid")
        automation.invalidate_recordset()
        seller = user or self._create_user("seller", "sales_team.group_sale_salesman")
        return automation.with_user(seller).notice

    def test_salespeople_read_which_statements_are_missing(self):
        self._let_statements_reach(5)

        notice = self._read_notice()

        self.assertIn(self.provider_of_transfers.name, notice)
        self.assertIn(self.bank_journal.name, notice)
        self.assertIn(format_date(self.env, self.today - relativedelta(days=5)), notice)

    def test_nothing_is_told_while_orders_expire(self):
        self._let_statements_reach(0)

        self.assertFalse(self._read_notice())

    def test_nothing_is_told_where_nothing_is_to_expire(self):
        self._let_statements_reach(5)
        self.provider_of_transfers.cancel_unpaid = False

        self.assertFalse(self._read_notice())

    def test_lines_to_match_are_told(self):
        self._create_line("Miete", date=self.today)

        self.assertIn("still to be matched", self._read_notice())

    def test_other_companies_read_nothing_of_it(self):
        company = self.setup_other_company()["company"]
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_salesman",
            company_id=company.id,
            company_ids=company.ids,
        )
        self._let_statements_reach(5)

        self.assertFalse(self._read_notice(stranger))

    def test_settings_tell_it_too(self):
        self._let_statements_reach(5)

        settings = self.world["res.config.settings"].create({})

        self.assertIn(self.bank_journal.name, settings.expiry_notice)

    def test_file_that_brings_nothing_tells_of_its_days(self):
        order = self._create_overdue_order()
        self._let_statements_reach(5)
        journal = self.bank_journal.sudo()

        journal._note_import(self.today - relativedelta(days=4))
        self.assertFalse(self._is_expiring(order))

        journal._note_import(self.today - relativedelta(days=3))
        self.assertTrue(self._is_expiring(order))

        journal._note_import(None)
        self.assertTrue(self._is_expiring(order))

    def test_lines_that_nobody_looked_at_keep_the_order(self):
        order = self._create_overdue_order()

        self._create_line("Miete", date=self.today)
        self.assertFalse(self._is_expiring(order))

        self._match()
        self.assertTrue(self._is_expiring(order))
