"""The table detects damaged rules: a sign, a comparison, a missing term."""

import shutil
from dataclasses import astuple

import pytest

from .reader import FOLDER, load_rules, table
from .test_table import judge

DAMAGES = [
    ("balances", "self.money.refunded - self.money.undone", "self.money.refunded"),
    ("money", "money.undone, money.undone_id = undone_before", "pass"),
    ("money", "undone_before = money.undone, money.undone_id", "pass"),
    ("money", "and not is_confirmed_again", ""),
    ("money", "and tx.id > money.undone_id", ""),
    ("money", "money.given += tx.given or 0.0", "pass"),
    ("money", "-tx.amount if tx.given is None else tx.given", "-tx.amount"),
    ("balances", "self.money.given - max(", "0.0 - max("),
    ("balances", " - max(self._credited_concession, 0.0)", ""),
    ("lines", "return own if is_own else sold", "return sold"),
    ("lines", "sum(line.price for line in own) >= -discount.price", "own"),
    ("stage", "order.is_confirmed_unpaid and ", ""),
    ("stage", "is_on_its_way or ", ""),
    ("amounts", "(difference > 0) - (difference < 0)", "(difference > 0)"),
    ("amounts", "return not round_amount", "return round_amount"),
    ("balances", "-document.amount if document.is_credit_note", "0 if False"),
    ("balances", "gaps.get(line.id, 0.0) < 0 and line.sign > 0", "False"),
    ("balances", "sum(gaps.values()) - deposits", "sum(gaps.values())"),
    ("balances", "to_invoice - to_credit - self.concession", "to_invoice - to_credit"),
    ("balances", "to_invoice - to_credit - self.concession", "-self.concession"),
    ("balances", "if not self.concession:", "if True:"),
    ("balances", "value - self.money.written_off", "value"),
    ("balances", "self.order.total - self.money.written_off", "0.0"),
    ("balances", "self.order.total - self.money.written_off", "self.order.total"),
    ("balances", "max(received, agreed) -", "agreed -"),
    ("balances", "self.documented + to_invoice - to_credit", "self.order.total"),
    ("balances", "received, self.value, self", "0, self.value, self"),
    ("balances", "refunded - reason", "refunded"),
    ("balances", "line.credited_quantity\n                    or ", ""),
    ("payment", "and balances.due <= 0", ""),
    ("balances", "0.0 if is_other else elsewhere", "0.0"),
    ("balances", "0.0 if is_other else elsewhere", "elsewhere"),
    ("balances", "billed if self.order.total >= 0 else inf", "inf"),
    ("invoicing", " and not _is_priced_otherwise(order, balances, quantities)", ""),
    ("invoicing", " and _is_priced_otherwise(order, balances, quantities)", ""),
    (
        "invoicing",
        "min(balances.raised_after_invoice, balances.to_invoice)",
        "balances.raised_after_invoice",
    ),
    ("lines", "if is_discount(line) and line.price:", "if False:"),
    ("lines", "lapsed -= get_doubled_discount(order, line)", "pass"),
    ("balances", "to_invoice - doubled, to_credit - doubled", "to_invoice, to_credit"),
    ("invoicing", " or _exceeds_what_is_kept(order, balances, quantities)", ""),
    ("lines", " - line.coming", ""),
    ("balances", "- self.concession - self.money.kept", "- self.money.kept"),
    ("goods", "balances.due < 0 or not any", "balances.due < 0 and not any"),
    ("invoicing", 'and order.invoice_rule != "on_shipment"', ""),
    ("invoicing", "or balances.has_drafts", "or False"),
    ("invoicing", "and not balances.concession", ""),
    (
        "invoicing",
        "_get_value_of_lines(order, quantities) - deposits",
        "_get_value_of_lines(order, quantities)",
    ),
    ("invoicing", "get_fulfillment_status(order) in LEFT_STATUSES", "True"),
    ("issues", "is_deposit or is_coming or", "is_deposit or"),
    ("issues", "not any(line.returned for line in order.lines)", "True"),
    ("lines", "min(wanted, line.delivered + line.coming)", "wanted"),
    ("lines", "min(wanted, line.delivered + line.coming)", "line.delivered + 9"),
    ("lines", "line.delivered + line.coming)", "line.delivered)"),
    ("lines", "max if line.ordered >= 0 else min", "max"),
    ("lines", "line.ordered * _get_kept_share(order, line)", "line.ordered"),
    ("lines", "max(kept, min(line.invoiced_quantity, line.ordered))", "kept"),
    ("balances", "to_credit + lapsed", "to_credit"),
    ("lines", "line.delivered - max(line.ordered, 0.0)", "0.0"),
    ("invoicing", "if line.kind != DOWN_PAYMENT\n    )\n", "\n    )\n"),
    ("stage", "or balances.shipped_too_much", ""),
    ("returns", "        or balances.incomplete\n", ""),
    ("issues", "min(-balances.due, balances.money.kept)", "-balances.due"),
    ("balances", "self.concession or self._credited_concession > 0", "False"),
    ("issues", "balances.incomplete and", "False and"),
    ("lines", 'if order.state == "cancel":', "if False:"),
    ("lines", "gap -= line.sign * get_credited_concession(order, line)", "pass"),
    ("money", "money.authorized += tx.amount - sum(", "money.authorized += sum("),
    ("money", "booking.transaction_id not in known_ids", "True"),
    ("money", "money.received -= booking.amount", "pass"),
    (
        "payment",
        "balances.money.kept + balances.money.authorized",
        "balances.money.kept",
    ),
    ("payment", "balances.money.authorized - max", "-max"),
    ("returns", "        or balances.to_credit\n", ""),
    ("returns", "balances.due < 0\n        or ", ""),
    ("returns", "if moves.to_return:", "if False:"),
    ("stage", "balances.to_credit\n        or", "False\n        or"),
    ("fulfillment", " and not _is_undone(moves)", ""),
    ("stage", "        or add_up_moves(order).sent_back\n", ""),
    ("fulfillment", "moves.put_back and ", ""),
    ("stage", "if is_given_up_undecided(order, balances):", "if False:"),
]


@pytest.fixture
def folder(tmp_path):
    ignored = shutil.ignore_patterns("__pycache__")
    return shutil.copytree(FOLDER, tmp_path / "rules", ignore=ignored)


@pytest.mark.parametrize("module, old, new", DAMAGES)
def test_damage_is_noticed(folder, module, old, new):
    path = folder / f"{module}.py"
    source = path.read_text()
    assert source.count(old) == 1
    path.write_text(source.replace(old, new))
    rules = load_rules("damaged_rules", folder)

    assert any(
        astuple(judge(rules, row.story)) != astuple(row) for row in table.read_rows()
    )
