import json

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .return_desk_common import ReturnDeskCommon


@tagged("post_install", "-at_install")
class TestReturnDesk(ReturnDeskCommon):
    """The warehouse receives and inspects parcels on one screen, without any amount."""

    # === FINDING === #

    def test_number_of_the_slip_finds_the_return(self):
        case = self._ask(self.order)

        parcel = self._find(f" {case.name.lower()} ")

        self.assertEqual((parcel["model"], parcel["id"]), ("ecommerce.return", case.id))
        self.assertEqual(parcel["customer"], self.partner.name)
        self.assertEqual(self._get_rows(parcel), [(1.0, 2.0)])

    def test_order_and_tracking_number_find_the_return(self):
        self._arrange(self.order).picking_ids.carrier_tracking_ref = "JJD0099"
        case = self._ask(self.order)
        self._arrange(case).transfer_ids.carrier_tracking_ref = "00340434"

        for code in (self.order.name, "00340434", "JJD0099"):
            self.assertEqual(self._find(code)["name"], case.name)

    def test_order_without_a_return_is_found_by_all_it_has(self):
        self._arrange(self.order).picking_ids.carrier_tracking_ref = "JJD0099"

        for code in (self.order.name, "JJD0099", "jane@example.com"):
            parcel = self._find(code)
            self.assertEqual(parcel["name"], self.order.name)
            self.assertEqual(self._get_rows(parcel), [(0.0, 2.0)])

    def test_several_orders_of_a_customer_are_a_choice(self):
        orders = self.order | self._create_shipped_order()

        choices = self.desk.find(self.partner.name)["choices"]

        self.assertEqual({it["id"] for it in choices}, set(orders.ids))
        chosen = self.desk.open_parcel("sale.order", choices[0]["id"])["parcel"]
        self.assertEqual(chosen["name"], choices[0]["name"])

    def test_nothing_found_says_what_to_do(self):
        for code in ("S99999", "%%%", "___", "S99\x00999"):
            self.assertIn("ask a salesperson", self.desk.find(code)["message"])
        for code in ("", "S", None):
            self.assertIn("three characters", self.desk.find(code)["message"])

    def test_declined_return_that_comes_all_the_same(self):
        case = self._ask(self.order)
        case.with_user(self.world.user).action_cancel()

        parcel = self._find(case.name)

        self.assertEqual(parcel["model"], "sale.order")
        self._receive_as(parcel, (1.0, "accepted"))
        new = self.order.sudo().return_ids - case.sudo()
        self.assertEqual(new.state, "inspected")

    def test_orders_that_nobody_returns_are_not_found(self):
        self._arrange(self.website).customer_can_return = False

        self.assertIn("message", self.desk.find(self.order.name))

    def test_nothing_of_other_companies(self):
        case = self._ask(self.order)
        company = self.world["res.company"].create({"name": "Other"})
        stranger = self._create_user(
            "stranger",
            "stock.group_stock_user",
            company_id=company.id,
            company_ids=company.ids,
        )
        desk = self.desk.with_user(stranger)

        self.assertIn("message", desk.find(case.name))
        self.assertIn("message", desk.find(self.partner.name))
        for model, record in (("ecommerce.return", case), ("sale.order", self.order)):
            with self.assertRaises(UserError):
                desk.open_parcel(model, record.id)
            with self.assertRaises(UserError):
                desk.receive(model, record.id, [])

    def test_only_for_the_warehouse(self):
        seller = self._create_user("seller", "sales_team.group_sale_manager")
        desk = self.desk.with_user(seller)

        for act in (
            lambda: desk.find(self.order.name),
            lambda: desk.open_parcel("sale.order", self.order.id),
            lambda: desk.receive("sale.order", self.order.id, []),
        ):
            with self.assertRaises(AccessError):
                act()

    def test_no_amount_gets_to_the_screen(self):
        self._arrange(self.order).order_line.price_unit = 987.65
        case = self._ask(self.order)

        for found in (self.desk.find(case.name), self.desk.find(self.order.name)):
            text = json.dumps(found)
            self.assertNotIn("987", text)
            self.assertNotIn("price", text)
            self.assertNotIn("amount", text)

    # === RECEIVING === #

    def test_received_and_inspected_at_once(self):
        case = self._ask(self.order, 2.0)

        result = self._receive_as(
            self._find(case.name),
            (1.0, "accepted"),
            (1.0, "damaged", {"destination": "scrap"}),
            note="Box torn",
        )

        self.assertEqual(result["names"], [case.name])
        self.assertFalse(result["waits"])
        self.assertEqual(
            [(it["destination"], it["quantity"]) for it in result["todo"]],
            [("Restock", 1.0), ("Scrap", 1.0)],
        )
        self.assertEqual(case.state, "inspected")
        self.assertEqual(case.line_ids.received_quantity, 2.0)
        self.assertTrue(case.needs_valuation)
        self.assertEqual(case.inspection_note, "Box torn")

    def test_what_is_not_entered_is_still_expected(self):
        case = self._ask(self.order, 2.0)

        self._receive_as(self._find(case.name), (1.0, "accepted"))

        self.assertEqual(case.state, "on_the_way")
        self.assertEqual(case.line_ids.received_quantity, 1.0)
        parcel = self._find(case.name)
        self.assertEqual(self._get_rows(parcel), [(1.0, 1.0)])
        self._receive_as(parcel, (1.0, "accepted"))
        self.assertEqual(case.state, "inspected")

    def test_missing_products_are_not_received_and_no_longer_expected(self):
        case = self._ask(self.order, 2.0)

        self._receive_as(self._find(case.name), (1.0, "accepted"), (1.0, "missing"))

        line = case.line_ids
        self.assertEqual(line.received_quantity, 1.0)
        self.assertEqual(line.absent_quantity, 1.0)
        self.assertEqual(line.accepted_quantity, 1.0)
        self.assertEqual(case.state, "inspected")
        self.assertTrue(case.is_loss_to_tell)

    def test_empty_parcel(self):
        case = self._ask(self.order, 2.0)

        self._receive_as(self._find(case.name), (2.0, "missing"))

        self.assertEqual(case.state, "settled")
        self.assertEqual(case.line_ids.received_quantity, 0.0)
        self.assertEqual(self.order.sudo().amount_owed, 0.0)
        (loss,) = self.env["ecommerce.return.notifier"]._get_losses(case)
        self.assertIn("missing in your parcel", loss)

    def test_received_before_and_inspected_here(self):
        case = self._ask(self.order, 2.0)
        self._receive(case)

        self._receive_as(self._find(case.name), (1.0, "accepted"), (1.0, "missing"))

        self.assertEqual(case.line_ids.received_quantity, 2.0)
        self.assertEqual(case.line_ids.rejected_quantity, 1.0)
        self.assertEqual(case.state, "inspected")

    def test_part_was_received_before(self):
        case = self._ask(self.order, 2.0)
        self._receive(case, quantity=1.0)

        self._receive_as(self._find(case.name), (2.0, "accepted"))

        self.assertEqual(case.line_ids.received_quantity, 2.0)
        self.assertEqual(case.state, "inspected")

    def test_nothing_is_received_twice(self):
        case = self._ask(self.order)
        parcel = self._find(case.name)
        self._receive_as(parcel, (1.0, "accepted"))
        self._receive_as(parcel, (1.0, "accepted"))  # The customer has one more.

        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._receive_as(parcel, (1.0, "accepted"))
        received = self.order.sudo().return_ids.line_ids.mapped("received_quantity")
        self.assertEqual(sum(received), 2.0)

    def test_refused_entries_receive_nothing(self):
        case = self._ask(self.order)
        parcel = self._find(case.name)
        for entry in (
            (3.0, "accepted"),
            (0.0, "accepted"),
            (-1.0, "accepted"),
            (float("nan"), "accepted"),
            (True, "stolen"),
            ("1", "accepted"),
            (1.0, "other_product", {"found_code": "no such code"}),
            (1.0, "accepted", {"order_line_id": 0}),
        ):
            with (
                self.subTest(entry),
                self.assertRaises(UserError),
                self.env.cr.savepoint(),
            ):
                self._receive_as(parcel, entry)
        self.assertEqual(case.state, "approved")

    def test_request_that_nobody_approved_waits_for_a_decision(self):
        self._arrange(self.policy).is_approved_automatically = False
        case = self._ask(self.order)
        parcel = self._find(case.name)
        self.assertEqual(self._get_rows(parcel)[0][0], 1.0)

        result = self._receive_as(parcel, (1.0, "accepted"))

        self.assertTrue(result["waits"])
        self.assertEqual(case.state, "requested")
        self.assertEqual(case.line_ids.received_quantity, 1.0)
        self.assertEqual(case.line_ids.accepted_quantity, 0.0)
        case.with_user(self.world.user).action_approve()
        self.assertEqual(case.state, "inspected")
        self.assertEqual(case.line_ids.accepted_quantity, 1.0)

    def test_received_in_two_steps(self):
        self._arrange(self.warehouse).reception_steps = "two_steps"
        case = self._ask(self._create_shipped_order(), 2.0)

        self._receive_as(self._find(case.name), (1.0, "accepted"), (1.0, "damaged"))

        step = case.sudo().line_ids.move_ids.move_dest_ids
        self.assertEqual(step.product_uom_qty, 1.0)
        self.assertEqual(step.state, "assigned")

    def test_other_product_is_found_by_its_barcode(self):
        other = self._create_product(name="Torch", barcode="4006381333931")
        case = self._ask(self.order)

        self._receive_as(
            self._find(case.name),
            (1.0, "other_product", {"found_code": " 4006381333931 "}),
        )

        self.assertEqual(case.line_ids.finding_ids.found_product_id, other)
        quarantine = self._arrange(self.warehouse).quarantine_location_id
        goods = self._arrange(other).with_context(location=quarantine.id)
        self.assertEqual(goods.qty_available, 1.0)

    # === NOT ANNOUNCED === #

    def test_what_nobody_announced_gets_a_return_on_the_spot(self):
        result = self._receive_as(
            self._find(self.order.name), (1.0, "accepted"), (1.0, "damaged")
        )

        case = self.order.sudo().return_ids
        self.assertEqual(result["names"], [case.name])
        self.assertTrue(case.is_from_transfer)
        self.assertEqual(case.state, "inspected")
        self.assertEqual(case.line_ids.received_quantity, 2.0)
        self.assertEqual(case.line_ids.undecided_quantity, 1.0)

    def test_something_else_in_the_parcel(self):
        torch = self._create_product(name="Torch", invoice_policy="order")
        self._add_product_qty_to_wh(torch.id, 100, self.warehouse.lot_stock_id.id)
        order = self._create_shipped_order(
            order_line=[
                Command.create({"product_id": product.id, "product_uom_qty": 2.0})
                for product in (self.goods, torch)
            ]
        )
        lantern, torch = order.sudo().order_line
        case = self._ask(order)
        parcel = self._find(case.name)
        self.assertEqual(self._get_rows(parcel), [(1.0, 2.0), (0.0, 2.0)])

        self.desk.receive(
            parcel["model"],
            parcel["id"],
            [
                {"order_line_id": line.id, "quantity": 1.0, "condition": "accepted"}
                for line in (lantern, torch)
            ],
        )

        received = {
            line.order_line_id: line.received_quantity
            for line in order.sudo().return_ids.line_ids
        }
        self.assertEqual(received, {lantern: 1.0, torch: 1.0})

    def test_nothing_is_missing_that_nobody_announced(self):
        with self.assertRaises(UserError):
            self._receive_as(self._find(self.order.name), (1.0, "missing"))
