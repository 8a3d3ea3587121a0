from odoo.tests import tagged

from ..kits import create_bom, need_kits
from .reservation_common import ReservationCommon


@tagged("post_install", "-at_install")
class TestKitsReserved(ReservationCommon):
    """Of kits the parts are reserved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        need_kits(cls.env)
        cls.frame = cls._create_product(name="Frame")
        cls.glass = cls._create_product(name="Glass")
        cls.kit = cls._create_product(name="Lantern to build")
        create_bom(cls.kit, {cls.frame: 1, cls.glass: 4})
        cls._set_stock(5, cls.frame)
        cls._set_stock(20, cls.glass)

    def test_parts_are_reserved(self):
        order = self._create_awaited_order(product=self.kit)

        self.assertEqual(self._get_free(self.frame), 3)
        self.assertEqual(self._get_free(self.glass), 12)
        self.assertEqual(self._get_free(self.kit), 3)
        self.assertEqual(self._get_reserved(order), 2)

    def test_shortest_part_says_how_many_kits_are_reserved(self):
        self.kit.allow_out_of_stock_order = True
        self._set_stock(6, self.glass)

        order = self._create_awaited_order(product=self.kit)

        self.assertEqual(self._get_reserved(order), 1)
        self.assertIn("Reserved: 1 of 2.", order.next_action)

    def test_kits_are_free_for_their_own_order(self):
        order = self._arrange(self._create_awaited_order(product=self.kit, quantity=5))

        self.assertEqual(order._get_free_qty(self.kit), 5)
        self.assertEqual(self._get_free(self.kit), 0)

    def test_second_customer_of_the_last_kit_is_told(self):
        self._create_awaited_order(product=self.kit, quantity=4)
        order = self._create_order(product=self.kit)

        tx = self._choose_offline_payment(order, "wire_transfer")

        self.assertEqual(tx.state, "error")

    def test_paid_kits_have_their_parts_in_the_delivery(self):
        order = self._create_awaited_order(product=self.kit, quantity=5)

        self._book(order)

        self.assertEqual(order.picking_ids.state, "assigned")
        self.assertEqual(self._get_delivered_from_stock(order), 25)

    def test_less_kits_release_parts(self):
        order = self._create_awaited_order(product=self.kit, quantity=5)

        order.order_line.product_uom_qty = 1

        self.assertEqual(self._get_free(self.glass), 16)

    def test_manufacturing_order_doesnt_get_what_is_reserved(self):
        self._create_awaited_order(quantity=4)
        lamp_post = self._create_product(name="Lamp post")
        bom = create_bom(lamp_post, {self.goods: 3}, kind="normal")

        # In sudo mode because whoever prepares the shop needn't manufacture.
        production = self.world["mrp.production"].sudo().create({"bom_id": bom.id})
        production.action_confirm()
        production.action_assign()

        self.assertEqual(production.move_raw_ids.quantity, 1)
