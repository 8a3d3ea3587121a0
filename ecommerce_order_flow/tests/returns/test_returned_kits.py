from odoo.tests import tagged

from ..kits import create_bom, need_kits
from .returns_common import ReturnsCommon


@tagged("post_install", "-at_install")
class TestReturnedKits(ReturnsCommon):
    """Kits come back as a whole: one line for the customer, their parts in the
    warehouse."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        need_kits(cls.env)
        cls.frame, cls.glass = (cls._create_part(it) for it in ("Frame", "Glass"))
        cls.kit = cls._create_product(
            name="Lantern to build", taxes_id=False, invoice_policy="order"
        )
        create_bom(cls.kit, {cls.frame: 1.0, cls.glass: 4.0})

    @classmethod
    def _create_part(cls, name):
        part = cls._create_product(name=name, taxes_id=False)
        cls._add_product_qty_to_wh(part.id, 100, cls.warehouse.lot_stock_id.id)
        return part

    def test_parts_of_one_kit_are_brought_back(self):
        order = self._create_shipped_order(product=self.kit)
        self.assertEqual(self._get_quantity(order), 2.0)

        case = self._ask(order)

        moves = self._arrange(case).transfer_ids.move_ids
        wanted = {move.product_id: move.product_uom_qty for move in moves}
        self.assertEqual(wanted, {self.frame: 1.0, self.glass: 4.0})
        self.assertEqual(self._get_quantity(order), 1.0)

    def test_kit_is_received_and_refunded_as_a_whole(self):
        order = self._create_shipped_order(product=self.kit)
        case = self._ask(order)
        self._receive(case)
        self.assertEqual(case.line_ids.received_quantity, 1.0)

        case.action_refund()
        self._send()

        self.assertEqual(case.refund_ids.amount, 50.0)
        self.assertEqual(case.state, "settled")

    def test_kit_of_which_a_part_is_missing_has_not_come(self):
        order = self._create_shipped_order(product=self.kit)
        case = self._ask(order)
        transfer = self._arrange(case).transfer_ids
        transfer.move_ids.filtered(
            lambda move: move.product_id == self.glass
        ).quantity = 3.0
        transfer.move_ids.picked = True
        transfer.with_context(skip_backorder=True).button_validate()

        self.assertEqual(case.line_ids.received_quantity, 0.0)
        self.assertEqual(case.state, "on_the_way")
