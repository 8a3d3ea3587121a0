from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .finding_cases import read_cases
from .returns_common import ReturnsCommon


@tagged("post_install", "-at_install")
class TestReturnInspection(ReturnsCommon):
    """What is refunded, and where the products go, follows from their condition."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.is_company = True
        cls.policy.write(
            {"days": 0, "refund_at": "inspection", "is_refunded_automatically": True}
        )
        cls.wrong = cls.env.ref("ecommerce_order_flow.ecommerce_return_reason_wrong")

    # === THE TABLE === #

    def test_cases(self):
        self._play_all(read_cases())

    def _play(self, row):
        self._arrange(self.policy).write(
            {"fee_percentage": row.percentage, "refund_at": row.refund_at}
        )
        order = self._create_shipped_order()
        before = self._count_stock()
        reason = {"reason": str(self.wrong.id)} if row.has_reason else {}
        case = self._ask(order, 2.0, **reason)
        self._receive(case)
        for parts in row.inspections:
            self._record(case, parts)
            self._settle()
        self.assertEqual(case.refund_ids.sorted("id").mapped("amount"), row.refunds)
        self.assertEqual(case.state, row.state)
        after = self._count_stock()
        changes = [now - then for now, then in zip(after, before, strict=True)]
        self.assertEqual(changes, row.stock)
        if row.state == "settled":
            self.assertEqual(order.amount_owed, 0.0)
            self.assertEqual(order.flow_stage, "done")
            self.assertEqual(order.return_status, "settled")

    def _record(self, case, parts):
        if not parts:
            return
        inspection = self._open_inspection(case)
        inspection.line_ids.unlink()
        for part in parts:
            line = inspection.line_ids.create(
                {
                    "inspection_id": inspection.id,
                    "return_line_id": case.line_ids.id,
                    "quantity": part.quantity,
                    "condition": part.condition,
                }
            )
            if part.destination:
                line.destination = part.destination
        inspection.action_inspect()
        losses = {it.condition: it.loss for it in parts if it.loss is not None}
        self._decide(case, losses)

    def _settle(self):
        self.env.flush_all()
        self._run_automation("settle_return")
        self._send()
        self.env.invalidate_all()

    def _count_stock(self):
        """Return the lanterns in the warehouse's stock, and in its quarantine."""
        goods = self._arrange(self.goods)
        quarantine = self._arrange(self.warehouse).quarantine_location_id
        return [
            goods.with_context(location=self.warehouse.lot_stock_id.id).qty_available,
            goods.with_context(location=quarantine.id).qty_available
            if quarantine
            else 0.0,
        ]

    def _open_inspection(self, case, user=None):
        wizard = self.env["ecommerce.return.inspection"].with_user(user or self.staff)
        return wizard.create({"return_id": case.id})

    # === DECISIONS ABOUT THE VALUE === #

    def _get_damaged(self, quantity=1.0):
        case = self._ask(self._create_shipped_order(), quantity)
        self._receive(case)
        self._inspect_as(case, "damaged")
        return case

    def _inspect_as(self, case, condition, user=None, **values):
        inspection = self._open_inspection(case, user)
        inspection.line_ids.write({"condition": condition, **values})
        inspection.action_inspect()

    def test_damage_waits_for_a_decision(self):
        case = self._get_damaged()
        order = self._arrange(case.order_id)

        self.assertTrue(case.needs_valuation)
        self.assertFalse(case.is_refund_due)
        self.assertEqual(order.next_action_code, "value_return")
        self.assertIn(case.name, order.next_action)

        self._decide(case, {"damaged": 30.0})

        self.assertFalse(case.needs_valuation)
        self.assertTrue(case.is_refund_due)

    def test_customer_reads_the_loss_and_its_reason(self):
        case = self._get_damaged()
        self._decide(case, {"damaged": 30.0}, reason="The shade is scratched.")
        self.env.flush_all()
        self._run_automation("send_return_mail")
        self.env.invalidate_all()

        mails = case.sudo().flow_notification_ids
        mail = mails.filtered(lambda it: it.kind == "return_valued")
        body = str(mail.message_id.body)
        self.assertIn("30% of the price", body)
        self.assertIn("The shade is scratched.", body)
        self.assertFalse(case.is_to_tell)
        (loss,) = self.env["ecommerce.return.notifier"]._get_losses(case)
        self.assertIn("The shade is scratched.", loss)

    def test_customer_reads_a_second_decision_too(self):
        case = self._get_damaged()
        for percentage in (30.0, 10.0):
            self._decide(case, {"damaged": percentage})
            self.env.flush_all()
            self._run_automation("send_return_mail")
            self.env.invalidate_all()

        mails = case.sudo().flow_notification_ids
        kinds = mails.mapped("kind")
        self.assertEqual(kinds.count("return_valued"), 2)

    def test_nothing_lost_is_not_worth_an_email(self):
        case = self._get_damaged()
        self._decide(case, {"damaged": 0.0})

        self.assertFalse(case.is_loss_to_tell)

    def test_no_loss_without_a_reason_and_none_beyond_the_price(self):
        case = self._get_damaged()

        for percentage, reason in ((30.0, " "), (101.0, "Broken"), (-1.0, "Broken")):
            with self.subTest(percentage), self.assertRaises(UserError):
                self._decide(case, {"damaged": percentage}, reason=reason)
        self.assertTrue(case.needs_valuation)

    def test_what_is_refunded_loses_no_value_anymore(self):
        case = self._get_damaged()
        self._decide(case, {"damaged": 0.0})
        self._settle()
        finding = case.line_ids.finding_ids
        self.assertFalse(finding._can_be_valued())

        with self.assertRaisesRegex(UserError, "already refunded"):
            self.env["ecommerce.return.inspector"].sudo()._value(
                case.sudo(), {finding.id: (30.0, "Broken")}
            )

    def test_part_of_the_price_needs_an_invoice(self):
        order = self._create_order()
        self._pay(order)
        self._do_transfer(order)
        case = self._ask(order)
        self._receive(case)
        self._inspect_as(case, "damaged")

        with self.assertRaisesRegex(UserError, "not invoiced"):
            self._decide(case, {"damaged": 30.0})
        self._decide(case, {"damaged": 100.0})
        self.assertEqual(case.state, "settled")

    def test_warehouse_inspects_but_does_not_decide_about_money(self):
        worker = self._create_user("worker", "stock.group_stock_user")
        case = self._ask(self._create_shipped_order())
        self._receive(case)

        self._inspect_as(case, "damaged", user=worker)

        self.assertTrue(case.needs_valuation)
        with self.assertRaises(AccessError):
            self._decide(case, {"damaged": 0.0}, user=worker)
        finding = case.line_ids.finding_ids.with_user(worker)
        with self.assertRaises(AccessError):
            finding.write({"is_decided": True})
        with self.assertRaises(AccessError):
            finding.read(["lost_value"])

    # === WHAT IS REFUSED === #

    def test_no_more_is_inspected_than_came(self):
        case = self._ask(self._create_shipped_order())
        self._receive(case)

        for quantity in (2.0, -1.0):
            with self.subTest(quantity), self.assertRaises(UserError):
                self._inspect_as(case, "accepted", quantity=quantity)

    def test_nothing_is_inspected_twice(self):
        case = self._ask(self._create_shipped_order())
        self._receive(case)
        late = self._open_inspection(case)
        self._inspect_as(case, "accepted")

        with self.assertRaises(UserError):
            late.action_inspect()
        self.assertEqual(case.line_ids.inspected_quantity, 1.0)

    def test_lines_of_other_returns_are_refused(self):
        case, other = (self._ask(self._create_shipped_order()) for _ in range(2))
        self._receive(case)
        self._receive(other)
        inspection = self._open_inspection(case)
        inspection.line_ids.return_line_id = other.line_ids

        with self.assertRaisesRegex(UserError, "not a line"):
            inspection.action_inspect()

    def test_form_proposes_everything_as_expected(self):
        case = self._ask(self._create_shipped_order(), 2.0)
        self._receive(case)
        wizard = self.env["ecommerce.return.inspection"].with_context(active_id=case.id)

        with Form(wizard.with_user(self.staff)) as form, form.line_ids.edit(0) as line:
            self.assertEqual(line.return_line_id.display_name, self.goods.display_name)
            self.assertEqual(line.quantity, 2.0)
            self.assertEqual(line.destination, "restock")
            line.condition = "damaged"
            self.assertEqual(line.destination, "quarantine")
