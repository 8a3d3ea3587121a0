"""The CSV files of banks and payment services are read to the cent, or refused."""

import csv
from decimal import Decimal
from functools import partial

import pytest

from .reader import DATA, bank_file, find_wrong_mentions, read_json

FILES = sorted(path.name for path in DATA.glob("*.csv"))
NOT_PROVIDED = ("NOTPROVIDED", "nicht angegeben")
# Name and purpose run together without a separator and can't be told apart.
WITHOUT_NAMES = ("commerzbank.csv",)


def read_lines(name):
    statements = bank_file.read_table((DATA / name).read_bytes())
    return [line for statement in statements for line in statement.lines]


def squeeze(text):
    return "".join(text.split())


def describe(name, line):
    told = {
        "date": line.booked_on and line.booked_on.isoformat(),
        "amount": line.amount,
        "currency": line.currency,
        "booked": line.is_booked,
        "reversal": line.is_reversal,
        "iban": line.iban,
        "end_to_end": "" if line.end_to_end in NOT_PROVIDED else line.end_to_end,
        "structured": line.structured,
        "batch": line.batch,
        "charges": line.charges,
        "fee": line.fee,
        "net": line.net,
        "original": line.original and (line.original[0], line.original[1]),
        "belongs_to": line.belongs_to,
    }
    if name not in WITHOUT_NAMES:
        told["payer"] = line.payer
    return told


def expect(name, line):
    def amount(key):
        return Decimal(line[key]) if key in line else None

    expected = {
        "date": line["date"],
        "amount": Decimal(line["amount"]),
        "currency": line["currency"],
        "booked": line["booked"],
        "reversal": line["reversal"],
        "iban": line["iban"],
        "end_to_end": "" if line["end_to_end"] in NOT_PROVIDED else line["end_to_end"],
        "structured": line.get("structured", ""),
        "original": None,
        "belongs_to": line.get("belongs_to", ""),
        **{key: amount(key) for key in ("batch", "charges", "fee", "net")},
    }
    if original := line.get("original"):
        expected["original"] = (Decimal(original[0]), original[1])
    if name not in WITHOUT_NAMES:
        expected["payer"] = line["payer"]
    return expected


@pytest.mark.parametrize("name", FILES)
def test_each_line_is_read_as_it_is(name):
    expected = [expect(name, line) for line in read_json(f"{name}.expected.json")]

    assert [describe(name, line) for line in read_lines(name)] == expected


@pytest.mark.parametrize("name", FILES)
def test_each_purpose_is_whole(name):
    for line, expected in zip(
        read_lines(name), read_json(f"{name}.expected.json"), strict=True
    ):
        assert squeeze(expected["purpose"]) in squeeze(line.purpose)


@pytest.mark.parametrize("name", FILES)
def test_each_line_names_its_orders_only(name):
    expected = read_json(f"{name}.expected.json")

    assert find_wrong_mentions(read_lines(name), expected) == []


def test_each_bank_of_the_cases_is_told():
    names = {
        table.profile.name
        for name in FILES
        for table in bank_file.tables.find_tables((DATA / name).read_bytes())
    }

    assert len(names) == len(FILES)


ACCOUNTS = {
    "sparkasse_csv_camt.csv": "DE68900000010012345678",
    "dkb_2023.csv": "DE68900000010012345678",
    "ing_diba.csv": "DE68900000010012345678",
    "deutsche_bank.csv": "DE68900000010012345678",
    "ubs_ch.csv": "CH8399999000123456789",
    "postfinance_ch.csv": "CH8399999000123456789",
    "rabobank_nl.csv": "NL51ZZZZ0123456789",
    "n26.csv": "",
}


@pytest.mark.parametrize("name", ACCOUNTS)
def test_a_table_says_whose_it_is(name):
    (statement,) = bank_file.read_table((DATA / name).read_bytes())

    assert statement.account == ACCOUNTS[name]


def test_another_account_in_the_same_file_is_a_statement_of_its_own():
    statements = bank_file.read_table((DATA / "comdirect.csv").read_bytes())

    assert [len(statement.lines) for statement in statements] == [5, 1]


TITLES = "Buchung;Auftraggeber/Empfänger;Verwendungszweck;Betrag"
REFUSED = {
    b"<!DOCTYPE html><html><body>Anmelden</body></html>": "page",
    b"\x00\x01\x02": "text",
    b"Name;Preis\nLaterne;50,00\n": "titles",
    b"": "titles",
    f"{TITLES}\n05.11.2026;Kim;S00123;89.90\n".encode(): "amounts",
    f"{TITLES}\n05.11.2026;Kim;S00123\n".encode(): "amounts",
    f"{TITLES}\n31.02.2026;Kim;S1;1,00\n05.11.2026;Kim;S2;1,00\n".encode(): "amounts",
    f"{TITLES}\n05.11.2026;Kim;{'S' * 200_000};1,00\n".encode(): "text",
}


