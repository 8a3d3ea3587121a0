from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .exchange_common import ExchangeCommon


@tagged("post_install", "-at_install")
class TestExchange(ExchangeCommon):
    """A replacement is reserved once, delivered once, and held while money is owed."""

    def setUp(self):
        super().setUp()
        self.order = self._create_shirts()

    def test_dearer_is_held_until_it_is_paid(self):
        case = self._swap(self.order, "L")
        self._receive(case)
        self.assertEqual(self.order.next_action_code, "exchange_return")

        self._exchange(case)

        self.assertEqual(self.order.amount_owed, 10.0)
        self.assertEqual(case.state, "exchanging")
        self.assertEqual(self.order.next_action_code, "wait_for_difference")
        parcel = self._get_parcel(case)
        self.assertEqual(parcel.state, "assigned")
        self.assertEqual(parcel.shipping_blocker, "payment")
        with self.assertRaisesRegex(UserError, "still has to pay"):
            self._ship(case)

        self._pay(self.order, 10.0)
        self.env.invalidate_all()

        self.assertFalse(parcel.shipping_blocker)
        self._ship(case)
        self.assertEqual(case.state, "settled")
        self.assertEqual(self._get_free("L"), 19.0)

    def test_same_product_needs_no_document_and_no_right_to_refund(self):
        seller = self._create_user("seller", "sales_team.group_sale_salesman_all_leads")
        case = self._swap(self.order, "S")
        self._receive(case)

        self._exchange(case, seller)

        self.assertFalse(case.refund_ids)
        self.assertEqual(len(self.order.order_line), 1)
        self._ship(case)
        self.assertEqual(case.state, "settled")
        self.assertEqual(self.order.flow_stage, "done")
        self.assertEqual(self._get_quantity(self.order), 2.0)

    def test_nobody_owes_money_while_the_same_product_is_due(self):
        case = self._swap(self.order, "S")
        self._receive(case)
        self.env.invalidate_all()

        self.assertEqual(self.order.amount_owed, 0.0)
        self.assertEqual(self.order.return_status, "received")
        self.assertNotEqual(self.order.flow_stage, "done")

        case.action_refund_instead()
        self.env.invalidate_all()
        self.assertEqual(self.order.amount_owed, -50.0)

    def test_credit_needs_the_right_to_refund(self):
        seller = self._create_user("seller", "sales_team.group_sale_salesman_all_leads")
        case = self._swap(self.order, "M")
        self._receive(case)

        with self.assertRaises(AccessError):
            self._exchange(case, seller)
        self.env.invalidate_all()
        self.assertFalse(self._get_parcel(case))
        self.assertEqual(len(self.order.order_line), 1)
        self.assertEqual(self._get_free("M"), 19.0)

    def test_other_parcels_of_the_order_are_not_held(self):
        order = self._create_order(self.sizes["S"], 3.0)
        self._pay(order)
        self._do_transfer(order, 2.0)
        case = self._swap(order, "L")
        self._receive(case)
        self._exchange(case)
        others = self._arrange(order).picking_ids.filtered(
            lambda it: it.state == "assigned" and it not in self._get_parcel(case)
        )
        self.assertEqual(others.move_ids.product_id, self.sizes["S"])
        self.assertFalse(others.shipping_blocker)
        self.assertTrue(self._get_parcel(case).shipping_blocker)

    def test_exchanged_twice_is_exchanged_once(self):
        case = self._swap(self.order, "M")
        self._receive(case)
        self._exchange(case)

        with self.assertRaisesRegex(UserError, "nothing to exchange"):
            self._exchange(case)
        self.assertEqual(len(self.order.order_line), 2)

    def test_nothing_is_sent_before_it_came(self):
        case = self._swap(self.order, "M")

        with self.assertRaisesRegex(UserError, "nothing to exchange"):
            self._exchange(case)
        self.assertFalse(self._get_parcel(case))

    def test_automation_exchanges_what_came_once(self):
        self.policy.is_refunded_automatically = True
        case = self._swap(self.order, "XS")
        self.env.flush_all()
        self._run_automation("settle_return")
        self.assertFalse(self._get_parcel(case))

        self._receive(case)
        for _again in range(2):
            self._run_automation("settle_return")
            self.env.invalidate_all()
        self._send()

        self.assertEqual(self.order.amount_refunded, 10.0)
        self.assertEqual(len(self.order.order_line), 2)
        self.assertEqual(len(self._get_parcel(case)), 1)

    def test_exchange_at_the_approval_leaves_before_the_return_comes(self):
        self.policy.write({"refund_at": "approval", "is_refunded_automatically": True})
        case = self._swap(self.order, "L")
        self.env.flush_all()
        self._run_automation("settle_return")
        self.env.invalidate_all()
        self.assertEqual(self.order.amount_owed, 10.0)
        with self.assertRaisesRegex(UserError, "already"):
            case.action_cancel()

        self._pay(self.order, 10.0)
        self._ship(case)
        self._receive(case)

        self.assertEqual(case.state, "settled")
        self.assertEqual(self.order.amount_owed, 0.0)
        self.assertFalse(self.order.flow_issues)

    def test_parts_come_one_after_the_other(self):
        case = self._swap(self.order, "L", 2.0)
        self._receive(case, 1.0)
        self._exchange(case)
        self.assertEqual(self.order.amount_owed, 10.0)
        self.assertEqual(self._get_free("L"), 18.0)

        self._receive(case)
        self._exchange(case)

        self.assertEqual(self.order.amount_owed, 20.0)
        self.assertEqual(case.line_ids.replaced_quantity, 2.0)
        self.assertEqual(self._get_free("L"), 18.0)

    def test_two_exchanges_of_a_line(self):
        for name in ("M", "L"):
            case = self._swap(self.order, name)
            self._receive(case)
            self._exchange(case)

        self.assertEqual(self.order.amount_owed, 10.0)
        self.assertEqual(self._get_quantity(self.order), 0.0)

    def test_replacement_can_be_returned(self):
        case = self._swap(self.order, "M", 2.0)
        self._receive(case)
        self._exchange(case)
        self._ship(case)
        replacement = self.order.order_line[-1:]
        self.assertEqual(
            [(it.line, it.quantity) for it in self._get_offers(self.order)],
            [(replacement.sudo(), 2.0)],
        )
        form = {f"quantity_{replacement.id}": "2"}
        again = self._ask(self.order, 0.0, **form)
        self._receive(again)
        again.action_refund()
        self._send()
        self.env.invalidate_all()

        self.assertEqual(self.order.amount_refunded, 100.0)
        self.assertEqual(self.order.amount_owed, 0.0)
        self.assertFalse(self.order.flow_issues)

    def test_archived_product_that_was_promised_is_delivered(self):
        case = self._swap(self.order, "M")
        self._arrange(self.sizes["M"]).active = False
        self._receive(case)

        self._exchange(case)

        self.assertEqual(self._get_parcel(case).state, "assigned")

    def test_order_with_a_heading(self):
        self._arrange(self.order).order_line.create(
            {
                "order_id": self.order.id,
                "display_type": "line_section",
                "name": "Shirts",
            }
        )
        case = self._swap(self.order, "L")

        self.assertEqual(case.estimated_owed, 10.0)

    def test_promised_price_holds(self):
        case = self._swap(self.order, "L")
        self._arrange(self.template).list_price = 500.0
        self._receive(case)

        self._exchange(case)

        self.assertEqual(self.order.amount_owed, 10.0)

    def test_locked_order_gets_its_replacement(self):
        self._arrange(self.order).action_lock()
        case = self._swap(self.order, "M")
        self._receive(case)

        self._exchange(case)

        self.assertEqual(self._get_parcel(case).state, "assigned")

    def test_delivery_in_three_steps(self):
        self._set_delivery_steps("pick_pack_ship")
        order = self._create_order(self.sizes["S"])
        self._pay(order)
        for _step in range(3):
            self._do_transfer(order)
        self._invoice(order)
        case = self._swap(order, "M")
        self._receive(case)
        self._exchange(case)
        for _step in range(3):
            self.assertEqual(case.state, "exchanging")
            self._do_transfer(order)
            self.env.invalidate_all()

        self.assertEqual(case.state, "settled")

    def test_foreign_currency(self):
        currency = self._get_foreign_currency()
        pricelist = self.world["product.pricelist"].create(
            {"name": "Abroad", "currency_id": currency.id}
        )
        order = self._create_shirts(pricelist_id=pricelist.id)
        self.assertEqual(order.currency_id, currency)

        case = self._swap(order, "L")

        self.assertEqual(case.estimated_owed, 20.0)  # two of it are worth one
        self._receive(case)
        self._exchange(case)
        self.assertEqual(order.amount_owed, 20.0)

    def test_what_the_customer_entered_is_kept(self):
        own = self._add_engraving()
        order = self._create_order(self.sizes["S"], 1.0)
        self._arrange(order).order_line.write(
            {
                "product_no_variant_attribute_value_ids": [Command.set(own.ids)],
                "product_custom_attribute_value_ids": [
                    Command.create(
                        {
                            "custom_product_template_attribute_value_id": own.id,
                            "custom_value": "Anna",
                        }
                    )
                ],
            }
        )
        case = self._swap(self._fulfil(order), "M")
        self._receive(case)

        self._exchange(case)

        line = order.order_line[1]
        self.assertEqual(
            line.product_custom_attribute_value_ids.mapped("custom_value"), ["Anna"]
        )
        self.assertIn("Anna", line.name)

    def _add_engraving(self):
        """Let customers enter a text for the shirts; return its value of them."""
        attribute = self.world["product.attribute"].create(
            {
                "name": "Engraving",
                "create_variant": "no_variant",
                "value_ids": [Command.create({"name": "Text", "is_custom": True})],
            }
        )
        self.template.attribute_line_ids = [
            Command.create(
                {
                    "attribute_id": attribute.id,
                    "value_ids": [Command.set(attribute.value_ids.ids)],
                }
            )
        ]
        lines = self.template.attribute_line_ids
        return lines[-1].product_template_value_ids

    def test_replacement_of_what_was_invoiced_is_invoiced_on_request_too(self):
        rules = {"invoice_business": "on_request", "invoice_consumer": "on_request"}
        self.website.write(rules)
        case = self._swap(self.order, "M")
        self._receive(case)
        self._exchange(case)
        self._ship(case)
        self.assertEqual(self.order.next_action_code, "invoice")

        self._run_automation("create_invoice")
        self._match(self.order)
        self.env.invalidate_all()

        invoiced = self._arrange(self.order).invoice_ids.mapped("amount_residual")
        self.assertEqual(invoiced, [0.0] * 3)
        self.assertEqual(self.order.flow_stage, "done")

    def test_nothing_is_invoiced_before_the_request(self):
        self.website.invoice_business = "on_request"
        order = self._create_shirts(is_invoiced=False)
        case = self._swap(order, "M")
        self._receive(case)
        self._exchange(case)
        self._ship(case)

        self.assertFalse(order.is_invoice_due)
        self.assertEqual(order.flow_stage, "done")
