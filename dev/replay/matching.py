"""Matching of cancellation lines with orders.

The file doesn't state the order. A line belongs to the latest earlier order of the same
customer with the same stock code of which something is left, less earlier returns. If
the cancellation's number names an order of the file, it can only be that one.

In that order, articles of the line's price come first. Quantities or amounts that
exceed the order belong to no order; nor do those of guests that name none.
"""

from collections import Counter, defaultdict

from .money import NOTHING
from .planning import Plan, Return, ReturnedPart, Unmatched, get_purchase

GUEST = "of a guest"
NEVER_BOUGHT = "no earlier order of the customer with the product"
ALL_RETURNED = "all that was bought has been given back before"
EXCEEDS_QUANTITY = "more than was left of the order"
EXCEEDS_MONEY = "more money than was left of the order"
# Reasons to be expected in a sample of orders or lines.
OF_A_SAMPLE = frozenset(
    (GUEST, NEVER_BOUGHT, ALL_RETURNED, EXCEEDS_QUANTITY, EXCEEDS_MONEY)
)
NAMES_OTHER = "nothing of which is left in the order that it names"


def make_plan(documents, profile):
    """Return the plan of the documents."""
    plan = Plan(documents, profile)
    numbers = {document.number for document in documents}
    leftovers = defaultdict(list)  # by customer and stock code, the latest order last
    usable = [document for document in documents if document.lines]
    for document in sorted(usable, key=lambda document: document.first.moment):
        if document.is_cancellation:
            _match(document, leftovers, plan, numbers & {document.cancelled})
        else:
            purchase = get_purchase(document, profile)
            plan.purchases.append(purchase)
            _keep(purchase, leftovers)
    return plan


def _keep(purchase, leftovers):
    """Store what a customer can return of an order."""
    leftover = _Leftover(purchase)
    for code in {article.code for article in purchase.cart}:
        leftovers[purchase.customer, code].append(leftover)


def _match(document, leftovers, plan, named):
    """Distribute a cancellation over the orders that it belongs to."""
    returns = {}
    for line in document.lines:
        is_known = line.customer or named
        bought = leftovers.get((line.customer, line.code), []) if is_known else []
        bought = [it for it in bought if not named or it.purchase.number in named]
        leftover = next((it for it in reversed(bought) if it.has(line.code)), None)
        if leftover:
            parts, reason = leftover.take(line), leftover.get_reason(line)
            order = leftover.purchase.number
            goods_return = returns.setdefault(order, Return(document.number, order))
            goods_return.parts += parts
        else:
            parts, reason = [], _get_reason(line, bought, named)
        plan.unmatched += _get_unmatched(document, line, parts, reason)
    plan.returns += [it for it in returns.values() if it.parts]


def _get_reason(line, bought, named):
    """Return why a line belongs to no order."""
    if named:
        return NAMES_OTHER
    if not line.customer:
        return GUEST
    return ALL_RETURNED if bought else NEVER_BOUGHT


def _get_unmatched(document, line, parts, reason):
    """Return the rest of a line that belongs to no order, if any."""
    quantity = line.quantity - sum(part.quantity for part in parts)
    amount = line.amount - sum((part.amount for part in parts), NOTHING)
    if not quantity:
        return []
    return [Unmatched(document.number, line.number, quantity, amount, reason)]


class _Leftover:
    """The part of an order that the customer can still return."""

    def __init__(self, purchase):
        self.purchase = purchase
        self.quantities = Counter(purchase.cart)
        self.money = purchase.cart.amount

    def has(self, code):
        """Return whether something is left of a product."""
        return bool(self._get_articles(code))

    def _get_articles(self, code):
        """Return the articles of a product of which something is left."""
        return [it for it, left in self.quantities.items() if it.code == code and left]

    def take(self, line):
        """Return what a line takes, as far as something is left.

        :return: The returned parts.
        """
        parts = []
        rest = line.quantity
        articles = self._get_articles(line.code)
        for article in sorted(articles, key=lambda it: (it.price != line.price, it)):
            quantity = min(rest, self.quantities[article])
            part = ReturnedPart(article, quantity, line.price)
            if not quantity or part.amount > self.money:
                break
            self.quantities[article] -= quantity
            self.money -= part.amount
            rest -= quantity
            parts.append(part)
        return parts

    def get_reason(self, line):
        """Return why a line wasn't taken completely, if so."""
        return EXCEEDS_MONEY if self.has(line.code) else EXCEEDS_QUANTITY
