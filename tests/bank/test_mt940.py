"""MT940 files are read to the cent, or refused with a reason."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .reader import DATA, bank_file, find_wrong_mentions, read_json

FILES = sorted(path.name for path in DATA.glob("*.sta"))
TEXTS = ("payer", "iban", "end_to_end", "structured", "ultimate")
repeatable = settings(derandomize=True, deadline=None, database=None, max_examples=300)


def read(name):
    return bank_file.read_mt940((DATA / name).read_bytes())


def read_lines(name):
    return [line for statement in read(name) for line in statement.lines]


def describe(line):
    return {
        "date": line.booked_on.isoformat(),
        "amount": str(line.amount),
        "currency": line.currency,
        "booked": line.is_booked,
        "reversal": line.is_reversal,
        **{name: getattr(line, name) for name in TEXTS},
    }


def expect(line):
    skipped = ("orders", "maybe", "note", "purpose")
    values = {key: value for key, value in line.items() if key not in skipped}
    return {**dict.fromkeys(TEXTS, ""), **values}


@pytest.mark.parametrize("name", FILES)
def test_each_line_is_read_as_it_is(name):
    expected = [expect(line) for line in read_json(f"{name}.expected.json")]

    assert [describe(line) for line in read_lines(name)] == expected


@pytest.mark.parametrize("name", FILES)
def test_each_purpose_is_whole(name):
    for line, expected in zip(
        read_lines(name), read_json(f"{name}.expected.json"), strict=True
    ):
        assert "".join(expected["purpose"].split()) in "".join(line.purpose.split())


@pytest.mark.parametrize("name", FILES)
def test_each_line_names_its_orders_only(name):
    expected = read_json(f"{name}.expected.json")

    assert find_wrong_mentions(read_lines(name), expected) == []


BALANCES = {
    "mt940_ch.sta": ("CH8399999000123456789", "500.00", "1000.35"),
    "mt940_sparkasse.sta": ("DE68900000010012345678", "1000.00", "1584.80"),
    "mt940_vr.sta": ("DE68900000010012345678", "-50.00", "1322.14"),
}


@pytest.mark.parametrize("name", FILES)
def test_balances_prove_the_lines(name):
    (statement,) = read(name)
    account, opening, closing = BALANCES[name]

    assert statement.account == account
    assert statement.opening == Decimal(opening)
    assert statement.closing == Decimal(closing)
    assert statement.is_proven
    assert not statement.are_reversals_turned


def test_what_follows_the_last_balance_belongs_to_no_payment():
    content = (DATA / "mt940_vr.sta").read_bytes()
    content = content.replace(b"\r\n-\r\n", b"\r\n:86:S00123 bitte zahlen\r\n-\r\n")
    (statement,) = bank_file.read_mt940(content)

    assert "S00123" not in statement.lines[-1].purpose


def test_question_marks_of_payers_are_kept():
    content = (DATA / "mt940_vr.sta").read_bytes().replace(b"SVWZ+Danke", b"SVWZ+Ok?ja")
    (statement,) = bank_file.read_mt940(content)

    assert statement.lines[2].purpose == "Ok?ja"


INTERIM = """:20:STARTUMS
:25:90000001/0012345678
:28C:00045/001
:34F:EUR0,
:13D:2611051200+0100
:61:2611051105CR89,90N062NONREF
:86:166?00GUTSCHRIFT?20S00123?32ERIKA SOMMERFELDT
:90D:0EUR0,
:90C:1EUR89,90
-
"""


def change(old, new):
    return (DATA / "mt940_sparkasse.sta").read_bytes().replace(old, new)


REFUSED = {
    "without its second message": (lambda: change(b"", b"")[:780], "damaged"),
    "without a balance": (lambda: change(b":62F:", b":65:"), "damaged"),
    "another message first": (
        lambda: change(b"60M:C261104EUR14", b"60M:C261104EUR1"),
        "damaged",
    ),
    "a day that is none": (lambda: change(b":61:261105", b":61:261399"), "damaged"),
    "two commas": (lambda: change(b"89,90", b"89,9,0"), "damaged"),
    "no amount": (lambda: change(b"CR89,90", b"CR,"), "damaged"),
    "no account": (lambda: change(b":25:90000001/0012345678\r\n", b""), "damaged"),
    "not yet a statement": (INTERIM.encode, "interim"),
    "a statement and what comes next": (
        lambda: change(b"", b"") + INTERIM.encode(),
        "interim",
    ),
    "binary": (lambda: change(b"Bestellung", b"\x00"), "text"),
    "wrongly encoded": (lambda: change(b"Bestellung", b"\x81"), "text"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_whole_is_refused(case):
    content, reason = REFUSED[case]

    with pytest.raises(bank_file.UnreadableFile) as refusal:
        bank_file.read_mt940(content())

    assert refusal.value.reason == reason


@repeatable
@given(st.integers(1, 1500))
def test_a_file_that_was_cut_off_is_refused(length):
    content = change(b"", b"").rstrip(b"-\r\n")
    last_balance = content.rindex(b"584,80", 0, content.index(b":64:"))

    with pytest.raises(bank_file.UnreadableFile):
        bank_file.read_statements(content[: min(length, last_balance)])


@repeatable
@given(st.integers(0, 1500), st.binary(max_size=5))
def test_any_damage_is_read_or_refused(position, damage):
    content = (DATA / "mt940_sparkasse.sta").read_bytes()
    try:
        bank_file.read_mt940(content[:position] + damage + content[position + 3 :])
    except bank_file.UnreadableFile as refusal:
        assert refusal.reason in bank_file.REASONS


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(bank_file.UnreadableFile) as refusal:
        bank_file.read_statements(change(b":61:", b":61:" + b"x" * 21_000_000))

    assert refusal.value.reason == "size"


def test_what_a_payer_writes_is_never_logged(caplog):
    with pytest.raises(bank_file.UnreadableFile):
        bank_file.read_mt940(change(b"CR89,90", b"CR,"))

    assert caplog.records == []
