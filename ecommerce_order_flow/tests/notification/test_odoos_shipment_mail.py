from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged

from .shipment_mail_common import ShipmentMailCommon


@tagged("post_install", "-at_install")
class TestOdoosShipmentMail(ShipmentMailCommon):
    """Odoo's own mail about a transfer and ours get along."""

    def _switch_on_odoos_mail(self, subject):
        company = self.world.company
        company.stock_move_email_validation = True
        company.stock_mail_confirmation_template_id.subject = subject
        # As at the end of a request: the email is sent from this second on.
        self.world.flush_all()

    def test_odoos_own_mail_does_not_double_ours(self):
        self.world.company.stock_move_email_validation = True
        order, transfer = self._ship()

        self._send()

        self.assertEqual(self._get_kinds(order), ["shipped"])
        self.assertEqual(
            transfer.message_ids.notification_ids.res_partner_id, self.partner
        )
        self.assertEqual(len(transfer.message_ids.notification_ids), 1)

    def test_odoos_setting_sends_its_mail_where_ours_is_off(self):
        self.mails["shipped"].is_on = False
        self._switch_on_odoos_mail("As Odoo says it")
        _order, transfer = self._ship()

        self._send()

        self.assertEqual(self._get_message(transfer).subject, "As Odoo says it")

    def test_odoos_setting_sends_its_mail_about_what_was_picked_up(self):
        self._switch_on_odoos_mail("As Odoo says it")
        self.assertFalse(self.mails["picked_up"].is_on)
        carrier = self._create_pickup_carrier()
        transfer = self._do_transfer(
            self._create_confirmed_order(carrier_id=carrier.id)
        )

        self._send()

        message = self._get_message(transfer, "picked_up")
        self.assertEqual(message.subject, "As Odoo says it")

    def test_odoos_setting_tells_nothing_of_before_it_was_switched_on(self):
        self.world.company.stock_move_email_validation = False
        carrier = self._create_pickup_carrier()
        order = self._create_confirmed_order(carrier_id=carrier.id)
        with freeze_time("2030-05-05 10:00:00"):
            self._do_transfer(order)
        with freeze_time("2030-05-06 10:00:00"):
            self.world.company.stock_move_email_validation = True
            self.world.flush_all()
            self._send()

        self.assertFalse(self._get_kinds(order))

    def test_broken_mail_does_not_undo_the_shipment(self):
        self.world.company.stock_move_email_validation = True
        self.world.company.stock_mail_confirmation_template_id.body_html = (
            "<t t-out='1/0'/>"
        )

        _order, transfer = self._ship()

        self.assertEqual(transfer.state, "done")

    def test_backend_orders_keep_odoos_mail(self):
        self.world.company.stock_move_email_validation = True
        self.world.company.stock_mail_confirmation_template_id.subject = (
            "As Odoo says it"
        )

        _order, transfer = self._ship(website_id=False)

        self.assertIn("As Odoo says it", transfer.message_ids.mapped("subject"))

    def test_carrier_is_called_all_the_same(self):
        self.world.company.stock_move_email_validation = True
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
        company = self.world.company
        company.stock_move_email_validation = True
        website = self.world["website"].create(
            {"name": "New", "company_id": company.id}
        )
        mail = website.notification_setting_ids.filtered(
            lambda row: row.kind == "shipped"
        )

        self.assertEqual(mail.template_id, company.stock_mail_confirmation_template_id)
