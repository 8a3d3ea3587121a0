from odoo.tests import tagged

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
