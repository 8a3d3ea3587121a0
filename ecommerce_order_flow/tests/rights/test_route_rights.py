from types import SimpleNamespace
from urllib.parse import urlencode

from odoo import http
from odoo.tests import HttpCase, tagged

from .rights_common import ADDON, RightsCommon
from .tables import read_table

OURS = f"odoo.addons.{ADDON}.controllers."
# Pages of Odoo's that we extend: who gets them is up to Odoo.
EXTENDED = {
    "/my/orders/<int:order_id>/document/<int:document_id>",
    "/shop/address/submit",
    "/shop/cart",
    "/shop/payment/transaction/<int:order_id>",
}
# Who asks, signed in as which role. With the link nobody needs to be.
VISITORS = {
    "nobody": None,
    "stranger": "stranger",
    "staff": "sales",
    "colleague": "colleague",
    "customer": "customer",
    "link": None,
}
EMAIL = "customer@example.com"
# What may be in a form, and texts that no page has in mind: files come apart from them.
FIELDS = (
    "access_token company_name email holder iban name order_name reason remark "
    "request_key step street tracking_number vat zip"
)
FILE = ("a.txt", b"Not a text", "text/plain")


@tagged("post_install", "-at_install")
class TestRouteRights(HttpCase, RightsCommon):
    """Each visitor gets the pages that the table says, and no other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rows = read_table("routes")
        cls.order = cls.own.order
        cls.order._portal_ensure_token()
        cls.case = cls.own.records["ecommerce.return"]
        cls.website.customer_can_cancel = True

    def setUp(self):
        super().setUp()
        self.website.domain = self.base_url()
        self.patch(
            type(self.env["ecommerce.payment.instructions"]),
            "_get",
            lambda _service, _order: SimpleNamespace(qr_payload="BCD"),
        )

    # === ROWS === #

    def _list_rules(self):
        """Yield our pages, those of Odoo's that we extend too, and how they are called.

        They are listed anew because nobody asks for a page here.
        """
        modules = sorted(self.registry._init_modules)
        for url, endpoint in http._generate_routing_rules(modules, nodb_only=False):
            if endpoint.func.__module__.startswith(OURS):
                yield url, endpoint.routing

    def test_each_page_has_a_row(self):
        listed = [(row["route"], row["methods"]) for row in self.rows]

        self.assertEqual(len(listed), len(set(listed)))
        self.assertEqual(
            set(listed),
            {
                (url, " ".join(sorted(routing["methods"])))
                for url, routing in self._list_rules()
                if url not in EXTENDED
            },
        )

    def test_who_has_to_sign_in(self):
        auth = {url: routing["auth"] for url, routing in self._list_rules()}

        for row in self.rows:
            with self.subTest(row["route"]):
                self.assertEqual(auth[row["route"]], row["auth"])

    def test_forms_of_others_are_refused(self):
        """Whatever changes something wants its page's token, or the mail's own."""
        for url, routing in self._list_rules():
            is_of_mail = url == "/shop/reminders/one-click"
            with self.subTest(url):
                self.assertEqual(routing.get("csrf", True), not is_of_mail)

    # === ASKING === #

    def test_who_gets_which_page(self):
        differences = [
            difference for visitor in VISITORS for difference in self._visit(visitor)
        ]

        self.assertFalse(differences)

    def test_questions_about_methods_change_nothing(self):
        for visitor in ("customer", "link"):
            self._sign_in(visitor)
            for row in self.rows:
                url = self._get_url(row["route"])
                values = {**self._get_link(url), "tracking_number": "1Z"}
                before = self._take_stock()
                with self.subTest(url, visitor=visitor), self._undoing():
                    answer = self.url_open(
                        f"{url}?{urlencode(values)}",
                        method="OPTIONS",
                        allow_redirects=False,
                    )
                    self.assertEqual(answer.status_code, 204)
                    self.assertEqual(self._take_stock(), before)

    def test_links_are_told_to_nobody(self):
        self._sign_in("link")
        for row in self.rows:
            if self._get_link(row["route"]) and "GET" in row["methods"]:
                with self.subTest(row["route"]):
                    answer = self._ask(row, "GET", "link")
                    self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
                    self.assertEqual(answer.headers["X-Robots-Tag"], "noindex")

    def _visit(self, visitor):
        """Yield what a visitor gets otherwise than the table says."""
        self._sign_in(visitor)
        for row in self.rows:
            if row[visitor] == "own":
                continue
            for method in row["methods"].split():
                with self._undoing():
                    for difference in self._find_wrong_answer(row, method, visitor):
                        yield f"{method} {row['route']}, {visitor}: {difference}"

    def _find_wrong_answer(self, row, method, visitor):
        before = self._take_stock()
        answer = self._ask(row, method, visitor)
        status = answer.status_code
        place = answer.headers.get("Location", "").removeprefix(self.base_url())
        got = status == 200 or (status in (302, 303) and place != "/my")
        if got != (row[visitor] == "yes"):
            yield f"{status} {place}"
        if status not in (200, 302, 303, 404):
            yield f"{status}"
        if not got and self._take_stock() != before:
            yield "changed something"

    def _sign_in(self, visitor):
        role = VISITORS[visitor]
        login = role and self.users[role].login
        self.authenticate(login, role and login + "x" * (8 - len(login)))

    def _ask(self, row, method, visitor):
        url = self._get_url(row["route"])
        values = self._get_link(url) if visitor == "link" else {}
        if method == "GET":
            query = "&".join(f"{key}={value}" for key, value in values.items())
            return self.url_open(f"{url}?{query}", allow_redirects=False)
        values["csrf_token"] = http.Request.csrf_token(self)
        return self.url_open(url, data=values, allow_redirects=False)

    # === ODD INPUT === #

    def test_no_page_fails_because_of_its_input(self):
        failures = [
            f"{method} {row['route']}, {kind}: {answer.status_code}"
            for row in self.rows
            for method in row["methods"].split()
            for kind, answer in self._ask_oddly(row["route"], method)
            if answer.status_code >= 500
        ]

        self.assertFalse(failures)

    def _ask_oddly(self, route, method):
        """Yield the answers to files and NUL characters, with and without a link."""
        for visitor in ("customer", "link"):
            self._sign_in(visitor)
            url = self._get_url(route)
            link = self._get_link(route) if visitor == "link" else {}
            texts = dict.fromkeys(FIELDS.split(), "a\x00b") | link
            form = {"csrf_token": http.Request.csrf_token(self)}
            if method == "GET":
                yield "NUL", self.url_open(f"{url}?{urlencode(texts)}")
                continue
            with self._undoing():
                yield "NUL", self.url_open(url, data={**form, **texts})
            files = dict.fromkeys((*FIELDS.split(), "token"), FILE)
            files = {name: it for name, it in files.items() if name not in link}
            with self._undoing():
                yield "file", self.url_open(url, data={**form, **link}, files=files)
            with self._undoing():
                yield "file as token", self.url_open(url, data=form, files=files)

    def _get_url(self, route):
        url = route.replace("<int:order_id>", str(self.order.id))
        return url.replace("<int:case_id>", str(self.case.id))

    def _get_link(self, url):
        """Return what the link in a mail adds to an address."""
        consents = self.world["ecommerce.cart.consent"]
        if url.startswith("/my/"):
            return {"access_token": self.order.access_token}
        if url == "/shop/reminders/confirm":
            consent = consents.sudo()._decide(
                self.website, EMAIL, "unconfirmed", "checkout"
            )
            return {"token": consent._get_confirmation_url().split("token=")[1]}
        if url.startswith("/shop/reminders/"):
            return {"token": consents._get_token(self.website, EMAIL)}
        if url == "/shop/refund/account":
            service = self.world["ecommerce.refund.account"]
            refund = self.own.records["ecommerce.refund"]
            return {"token": service._get_url(refund).split("token=")[1]}
        return {}

    def _take_stock(self):
        """Return what the pages could change."""
        self.env.invalidate_all()
        order = self.order
        return (
            order.state,
            order.cancelled_by,
            order.partner_invoice_id,
            order.is_invoice_requested,
            order.return_ids,
            self.case.decision,
            self.case.sudo().line_ids.move_ids.picking_id.mapped(
                "carrier_tracking_ref"
            ),
            len(order.message_ids),
            self.world["ecommerce.cart.consent"].search_count([]),
        )
