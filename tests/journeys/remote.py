"""Odoo's records over HTTP, for preparing journeys."""

import json
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

LONGEST_ANSWER = 120  # seconds


class Remote:
    """A logged in user, without a browser.

    :raise RuntimeError: If Odoo refuses the login or a call.
    """

    def __init__(self, site, database, login="admin", password="admin"):
        self.site = site
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self._post(
            "/web/session/authenticate", db=database, login=login, password=password
        )

    def call(self, model, method, *args, **kwargs):
        """Call a method of a model and return its result."""
        path = f"/web/dataset/call_kw/{model}/{method}"
        return self._post(path, model=model, method=method, args=args, kwargs=kwargs)

    def search(self, model, *domain, **options):
        """Return the ids that match a domain."""
        return self.call(model, "search", list(domain), **options)

    def read(self, model, field, *domain):
        """Return a field of the first match of a domain."""
        [record] = self.call(model, "search_read", list(domain), [field], limit=1)
        return record[field]

    def create(self, model, **values):
        """Create a record and return its id."""
        return self.call(model, "create", [values])[0]

    def write(self, model, ids, **values):
        """Write on records."""
        self.call(model, "write", ids, values)

    def get_id(self, xml_id):
        """Return the id of an external id."""
        module, name = xml_id.split(".")
        domain = [("module", "=", module), ("name", "=", name)]
        return self.read("ir.model.data", "res_id", *domain)

    def submit(self, path, **values):
        """Submit a form, and follow the redirects."""
        body = urlencode(values).encode()
        with self.opener.open(self.site + path, body, LONGEST_ANSWER) as response:
            response.read()

    def _post(self, path, **params):
        body = json.dumps({"jsonrpc": "2.0", "params": params}).encode()
        headers = {"Content-Type": "application/json"}
        request = Request(self.site + path, body, headers)
        with self.opener.open(request, timeout=LONGEST_ANSWER) as response:
            answer = json.load(response)
        if "error" in answer:
            raise RuntimeError(answer["error"]["data"]["message"])
        return answer.get("result")
