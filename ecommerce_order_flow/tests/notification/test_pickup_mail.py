from odoo.tests import tagged

from .shipment_mail_common import ShipmentMailCommon


@tagged("post_install", "-at_install")
class TestPickupMail(ShipmentMailCommon):
    """Customers who fetch their goods are told where, and until when."""

    def _create_pickup(self):
        carrier = self._create_pickup_carrier()
        order = self._create_confirmed_order(carrier_id=carrier.id)
        return order, self._get_open_transfer(order)

    def test_goods_that_are_set_aside_are_told(self):
        order, transfer = self._create_pickup()
        self._send()
        self.assertFalse(self._get_kinds(order), "They are still on their shelf")
        transfer.move_ids.picked = True

        self._send()

        self.assertEqual(self._get_kinds(order), ["ready_for_pickup"])

    def test_goods_that_were_picked_in_a_step_of_its_own_are_told(self):
        self._set_delivery_steps("pick_ship")
        order, _transfer = self._create_pickup()
        self._do_transfer(order)

        self._send()

        self.assertEqual(self._get_kinds(order), ["ready_for_pickup"])

    def test_mail_says_where_and_until_when(self):
        self.website.pickup_days = 5
        self.warehouse.partner_id.write({"name": "Lantern Store", "city": "Kiel"})
        _order, transfer = self._create_pickup()
        transfer.move_ids.picked = True

        self._send()

        body = self._get_message(transfer, "ready_for_pickup").body
        self.assertIn("Lantern Store", body)
        self.assertIn("Kiel", body)
        self.assertIn("until", body)

    def test_mail_says_what_is_to_pay(self):
        self._get_custom_provider("on_site")
        carrier = self._create_pickup_carrier()
        unpaid = self._create_order(carrier_id=carrier.id)
        self._choose_offline_payment(unpaid, "on_site")
        _paid, transfer_of_paid = self._create_pickup()
        self._arrange(unpaid).filtered(
            lambda order: order.state != "sale"
        ).action_confirm()
        transfer = self._get_open_transfer(unpaid)
        (transfer | transfer_of_paid).move_ids.picked = True

        self._send()

        body = self._get_message(transfer, "ready_for_pickup").body
        self.assertRegex(body, "Please pay .*100.00.* on pickup")
        body = self._get_message(transfer_of_paid, "ready_for_pickup").body
        self.assertNotIn("Please pay", body)
        self.assertIn("Please bring your order number", body)

    def test_mail_has_a_link_to_the_map(self):
        self.warehouse.partner_id.write({"street": "Am Markt 1", "city": "Kiel"})
        _order, transfer = self._create_pickup()
        transfer.move_ids.picked = True

        self._send()

        body = self._get_message(transfer, "ready_for_pickup").body
        self.assertIn("https://maps.google.com/maps?q=Am+Markt+1", body)

    def test_mail_says_when_the_store_is_open(self):
        if "opening_hours" not in self.warehouse._fields:
            self.skipTest("Stores have opening hours with website_sale_collect only")
        self.warehouse.opening_hours = self.world.company.resource_calendar_id
        _order, transfer = self._create_pickup()
        transfer.move_ids.picked = True

        self._send()

        self.assertIn("Monday", self._get_message(transfer, "ready_for_pickup").body)

    def test_picked_up_goods_are_told_if_the_website_wants(self):
        self.mails["picked_up"].is_on = True
        order, transfer = self._create_pickup()
        transfer.button_validate()

        self._send()

        self.assertEqual(self._get_kinds(order), ["picked_up"])

    def test_picked_up_goods_are_not_told_by_default(self):
        order, transfer = self._create_pickup()
        transfer.button_validate()

        self._send()

        self.assertFalse(self._get_kinds(order))
