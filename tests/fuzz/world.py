"""What is in the shop: two customers' orders, and what only they may see."""

from dataclasses import dataclass

OWNERS = ("own", "other")


@dataclass(frozen=True)
class Token:
    """What opens something to whoever knows it.

    :ivar order: The id of the order that it opens; None if it says that itself.
    """

    owner: str
    order: str | None


class World:
    """The records that requests are about.

    :ivar dict orders: By owner, a list of the orders' ids, tokens, lines and returns.
    :ivar dict links: By owner, the tokens of links in mails by the page's name.
    :ivar dict markers: By owner, a word in all of that customer's data.
    """

    def __init__(self, told):
        self.document = told["document"]
        self.markers = {owner: told[owner]["marker"] for owner in OWNERS}
        self.links = {owner: told[owner]["links"] for owner in OWNERS}
        self.orders = {
            owner: [{**order, "owner": owner} for order in told[owner]["orders"]]
            for owner in OWNERS
        }
        self.tokens = {
            order["token"]: Token(owner, str(order["id"]))
            for owner in OWNERS
            for order in self.orders[owner]
        } | {
            token: Token(owner, None)
            for owner in OWNERS
            for token in self.links[owner].values()
        }

    def find_owners(self, request):
        """Return the owners whose data a request opens by its tokens."""
        opened = set()
        for value in request.values:
            # Pages leave NUL characters out.
            token = self.tokens.get(value.replace("\x00", ""))
            if token and (token.order is None or self._is_about(request, token.order)):
                opened.add(token.owner)
        return opened

    def _is_about(self, request, order):
        return order in request.path.split("/") or order in request.values

    def find_owner_of_page(self, request):
        """Return whose order the page of a request is about, or None."""
        for owner in OWNERS:
            for order in self.orders[owner]:
                if f"/my/orders/{order['id']}/" in request.path:
                    return owner
        return None

    def find_secrets(self, owners):
        """Return the words that only others than some owners may read."""
        secrets = {
            marker for owner, marker in self.markers.items() if owner not in owners
        }
        return secrets | {
            text for text, token in self.tokens.items() if token.owner not in owners
        }
