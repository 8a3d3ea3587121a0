import base64

from odoo.fields import Command
from odoo.tests import tagged

from .mock_bank import SHOPS_BIC, SHOPS_IBAN, MockBank, is_bank_there
from .sepa_common import OWN_BIC, OWN_IBAN, SepaCommon

MONDAY = "2026-11-02"
# The customers' accounts.
HERE, ELSEWHERE = "NL91ABNA0417164300", "DE89370400440532013000"


@tagged("post_install", "-at_install")
class TestRefundMockBank(SepaCommon):
    """An independent bank takes our file, and we understand what it writes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world["website"].search([]).automations_since = "2026-01-01"
        cls.accountant = cls._create_user("accountant", "account.group_account_invoice")

    def setUp(self):
        super().setUp()
        if not is_bank_there():
            self.skipTest("mock-bank isn't installed")
        self.bank = MockBank(MONDAY)
        self.addCleanup(self.bank.close)

    def _send_file(self, payments):
        """Have staff make a file, and the bank take it."""
        file = payments.file_id or self._create_files(payments, execution_on=MONDAY)
        return self.bank.pay(base64.b64decode(file.content))

    def _import(self, *statements):
        """Have an accountant import statements, and the automations do the rest."""
        wizards = self.env["ecommerce.bank.import"].with_user(self.accountant)
        attachments = self.env["ir.attachment"].with_user(self.accountant)
        for content in statements:
            attachment = attachments.create(
                {"name": "camt.xml", "datas": base64.b64encode(content)}
            )
            wizard = wizards.create({"attachment_ids": [Command.set(attachment.ids)]})
            wizard.action_preview()
            wizard.action_import()
        for code in ("match_bank_line", "book_bank_money"):
            self._run_automation(code)
        self.env.invalidate_all()

    def _find_lines(self):
        return self.world["account.bank.statement.line"].search(
            [("journal_id", "=", self.euro_journal.id)]
        )

    def test_it_is_the_same_account(self):
        self.assertEqual((OWN_IBAN, OWN_BIC), (SHOPS_IBAN, SHOPS_BIC))

    def test_statement_closes_the_refunds(self):
        payments = self._refund_by_hand(self._create_customer("Ann", HERE))
        payments += self._refund_by_hand(
            self._create_customer("Jörg Weiß", ELSEWHERE), quantity=2.0
        )

        answer = self._send_file(payments)
        self.assertEqual((answer["status"], answer["findings"]), ("ACCP", []))
        self.assertEqual([it["amount"] for it in answer["payments"]], [5000, 10000])
        self._import(*self.bank.get_statements(1))

        self.assertEqual(payments.mapped("state"), ["done", "done"])
        self.assertEqual(payments.order_id.mapped("amount_refunded"), [50.0, 100.0])
        lines = self._find_lines()
        self.assertEqual(sorted(lines.mapped("amount")), [-100.0, -50.0])
        self.assertTrue(all(lines.mapped("is_reconciled")))

    def test_returned_transfer_reopens_the_refund_alone(self):
        returned = self._refund_by_hand(self._create_customer("Ann", HERE))
        other = self._refund_by_hand(self._create_customer("Jörg Weiß", ELSEWHERE))

        self._create_files(returned + other, execution_on=MONDAY)
        self.bank.send_back(returned.end_to_end, 2, "AC04")

        self.assertEqual(self._send_file(returned + other)["status"], "ACCP")
        self._import(*self.bank.get_statements(1))
        self.assertEqual(returned.state, "done")
        self._import(*self.bank.get_statements(3))

        self.assertEqual(returned.state, "failed")
        self.assertIn("AC04", returned.failure)
        self.assertFalse(returned.account_id.allow_out_payment)
        self.assertEqual(returned.order_id.next_action_code, "decide_refund")
        self.assertEqual(returned.order_id.amount_refunded, 0.0)
        self.assertEqual(other.state, "done")
        self.assertTrue(all(self._find_lines().mapped("is_reconciled")))

    def test_statements_are_imported_twice(self):
        payment = self._refund_by_hand(self._create_customer("Ann", HERE))
        self._create_files(payment, execution_on=MONDAY)
        self.bank.send_back(payment.end_to_end, 1, "MD07")
        self._send_file(payment)
        statements = self.bank.get_statements(3)

        self._import(*statements)
        self._import(*statements)

        self.assertEqual(payment.state, "failed")
        self.assertEqual(sorted(self._find_lines().mapped("amount")), [-50.0, 50.0])
        self.assertEqual(self._get_receivable(payment.order_id), -50.0)

    def test_same_file_twice_is_refused_by_the_bank(self):
        payment = self._refund_by_hand(self._create_customer("Ann", HERE))
        self._send_file(payment)

        again = self.bank.pay(base64.b64decode(payment.file_id.content))

        self.assertEqual(again["status"], "RJCT")
        self.assertEqual(again["reason"], "DUPL")
