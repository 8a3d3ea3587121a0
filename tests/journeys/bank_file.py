"""A bank statement of one day for the shop, in the format CAMT.053."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

OPENING = Decimal("1000.00")
STATEMENT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>{day}T20:15:00+01:00</CreDtTm></GrpHdr>
<Stmt><Id>1</Id><CreDtTm>{day}T20:15:00+01:00</CreDtTm>
<Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>
{balances}
{entries}
</Stmt></BkToCstmrStmt></Document>
"""
BALANCE = """<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>
<Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"""
ENTRY = """<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>
<AcctSvcrRef>{number}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd>
<SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls>
<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><Amt Ccy="EUR">{amount}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>{payer}</Nm></Pty></Dbtr></RltdPties>
<RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"""


@dataclass(frozen=True)
class Credit:
    """An incoming payment."""

    text: str
    amount: Decimal
    payer: str = "Konrad Kunde"


def write(path, iban, credits_):
    """Write a statement of today with its balances."""
    closing = OPENING + sum(credit.amount for credit in credits_)
    balances = (("PRCD", OPENING), ("CLBD", closing))
    day = date.today().isoformat()
    path.write_text(
        STATEMENT.format(
            day=day,
            iban=iban,
            balances="\n".join(
                BALANCE.format(code=code, amount=amount, day=day)
                for code, amount in balances
            ),
            entries="\n".join(
                _format_entry(number, credit, day)
                for number, credit in enumerate(credits_, start=1)
            ),
        )
    )


def _format_entry(number, credit, day):
    return ENTRY.format(
        number=number,
        day=day,
        amount=credit.amount,
        payer=escape(credit.payer),
        text=escape(credit.text),
    )
