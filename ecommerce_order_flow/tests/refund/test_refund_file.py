import base64

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .sepa_common import CUSTOMERS_IBAN, OWN_IBAN, SepaCommon

SPACE = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}


@tagged("post_install", "-at_install")
class TestRefundFile(SepaCommon):
    """A bank is told once to transfer a refund."""

    def _read(self, file):
        """Return the texts of a path in the file."""
        root = etree.fromstring(base64.b64decode(file.content))
        return lambda path: [it.text for it in root.iterfind(f".//p:{path}", SPACE)]

    def _open(self, payments):
        wizard = self.env["ecommerce.refund.file.creation"]
        return Form(
            wizard.with_context(
                active_model="ecommerce.refund.payment", active_ids=payments.ids
            )
        )

    def test_what_the_bank_reads(self):
        payment = self._refund_by_hand()

        file = self._create_files(payment)

        read = self._read(file)
        self.assertEqual(read("DbtrAcct/p:Id/p:IBAN"), [OWN_IBAN])
        self.assertEqual(read("CdtrAcct/p:Id/p:IBAN"), [CUSTOMERS_IBAN])
        self.assertEqual(read("Cdtr/p:Nm"), ["Joerg Weiss"])
        self.assertEqual(read("InstdAmt"), ["50.00"])
        self.assertEqual(read("EndToEndId"), [payment.end_to_end])
        self.assertIn(payment.refund_id.name, read("Ustrd")[0])
        self.assertEqual(read("MsgId"), [file.message_ref])
        self.assertEqual((file.amount, file.transfer_count), (50.0, 1))
        self.assertEqual(payment.state, "to_transfer")

    def test_order_says_in_which_file_its_refund_is(self):
        payment = self._refund_by_hand()
        file = self._create_files(payment)

        self.assertEqual(payment.order_id.next_action_code, "transfer_refund")
        self.assertIn(file.name, payment.order_id.next_action)
        self.assertFalse(payment.qr_code)

    def test_second_file_has_nothing_of_the_first(self):
        first = self._refund_by_hand()
        file = self._create_files(first)
        second = self._refund_by_hand()

        with self.assertRaisesRegex(UserError, "in the file SEPA/"):
            self._create_files(first)
        other = self._create_files(first + second)

        self.assertEqual(other.payment_ids, second)
        self.assertEqual(file.payment_ids, first)

    def test_withdrawn_file_lets_its_payments_go(self):
        payment = self._refund_by_hand()
        file = self._create_files(payment)
        known_as = payment.end_to_end

        file.action_withdraw()
        other = self._create_files(payment)

        self.assertEqual(file.state, "withdrawn")
        self.assertEqual(other.payment_ids, payment)
        self.assertEqual(self._read(other)("EndToEndId"), [known_as])
        self.assertNotEqual(file.message_ref, other.message_ref)

    def test_file_is_withdrawn_once(self):
        payment = self._refund_by_hand()
        file = self._create_files(payment)
        file.action_withdraw()
        self._create_files(payment)

        with self.assertRaisesRegex(UserError, "nothing to withdraw"):
            file.action_withdraw()
        self.assertTrue(payment.file_id)

    def test_file_whose_transfers_were_made_is_not_withdrawn(self):
        payment = self._refund_by_hand()
        file = self._create_files(payment)
        self.env["ecommerce.refund.transfer"]._book(
            payment, "2026-11-30", self.euro_journal
        )

        self.assertTrue(file.is_answered)
        with self.assertRaisesRegex(UserError, "nothing to withdraw"):
            file.action_withdraw()

    def test_account_stays_what_the_bank_was_told(self):
        payment = self._refund_by_hand()
        other = self._create_account(payment.partner_id, "NL91ABNA0417164300")
        file = self._create_files(payment)

        with self.assertRaisesRegex(UserError, "withdraw the file"):
            payment.account_id = other
        file.action_withdraw()
        payment.account_id = other
        self.assertEqual(payment.account_id, other)

    def test_what_cannot_be_transferred_does_not_stop_the_others(self):
        good = self._refund_by_hand()
        bad = {
            "IBAN, or ask": self._refund_by_hand(self._create_customer("No account")),
            "not a valid IBAN": self._refund_by_hand(
                self._create_customer("Wrong account", "12345678")
            ),
            "outside the SEPA": self._refund_by_hand(
                self._create_customer("Far away", "TR330006100519786457841326")
            ),
            "need a BIC": self._refund_by_hand(
                self._create_customer("Zürich", "CH9300762011623852957")
            ),
            "letter": self._refund_by_hand(
                self._create_customer("\N{PARTY POPPER}", "NL91ABNA0417164300")
            ),
        }
        untrusted = self._create_customer("Nobody looked")
        self._create_account(untrusted, "FR1420041010050500013M02606", is_trusted=False)
        bad["has not been checked yet"] = self._refund_by_hand(untrusted)
        payments = good.union(*bad.values())

        form = self._open(payments)
        for words, payment in bad.items():
            [line] = [
                it
                for it in form.left_out.splitlines()
                if it.startswith(payment.refund_id.name)
            ]
            self.assertIn(words, line)
        self.assertEqual(form.transfer_count, 1)
        self.assertEqual(form.amount, 50.0)

        self.assertEqual(self._create_files(payments).payment_ids, good)

    def test_only_euros(self):
        order = self._create_order_paid_by_wire()
        self._create_account(order.partner_id)
        payment = self._request(order, quantity=1.0).payment_ids

        with self.assertRaisesRegex(UserError, "Only euros"):
            self._create_files(payment)

    def test_account_of_the_shop_is_missing(self):
        self.euro_journal.bank_account_id.bank_id = False
        payment = self._refund_by_hand()

        with self.assertRaisesRegex(UserError, "an IBAN and a BIC"):
            self._create_files(payment, journal_id=self.euro_journal.id)

    def test_account_in_another_currency(self):
        payment = self._refund_by_hand()

        with self.assertRaisesRegex(UserError, "kept in euros"):
            self._create_files(
                payment, journal_id=self.company_data["default_journal_bank"].id
            )

    def test_cents_of_many_transfers_add_up(self):
        payments = self.env["ecommerce.refund.payment"]
        for amount in (0.1, 0.2, 19.99):
            order = self._refund_by_hand().order_id
            payments |= self._hand_over(self._request(order, amount=amount).payment_ids)

        file = self._create_files(payments)

        self.assertEqual(self._read(file)("CtrlSum"), ["20.29", "20.29"])
        self.assertEqual(file.amount, 20.29)

    def test_each_company_has_its_own_file(self):
        payment = self._refund_by_hand()
        other = self._refund_by_hand()
        company = self._setup_other_company(other)

        files = self._create_files(payment + other)

        self.assertEqual(len(files), 2)
        self.assertEqual(files.company_id, self.world.company + company)

    def _setup_other_company(self, payment):
        """Make a refund another company's, which has an account, too."""
        company = self.world["res.company"].create({"name": "Second Shop"})
        self.staff.company_ids += company
        self.env = self.env(
            context={
                **self.env.context,
                "allowed_company_ids": (self.world.company + company).ids,
            }
        )
        self._create_euro_journal(company, "DE02120300000000202051")
        self.env.flush_all()
        for table, record in (
            ("sale_order", payment.order_id),
            ("ecommerce_refund", payment.refund_id),
            ("ecommerce_refund_payment", payment),
        ):
            self.env.cr.execute(
                f"UPDATE {table} SET company_id = %s WHERE id = %s",
                (company.id, record.id),
            )
        self.env.invalidate_all()
        return company

    # === RIGHTS === #

    def test_others_make_no_file(self):
        payment = self._refund_by_hand()
        seller = self._create_user("seller", "sales_team.group_sale_salesman_all_leads")

        with self.assertRaises(AccessError):
            self.env["ecommerce.refund.sepa"].with_user(seller)._create_files(
                payment.with_user(seller), "2026-11-30"
            )

    def test_others_withdraw_no_file(self):
        file = self._create_files(self._refund_by_hand())
        accountant = self._create_user("accountant", "account.group_account_invoice")

        self.assertEqual(file.with_user(accountant).transfer_count, 1)
        with self.assertRaises(AccessError):
            file.with_user(accountant).action_withdraw()
        self.assertEqual(file.state, "created")

    def test_nobody_writes_files(self):
        file = self._create_files(self._refund_by_hand())

        with self.assertRaises(AccessError):
            file.state = "withdrawn"

    def test_salespeople_see_their_own_files(self):
        file = self._create_files(self._refund_by_hand())
        seller = self._create_user(
            "seller",
            "sales_team.group_sale_salesman,ecommerce_order_flow.group_refund",
        )

        found = self.env["ecommerce.refund.file"].with_user(seller).search([])

        self.assertNotIn(file, found)
