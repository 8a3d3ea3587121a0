from unittest import SkipTest

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..kits import create_bom, need_kits
from .work_list_common import WorkListCommon


@tagged("post_install", "-at_install")
class TestDropshipping(WorkListCommon):
    """What the vendor ships is no work of the warehouse."""

    def _create_dropshipped_transfer(self):
        """Return the transfer of an order whose goods go from vendor to customer."""
        order = self._create_paid_order()
        transfer = order.picking_ids
        transfer.do_unreserve()
        vendors = self.env.ref("stock.stock_location_suppliers")
        transfer.location_id = vendors
        transfer.move_ids.location_id = vendors
        transfer.action_assign()
        return transfer

    def test_it_is_not_on_the_work_list(self):
        transfer = self._create_dropshipped_transfer()

        self.assertEqual(transfer.shipping_step, "dropship")
        self.assertNotIn(transfer, self._get_listed())

    def test_nothing_blocks_it_and_no_step_is_next(self):
        transfer = self._create_dropshipped_transfer()

        self.assertFalse(transfer.shipping_blocker)
        self.assertFalse(transfer.shipping_next_step)

    def test_it_is_not_shipped_in_bulk(self):
        transfer = self._create_dropshipped_transfer()

        run = self._run("ship", transfer)

        self.assertNotEqual(transfer.state, "done")
        self.assertIn("vendor", run.line_ids.reason)

    def test_it_has_no_label(self):
        transfer = self._create_dropshipped_transfer()

        with self.assertRaisesRegex(UserError, "does not ship an eCommerce order"):
            transfer.action_print_labels()

    def test_scanning_its_order_does_not_open_it(self):
        transfer = self._create_dropshipped_transfer()

        action = self.env["stock.picking"].action_open_barcode(transfer.name)

        self.assertEqual(action["tag"], "display_notification")

    def test_the_order_says_that_the_vendor_ships(self):
        transfer = self._create_dropshipped_transfer()

        self.assertIn(
            f"The vendor ships to the customer: validate {transfer.name}",
            transfer.sale_id.next_action,
        )

    def test_customer_is_told_when_the_vendor_has_shipped(self):
        transfer = self._create_dropshipped_transfer()
        transfer.move_ids.picked = True
        transfer.button_validate()

        self._run_automation("send_shipment_mail")

        self.assertEqual(transfer.flow_notification_ids.kind, "shipped")
        self.assertEqual(transfer.sale_id.fulfillment_status, "shipped")

    def _create_transfer_of_vendor(self):
        """Return a dropshipped transfer as the vendor's purchase order makes it."""
        transfer = self._create_dropshipped_transfer()
        vendor = self.world["res.partner"].create({"name": "Ms Vendor"})
        self._arrange(transfer).write(
            {
                "partner_id": vendor.id,
                "origin": "P00007",
                "location_id": transfer.location_id.id,
            }
        )
        return transfer

    def test_customer_reads_nothing_of_the_vendor(self):
        transfer = self._create_transfer_of_vendor()
        transfer.move_ids.picked = True
        transfer.button_validate()
        self._run_automation("send_shipment_mail")

        mail = transfer.flow_notification_ids.message_id
        self.assertIn(transfer.sale_id.name, mail.subject)
        self.assertIn(transfer.sale_id.name, mail.body)
        self.assertIn(transfer.sale_id.partner_shipping_id.name, mail.body)
        self.assertNotIn("Vendor", mail.body)
        self.assertNotIn("P00007", mail.subject + mail.body)

    def test_odoos_own_mail_does_not_go_to_the_vendor(self):
        self.world.company.stock_move_email_validation = True
        shipped = self.website.notification_setting_ids.filtered(
            lambda mail: mail.kind == "shipped"
        )
        shipped.is_on = False
        self.world.flush_all()
        transfer = self._create_transfer_of_vendor()
        transfer.move_ids.picked = True
        transfer.button_validate()

        self._run_automation("send_shipment_mail")

        self.assertFalse(transfer.flow_notification_ids)

    def test_customers_cannot_cancel_what_the_vendor_has_got(self):
        transfer = self._create_dropshipped_transfer()

        limit = self.world["ecommerce.cancellation.limit"]
        self.assertIn("vendor", limit._explain(transfer.sale_id))

    def test_address_of_the_vendor_may_lack_everything(self):
        transfer = self._create_transfer_of_vendor()

        self.assertNotIn("Ms Vendor", transfer.sale_id.next_action)
        self.assertEqual(
            transfer.shipping_recipient_id, transfer.sale_id.partner_shipping_id
        )

    def test_its_delivery_is_expected(self):
        transfer = self._create_dropshipped_transfer()
        transfer.move_ids.picked = True
        transfer.button_validate()

        self.assertTrue(transfer.expected_delivery_on)
        self.assertTrue(transfer._set_delivered(transfer._get_shipped_on(), "manual"))
        self.assertEqual(transfer.sale_id.fulfillment_status, "delivered")


