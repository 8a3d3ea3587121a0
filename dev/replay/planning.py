"""What the documents of the file are to become in the shop, and what they amount to."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from .money import NOTHING, to_cents

# Postage, manual entries, discounts, samples, fees, donations: nothing to ship.
SERVICE_CODES = frozenset(
    ("POST", "DOT", "M", "D", "BANK CHARGES", "AMAZONFEE", "S", "CRUK", "PADS", "C2")
)


@dataclass(frozen=True, order=True)
class Article:
    """What the shop sells: a stock code at a price.

    The file's prices change from order to order, and a cart asks the product for its
    price. With a product per price the catalogue stands still, however many customers
    are in the shop at once.

    Adding up the quantities of two lines, as a cart does, may round differently from
    adding up their amounts. Then the second line is a copy of the article.
    """

    code: str
    price: Decimal
    copy: int = 1

    @property
    def key(self):
        """What identifies the product in the shop."""
        suffix = f"#{self.copy}" if self.copy > 1 else ""
        return f"{self.code}@{self.price:f}{suffix}"

    @property
    def is_service(self):
        return self.code in SERVICE_CODES

    def get_amount(self, quantity):
        """Return what a quantity of it costs."""
        return to_cents(self.price * quantity)


class Articles(Counter):
    """Quantities by article."""

    @property
    def goods(self):
        """What is shipped."""
        return Articles({it: self[it] for it in self if not it.is_service})

    @property
    def amount(self):
        """What all of it costs."""
        return sum((it.get_amount(self[it]) for it in self), NOTHING)


@dataclass
class Purchase:
    """An order to be made."""

    number: str
    customer: str
    country: str
    cart: Articles = field(default_factory=Articles)

    def add(self, line):
        """Put a line of the file into the cart."""
        article = Article(line.code, line.price)
        while not self._adds_up(article, line.quantity):
            article = Article(line.code, line.price, article.copy + 1)
        self.cart[article] += line.quantity

    def _adds_up(self, article, quantity):
        """Tell whether more of an article costs what the quantities cost one by one."""
        there = self.cart[article]
        return article.get_amount(there + quantity) == (
            article.get_amount(there) + article.get_amount(quantity)
        )


@dataclass(frozen=True)
class ReturnedPart:
    """Some of an article of an order that is given back, and the price for it."""

    article: Article
    quantity: int
    price: Decimal

    @property
    def amount(self):
        return to_cents(self.price * self.quantity)


@dataclass
class Return:
    """What a cancellation gives back of one order."""

    number: str  # the cancellation's
    order: str
    parts: list = field(default_factory=list)

    @property
    def amount(self):
        return sum((part.amount for part in self.parts), NOTHING)

    @property
    def articles(self):
        """What comes back; its amount is what it had cost."""
        articles = Articles()
        for part in self.parts:
            articles[part.article] += part.quantity
        return articles


@dataclass(frozen=True)
class Unmatched:
    """A line of a cancellation, or the rest of one, that belongs to no order."""

    number: str  # the cancellation's
    line: int
    quantity: int
    amount: Decimal
    reason: str


@dataclass
class Plan:
    """Everything that the file asks for."""

    documents: list
    purchases: list = field(default_factory=list)
    returns: list = field(default_factory=list)
    unmatched: list = field(default_factory=list)

    @property
    def returns_by_order(self):
        """The returns of each order, in the file's order."""
        by_order = defaultdict(list)
        for goods_return in self.returns:
            by_order[goods_return.order].append(goods_return)
        return dict(by_order)

    @property
    def demand(self):
        """How much of each article is sold."""
        demand = Articles()
        for purchase in self.purchases:
            demand.update(purchase.cart)
        return demand

    @property
    def names(self):
        """What the articles are called: as on the last line with a name."""
        names = {}
        for document in self.documents:
            for line in document.lines:
                names[line.code] = line.description or names.get(line.code, line.code)
        return names


def get_purchase(document):
    """Return what an order of the file puts into the cart."""
    first = document.first
    purchase = Purchase(document.number, first.customer, first.country)
    for line in document.lines:
        purchase.add(line)
    return purchase
