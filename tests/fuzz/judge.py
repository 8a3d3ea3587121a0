"""What no answer may be, whatever was asked for."""

from http import HTTPStatus
from urllib.parse import urlsplit

from . import server_log, values
from .generator import HUGE
from .visitors import ANONYMOUS

LONGEST_ANSWER = 5  # seconds
# Longer ones are refused before anybody knows which page they are for.
LONGEST_TARGET = 60_000
ONE_CLICK = "/shop/reminders/one-click"
CART = "/shop/cart"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
# What Odoo changes when a signed-in visitor opens any page, to bring back the cart.
BROUGHT_BACK = {"cart", "cart_line", "cart_message"}


class Judge:
    """Compares answers with the promises.

    :ivar str host: The only one that visitors are led to.
    :ivar dict carts: Whose carts visitors took up by their links.
    """

    def __init__(self, host, visitors, world, carts):
        self.host = host
        self.visitors = visitors
        self.world = world
        self.carts = carts

    def find_faults(self, page, request, answer, logged, changed):
        """Yield what is wrong with an answer.

        :param str logged: What the server logged meanwhile.
        :param list changed: The tables that were changed meanwhile.
        """
        yield from self._find_errors(page, request, answer, logged)
        yield from self._find_foreign_data(request, answer)
        yield from self._find_ways_out(answer)
        yield from self._find_repeated_input(answer)
        if answer.seconds > LONGEST_ANSWER:
            yield "slow"
        if self._is_brought_back(request, changed):
            changed = []
        if changed and page.is_ours and not self._may_change(request):
            yield f"changed {', '.join(changed)}"
        if request.path.endswith(CART) and request.method == "POST":
            self.carts[request.visitor] |= self.world.find_owners(request)

    def _find_errors(self, page, request, answer, logged):
        is_huge = any(len(value) >= HUGE for value in request.values)
        is_read = not is_huge and len(request.target) < LONGEST_TARGET
        if answer.status is None and is_read:
            yield "no answer"
        if is_huge and answer.status and answer.status < HTTPStatus.BAD_REQUEST:
            yield "huge request not refused"
        if server_log.has_traceback(logged, page.is_ours):
            yield "traceback of ours"
        elif is_error(answer) and page.is_ours and "Traceback" not in logged:
            yield f"{answer.status} without a traceback"

    def _find_foreign_data(self, request, answer):
        owners = self._find_owners(request)
        if request.path.endswith(CART):
            owners |= self.carts[request.visitor]
        text = answer.text + "".join(value for _name, value in answer.headers)
        for secret in self.world.find_secrets(owners):
            if secret in text and not any(secret in it for it in request.values):
                yield f"foreign data: {secret[:20]}"

    def _find_ways_out(self, answer):
        host = urlsplit(answer.get("location")).netloc
        if host not in ("", self.host):
            yield "redirect to another host"

    def _find_repeated_input(self, answer):
        if values.HTML in answer.text and "json" not in answer.get("content-type"):
            yield "input repeated as HTML"
        if answer.get(values.HEADER):
            yield "input repeated as a header"

    def _find_owners(self, request):
        """Return whose data the answer to a request may contain."""
        own = self.visitors[request.visitor].owner
        return self.world.find_owners(request) | {own}

    def _is_brought_back(self, request, changed):
        return (
            BROUGHT_BACK.issuperset(changed)
            and request.method in SAFE_METHODS
            and request.visitor != ANONYMOUS
            and CART not in request.path
        )

    def _may_change(self, request):
        """Return whether it is a form of its session, and nobody else's order."""
        owner = self.world.find_owner_of_page(request)
        is_form = (
            request.path.endswith(ONE_CLICK)
            or self.visitors[request.visitor].csrf in request.values
        )
        return (
            request.method not in SAFE_METHODS
            and is_form
            and (owner is None or owner in self._find_owners(request))
        )


def is_error(answer):
    """Return whether the server failed."""
    return (answer.status or 0) >= HTTPStatus.INTERNAL_SERVER_ERROR
