"""The results of the lives, for people."""

import json
from collections import Counter

from tabulate import tabulate

# The parts of a combination, and the possible values of each.
HEADS = ("Stage", "Payment", "Fulfillment", "Return", "Documents")
VALUES = (
    "cart awaiting_payment to_confirm to_ship shipped done cancelled",
    (
        "unpaid pending authorized partially_paid paid overpaid partially_refunded "
        "refunded failed"
    ),
    (
        "not_yet nothing to_ship picking packed partially_shipped shipped "
        "ready_for_pickup delivered"
    ),
    "none requested approved on_the_way received settled",
    "none draft open settled credited",
)


def describe_order(order):
    """Return an order in words, without its plain values."""
    lines = " + ".join(describe_line(line) for line in order["lines"])
    parts = [lines, "business" if order["business"] else "consumer", order["rule"]]
    parts += [] if order["steps"] == "ship_only" else [order["steps"]]
    parts += [] if order["company"] == "first" else ["second company"]
    parts += [] if order["currency"] == "EUR" else [order["currency"]]
    parts += ["pickup"] if order["pickup"] else []
    parts += [f"voucher {order['discount']} %"] if order["discount"] else []
    parts += [f"postage {order['postage']}"] if order["postage"] else []
    return ", ".join(parts)


def describe_line(line):
    tax = "" if line["tax"] == "none" else f" tax {line['tax']}"
    policy = "" if line["policy"] == "order" else " by delivery"
    return f"{line['quantity']} {line['kind']}{policy} at {line['price']}{tax}"


def describe_acts(story):
    return " > ".join(f"{name}{format_numbers(it)}" for name, it in story["acts"])


def format_numbers(numbers):
    return "" if not any(numbers) else f"({','.join(map(str, numbers))})"


def describe_finding(finding):
    """Return a finding as a paragraph, with the way to reproduce it."""
    story = finding.story
    return "\n".join(
        [
            f"{finding.promise} [{len(finding.seeds)} lives: {finding.seeds[:8]}]",
            f"  {describe_acts(story)}",
            f"  of {describe_order(story['order'])}",
            f"  -> {story['broken'][finding.promise]}",
            *(f"     {line}" for line in story["history"][1:]),
            f"  {json.dumps({'order': story['order'], 'acts': story['acts']})}",
        ]
    )


def format_table(findings):
    """Return the findings as a table: promise, lives, shortest acts."""
    rows = [
        (it.promise.replace("_", " "), len(it.seeds), " > ".join(it.form))
        for it in findings
    ]
    if not rows:
        return "No promise was broken."
    return tabulate(rows, ["Promise", "Lives", "Shortest"], maxcolwidths=[36, 6, 70])


def count_combinations(stories):
    return Counter(tuple(it) for story in stories for it in story["combinations"])


def format_combinations(counts):
    """Return how often each combination was reached."""
    rows = [(*combination, times) for combination, times in sorted(counts.items())]
    return tabulate(rows, [*HEADS, "Times"])


def format_missed(counts):
    """Return the stages, statuses and documents that were never reached."""
    reached = [set(values) for values in zip(*counts, strict=True)]
    missed = [
        f"{head}: {value}"
        for head, values, seen in zip(HEADS, VALUES, reached, strict=True)
        for value in values.split()
        if value not in seen
    ]
    return f"Never reached: {', '.join(missed) or 'nothing'}."


def format_report(findings, stories):
    """Return the whole report."""
    broken = sum(bool(story["broken"]) for story in stories)
    acts = sum(len(story["acts"]) for story in stories)
    counts = count_combinations(stories)
    return "\n\n".join(
        [
            f"{len(stories)} lives, {acts} acts, {broken} lives broke a promise.",
            *map(describe_finding, findings),
            format_combinations(counts),
            format_missed(counts),
        ]
    )
