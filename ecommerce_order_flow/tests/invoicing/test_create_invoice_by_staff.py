from unittest.mock import patch

from odoo.exceptions import AccessError, LockError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .invoicing_common import InvoicingCommon


@tagged("post_install", "-at_install")
class TestCreateInvoiceByStaff(InvoicingCommon):
    """People create and send invoices of many orders at once."""

    def test_bulk_action_has_a_result_for_each_order(self):
        paid_order = self._create_paid_order()
        cart = self._create_order()
        invoiced_order = self._create_confirmed_order()
        self._invoice(invoiced_order)
        orders = paid_order + cart + invoiced_order

        action = orders.action_create_and_send_invoices()

        run = self.env["ecommerce.bulk.run"].browse(action["res_id"])
        self.assertEqual(run.line_ids.mapped("result"), ["done", "skipped", "skipped"])
        self.assertIn(cart.name, run.line_ids[1].reason)
        self.assertIn(invoiced_order.invoice_ids.name, run.line_ids[2].reason)
        self.assertEqual(
            run.line_ids.mapped("move_id"),
            paid_order.invoice_ids + invoiced_order.invoice_ids,
        )

    def test_result_opens_its_order(self):
        order = self._create_paid_order()

        order.action_create_and_send_invoices()

        run = self.env["ecommerce.bulk.run"].search([], limit=1)
        self.assertEqual(run.line_ids.action_open()["res_id"], order.id)

    def test_failing_order_of_the_bulk_action_leaves_nothing_half_done(self):
        order = self._create_paid_order()

        with patch.object(
            self.registry["account.move"], "_post", side_effect=UserError("Locked")
        ):
            order.action_create_and_send_invoices()

        self.assertFalse(order.invoice_ids)

    def test_order_that_somebody_works_on_is_told_to_be_busy(self):
        order = self._create_paid_order()

        with patch.object(
            self.registry["sale.order"], "lock_for_update", side_effect=LockError("")
        ):
            action = order.action_create_and_send_invoices()

        run = self.env["ecommerce.bulk.run"].browse(action["res_id"])
        self.assertIn(
            f"{order.name} is being processed by another user", run.line_ids.reason
        )

    def test_draft_invoice_is_left_to_people(self):
        order = self._create_paid_order()
        order._create_invoices()

        with self.assertRaisesRegex(UserError, "has a draft invoice"):
            order.env["ecommerce.invoice.creation"]._get_or_create_invoice(order)

    def test_salespeople_cannot_post_invoices(self):
        user = self._create_user(
            "salesperson", "sales_team.group_sale_salesman_all_leads"
        )
        order = self._create_paid_order()

        with self.assertRaises(AccessError):
            order.with_user(user).action_create_and_send_invoices()

    def test_order_without_lines_has_nothing_to_invoice(self):
        order = self._create_order(order_line=[Command.clear()])
        self._arrange(order).action_confirm()

        with self.assertRaises(UserError):
            order.env["ecommerce.invoice.creation"]._get_or_create_invoice(order)
