"""The printed result of a replay."""

from collections import defaultdict

from tabulate import tabulate

from .money import NOTHING

HEADER = ("Orders", "File", "Orders", "Shop", "Difference")


def describe_file(plan):
    """Return the summary of the file's documents and lines."""
    cancellations = [it for it in plan.documents if it.is_cancellation]
    matched = {goods_return.number for goods_return in plan.returns}
    guests = [purchase for purchase in plan.purchases if not purchase.customer]
    rejects = [it.reason for it in plan.rejects]
    countries = [line.country for it in plan.documents for line in it.lines]
    home = plan.profile.home
    lines = [
        f"Invoices: {len(plan.documents)}",
        f"Orders: {len(plan.purchases)}, {len(guests)} of them of guests",
        f"Products: {len(plan.demand)}",
        f"Cancellations: {len(cancellations)}, {len(matched)} of them of an order",
        *_describe_unmatched(plan.unmatched),
        *_count("Lines of no order", rejects, plan.profile.no_orders),
        *_count(f"Lines taken as of {home}", countries, sorted(plan.profile.nowhere)),
    ]
    return "\n".join(lines)


def _describe_unmatched(unmatched):
    """Return a line per reason of cancellation lines without an order."""
    by_reason = defaultdict(list)
    for line in unmatched:
        by_reason[line.reason].append(line.amount)
    return [
        f"Cancelled lines of no order: {len(them)}, {sum(them, NOTHING):,}, {reason}"
        for reason, them in sorted(by_reason.items())
    ]


def _count(title, texts, declared):
    """Return a line for each declared text: its count and meaning."""
    counts = {text: texts.count(text) for text in declared if text in texts}
    return [f"{title}: {count}, {text}" for text, count in counts.items()]


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
