"""What no page expects in its fields and addresses."""

MARK = "fuzzmark"
# Of elements and headers that only appear if a page repeats its input as it is.
HTML = f"<b class='{MARK}'>"
HEADER = f"x-{MARK}"

MEGABYTE = 1_000_000
TEXTS = (
    "",
    " ",
    "\x00",
    "Anna\x00Berta",
    "Anna\r\nBcc: all@example.com",
    f"\r\n{HEADER}: 1\r\n\r\n",
    f"\"'>{HTML}",
    f"</textarea></script>{HTML}",
    "javascript:alert(1)",
    '=HYPERLINK("http://example.com";"x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "{{ 7 * 7 }} ${7*7} %(name)s {0.__class__} %s %",
    "%",
    "_",
    "\\",
    "' OR 1=1 --",
    "(((((a+)+)+)+)+)$",
    "[",
    "../../../../etc/passwd",
    "http://example.com/",
    "//example.com",
    "Zoë 東京 🏮 \u202e\u200b",
    "\ufeff",
    "\ufffe\uffff",
    "e\u0301" * 100,
    "\udcff\udcfe",  # bytes that aren't UTF-8
    "None",
    "True",
    "[]",
    "{}",
    "[1, 2]",
    '{"a": {"b": 1}}',
)
NUMBERS = (
    "0",
    "-1",
    "-0",
    "1.5",
    "1,5",
    "1e3",
    "1e400",
    "nan",
    "NaN",
    "inf",
    "-Infinity",
    "0x10",
    "1_000",
    "٣",
    "\uff11\uff12",  # digits that are no ASCII
    "½",
    "²",
    "2147483647",
    "2147483648",
    "9223372036854775808",
    "1" + "0" * 30,
    "9" * 5000,
    "0.00000000000000000001",
)
LONG = ("x" * 10_000, "ä" * 10_000, "1" * 10_000, " " * 10_000, "<" * 10_000)
# Names of fields that Odoo or Python know, and no page of ours.
NAMES = (
    "order_id",
    "case_id",
    "context",
    "kwargs",
    "post",
    "form",
    "access_token",
    "debug",
    "__class__",
    "quantity_",
    "quantity_x",
    "quantity_999999999999999999999",
    "partner_id",
    "parent_id",
    "user_ids",
    "",
    "a[b]",
    "Ü",
)


def draw_text(chance):
    """Return a value that isn't what a field is meant for."""
    place = chance.random()
    if place < 0.6:
        return chance.choice(TEXTS)
    if place < 0.85:
        return chance.choice(NUMBERS)
    if place < 0.98:
        return chance.choice(LONG)
    return "m" * MEGABYTE


def draw_number(chance):
    """Return what stands in an address instead of an id."""
    return chance.choice(NUMBERS if chance.random() < 0.8 else TEXTS[2:])
