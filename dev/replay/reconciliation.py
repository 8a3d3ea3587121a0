"""Reconciliation: the file against the shop, order by order, to the cent."""

from collections import Counter, defaultdict
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Difference:
    """Something that is one thing in the file and another one in the shop."""

    number: str
    figure: str
    in_file: object
    in_shop: object


@dataclass(frozen=True)
class Row:
    """How many orders have an amount, and its sum: in the file and in the shop."""

    title: str
    file_count: int
    file_amount: object
    shop_count: int
    shop_amount: object


class Reconciliation:
    """The comparison of a plan with a ledger."""

    def __init__(self, plan, ledger):
        self.plan = plan
        self.ledger = ledger
        self.expected = get_expected_amounts(plan)
        self.expected_statuses = get_expected_statuses(plan, self.expected)

    def get_rows(self):
        """Return the totals of each figure."""
        return [
            Row(
                figure,
                *_add_up(_drop_nothing(self.expected[figure])),
                *_add_up(_drop_nothing(self.ledger.amounts[figure])),
            )
            for figure in FIGURES
        ]

    def get_stage_rows(self):
        """Return the totals of what was ordered, by where the orders stand."""
        in_file, in_shop = defaultdict(dict), defaultdict(dict)
        for number, statuses in self.expected_statuses.items():
            stage = _get_stage(statuses, self.ledger.statuses.get(number, {}))
            in_file[stage][number] = self.expected["ordered"][number]
        for number, statuses in self.ledger.statuses.items():
            stage = next(iter(statuses.values()))
            in_shop[stage][number] = self.ledger.amounts["ordered"][number]
        return [
            Row(str(stage), *_add_up(in_file[stage]), *_add_up(in_shop[stage]))
            for stage in sorted({*in_file, *in_shop}, key=str)
        ]

    def get_differences(self):
        """Return everything in which file and shop disagree, by number."""
        differences = [
            *self._compare_counts(),
            *self._compare_amounts(),
            *self._compare_statuses(),
        ]
        return sorted(differences, key=lambda difference: difference.number)

    def _compare_counts(self):
        expected = Counter(purchase.number for purchase in self.plan.purchases)
        for number in {*expected, *self.ledger.counts}:
            count = self.ledger.counts[number]
            if count != expected[number]:
                yield Difference(number, "orders", expected[number], count)

    def _compare_amounts(self):
        for figure in FIGURES:
            in_file, in_shop = self.expected[figure], self.ledger.amounts[figure]
            for number in self._get_common_numbers():
                pair = in_file.get(number, NOTHING), in_shop.get(number, NOTHING)
                if pair[0] != pair[1]:
                    yield Difference(number, figure, *pair)

    def _compare_statuses(self):
        for number in self._get_common_numbers():
            expected = self.expected_statuses[number]
            for name, status in self.ledger.statuses[number].items():
                if status != expected[name]:
                    yield Difference(number, name, expected[name], status)

    def _get_common_numbers(self):
        """Return the orders to look into; the others differ by being there or not."""
        return self.expected_statuses.keys() & self.ledger.statuses.keys()


def get_expected_amounts(plan):
    """Return what each order is to amount to in the end, by figure and number."""
    amounts = {figure: {} for figure in FIGURES}
    for purchase in plan.purchases:
        number, total = purchase.number, purchase.total
        amounts["ordered"][number] = amounts["paid"][number] = total
        amounts["invoiced"][number] = total
        amounts["delivered"][number] = purchase.goods_total
        for figure in ("unsettled", "returned", "credited", "refunded"):
            amounts[figure][number] = NOTHING
    for goods_return in plan.returns:
        number = goods_return.order
        amounts["returned"][number] += goods_return.goods_total
        amounts["credited"][number] += goods_return.amount
        amounts["refunded"][number] += goods_return.amount
    return amounts


def get_expected_statuses(plan, amounts):
    """Return what each order is to show in the end, by number and field."""
    returns = plan.returns_by_order
    return {
        purchase.number: {
            "flow_stage": "done",
            "payment_status": _get_payment_status(
                purchase.total, amounts["refunded"][purchase.number]
            ),
            "fulfillment_status": "shipped" if purchase.goods else "nothing",
            "return_status": _get_return_status(returns.get(purchase.number, [])),
            "state": "sale",
        }
        for purchase in plan.purchases
    }


def _get_payment_status(total, refunded):
    if not refunded:
        return "paid"
    return "refunded" if refunded == total else "partially_refunded"


def _get_return_status(returns):
    return "settled" if any(it.goods for it in returns) else "none"


def _get_stage(expected, shown):
    """Return the expected one of the statuses that tell where an order stands."""
    return expected[next(iter(shown), "flow_stage")]


def _drop_nothing(amounts):
    """Return the amounts that are not 0."""
    return {number: amount for number, amount in amounts.items() if amount}


def _add_up(amounts):
    """Return how many amounts there are, and their sum."""
    return len(amounts), sum(amounts.values(), NOTHING)
