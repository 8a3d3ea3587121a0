"""The SEPA file for refunds: its schema, characters and amounts."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import sepaxml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from mockbank import validate as bank

from .reader import credit_transfer, sepa

DAY = date(2026, 11, 30)
DEBTOR = credit_transfer.Debtor(
    "Müller & Söhne", "DE89370400440532013000", "COBADEFFXXX"
)
SPACE = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
BANKS_LETTERS = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]*")
SCHEMA = Path(sepaxml.__file__).parent / "schemas" / "pain.001.001.09.xsd"


def make_transfer(amount="50.00", number=1, **values):
    values = {
        "name": "Jörg Weiß",
        "iban": "NL91ABNA0417164300",
        "text": "S00012/R1, Erstattung",
        "end_to_end": f"REFUND-{number}",
        **values,
    }
    return credit_transfer.Transfer(amount=Decimal(amount), **values)


def write(*transfers):
    return credit_transfer.write_transfers(DEBTOR, transfers, DAY)


def find(file, path):
    root = etree.fromstring(file.content)
    return [node.text for node in root.iterfind(f".//p:{path}", SPACE)]


def test_file_keeps_to_its_schema():
    file = write(make_transfer(), make_transfer("0.05", 2, bic="ABNANL2A"))
    schema = etree.XMLSchema(etree.parse(SCHEMA))

    schema.assertValid(etree.fromstring(file.content))


def test_a_bank_finds_nothing_wrong():
    file = write(make_transfer(), make_transfer("1234567.89", 2, bic="ABNANL2A"))

    read, findings = bank.inspect(file.content, today=DAY)

    assert [bank.render(it) for it in findings] == []
    assert read is not None


def test_amounts_are_exact_and_add_up():
    file = write(
        *(make_transfer(it, n) for n, it in enumerate(("0.10", "0.20", "19.99")))
    )

    assert find(file, "InstdAmt") == ["0.10", "0.20", "19.99"]
    assert find(file, "CtrlSum") == ["20.29", "20.29"]
    assert find(file, "NbOfTxs") == ["3", "3"]


@pytest.mark.parametrize("amount", ["0.005", "0", "-1.00"])
def test_no_amount_is_rounded_on_the_way(amount):
    with pytest.raises(ValueError, match=amount.replace(".", r"\.")):
        write(make_transfer(amount))


def test_all_of_it_is_one_batch_of_a_day():
    file = write(make_transfer(), make_transfer(number=2))

    assert find(file, "BtchBookg") == ["true"]
    assert find(file, "ReqdExctnDt/p:Dt") == ["2026-11-30"]
    assert find(file, "PmtInfId") == [file.batch]
    assert find(file, "MsgId") == [file.message]


def test_each_transfer_has_our_id():
    file = write(make_transfer(), make_transfer(number=2))

    assert find(file, "EndToEndId") == ["REFUND-1", "REFUND-2"]


def test_what_came_back_has_another_id():
    assert sepa.make_end_to_end(7, 1) == "REFUND-7"
    assert sepa.make_end_to_end(7, 2) == "REFUND-7-2"


def test_longest_id_fits():
    assert len(sepa.make_end_to_end(2**31, 99)) <= 35


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Jörg Weiß-Ärmel", "Joerg Weiss-Aermel"),
        ("Müller & Söhne_GmbH", "Mueller + Soehne-GmbH"),
        ("Søren Łukasz Ðorđe", "Soeren Lukasz Dorde"),
        ("Ирина", "Irina"),
        ("Jo\N{COMBINING DIAERESIS}rg", "Joerg"),
        ("S00012//R1/", "S00012/R1"),
        ("/Bestellung #12\n*", "Bestellung 12"),
        ("\N{PARTY POPPER}", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_spelling(text, spelled):
    assert sepa.spell(text, 70) == spelled


@settings(deadline=None)
@given(st.text(), st.integers(1, 140))
def test_any_text_is_spelled_in_letters_that_banks_read(text, length):
    spelled = sepa.spell(text, length)

    assert BANKS_LETTERS.fullmatch(spelled)
    assert len(spelled) <= length
    assert "//" not in spelled
    assert spelled == spelled.strip(" /")


def test_names_and_texts_are_cut_to_what_banks_take():
    file = write(make_transfer(name="ä" * 70, text="x" * 200))

    assert find(file, "Cdtr/p:Nm") == ["ae" * 35]
    assert find(file, "Ustrd") == ["x" * 140]


@pytest.mark.parametrize(
    ("iban", "is_in_area", "has_bic"),
    [
        ("DE89370400440532013000", True, False),
        ("CH9300762011623852957", True, True),
        ("GB29NWBK60161331926819", True, True),
        ("TR330006100519786457841326", False, True),
    ],
)
def test_where_sepa_reaches(iban, is_in_area, has_bic):
    assert sepa.is_sepa(iban) is is_in_area
    assert sepa.needs_bic(iban) is has_bic


@pytest.mark.parametrize(
    ("text", "bic"),
    [
        ("COBADEFFXXX", "COBADEFFXXX"),
        ("cobadeff", "COBADEFF"),
        ("COBA DE FF XXX", "COBADEFFXXX"),
        ("COBADEFFX", ""),
        ("COBA", ""),
        ("", ""),
        (False, ""),
    ],
)
def test_what_is_no_bic_gets_into_no_file(text, bic):
    assert sepa.read_bic(text) == bic
