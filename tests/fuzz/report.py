"""Tells which promises were broken, and how to see it again."""

LONGEST_LOG = 3000  # characters


def format_report(campaign):
    """Return the findings as a text, and how many answers of each status there were."""
    statuses = sorted(campaign.statuses.items(), key=str)
    lines = [
        f"Seed {campaign.seed}. Answers: "
        + ", ".join(f"{count} x {status}" for status, count in statuses),
        f"{campaign.failed} of them are errors of pages that are Odoo's, too.",
    ]
    lines += [
        f"Returns of order line {line}: {returned} of {delivered} delivered."
        for line, returned, delivered in campaign.wrong_quantities
    ]
    for finding in campaign.findings.values():
        lines += ["", *format_finding(finding, campaign)]
    return "\n".join(lines)


def format_finding(finding, campaign):
    first = finding.numbers[0]
    yield f"{finding.fault}: {finding.route} ({len(finding.numbers)} requests)"
    yield f"  again: make fuzz N=1 FIRST={first} SEED={campaign.seed}"
    yield f"  {finding.request.tell(campaign.shop.site)}"
    if finding.logged:
        yield finding.logged[-LONGEST_LOG:]
