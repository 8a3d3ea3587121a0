from unittest.mock import patch

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MailCase

from .common import OrderFlowCommon

RUNNER = "odoo.addons.ecommerce_order_flow.models.ecommerce_flow_runner"


@tagged("post_install", "-at_install")
class TestShipmentMail(OrderFlowCommon, MailCase):
    """Customers are told once what happens to each parcel, whatever goes wrong."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.email = "jane@example.com"
        cls.carrier.tracking_url = "https://track.example.com/<shipmenttrackingnumber>"
        cls.mails = cls.website.shipment_mail_ids.grouped("kind")

    def _ship(self, **values):
        order = self._create_confirmed_order(carrier_id=self.carrier.id, **values)
        return order, self._do_transfer(order)

    def _create_pickup(self):
        carrier = self._create_pickup_carrier()
        order = self._create_confirmed_order(carrier_id=carrier.id)
        return order, self._get_open_transfer(order)

    def _send(self):
        with mute_logger(RUNNER):
            self._run_step("send_shipment_mail")

    def _get_kinds(self, order):
        return [
            mail.kind for mail in order.flow_mail_ids.sorted("id") if mail.picking_id
        ]

    def _get_message(self, transfer, kind="shipped"):
        mails = transfer.shipment_mail_ids.filtered(lambda mail: mail.kind == kind)
        return mails.message_id

    # === SHIPPED === #

    def test_shipped_parcel_is_told_once(self):
        order, transfer = self._ship()

        self._send()
        self._send()

        self.assertEqual(self._get_kinds(order), ["shipped"])
        notification = self._get_message(transfer).notification_ids
        self.assertEqual(notification.res_partner_id, self.partner)
        self.assertFalse(transfer.owed_shipment_mail)

    def test_colleagues_who_follow_get_no_mail(self):
        _order, transfer = self._ship()
        transfer.message_subscribe(self.env.user.partner_id.ids)

        self._send()

        notification = self._get_message(transfer).notification_ids
        self.assertEqual(notification.res_partner_id, self.partner)

    def test_open_parcel_is_not_told(self):
        order = self._create_confirmed_order()

        self._send()

        self.assertFalse(self._get_kinds(order))

    def test_last_of_several_transfers_is_told(self):
        self._set_delivery_steps("pick_pack_ship")
        order = self._create_confirmed_order()
        for kinds in ([], [], ["shipped"]):
            self._do_transfer(order)
            self._send()
            self.assertEqual(self._get_kinds(order), kinds)

    def test_each_parcel_is_told_and_what_is_still_to_come(self):
        order = self._create_confirmed_order()
        first = self._do_transfer(order, quantity=1.0)
        self._send()
        second = self._do_transfer(order)
        self._send()

        self.assertEqual(self._get_kinds(order), ["shipped", "shipped"])
        self.assertIn("Still to come", self._get_message(first).body)
        self.assertNotIn("Still to come", self._get_message(second).body)

    def test_mail_says_what_and_how(self):
        order = self._create_confirmed_order(carrier_id=self.carrier.id)
        self._get_open_transfer(order).carrier_tracking_ref = "00340"
        transfer = self._do_transfer(order)

        self._send()

        body = self._get_message(transfer).body
        self.assertIn("Lantern", body)
        self.assertIn("2 Units", body)
        self.assertIn("https://track.example.com/00340", body)
        self.assertIn(f"/my/orders/{order.id}?access_token={order.access_token}", body)

    def test_link_is_on_the_websites_domain(self):
        self.website.domain = "https://lanterns.example.com"
        _order, transfer = self._ship()

        self._send()

        self.assertIn(
            "https://lanterns.example.com/my/orders/", self._get_message(transfer).body
        )

    def test_mail_is_in_the_language_of_the_customer(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.mails["shipped"].template_id.with_context(lang="de_DE").subject = "Danke"
        self.partner.lang = "de_DE"
        _order, transfer = self._ship()

        self._send()

        self.assertEqual(self._get_message(transfer).subject, "Danke")

    def test_website_has_its_own_mail(self):
        template = self.mails["shipped"].template_id.copy({"subject": "Off it goes"})
        self.mails["shipped"].template_id = template
        _order, transfer = self._ship()

        self._send()

        self.assertEqual(self._get_message(transfer).subject, "Off it goes")

    def test_removed_mail_is_replaced_by_the_ready_one(self):
        template = self.mails["shipped"].template_id.copy()
        self.mails["shipped"].template_id = template
        template.unlink()
        order, _transfer = self._ship()

        self._send()

        self.assertEqual(self._get_kinds(order), ["shipped"])

    def test_return_is_not_told(self):
        order, _transfer = self._ship()
        self._send()
        self._receive_return(order)

        self._send()

        self.assertEqual(self._get_kinds(order), ["shipped"])

    def test_backend_order_is_not_told(self):
        order, transfer = self._ship(website_id=False)

        self._send()

        self.assertFalse(transfer.owed_shipment_mail)
        self.assertFalse(self._get_kinds(order))

    def test_parcel_from_before_the_automations_is_not_told(self):
        order, _transfer = self._ship()
        self.website.automations_since = fields.Datetime.now() + relativedelta(hours=1)

        self._send()

        self.assertFalse(self._get_kinds(order))

    def test_switched_off_mail_is_not_sent(self):
        self.mails["shipped"].is_on = False
        order, _transfer = self._ship()

        self._send()

        self.assertFalse(self._get_kinds(order))

    def test_what_left_before_the_mail_was_switched_on_is_not_told(self):
        self.mails["shipped"].is_on = False
        order, transfer = self._ship()
        transfer.date_done -= relativedelta(minutes=1)
        self.mails["shipped"].is_on = True

        self._send()

        self.assertFalse(self._get_kinds(order))

    def test_each_website_decides(self):
        other = self.env["website"].create({"name": "Other"})
        other.shipment_mail_ids.is_on = False
        order, _transfer = self._ship()
        other_order, _transfer = self._ship(website_id=other.id)

        self._send()

        self.assertEqual(self._get_kinds(order), ["shipped"])
        self.assertFalse(self._get_kinds(other_order))

    # === TRACKING NUMBERS === #

    def test_number_that_comes_later_is_told(self):
        order, transfer = self._ship()
        self._send()
        transfer.carrier_tracking_ref = "00340"

        self._send()
        self._send()

        self.assertEqual(self._get_kinds(order), ["shipped", "tracking"])
        self.assertIn("00340", self._get_message(transfer, "tracking").body)

    def test_number_without_a_carrier_is_told(self):
        order = self._create_confirmed_order()
        transfer = self._do_transfer(order)
        self._send()
        transfer.carrier_tracking_ref = "00340"

        self._send()

        self.assertIn("00340", self._get_message(transfer, "tracking").body)

    def test_changed_number_is_told_again(self):
        order, transfer = self._ship()
        self._send()
        for number in ("00340", "00341"):
            transfer.carrier_tracking_ref = number
            self._send()

        self.assertEqual(self._get_kinds(order), ["shipped", "tracking", "tracking"])
        newest, first = transfer.shipment_mail_ids[:2].message_id.mapped("body")
        self.assertNotIn("replaces the one", first)
        self.assertIn("replaces the one", newest)

    def test_each_company_writes_about_its_own_parcels(self):
        company = self.env["res.company"].create(
            {"name": "Elsewhere", "email": "shop@elsewhere.example.com"}
        )
        website = self.env["website"].create(
            {
                "name": "Elsewhere",
                "company_id": company.id,
                "domain": "https://elsewhere.example.com",
            }
        )
        order, transfer = self._ship()
        other_order = self._create_confirmed_order(
            website_id=website.id,
            company_id=company.id,
            warehouse_id=self.env["stock.warehouse"]
            .search([("company_id", "=", company.id)], limit=1)
            .id,
        )
        other_transfer = self._do_transfer(other_order, quantity=2.0)

        self._send()

        self.assertEqual(self._get_kinds(order), ["shipped"])
        self.assertEqual(self._get_kinds(other_order), ["shipped"])
        message, other_message = map(self._get_message, (transfer, other_transfer))
        self.assertIn("shop@elsewhere.example.com", other_message.email_from)
        self.assertNotIn("shop@elsewhere.example.com", message.email_from)
        self.assertIn("https://elsewhere.example.com/my/", other_message.body)

    def test_number_that_was_told_is_not_told_again(self):
        order, transfer = self._ship()
        transfer.carrier_tracking_ref = "00340"
        self._send()
        transfer.carrier_tracking_ref = False
        self._send()
        transfer.carrier_tracking_ref = "00340"
        self._send()

        self.assertEqual(self._get_kinds(order), ["shipped"])

    def test_number_is_told_where_shipping_is_not(self):
        self.mails["shipped"].is_on = False
        order, transfer = self._ship()
        self._send()
        self.assertFalse(self._get_kinds(order))
        transfer.carrier_tracking_ref = "00340"

        self._send()

        self.assertEqual(self._get_kinds(order), ["tracking"])

    def test_number_wakes_the_automation(self):
        _order, transfer = self._ship()
        self._send()
        triggers = self.env["ir.cron.trigger"]
        cron = self.env["ecommerce.flow.step"]._find("send_shipment_mail").cron_id
        before = triggers.search_count([("cron_id", "=", cron.id)])

        transfer.carrier_tracking_ref = "00340"

        self.assertGreater(triggers.search_count([("cron_id", "=", cron.id)]), before)

    # === PICKUP === #

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

    def test_mail_says_when_the_store_is_open(self):
        if "opening_hours" not in self.warehouse._fields:
            self.skipTest("Stores have opening hours with website_sale_collect only")
        self.warehouse.opening_hours = self.env.company.resource_calendar_id
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

    # === ODOO'S OWN SETTING === #

    def test_odoos_own_mail_does_not_double_ours(self):
        self.env.company.stock_move_email_validation = True
        order, transfer = self._ship()

        self._send()

        self.assertEqual(self._get_kinds(order), ["shipped"])
        self.assertEqual(
            transfer.message_ids.notification_ids.res_partner_id, self.partner
        )
        self.assertEqual(len(transfer.message_ids.notification_ids), 1)

    def test_odoos_setting_sends_its_mail_where_ours_is_off(self):
        self.env.company.stock_move_email_validation = True
        self.mails["shipped"].is_on = False
        template = self.env.company.stock_mail_confirmation_template_id
        template.subject = "As Odoo says it"
        _order, transfer = self._ship()

        self._send()

        self.assertEqual(self._get_message(transfer).subject, "As Odoo says it")

    def test_broken_mail_does_not_undo_the_shipment(self):
        self.env.company.stock_move_email_validation = True
        self.env.company.stock_mail_confirmation_template_id.body_html = (
            "<t t-out='1/0'/>"
        )

        _order, transfer = self._ship()

        self.assertEqual(transfer.state, "done")

    def test_backend_orders_keep_odoos_mail(self):
        self.env.company.stock_move_email_validation = True
        self.env.company.stock_mail_confirmation_template_id.subject = "As Odoo says it"

        _order, transfer = self._ship(website_id=False)

        self.assertIn("As Odoo says it", transfer.message_ids.mapped("subject"))

    def test_carrier_is_called_all_the_same(self):
        self.env.company.stock_move_email_validation = True
        self.carrier.integration_level = "rate_and_ship"
        self.warehouse.out_type_id.print_label = True
        with patch.object(
            type(self.carrier),
            "send_shipping",
            lambda *_args: [{"exact_price": 5.0, "tracking_number": "00340"}],
        ):
            _order, transfer = self._ship()

        self.assertEqual(transfer.carrier_tracking_ref, "00340")

    def test_new_website_keeps_the_mail_of_its_company(self):
        company = self.env.company
        company.stock_move_email_validation = True
        website = self.env["website"].create({"name": "New", "company_id": company.id})
        mail = website.shipment_mail_ids.filtered(lambda row: row.kind == "shipped")

        self.assertEqual(mail.template_id, company.stock_mail_confirmation_template_id)

    # === FAULTS === #

    def test_mail_that_cannot_be_rendered_is_a_failure(self):
        self.mails["shipped"].template_id.body_html = "<t t-out='1/0'/>"
        order, transfer = self._ship()
        good_order, _transfer = self._ship()
        good_order.website_id = self._create_other_website()

        self._send()

        self.assertTrue(self._find_failure("send_shipment_mail", transfer))
        self.assertEqual(transfer.state, "done")
        self.assertFalse(self._get_kinds(order))
        self.assertEqual(self._get_kinds(good_order), ["shipped"])

    def _create_other_website(self):
        website = self.env["website"].create({"name": "Other"})
        mail = website.shipment_mail_ids.filtered(lambda row: row.kind == "shipped")
        mail.on_since -= relativedelta(minutes=5)
        website.automations_since -= relativedelta(minutes=5)
        mail.template_id = mail.template_id.copy({"body_html": "<p>Hello</p>"})
        return website

    def test_mail_leaves_from_the_queue(self):
        _order, transfer = self._ship()
        self._send()

        self.assertEqual(transfer.shipment_mail_ids.status, "queued")
        with self.mock_mail_gateway():
            self._get_message(transfer).mail_ids.send()
        self.assertEqual(transfer.shipment_mail_ids.status, "sent")

    # === BY HAND === #

    def test_warehouse_sends_it_again(self):
        _order, transfer = self._ship()
        self._send()
        worker = new_test_user(self.env, "worker", groups="stock.group_stock_user")

        action = transfer.with_user(worker).action_send_shipment_mail_again()
        composer = (
            self.env["mail.compose.message"]
            .with_user(worker)
            .with_context(**action["context"])
            .create({})
        )
        composer._action_send_mail()

        self.assertIn(self.partner, transfer.message_ids[0].partner_ids)
        self.assertIn("Lantern", transfer.message_ids[0].body)

    def test_nothing_is_to_send_again_before_the_parcel_leaves(self):
        transfer = self._get_open_transfer(self._create_confirmed_order())

        with self.assertRaisesRegex(UserError, "nothing to tell"):
            transfer.action_send_shipment_mail_again()
