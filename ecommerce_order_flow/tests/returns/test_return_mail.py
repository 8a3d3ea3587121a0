from odoo.tests import tagged

from .returns_common import ReturnsCommon


@tagged("post_install", "-at_install")
class TestReturnMail(ReturnsCommon):
    """Customers are told once of each decision."""

    def _tell(self):
        self.env.flush_all()
        self._run_automation("send_return_mail")
        self.env.invalidate_all()

    def _get_mails(self, case):
        return case.sudo().flow_notification_ids.sorted("id")

    def test_approved_return_names_number_and_address(self):
        case = self._ask(self._create_shipped_order())
        self._tell()
        self._tell()

        mail = self._get_mails(case)
        self.assertEqual(mail.mapped("kind"), ["return_approved"])
        body = str(mail.message_id.body)
        for text in (case.name, "50.00", self.goods.name):
            self.assertIn(text, body)
        self.assertEqual(mail.message_id.partner_ids, case.order_id.partner_id)

    def test_address_of_the_website(self):
        self.website.return_address_id = self.world["res.partner"].create(
            {"name": "Returns Ltd", "street": "Back Street 1"}
        )
        case = self._ask(self._create_shipped_order())
        self._tell()

        body = str(self._get_mails(case).message_id.body)
        self.assertIn("Returns Ltd", body)
        self.assertIn("Back Street 1", body)

    def test_each_decision_has_its_mail(self):
        self.policy.is_approved_automatically = False
        case = self._ask(self._create_shipped_order())
        self._tell()
        case.action_approve()
        self._tell()
        case.action_cancel()
        self._tell()

        self.assertEqual(
            self._get_mails(case).mapped("kind"),
            ["return_requested", "return_approved", "return_cancelled"],
        )

    def test_declined_return_names_the_reason_as_text(self):
        self.policy.is_approved_automatically = False
        case = self._ask(self._create_shipped_order())
        wizard = self.env["ecommerce.return.decline"].create(
            {"return_ids": case.ids, "note": "It was <b>used</b>"}
        )
        wizard.action_decline()
        self._tell()

        body = str(self._get_mails(case).message_id.body)
        self.assertIn("&lt;b&gt;used", body)

    def test_mail_can_be_written_again(self):
        case = self._ask(self._create_shipped_order())
        self._tell()

        action = self._get_mails(case).with_user(self.staff).action_send_again()

        self.assertEqual(action["context"]["default_res_ids"], case.ids)
