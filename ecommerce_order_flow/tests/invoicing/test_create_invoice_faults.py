from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from .invoicing_common import InvoicingCommon


@tagged("post_install", "-at_install")
class TestCreateInvoiceFaults(InvoicingCommon):
    """What fails leaves the order as it was."""

    def test_invoice_that_cannot_be_posted_is_a_failure_not_a_lost_order(self):
        self._set_rules(consumer="on_payment")
        order = self._create_paid_order()
        with patch.object(
            self.registry["account.move"], "_post", side_effect=UserError("Locked")
        ):
            self._create_invoices()
        failure = self._find_failure("create_invoice", order)
        self.assertEqual((order.state, failure.reason), ("sale", "Locked"))
        self.assertTrue(order.picking_ids)
        self.assertFalse(order.invoice_ids)

        failure.sudo().next_attempt = False
        self._create_invoices()

        self.assertEqual(order.invoice_ids.state, "posted")
        self.assertFalse(failure.exists())

    def test_missing_journal_is_a_failure(self):
        self._set_rules(consumer="on_payment")
        order = self._create_paid_order()
        journals = self.world["account.journal"].search([("type", "=", "sale")])
        journals.active = False

        self._create_invoices()

        self.assertIn("ournal", self._find_failure("create_invoice", order).reason)
