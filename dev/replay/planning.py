"""The planned results of the file's documents in the shop."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal

from .money import NOTHING, to_cents


@dataclass(frozen=True, order=True)
class Article:
    """A stock code at a price.

    The file's prices change from order to order, and a cart reads the price from the
    product. With a product per price the catalogue is constant, with any number of
    concurrent customers.

    The sum of the quantities of two lines, as in a cart, may be rounded differently
    from the sum of their amounts. Then the second line is a copy of the article.
    """

    code: str
    price: Decimal
    copy: int = 1
    is_service: bool = False  # nothing to ship

    @property
    def key(self):
        """The internal reference of the product in the shop."""
        suffix = f"#{self.copy}" if self.copy > 1 else ""
        return f"{self.code}@{self.price:f}{suffix}"

    def get_amount(self, quantity):
        """Return the price of a quantity."""
        return to_cents(self.price * quantity)


class Articles(Counter):
    """Quantities by article."""

    @property
    def goods(self):
        """The shipped articles."""
        return Articles({it: self[it] for it in self if not it.is_service})

    @property
    def amount(self):
        """The total price."""
        return sum((it.get_amount(self[it]) for it in self), NOTHING)


@dataclass
class Purchase:
    """A planned order."""

    number: str
    customer: str
    country: str  # code
    cart: Articles = field(default_factory=Articles)

    def add(self, line, is_service):
        """Add a line of the file to the cart."""
        article = Article(line.code, line.price, is_service=is_service)
        while not self._adds_up(article, line.quantity):
            article = replace(article, copy=article.copy + 1)
        self.cart[article] += line.quantity

    def _adds_up(self, article, quantity):
        """Return whether the sum of quantities costs the sum of their amounts."""
        there = self.cart[article]
        return article.get_amount(there + quantity) == (
            article.get_amount(there) + article.get_amount(quantity)
        )


@dataclass(frozen=True)
class ReturnedPart:
    """A returned quantity of an article of an order, with its price."""

    article: Article
    quantity: int
    price: Decimal

    @property
    def amount(self):
        return to_cents(self.price * self.quantity)


@dataclass
class Return:
    """The part of a cancellation that belongs to one order."""

    number: str  # the cancellation's
    order: str
    parts: list = field(default_factory=list)

    @property
    def amount(self):
        return sum((part.amount for part in self.parts), NOTHING)

    @property
    def articles(self):
        """The returned articles; their amount is the original price."""
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
    """The planned purchases and returns of the file."""

    documents: list
    profile: object
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
    def rejects(self):
        """The lines that can't be part of an order."""
        return [reject for document in self.documents for reject in document.rejects]

    @property
    def left_out(self):
        """Numbers and reasons of lines that the profile doesn't declare as left out."""
        declared = self.profile.unmatched.union(self.profile.no_orders)
        lines = [(it.number, it.reason) for it in self.rejects]
        lines += [(it.line, it.reason) for it in self.unmatched]
        return sorted(line for line in lines if line[1] not in declared)

    @property
    def demand(self):
        """The sold quantity of each article."""
        demand = Articles()
        for purchase in self.purchases:
            demand.update(purchase.cart)
        return demand

    @property
    def names(self):
        """The names of the articles: as on the last line with a name."""
        names = {}
        for document in self.documents:
            for line in document.lines:
                names[line.code] = line.description or names.get(line.code, line.code)
        return names


def get_purchase(document, profile):
    """Return the planned order of a document."""
    first = document.first
    country = profile.get_country(first.country)
    purchase = Purchase(document.number, first.customer, country)
    for line in document.lines:
        purchase.add(line, line.code in profile.services)
    return purchase
