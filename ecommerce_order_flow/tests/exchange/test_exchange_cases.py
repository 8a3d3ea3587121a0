from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .exchange_cases import read_cases
from .exchange_common import ExchangeCommon


@tagged("post_install", "-at_install")
class TestExchangeCases(ExchangeCommon):
    """What customers are told is what is booked, and the books close."""

    def test_cases(self):
        self._play_all(read_cases())

    def _play(self, row):
        self._arrange(self.policy).write(
            {
                "fee_percentage": row.percentage,
                "fee_amount": row.fee,
                "refund_at": "receipt"
                if row.returned == row.accepted
                else "inspection",
            }
        )
        order = self._prepare(row.order)
        case = self._swap(order, row.wanted, row.returned)
        if row.returned == row.accepted:
            told = case.estimated_amount - case.estimated_owed
            self.assertAlmostEqual(told, row.money, msg="told")
        self._receive(case)
        if row.returned != row.accepted:
            self._inspect(case, row.accepted)
        self._exchange(case)
        self._compare_booked(row, order, case)
        self._finish(row, order, case)
        self._compare_finished(row, order, case)

    # === THE ORDER === #

    def _prepare(self, words):
        self._arrange(self.partner).is_company = "consumer" not in words
        self._set_taxes(words)
        values = [self._prepare_line(words)]
        if "coupon" in words:
            values.append(
                {
                    "product_id": self.service.id,
                    "product_uom_qty": 1.0,
                    "price_unit": -words["coupon"],
                    "tax_ids": False,
                }
            )
        order = self._create_order(order_line=[Command.create(it) for it in values])
        self._fulfil(order, is_invoiced="uninvoiced" not in words)
        if "consumer" in words:
            self._deliver(order, days_ago=int(words["consumer"]))
        return order

    def _set_taxes(self, words):
        self.shirt_taxes = self.world["account.tax"]
        if rate := words.get("tax") or words.get("included"):
            self.shirt_taxes = self._create_tax(rate, "included" in words)
        self._arrange(self.template).taxes_id = self.shirt_taxes
        self._arrange(self.lamp).taxes_id = self._create_tax(10.0)

    def _prepare_line(self, words):
        return {
            "product_id": self.sizes["S"].id,
            "product_uom_qty": 2.0,
            "price_unit": 50.0,
            "discount": words.get("line", 0.0),
            "tax_ids": [Command.set(self.shirt_taxes.ids)],
        }

    # === WHAT FOLLOWS === #

    def _compare_booked(self, row, order, case):
        notes = case.refund_ids.sudo().credit_note_ids
        self.assertAlmostEqual(
            sum(notes.mapped("amount_total")), row.credited, msg="credited"
        )
        refunded = sum(case.refund_ids.mapped("amount"))
        self.assertAlmostEqual(refunded, max(row.money, 0.0), msg="refunded")
        self.assertAlmostEqual(order.amount_owed, max(-row.money, 0.0), msg="owed")
        self.assertEqual(case.state, "exchanging")
        self.assertNotEqual(order.flow_stage, "done")
        self.assertFalse(order.flow_issues)
        self.assertFalse(case.is_refund_due)

    def _finish(self, row, order, case):
        if row.money < 0:
            with self.assertRaisesRegex(UserError, "still has to pay"):
                self._ship(case)
            self._pay(order, -row.money)
        self._ship(case)
        if row.invoiced:
            self._arrange(self.website).write(
                {"invoice_business": "on_payment", "invoice_consumer": "on_payment"}
            )
            self._run_automation("create_invoice")
            self.env.invalidate_all()

    def _compare_finished(self, row, order, case):
        self.assertEqual(case.state, "settled")
        self.assertEqual(order.amount_owed, 0.0)
        self.assertFalse(order.flow_issues)
        self.assertEqual(order.return_status, "settled")
        if row.invoiced is None:
            return
        self.assertEqual(order.flow_stage, "done", order.next_action)
        lines = order.sudo().order_line.filtered("exchange_line_id").invoice_lines
        self.assertAlmostEqual(
            sum(lines.mapped("price_total")), row.invoiced, msg="invoiced"
        )
        self.assertAlmostEqual(self._get_receivable(order), 0.0, msg="receivable")
