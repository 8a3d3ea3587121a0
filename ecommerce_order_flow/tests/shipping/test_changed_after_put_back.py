from odoo.tests import tagged

from ..status.test_put_backs import PutBacksCommon


class ChangedAfterPutBack(PutBacksCommon):
    steps = "pick_ship"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_delivery_steps(cls.steps)

    def setUp(self):
        super().setUp()
        self.order = self._create_confirmed_order()
        self._pay(self.order)
        self.pick = self._do_transfer(self.order)

    def _change(self, quantity):
        self.order.order_line.product_uom_qty = quantity

    def _get_coming(self):
        """Return how much open transfers bring to the customer."""
        content = self.env["ecommerce.parcel.content"]
        moves = self.order.sudo().order_line.move_ids
        return sum(moves.filtered(content._is_coming).mapped("product_uom_qty"))

    def _ship_the_rest(self):
        while transfers := self._get_work(self.order):
            for transfer in transfers.filtered(lambda it: it.state == "assigned"):
                self._validate(transfer)
                break
            else:
                self.fail(f"nothing is ready of {transfers.mapped('name')}")

    def assertIsComplete(self, quantity):
        self._ship_the_rest()
        self.assertEqual(self.order.order_line.qty_delivered, quantity)
        self.assertEqual(self._get_coming(), 0.0)
        self.assertFalse(self._get_leaving(self.order))


@tagged("post_install", "-at_install")
class TestChangedAfterPutBack(ChangedAfterPutBack):
    """After goods were put back no more leaves than the order says by now."""

    def test_less_is_ordered(self):
        self._put_back(self.pick)

        self._change(1.0)

        self.assertEqual(self._get_coming(), 1.0)
        self.assertIsComplete(1.0)

    def test_more_is_ordered(self):
        self._put_back(self.pick)

        self._change(3.0)

        self.assertEqual(self._get_coming(), 3.0)

    def test_nothing_is_ordered_anymore(self):
        self._put_back(self.pick)

        self._change(0.0)

        self.assertEqual(self._get_coming(), 0.0)
        self.assertFalse(self._get_leaving(self.order))

    def test_what_is_still_ordered_stays_where_it_was_picked(self):
        self._put_back(self.pick, quantity=1.0)

        self._change(1.0)

        self.assertEqual(self._get_coming(), 1.0)
        self._get_leaving(self.order).sudo().action_assign()
        self.assertIsComplete(1.0)

    def test_it_is_put_back_after_the_change(self):
        put_back = self._return(self.pick)
        self._change(1.0)

        self._validate(put_back)

        self.assertEqual(self._get_coming(), 1.0)
        self.assertIsComplete(1.0)

    def test_what_was_put_back_may_go_on_as_long_as_nothing_changes(self):
        put_back = self._put_back(self.pick)

        self.assertEqual(self._get_coming(), 2.0)
        self._put_back(put_back)
        self.assertIsComplete(2.0)

    def test_what_goes_on_after_all_and_is_lowered_then_leaves(self):
        self._put_back(self._put_back(self.pick))

        self._change(1.0)

        self._ship_the_rest()
        self.assertEqual(self.order.fulfillment_status, "shipped")

    def test_a_lowered_order_without_a_return_is_left_to_odoo(self):
        self._change(1.0)

        self.assertIsComplete(1.0)


@tagged("post_install", "-at_install")
class TestChangedAfterPutBackOfPack(ChangedAfterPutBack):
    """The same with one step more."""

    steps = "pick_pack_ship"

    def test_less_is_ordered_before_it_was_packed(self):
        self._put_back(self.pick)

        self._change(1.0)

        self.assertEqual(self._get_coming(), 1.0)
        self.assertIsComplete(1.0)

    def test_less_is_ordered_after_it_was_packed(self):
        pack = self._do_transfer(self.order)
        self._put_back(pack)
        self._put_back(self.pick)

        self._change(1.0)

        self.assertEqual(self._get_coming(), 1.0)
        self.assertIsComplete(1.0)
