import io

from lxml import html
from PIL import Image

from odoo.tests import HttpCase, tagged

from .instructions_common import InstructionsCommon

try:
    import zxingcpp
except ImportError:  # It comes with the tests' requirements, not with Odoo's.
    zxingcpp = None


@tagged("post_install", "-at_install")
class TestPaymentPage(InstructionsCommon, HttpCase):
    """The order's page says how to pay, without JavaScript, to whoever may see it."""

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()
        self.order = self._create_awaited_order()
        self._arrange(self.order)._portal_ensure_token()

    def _open_page(self, order=None):
        return self.url_open((order or self.order).get_portal_url()).text

    def _open_confirmation(self, order):
        self.authenticate(None, None, session_extra={"sale_last_order_id": order.id})
        return self.url_open("/shop/confirmation").text

    def _get_image_url(self, token=None, order_id=None):
        token = self.order.access_token if token is None else token
        order_id = order_id or self.order.id
        return f"/my/orders/{order_id}/payment_qr.png?access_token={token}"

    # === ORDER PAGE === #

    def test_order_page_has_data_and_code(self):
        page = html.fromstring(self._open_page())
        [block] = page.xpath("//section[@id='payment_instructions']")

        self.assertIn("DE89 3704 0044 0532 0130 00", block.text_content())
        self.assertIn("100.00", block.text_content())
        [image] = block.xpath(".//img")
        self.assertTrue(image.get("src").startswith("data:image/png;base64,"))
        self.assertTrue(image.get("alt"))

    def test_nothing_stands_twice(self):
        self.provider_of_transfers.action_recompute_pending_msg()
        self.provider_of_transfers.qr_code = True

        for page in (self._open_page(), self._open_confirmation(self.order)):
            self.assertEqual(page.count("DE89 3704"), 1)
            self.assertNotIn("Communication:", page)
            self.assertNotIn("Finalize your payment", page)

    def test_confirmation_page_has_data_and_code(self):
        page = html.fromstring(self._open_confirmation(self.order))
        [block] = page.xpath("//section[@id='payment_instructions']")

        self.assertIn("DE89 3704 0044 0532 0130 00", block.text_content())
        self.assertTrue(block.xpath(".//img"))

    def test_as_odoo_the_page_has_the_data_too(self):
        order = self._create_awaited_order("odoo")

        self.assertIn("DE89 3704", self._open_page(order))

    def test_paid_order_asks_for_nothing(self):
        self._book(self.order)

        for page in (self._open_page(), self._open_confirmation(self.order)):
            self.assertNotIn('id="payment_instructions"', page)
            self.assertNotIn("DE89", page)

    def test_cancelled_order_asks_for_nothing(self):
        self._arrange(self.order)._action_cancel()

        self.assertNotIn('id="payment_instructions"', self._open_page())

    def test_stranger_sees_nothing(self):
        page = self.url_open(f"/my/orders/{self.order.id}?access_token=wrong")

        self.assertNotIn("DE89", page.text)

    def test_another_way_to_pay_is_offered_while_the_transfer_is_pending(self):
        page = html.fromstring(self._open_page())
        [link] = page.xpath("//section[@id='payment_instructions']//a")

        page = self.url_open(link.get("href")).text

        self.assertIn("o_sale_portal_paynow", page)
        self.assertIn("o_payment_form", page)

    def test_another_way_to_pay_is_offered_after_the_confirmation(self):
        order = self._create_awaited_order("confirm")
        url = self._get_instructions(order).pay_url

        page = self.url_open(url).text

        self.assertIn("o_payment_form", page)

    # === PICTURE FOR MAILS === #

    def test_picture_pays_the_order(self):
        response = self.url_open(self._get_image_url())

        self.assertEqual(response.headers["Content-Type"], "image/png")
        self.assertIn("no-store", response.headers["Cache-Control"])
        if zxingcpp is None:
            self.skipTest("zxing-cpp isn't installed")
        picture = Image.open(io.BytesIO(response.content)).convert("L")
        [code] = zxingcpp.read_barcodes(picture)
        self.assertEqual(code.text, self._get_instructions(self.order).qr_payload)

    def test_strangers_get_the_same_answer_whether_the_order_exists_or_not(self):
        answers = [
            self.url_open(url)
            for url in (
                self._get_image_url(token="wrong"),
                self._get_image_url(token=""),
                self._get_image_url(order_id=2147483647),
                self._get_image_url(order_id=99999999999),
            )
        ]

        self.assertEqual({answer.status_code for answer in answers}, {404})

    def test_paid_order_has_no_picture(self):
        self._book(self.order)

        self.assertEqual(self.url_open(self._get_image_url()).status_code, 404)
