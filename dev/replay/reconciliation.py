"""Reconciliation of file and shop, order by order, to the cent."""

from collections import Counter, defaultdict
from itertools import chain

from .money import NOTHING

FIGURES = (
    "ordered",
    "paid",
    "delivered",
    "invoiced",
    "unsettled",
    "returned",
    "credited",
    "refunded",
)


class Reconciliation:
    """The comparison of a plan with a ledger."""

    def __init__(self, plan, ledger):
        self.plan = plan
        self.ledger = ledger
        self.expected = get_expected_amounts(plan)
        self.expected_statuses = get_expected_statuses(plan, self.expected)

    def get_rows(self):
        """Return each figure: number and sum of orders, in file and shop."""
        return [
            (
                figure,
                *_add_up(_drop_nothing(self.expected[figure])),
                *_add_up(_drop_nothing(self.ledger.amounts[figure])),
            )
            for figure in FIGURES
        ]

    def get_stage_rows(self):
        """Return the ordered amounts by stage, in file and shop."""
        in_file, in_shop = defaultdict(dict), defaultdict(dict)
        for number, statuses in self.expected_statuses.items():
            in_file[statuses["flow_stage"]][number] = self.expected["ordered"][number]
        for number, statuses in self.ledger.statuses.items():
            in_shop[statuses["flow_stage"]][number] = self.ledger.amounts["ordered"][
                number
            ]
        return [
            (str(stage), *_add_up(in_file[stage]), *_add_up(in_shop[stage]))
            for stage in sorted({*in_file, *in_shop}, key=str)
        ]

    def get_differences(self):
        """Return a line for each difference between file and shop, by number."""
        facts = (self._get_counts(), self._get_amounts(), self._get_statuses())
        differences = sorted(
            f"{number}: {name.replace('_', ' ')} is {in_shop} in the shop, "
            f"{in_file} in the file"
            for number, name, in_file, in_shop in chain(*facts)
            if in_file != in_shop
        )
        return differences + [
            f"Line {line} isn't in the shop: {why}" for line, why in self.plan.left_out
        ]

    def _get_counts(self):
        expected = Counter(purchase.number for purchase in self.plan.purchases)
        for number in {*expected, *self.ledger.counts}:
            yield number, "orders", expected[number], self.ledger.counts[number]

    def _get_amounts(self):
        for figure in FIGURES:
            in_file, in_shop = self.expected[figure], self.ledger.amounts[figure]
            for number in self._get_common_numbers():
                pair = in_file.get(number, NOTHING), in_shop.get(number, NOTHING)
                yield number, figure, *pair

    def _get_statuses(self):
        for number in self._get_common_numbers():
            expected = self.expected_statuses[number]
            for name, status in self.ledger.statuses[number].items():
                yield number, name, expected[name], status

    def _get_common_numbers(self):
        """Return the orders to compare; the others are missing on one side."""
        return self.expected_statuses.keys() & self.ledger.statuses.keys()


def get_expected_amounts(plan):
    """Return the expected amounts of the orders, by figure and number."""
    amounts = {figure: Counter() for figure in FIGURES}
    for purchase in plan.purchases:
        number, total = purchase.number, purchase.cart.amount
        amounts["ordered"][number] = amounts["paid"][number] = total
        amounts["invoiced"][number] = total
        amounts["delivered"][number] = purchase.cart.goods.amount
    for goods_return in plan.returns:
        number = goods_return.order
        amounts["returned"][number] += goods_return.articles.goods.amount
        amounts["credited"][number] += goods_return.amount
        amounts["refunded"][number] += goods_return.amount
    return amounts


def get_expected_statuses(plan, amounts):
    """Return the expected statuses of the orders, by number and field."""
    returns = plan.returns_by_order
    return {
        purchase.number: {
            "flow_stage": "done",
            "payment_status": _get_payment_status(
                purchase.cart.amount, amounts["refunded"][purchase.number]
            ),
            "fulfillment_status": "shipped" if purchase.cart.goods else "nothing",
            "return_status": _get_return_status(returns.get(purchase.number, [])),
        }
        for purchase in plan.purchases
    }


def _get_payment_status(total, refunded):
    if not refunded:
        return "paid"
    return "refunded" if refunded == total else "partially_refunded"


def _get_return_status(returns):
    return "settled" if any(it.articles.goods for it in returns) else "none"


def _drop_nothing(amounts):
    """Return the amounts that are not 0."""
    return {number: amount for number, amount in amounts.items() if amount}


def _add_up(amounts):
    """Return how many amounts there are, and their sum."""
    return len(amounts), sum(amounts.values(), NOTHING)
