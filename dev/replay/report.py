"""What the replay says in the end."""

from collections import defaultdict

from tabulate import tabulate

from .money import NOTHING

HEADER = ("Orders", "File", "Orders", "Shop", "Difference")


def describe_file(plan, reject_count, rejects_path):
    """Return what became of the file's documents and lines."""
    cancellations = [it for it in plan.documents if it.is_cancellation]
    matched = {goods_return.number for goods_return in plan.returns}
    lines = [
        f"Invoices: {len(plan.documents)}",
        f"Orders: {len(plan.purchases)}",
        f"Cancellations: {len(cancellations)}, {len(matched)} of them of an order",
        *_describe_unmatched(plan.unmatched),
    ]
    if reject_count:
        lines.append(f"Rejected lines: {reject_count}, see {rejects_path}")
    return "\n".join(lines)


def _describe_unmatched(unmatched):
    """Return a line per reason for which lines of cancellations match no order."""
    by_reason = defaultdict(list)
    for line in unmatched:
        by_reason[line.reason].append(line.amount)
    return [
        f"Cancelled lines of no order: {len(them)}, {sum(them, NOTHING):,}, {reason}"
        for reason, them in sorted(by_reason.items())
    ]


def describe_demand(plan):
    """Return what the orders need: products, and accounts of customers."""
    customers = {purchase.customer for purchase in plan.purchases} - {""}
    return f"{len(plan.demand)} products and {len(customers)} customers"


def draw_table(title, rows):
    """Return a table of the rows of a reconciliation."""
    cells = [
        (
            name.replace("_", " "),
            *(file_count, f"{in_file:,}"),
            *(shop_count, f"{in_shop:,}"),
            f"{in_shop - in_file:,}",
        )
        for name, file_count, in_file, shop_count, in_shop in rows
    ]
    alignment = ("left", *["right"] * len(HEADER))
    options = {"disable_numparse": True, "colalign": alignment}
    return tabulate(cells, (title, *HEADER), "presto", **options)
