from functools import wraps

from odoo import http
from odoo.http import request

# Parameters by which whoever has the link is the customer.
TOKENS = {"access_token", "token"}


def page(path, methods, **routing):
    """Return the decorator of a public page of ours.

    Its method gets texts only, and the numbers in its address. Files are none of its
    parameters, and the database takes no NUL characters.

    :param routing: More parameters of `http.route`.
    """

    def decorate(endpoint):
        @http.route(
            path,
            type="http",
            auth="public",
            website=True,
            methods=methods,
            sitemap=False,
            **routing,
        )
        @wraps(endpoint)
        def answer(self, *args, **params):
            if request.httprequest.method == "OPTIONS":
                return tell_methods(methods)
            response = endpoint(self, *args, **read_params(params))
            if params.keys() & TOKENS:
                keep_token_secret(response)
            return response

        return answer

    return decorate


def tell_methods(methods):
    """Return the answer to the question by which methods a page is called.

    Odoo would call it then, and without the check of the form's own token.
    """
    return request.make_response("", [("Allow", ", ".join(methods))], status=204)


def keep_token_secret(response):
    """Prevent that the token in the page's URL leaks to others."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"


def is_text(value):
    """Return whether the value of a field is a text, or missing."""
    return value is None or isinstance(value, str)


def is_token(value):
    """Return whether the value of a field can be compared with a token."""
    return is_text(value) and (value or "").isascii()


def read_params(params):
    """Return the parameters of a request without files and NUL characters."""
    return {
        name: value.replace("\x00", "") if isinstance(value, str) else value
        for name, value in params.items()
        if isinstance(value, (str, int))
    }
