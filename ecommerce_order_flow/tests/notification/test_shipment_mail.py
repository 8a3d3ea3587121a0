from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import format_date

from odoo.addons.mail.tests.common import MailCase

from .shipment_mail_common import ShipmentMailCommon


@tagged("post_install", "-at_install")
class TestShipmentMail(ShipmentMailCommon, MailCase):
    """Customers are told once what happens to each parcel, whatever goes wrong."""

    # === SHIPPED === #

    def test_shipped_parcel_is_told_once(self):
        order, transfer = self._ship()

        self._send()
        self._send()

        self.assertEqual(self._get_kinds(order), ["shipped"])
        notification = self._get_message(transfer).notification_ids
        self.assertEqual(notification.res_partner_id, self.partner)
        self.assertFalse(transfer.pending_notification)

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
        self.assertIn("To follow", self._get_message(first).body)
        self.assertNotIn("To follow", self._get_message(second).body)

    def test_mail_says_what_and_how(self):
        order = self._create_confirmed_order(carrier_id=self.carrier.id)
        self._get_open_transfer(order).carrier_tracking_ref = "00340"
        transfer = self._do_transfer(order)

        self._send()

        body = self._get_message(transfer).body
        self.assertIn("Lantern", body)
        self.assertIn("2 pcs.", body)
        self.assertIn("https://track.example.com/00340", body)

    def test_mail_says_when_it_arrives_and_whom_to_ask(self):
        _order, transfer = self._ship()

        self._send()

        body = self._get_message(transfer).body
        day = format_date(self.env, transfer.expected_delivery_on)
        self.assertIn(f"Expected delivery: {day}", body)
        self.assertIn("Just reply to this email", body)

    def test_mail_says_that_items_can_be_returned_where_they_can(self):
        for can_return in (True, False):
            self.website.customer_can_return = can_return
            _order, transfer = self._ship()
            self._send()

            body = self._get_message(transfer).body
            self.assertEqual("You can return items" in body, can_return)

    def test_link_is_on_the_websites_domain(self):
        self.website.domain = "https://lanterns.example.com"
        _order, transfer = self._ship()

        self._send()

        self.assertIn(
            "https://lanterns.example.com/my/orders/", self._get_message(transfer).body
        )

    def test_mail_is_in_the_language_of_the_customer(self):
        self.world["res.lang"]._activate_lang("de_DE")
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

        self.assertFalse(transfer.pending_notification)
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
        self.world.flush_all()
        order, transfer = self._ship()
        transfer.date_done -= relativedelta(minutes=1)
        self.mails["shipped"].is_on = True

        self._send()

        self.assertFalse(self._get_kinds(order))

    def test_each_website_decides(self):
        other = self.world["website"].create({"name": "Other"})
        other.notification_setting_ids.is_on = False
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
        newest, first = transfer.flow_notification_ids[:2].message_id.mapped("body")
        self.assertNotIn("replaces the one", first)
        self.assertIn("replaces the one", newest)

    def test_each_company_writes_about_its_own_parcels(self):
        company = self.world["res.company"].create(
            {"name": "Elsewhere", "email": "shop@elsewhere.example.com"}
        )
        website = self.world["website"].create(
            {
                "name": "Elsewhere",
                "company_id": company.id,
                "domain": "https://elsewhere.example.com",
            }
        )
        order, transfer = self._ship()
        warehouse = self.world["stock.warehouse"].search(
            [("company_id", "=", company.id)], limit=1
        )
        other_order = self._create_confirmed_order(
            website_id=website.id, company_id=company.id, warehouse_id=warehouse.id
        )
        other_transfer = self._do_transfer(other_order, quantity=2.0)
        other_order, other_transfer = map(self._arrange, (other_order, other_transfer))

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
        triggers = self.world["ir.cron.trigger"]
        cron = self.env["ecommerce.automation"]._find("send_shipment_mail").cron_id
        before = triggers.search_count([("cron_id", "=", cron.id)])

        transfer.carrier_tracking_ref = "00340"
        self.env.cr.flush()

        self.assertGreater(triggers.search_count([("cron_id", "=", cron.id)]), before)

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
        website = self.world["website"].create({"name": "Other"})
        mail = website.notification_setting_ids.filtered(
            lambda row: row.kind == "shipped"
        )
        mail.sudo().active_since -= relativedelta(minutes=5)
        website.automations_since -= relativedelta(minutes=5)
        mail.template_id = mail.template_id.copy({"body_html": "<p>Hello</p>"})
        return website

    def test_mail_leaves_from_the_queue(self):
        _order, transfer = self._ship()
        self._send()

        self.assertEqual(transfer.flow_notification_ids.status, "queued")
        with self.mock_mail_gateway():
            self._get_message(transfer).sudo().mail_ids.send()
        self.assertEqual(transfer.flow_notification_ids.status, "sent")

    # === BY HAND === #

    def test_warehouse_sends_it_again(self):
        _order, transfer = self._ship()
        self._send()
        worker = self._create_user("worker", "stock.group_stock_user")

        action = transfer.with_user(worker).action_send_notification_again()
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

        with self.assertRaisesRegex(UserError, "No email applies to"):
            transfer.action_send_notification_again()
