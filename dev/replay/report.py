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
            row.title.replace("_", " "),
            row.file_count,
            f"{row.file_amount:,}",
            row.shop_count,
            f"{row.shop_amount:,}",
            f"{row.shop_amount - row.file_amount:,}",
        )
        for row in rows
    ]
    to_the_right = ("left", *["right"] * len(HEADER))
    titles = (title, *HEADER)
    return tabulate(
        cells, titles, "presto", disable_numparse=True, colalign=to_the_right
    )


def list_failures(failures):
    """Return a line per order that couldn't go on."""
    return "\n".join(f"{it.number}: {it.reason}" for it in failures)


def list_differences(differences):
    """Return a line per difference."""
    return "\n".join(
        f"{it.number}: {it.figure.replace('_', ' ')} is {it.in_shop} in the shop, "
        f"{it.in_file} in the file"
        for it in differences
    )
