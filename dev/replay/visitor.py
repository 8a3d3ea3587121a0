"""A customer in the shop: requests to the routes called by a browser."""

import json
from contextlib import contextmanager

from werkzeug.test import EnvironBuilder

from odoo import http

from .trouble import OrderTrouble

# Odoo's session keys.
CART = "sale_order_id"
PAYMENT = "__payment_monitored_tx_id__"


class Visitor:
    """A visitor with a session.

    The routes are looked up by Odoo, so that controllers extended by any addon are
    called. The rest of a server (sockets, cookies, a transaction with an empty cache
    for each request) is skipped: it isn't specific to the shop and would take most of
    the time.
    """

    def __init__(self, env, website, user):
        self.env = env
        self.website = website
        self.user = user
        self.session = http.root.session_store.new()
        # Without a cart in the session, Odoo would restore an abandoned one.
        memory = {CART: False, PAYMENT: False}
        self.session.update(http.get_default_session(), db=env.cr.dbname, **memory)

    @property
    def cart(self):
        """The visitor's cart."""
        return self.env["sale.order"].browse(self.session[CART])

    def come_back(self, order):
        """Continue as the visitor who left for a payment of the order."""
        self.session[CART] = order.id
        self.session[PAYMENT] = order.transaction_ids.id

    def get(self, path, **params):
        """Open a page."""
        return self._request("GET", path, params)

    def call(self, path, **params):
        """Call a JSON-RPC route, like the shop's scripts in the browser."""
        return self._request("POST", path, params)

    def submit(self, path, **fields):
        """Submit a form.

        :return: The response of the route.
        :raise OrderTrouble: If fields are invalid.
        """
        answer = json.loads(self._request("POST", path, fields).get_data())
        if answer.get("invalid_fields"):
            faults = ", ".join(answer["messages"] or answer["invalid_fields"])
            raise OrderTrouble(f"The shop refuses the address: {faults}")
        return answer

    def _request(self, method, path, params):
        with self._in_request(method, path) as request:
            router = request.env["ir.http"].routing_map().bind(request.httprequest.host)
            rule, path_params = router.match(path, method=method, return_rule=True)
            request.params = {**params, **path_params}
            return request.env["ir.http"]._dispatch(rule.endpoint)

    @contextmanager
    def _in_request(self, method, path):
        """Prepare a request like Odoo does for pages of a website."""
        environ = EnvironBuilder(path, self.website.get_base_url(), method=method)
        request = http.Request(http.HTTPRequest(environ.get_environ()))
        request.session, request.db = self.session, self.env.cr.dbname
        request.registry = self.env.registry
        request.env = self.env(user=self.user, su=False)
        request.website_routing = self.website.id
        request.is_frontend = request.is_frontend_multilang = True
        code = self.website.default_lang_id.code
        request.lang = self.env["res.lang"]._get_data(code=code)
        default_env = self.env.transaction.default_env
        http._request_stack.push(request)
        try:
            request.env["ir.http"]._frontend_pre_dispatch()
            yield request
        finally:
            http._request_stack.pop()
            self.env.transaction.default_env = default_env