@pytest.mark.parametrize("limit", [131_072, 500 * 1024 * 1024], ids=["pure", "odoo"])
@pytest.mark.parametrize("content", REFUSED, ids=REFUSED.get)
def test_what_is_no_table_of_a_bank_is_refused(content, limit, request):
    request.addfinalizer(partial(csv.field_size_limit, csv.field_size_limit(limit)))

    with pytest.raises(bank_file.UnreadableFile) as refusal:
        bank_file.read_table(content)

    assert refusal.value.reason == REFUSED[content]


def test_columns_are_found_in_any_order_and_spelling():
    content = (
        "Betrag;WÄHRUNG;Verwendungszweck;Auftraggeber/Empfaenger; Buchung \n"
        "89,90;EUR;S00123;Kim;05.11.2026\n"
    )
    (statement,) = bank_file.read_table(content.encode("cp1252"))

    assert [(it.amount, it.payer) for it in statement.lines] == [
        (Decimal("89.90"), "Kim")
    ]


def test_parts_that_do_not_make_the_whole_stay_one_line():
    content = (DATA / "ubs_ch.csv").read_text("utf-8-sig")
    content = content.replace(";;;250.10;;", ";;;250.00;;")
    (statement,) = bank_file.read_table(content.encode())

    batch = statement.lines[1]
    assert (batch.amount, len(batch.parts)) == (Decimal("310.10"), 2)


# === BALANCES === #

BALANCES = {
    "comdirect.csv": ("3808.05", "3712.45", True),
    "consorsbank.csv": (None, "3712.45", None),
    "deutsche_bank.csv": (None, "3712.45", None),
    "dkb_2023.csv": (None, "3712.45", None),
    "ing_diba.csv": (None, "3712.45", None),
    "n26.csv": (None, None, None),
    "ubs_ch.csv": ("1000.00", "1365.10", True),
}


@pytest.mark.parametrize("name", BALANCES)
def test_balances_are_read_where_the_bank_states_them(name):
    statement = bank_file.read_table((DATA / name).read_bytes())[0]
    opening, closing, is_proven = BALANCES[name]

    assert statement.opening == (opening and Decimal(opening))
    assert statement.closing == (closing and Decimal(closing))
    assert statement.is_proven is is_proven


def test_another_section_has_balances_of_its_own():
    _giro, card = bank_file.read_table((DATA / "comdirect.csv").read_bytes())

    assert card.title == "Umsätze Visa-Karte (Kreditkarte)"
    assert (card.opening, card.closing) == (None, None)


def test_what_is_only_announced_may_count_or_not():
    content = (DATA / "ubs_ch.csv").read_text("utf-8-sig")
    without = content.replace("Schlusssaldo:;1365.10", "Schlusssaldo:;1390.10")
    wrong = content.replace("Schlusssaldo:;1365.10", "Schlusssaldo:;1365.11")
    proven = [bank_file.read_table(it.encode())[0].is_proven for it in (without, wrong)]

    assert proven == [True, False]


def test_reversals_are_turned_round_where_only_that_fits():
    content = (DATA / "ubs_ch.csv").read_text("utf-8-sig")
    content = content.replace('"Gutschrift"', '"Storno"').replace("1365.10", "1205.10")
    (statement,) = bank_file.read_table(content.encode())

    assert statement.are_reversals_turned
    assert statement.is_proven
    assert statement.lines[0].amount == Decimal("-80.00")


# === TABLES THAT NO BANK WRITES SO === #

OWN = bank_file.Profile(
    "Hausbank",
    needs=("Tag", "Text", "Soll", "Haben"),
    columns={
        "date": ("Tag",),
        "purpose": ("Text",),
        "debit": ("Soll",),
        "amount": ("Haben",),
    },
    currency="EUR",
)


def test_tables_are_read_as_people_say():
    content = b"Tag;Text;Soll;Haben\n05.11.2026;S00123;;89,90\n04.11.2026;Miete;700;\n"
    (statement,) = bank_file.read_table(content, [OWN])

    assert [line.amount for line in statement.lines] == [
        Decimal("89.90"),
        Decimal("-700.00"),
    ]


def test_banks_come_before_what_people_say():
    profile = bank_file.Profile("Mine", needs=("Buchung", "Betrag"))
    (statement,) = bank_file.read_table((DATA / "ing_diba.csv").read_bytes(), [profile])

    assert statement.format == "ING"
