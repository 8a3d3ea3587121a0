from io import BytesIO
from unittest.mock import patch

from PIL import Image

from odoo.tests import HttpCase, tagged

from ..emails import get_email
from .returns_common import ReturnsCommon


@tagged("post_install", "-at_install")
class TestReturnPage(HttpCase, ReturnsCommon):
    """Customers return goods with their link and without JavaScript."""

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()
        self.order = self._create_shipped_order()
        self.order.sudo()._portal_ensure_token()

    def _get_url(self, suffix="/return", order=None, token=None):
        order = (order or self.order).sudo()
        token = order.access_token if token is None else token
        return f"/my/orders/{order.id}{suffix}?access_token={token}"

    def _get_field(self, page, name):
        return page.text.split(f'name="{name}" value="')[1].split('"')[0]

    def _post(self, page, url=None, files=None, **form):
        form["csrf_token"] = self._get_field(page, "csrf_token")
        return self.url_open(url or self._get_url(), data=form, files=files)

    def _preview(self, quantity="1", **form):
        page = self.url_open(self._get_url())
        name = f"quantity_{self.order.order_line.id}"
        return self._post(page, step="preview", **{name: quantity}, **form)

    def _confirm(self, page, **changes):
        name = f"quantity_{self.order.order_line.id}"
        form = {
            it: self._get_field(page, it)
            for it in (name, "remark", "amount", "request_key")
        }
        return self._post(page, step="confirm", **{**form, **changes})

    def _get_photo(self):
        file = BytesIO()
        Image.new("RGB", (40, 30), "red").save(file, "PNG")
        return file.getvalue()

    def _send_photos(self, *contents, name="lamp.png", **changes):
        files = [("photos", (name, it, "image/png")) for it in contents]
        reason = changes.get("reason", "")
        return self._confirm(self._preview(**changes), files=files, reason=reason)

    def test_order_page_has_the_button(self):
        page = self.url_open(self.order.sudo().get_portal_url())

        self.assertIn("return_order_sidebar_button", page.text)

    def test_order_page_has_no_button_if_nothing_can_be_returned(self):
        self.policy.is_returnable = False

        page = self.url_open(self.order.sudo().get_portal_url())

        self.assertNotIn("return_order_sidebar_button", page.text)

    def test_customer_returns_something(self):
        preview = self._preview()
        self.assertIn("50.00", preview.text)
        self.assertIn("once the items have arrived", preview.text)
        self.assertFalse(self.order.return_ids)

        page = self._confirm(preview)

        case = self.order.return_ids
        self.assertEqual(case.line_ids.requested_quantity, 1.0)
        self.assertIn(case.name, page.text)
        self.assertIn("Where to send the items", page.text)
        order_page = self.url_open(self.order.sudo().get_portal_url())
        self.assertIn(case.name, order_page.text)

    def test_form_sent_twice_is_one_return(self):
        preview = self._preview()

        self._confirm(preview)
        page = self._confirm(preview)

        self.assertEqual(len(self.order.return_ids), 1)
        self.assertIn(self.order.return_ids.name, page.text)

    def test_what_is_wrong_is_said_and_what_was_entered_stays(self):
        page = self._preview("3", remark="Too small")

        self.assertIn("no more than 2", page.text)
        self.assertIn("Too small", page.text)
        self.assertFalse(self.order.return_ids)

    def test_policy_that_changed_after_the_preview(self):
        preview = self._preview()
        self.policy.write({"is_returnable": False, "refusal": "Final sale"})

        page = self._confirm(preview)

        self.assertIn("Final sale", page.text)
        self.assertFalse(self.order.return_ids)

    def test_amount_that_somebody_changed(self):
        page = self._confirm(self._preview(), amount="5000.0000")

        self.assertIn("changed in the meantime", page.text)
        self.assertFalse(self.order.return_ids)

    def test_nonsense_is_no_error_of_the_server(self):
        preview = self._preview()
        name = f"quantity_{self.order.order_line.id}"
        for text in ("-1", "nan", "1e999", "9" * 300, "<script>", "=1+1"):
            for step in ("preview", "confirm", "other"):
                with self.subTest(text=text, step=step):
                    page = self._post(preview, step=step, **{name: text})
                    self.assertEqual(page.status_code, 200)
                    self.assertNotIn("<script>=", page.text)
        self.assertFalse(self.order.return_ids)

    def test_html_is_shown_as_text(self):
        page = self._preview(remark="<img src=x onerror=alert(1)>")

        self.assertNotIn("<img src=x", page.text)
        self.assertIn("&lt;img src=x", page.text)

    def test_get_changes_nothing(self):
        name = f"quantity_{self.order.order_line.id}"
        self.url_open(self._get_url() + f"&{name}=1&step=confirm&amount=50.0000")

        self.assertFalse(self.order.return_ids)

    def test_post_needs_the_token_of_the_form(self):
        answer = self.url_open(self._get_url(), data={"step": "confirm"})

        self.assertEqual(answer.status_code, 400)

    def test_strangers_learn_nothing(self):
        case = self._ask(self.order)
        urls = [
            self._get_url(token="wrong"),
            "/my/orders/999999/return?access_token=x",
            self._get_url(f"/return/{case.id}", token="wrong"),
            "/my/orders/999999/return/1?access_token=x",
        ]

        answers = [self.url_open(url, allow_redirects=False) for url in urls]

        self.assertEqual({it.status_code for it in answers}, {303})
        self.assertEqual(len({it.headers["Location"] for it in answers}), 1)

    def test_staff_returns_nothing_as_the_customer(self):
        self.authenticate("staff", "staff")

        answer = self.url_open(self._get_url(token=""), allow_redirects=False)

        self.assertEqual(answer.status_code, 303)

    def test_returns_of_other_orders(self):
        other = self._create_shipped_order()
        other.sudo()._portal_ensure_token()
        case = self._ask(self.order)

        answer = self.url_open(
            self._get_url(f"/return/{case.id}", order=other), allow_redirects=False
        )

        self.assertEqual(answer.status_code, 303)

    def test_customer_cancels_the_return(self):
        page = self._confirm(self._preview())
        case = self.order.return_ids

        url = self._get_url(f"/return/{case.id}/cancel")
        answer = self._post(page, url=url)

        self.assertIn("is cancelled", answer.text)
        self.assertEqual(case.state, "cancelled")

    def test_customer_tells_the_tracking_number(self):
        page = self._confirm(self._preview())
        case = self.order.return_ids
        url = self._get_url(f"/return/{case.id}/sent")
        for text in ("", "=1+1", "<b>1234</b>", "x" * 100):
            self.assertIn(
                "Enter the tracking", self._post(page, url, tracking_number=text).text
            )
        self.assertEqual(case.state, "approved")

        answer = self._post(page, url, tracking_number=" 0034 0434 1234 ")

        self.assertIn("on their way", answer.text)
        self.assertEqual(case.state, "on_the_way")

    def test_what_arrived_is_not_cancelled(self):
        page = self._confirm(self._preview())
        case = self.order.return_ids
        self._receive(case)

        url = self._get_url(f"/return/{case.id}/cancel")
        answer = self._post(page, url=url)

        self.assertEqual(answer.status_code, 200)
        self.assertEqual(case.state, "received")

    def test_website_that_takes_none_has_no_page(self):
        self.website.customer_can_return = False

        answer = self.url_open(self._get_url(), allow_redirects=False)

        self.assertEqual(answer.status_code, 303)
        self.assertEqual(self.url_open("/returns").status_code, 404)

    def test_customer_prints_the_slip(self):
        page = self._confirm(self._preview())
        case = self.order.return_ids
        self.assertIn("/slip?access_token=", page.text)

        reports = type(self.env["ir.actions.report"])
        with (
            patch.object(reports, "get_wkhtmltopdf_state", return_value="ok"),
            patch.object(reports, "_render_qweb_pdf", return_value=(b"%PDF", "pdf")),
        ):
            slip = self.url_open(self._get_url(f"/return/{case.id}/slip"))

        self.assertEqual(slip.headers["Content-Type"], "application/pdf")
        self.assertEqual(slip.content, b"%PDF")

    def test_slip_is_a_page_without_wkhtmltopdf(self):
        self._confirm(self._preview())
        case = self.order.return_ids
        reports = type(self.env["ir.actions.report"])
        with patch.object(reports, "get_wkhtmltopdf_state", return_value="install"):
            slip = self.url_open(self._get_url(f"/return/{case.id}/slip"))

        self.assertIn("text/html", slip.headers["Content-Type"])
        self.assertIn(case.name, slip.text)

    # === PHOTOS === #

    def test_photos_are_encoded_anew_and_shown_to_staff_alone(self):
        photo = self._get_photo()
        self._send_photos(photo + b"<script>", photo, name="<b>.png")

        photos = self.order.return_ids.sudo().message_ids.attachment_ids
        self.assertEqual(len(photos), 2)
        for attachment in photos:
            self.assertEqual(attachment.mimetype, "image/jpeg")
            self.assertNotIn(b"<script>", attachment.raw)
            self.assertEqual(attachment.res_id, self.order.return_ids.id)
            self.assertFalse(attachment.public)

    def test_what_is_no_photo_is_refused(self):
        program = b"MZ" + b"\0" * 500
        page = self._send_photos(program, name="lamp<b>.jpg")

        self.assertIn("lamp&lt;b&gt;.jpg is not a photo", page.text)
        self.assertFalse(self.order.return_ids)

    def test_large_and_many_photos_are_refused(self):
        page = self._send_photos(b"x" * (10 * 1024 * 1024 + 1))
        self.assertIn("larger than 10 MB", page.text)

        page = self._send_photos(*[self._get_photo()] * 6)
        self.assertIn("no more than 5 photos", page.text)
        self.assertFalse(self.order.return_ids)

    def test_reason_that_needs_a_photo(self):
        self._arrange(self.reason).needs_photo = True
        reason = str(self.reason.id)

        page = self._send_photos(reason=reason)
        self.assertIn("Please add a photo", page.text)
        self.assertFalse(self.order.return_ids)

        self._send_photos(self._get_photo(), reason=reason)
        self.assertEqual(self.order.return_ids.reason_id, self.reason)

    # === ON THE PAGE OF A PRODUCT === #

    def test_product_page_says_why_it_cannot_be_returned(self):
        self.policy.write({"is_returnable": False, "refusal": "<b>Final</b> sale"})
        self._arrange(self.goods).is_published = True

        page = self.url_open(self.goods.website_url)

        self.assertIn("Cannot be returned: &lt;b&gt;Final&lt;/b&gt; sale.", page.text)

    # === WITHOUT THE LINK === #

    def _look_up(self, order_name, email):
        page = self.url_open("/returns")
        return self._post(page, "/returns", order_name=order_name, email=email)

    def _get_links(self):
        self._run_automation("send_return_link")
        self.env.invalidate_all()
        return self.order.sudo().flow_notification_ids.filtered(
            lambda mail: mail.kind == "return_link"
        )

    def test_link_goes_to_the_customer(self):
        page = self._look_up(self.order.name.lower(), "JANE@example.com")

        self.assertIn("If there is an order", page.text)
        links = self._get_links()
        self.assertEqual(len(links), 1)
        self.assertEqual(links.message_id.partner_ids, self.order.partner_id)
        self.assertIn(self.order.sudo().access_token, get_email(links.message_id))

    def test_same_answer_for_what_is_not_there(self):
        right = self._look_up(self.order.name, "jane@example.com")
        wrong = self._look_up("S99999", "jane@example.com")
        stranger = self._look_up(self.order.name, "joe@example.com")
        pattern = self._look_up("%", "jane@example.com")
        nonsense = self._look_up("'; DROP TABLE", "no address")

        texts = {
            page.text.split("<main")[1].split("</main>")[0]
            for page in (right, wrong, stranger, pattern, nonsense)
        }
        self.assertEqual(len(texts), 1)
        self.assertEqual(len(self._get_links()), 1)

    def test_nobody_asks_too_often(self):
        for _number in range(8):
            self._look_up(self.order.name, "jane@example.com")

        self.assertEqual(len(self._get_links()), 5)

    def test_one_visitor_does_not_try_many_addresses(self):
        Lookup = self.env["ecommerce.return.lookup"].sudo()
        for number in range(30):
            Lookup._ask(self.website, "S1", f"jane{number}@example.com", "10.0.0.1")

        self.assertEqual(Lookup.search_count([]), 20)
        Lookup._ask(self.website, "S1", "joe@example.com", "10.0.0.2")
        self.assertEqual(Lookup.search_count([]), 21)

    def test_addresses_are_not_kept_in_clear(self):
        Lookup = self.env["ecommerce.return.lookup"].sudo()
        Lookup._ask(self.website, "S1", "jane@example.com", "10.0.0.1")

        self.assertNotIn("10.0.0.1", Lookup.search([]).visitor_key)
