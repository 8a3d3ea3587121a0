from unittest import SkipTest
from unittest.mock import patch

from odoo.tests import tagged

from .work_list_common import WorkListCommon


@tagged("post_install", "-at_install")
class TestTextMessages(WorkListCommon):
    """Odoo's text messages about shipments, with the optional app stock_sms."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "stock_text_confirmation" not in cls.env["res.company"]._fields:
            raise SkipTest("Text messages need the optional app stock_sms.")
        cls.partner.phone = "+49 30 901820"
        cls.env.company.write(
            {
                "stock_text_confirmation": True,
                "has_received_warning_stock_sms": True,
            }
        )

    def _ship(self):
        """Ship a parcel in bulk as outside of tests, where Odoo sends none."""
        transfer = self._create_paid_order().picking_ids
        with patch("odoo.modules.module.current_test", None):
            run = self._run("ship", transfer)
        self.assertEqual(run.line_ids.result, "done", run.line_ids.reason)
        return transfer

    def _find_messages(self):
        return self.world["sms.sms"].search([("partner_id", "=", self.partner.id)])

    def test_bulk_shipping_sends_them(self):
        self._ship()

        self.assertEqual(len(self._find_messages()), 1)

    def test_they_wait_for_the_transaction(self):
        self._ship()

        self.assertEqual(self._find_messages().state, "outgoing")

    def test_companies_that_switched_them_off_send_none(self):
        self.env.company.sudo().stock_text_confirmation = False

        self._ship()

        self.assertFalse(self._find_messages())

    def test_nobody_pays_for_them_before_being_asked(self):
        self.env.company.sudo().has_received_warning_stock_sms = False

        transfer = self._ship()

        self.assertEqual(transfer.state, "done")
        self.assertFalse(self._find_messages())
