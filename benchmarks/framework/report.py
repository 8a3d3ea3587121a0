"""The report: bars and a table for readers, a file for programs."""

import json
from pathlib import Path

RESULTS = Path(__file__).parent.parent / "results.json"
BAR_LENGTH = 44
BLOCKS = " ▏▎▍▌▋▊▉"  # eighths of a character
COLUMNS = ("figure", "ours", "theirs", "unit", "ratio", "spread", "rounds")


def draw(comparison, figure, cpu_ratio):
    """Return the lines that show a figure."""
    longest = max(figure.ours, figure.theirs)
    lines = [f"{figure.name}: {comparison.title}"]
    for side in ("ours", "theirs"):
        value = getattr(figure, side)
        bar = draw_bar(value / longest)
        lines.append(f"  {side:<7}{bar:<{BAR_LENGTH}} {value:.3f} {figure.unit}")
    remarks = [f"spread {figure.spread:.1%}", f"{figure.rounds} rounds"]
    if cpu_ratio:
        remarks.append(f"ratio of CPU time {cpu_ratio:.3f}")
    remarks.append(comparison.judge(figure))
    return [*lines, f"  ratio  {figure.ratio:.3f} ({', '.join(filter(None, remarks))})"]


def draw_bar(part):
    """Return a bar that is this part of the longest one."""
    whole, eighths = divmod(round(part * BAR_LENGTH * 8), 8)
    return "█" * whole + BLOCKS[eighths].strip()


def make_table(figures):
    """Return the lines of the table of all figures."""
    rows = [COLUMNS]
    for figure in figures:
        numbers = (f"{figure.ours:.3f}", f"{figure.theirs:.3f}", figure.unit)
        ratio = (f"{figure.ratio:.3f}", f"{figure.spread:.1%}", str(figure.rounds))
        rows.append((figure.name, *numbers, *ratio))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def write(figures):
    """Write the figures to the results' file."""
    text = json.dumps([figure.as_dict() for figure in figures], indent=2)
    partial = RESULTS.with_suffix(".partial")
    partial.write_text(f"{text}\n")
    partial.replace(RESULTS)