@tagged("post_install", "-at_install")
class TestPurchaseToConfirm(WorkListCommon):
    """What a vendor is to ship has no transfer before its purchase is confirmed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        route = cls.env.ref("stock_dropshipping.route_drop_shipping", False)
        if not route:
            raise SkipTest("This needs the optional app Drop Shipping.")
        vendor = cls.env["res.partner"].create({"name": "Ms Vendor"})
        cls.tent = cls._create_product(
            name="Tent",
            list_price=80.0,
            taxes_id=False,
            allow_out_of_stock_order=True,
            route_ids=[Command.link(route.id)],
            seller_ids=[Command.create({"partner_id": vendor.id, "price": 20.0})],
        )
        cls.seller = cls._create_user("seller", "sales_team.group_sale_salesman")

    def _create_order_of(self, *products):
        """Return a paid order, in the hands of its salesperson."""
        lines = [
            Command.create({"product_id": product.id, "product_uom_qty": 1.0})
            for product in products
        ]
        order = self._create_paid_order(order_line=lines, user_id=self.seller.id)
        return order.with_user(self.seller)

    def _get_purchase(self, order):
        return self._arrange(order).sudo().order_line.purchase_line_ids.order_id

    def test_the_order_says_which_purchase_to_confirm(self):
        order = self._create_order_of(self.tent)

        self.assertEqual(
            order.next_action,
            f"Purchasing: confirm {self._get_purchase(order).name}, so that the vendor "
            "ships the products.",
        )

    def test_the_order_stays_open_when_everything_else_has_left(self):
        order = self._create_order_of(self.goods, self.tent)
        self._do_transfer(order)

        self.assertEqual(order.fulfillment_status, "partially_shipped")
        self.assertIn("Purchasing: confirm", order.next_action)

    def test_the_vendor_has_the_word_once_it_is_confirmed(self):
        order = self._create_order_of(self.goods, self.tent)
        self._do_transfer(order)
        self._get_purchase(order).button_confirm()

        self.assertIn("The vendor ships to the customer", order.next_action)
        self._do_transfer(order)
        self.assertEqual(order.fulfillment_status, "shipped")

    def test_without_a_purchase_the_routes_are_to_be_checked(self):
        order = self._create_order_of(self.tent)
        self._get_purchase(order).button_cancel()

        self.assertIn("check the products' routes", order.next_action)

    def test_a_kit_is_not_complete_without_the_part_of_the_vendor(self):
        need_kits(self.env)
        order = self._create_order_of(self._create_kit())
        self._do_transfer(order)

        self.assertEqual(order.fulfillment_status, "partially_shipped")
        self.assertEqual(order.return_status, "none")
        self.assertFalse(order.flow_issues)
        self.assertIn("Purchasing: confirm", order.next_action)

        self._get_purchase(order).button_confirm()
        self._do_transfer(order)
        self.assertEqual(order.fulfillment_status, "shipped")

    def _create_kit(self):
        """Return a kit of a lantern and a tent."""
        kit = self._create_product(
            name="Camp", taxes_id=False, allow_out_of_stock_order=True
        )
        create_bom(kit, {self.goods: 1.0, self.tent: 1.0})
        return kit
