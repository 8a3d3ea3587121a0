from functools import wraps

from odoo import http


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
            return endpoint(self, *args, **read_params(params))

        return answer

    return decorate


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
