from odoo.tests import tagged

from ..kits import create_bom, need_kits
from .work_list_common import WorkListCommon


@tagged("post_install", "-at_install")
class TestRestThatFollows(WorkListCommon):
    """What mails and slips say is still to come follows from open transfers."""

    def _get_to_come(self, transfer):
        content = self.env["ecommerce.parcel.content"]
        return [
            product["quantity"] for product in content._get_products_to_come(transfer)
        ]

    def _ship_one_of_two(self):
        order = self._create_paid_order()
        return order, self._do_transfer(order, quantity=1.0)

    def test_a_backorder_follows(self):
        _order, parcel = self._ship_one_of_two()

        self.assertEqual(self._get_to_come(parcel), ["1 pc."])

    def test_a_cancelled_backorder_does_not_follow(self):
        order, parcel = self._ship_one_of_two()
        self._get_open_transfer(order).action_cancel()

        self.assertEqual(self._get_to_come(parcel), [])

    def test_what_came_back_does_not_follow(self):
        order = self._create_paid_order()
        parcel = self._do_transfer(order)
        self._receive_return(order)

        self.assertEqual(self._get_to_come(parcel), [])

    def test_what_is_not_picked_yet_follows_in_a_warehouse_of_two_steps(self):
        self._set_delivery_steps("pick_ship")
        order = self._create_paid_order()
        self._do_transfer(order, quantity=1.0)
        delivery = order.picking_ids.filtered(
            lambda p: p.location_dest_id.usage == "customer" and p.state == "assigned"
        )

        self.assertEqual(self._get_to_come(delivery), ["1 pc."])

    def test_the_last_parcel_has_nothing_to_follow(self):
        order, _parcel = self._ship_one_of_two()
        last = self._do_transfer(order)

        self.assertEqual(self._get_to_come(last), [])

    def test_nothing_follows_where_nobody_makes_backorders(self):
        order = self._create_paid_order()
        transfer = order.picking_ids
        self._arrange(transfer).picking_type_id.create_backorder = "never"
        transfer.move_ids.quantity = 1.0

        self.assertEqual(self._get_to_come(transfer), [])

    def test_a_part_is_not_shipped_where_the_rest_would_be_cancelled(self):
        order = self._create_paid_order()
        transfer = order.picking_ids
        self._arrange(transfer).picking_type_id.create_backorder = "never"
        transfer.move_ids.quantity = 1.0

        run = self._run("ship", transfer)

        self.assertEqual(run.line_ids.result, "skipped")
        self.assertFalse(run.can_go_in_part)


@tagged("post_install", "-at_install")
class TestRestOfKits(WorkListCommon):
    """Of kits, the parts that open transfers bring follow."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        need_kits(cls.env)
        glass = cls._create_product(name="Glass", taxes_id=False)
        cls._add_product_qty_to_wh(glass.id, 100, cls.warehouse.lot_stock_id.id)
        cls.kit = cls._create_product(name="Lantern to build", taxes_id=False)
        create_bom(cls.kit, {cls.goods: 1.0, glass: 2.0})

    def _ship_part(self, lanterns, glasses):
        """Return the order of two kits of which some parts left, and the parcel."""
        order = self._create_confirmed_order(product=self.kit)
        parcel = self._get_open_transfer(self._arrange(order))
        lantern, glass = parcel.move_ids.sorted(lambda m: m.product_id != self.goods)
        lantern.quantity, glass.quantity = lanterns, glasses
        parcel.move_ids.picked = True
        parcel.with_context(skip_backorder=True).button_validate()
        return order, self._hand_over(parcel)

    def _get_to_come(self, transfer):
        content = self.env["ecommerce.parcel.content"]
        return {
            product["name"]: product["quantity"]
            for product in content._get_products_to_come(transfer)
        }

    def test_the_parts_of_the_kits_that_did_not_leave_follow(self):
        _order, parcel = self._ship_part(1.0, 2.0)

        self.assertEqual(
            self._get_to_come(parcel), {"Lantern": "1 pc.", "Glass": "2 pcs."}
        )

    def test_the_part_that_a_kit_still_lacks_follows(self):
        _order, parcel = self._ship_part(2.0, 1.0)

        self.assertEqual(self._get_to_come(parcel), {"Glass": "3 pcs."})

    def test_a_part_that_is_not_coming_does_not_follow(self):
        order, parcel = self._ship_part(2.0, 1.0)
        self._get_open_transfer(self._arrange(order)).action_cancel()

        self.assertEqual(self._get_to_come(parcel), {})
