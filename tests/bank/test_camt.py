"""CAMT files are read to the cent, or refused with a reason."""

from decimal import Decimal

import pytest

from .reader import DATA, ORDERS, bank_file, find_wrong_mentions, read_json

FILES = sorted(path.name for path in DATA.glob("camt05*") if path.suffix != ".json")
TEXTS = ("payer", "iban", "end_to_end", "structured", "ultimate", "reason")


def read(name):
    """Return the statements of a file."""
    return [
        statement
        for file in bank_file.read_files((DATA / name).read_bytes())
        if bank_file.is_camt(file)
        for statement in bank_file.read_camt(file)
    ]


def read_lines(name):
    statements = sorted(read(name), key=lambda it: it.first_day)
    return [line for statement in statements for line in statement.lines]


def describe(line):
    """Return a line in the notation of the expected ones."""
    described = {
        "date": line.booked_on and line.booked_on.isoformat(),
        "amount": str(line.amount),
        "currency": line.currency,
        "purpose": squeeze(line.purpose),
        "booked": line.is_booked,
        "reversal": line.is_reversal,
        **{name: getattr(line, name) for name in TEXTS},
    }
    if line.batch is not None:
        described["batch"] = str(line.batch)
    if line.charges is not None:
        described["charges"] = str(line.charges)
    if line.original:
        described["original"] = [str(line.original[0]), line.original[1]]
    if line.parts:
        described["parts"] = [vars(part) for part in line.parts]
    return described


def squeeze(text):
    """Remove the blanks, since it is unknown where a bank cuts its texts."""
    return "".join(text.split())


def expect(line):
    no_value = dict.fromkeys(TEXTS, "")
    skipped = ("orders", "maybe", "note", "sign")
    values = {key: value for key, value in line.items() if key not in skipped}
    return {**no_value, **values, "purpose": squeeze(line["purpose"])}


@pytest.mark.parametrize("name", FILES)
def test_each_line_is_read_as_it_is(name):
    expected = [expect(line) for line in read_json(f"{name}.expected.json")]

    assert [describe(line) for line in read_lines(name)] == expected


@pytest.mark.parametrize("name", FILES)
def test_each_line_names_its_orders_only(name):
    expected = read_json(f"{name}.expected.json")

    assert find_wrong_mentions(read_lines(name), expected) == []


PROVEN = {
    "camt052_v08_pending.xml": [None],
    "camt053_v02_de.xml": [True],
    "camt053_v02_reversal_other_sign.xml": [True],
    "camt053_v08_batch.xml": [True],
    "camt053_v08_reversal.xml": [True],
    "camt053_v08_two_days.zip": [True, True],
    "camt054_v08_ch.xml": [None],
}


@pytest.mark.parametrize("name", FILES)
def test_balances_prove_the_lines(name):
    assert [statement.is_proven for statement in read(name)] == PROVEN[name]


def test_reversals_are_turned_round_only_where_the_balances_ask_for_it():
    turned = {
        name for name in FILES if any(it.are_reversals_turned for it in read(name))
    }

    assert turned == {"camt053_v02_reversal_other_sign.xml"}


def test_two_payments_that_are_equal_have_references_of_their_own():
    lines = read_lines("camt053_v08_two_days.zip")[1:]

    assert lines[0].amount == lines[1].amount == Decimal("45.00")
    assert lines[0].bank_reference != lines[1].bank_reference


REFUSED = {
    "entity.xml": "definitions",
    "laughs.xml": "definitions",
    "cut_off.xml": "damaged",
    "wrong_encoding.xml": "damaged",
    "not_camt.xml": "no_statement",
    "bomb.zip": "size",
    "nested.zip": "archive",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_hostile_is_refused_with_its_reason(name):
    with pytest.raises(bank_file.UnreadableFile) as refusal:
        read(f"hostile/{name}")

    assert refusal.value.reason == REFUSED[name]


def test_lines_that_do_not_fit_the_balances_are_told():
    (statement,) = read("hostile/balance_off.xml")

    assert statement.is_proven is False


@pytest.mark.parametrize("between", [b"<!-- x -->", b"<?x y?>", b"<![CDATA[]]>"])
def test_what_stands_within_a_text_cuts_nothing_off(between):
    content = (DATA / "camt053_v02_de.xml").read_bytes()
    places = (b"00123", b"89.90", b"SOMMERFELDT", b"BOOK", b"2026-11-05")
    changed = content
    for place in places:
        assert place in content
        changed = changed.replace(place, place[:2] + between + place[2:])

    assert bank_file.read_camt(changed) == bank_file.read_camt(content)


def test_a_comment_may_stand_first():
    content = (DATA / "camt053_v02_de.xml").read_bytes()
    content = b"<!-- x -->" + content[content.index(b"<Document") :]

    assert bank_file.read_statements(content)


def test_a_web_page_is_no_camt():
    assert read("hostile/login_page.csv") == []


def test_statements_say_whose_they_are():
    accounts = {it.account for name in FILES for it in read(name)}
    (foreign,) = read("hostile/not_ours.xml")

    assert foreign.account not in accounts


def test_orders_of_the_cases_are_there():
    assert ORDERS["S00123"] == Decimal("89.90")
