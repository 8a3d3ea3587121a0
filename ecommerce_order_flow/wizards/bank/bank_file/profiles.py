"""How the banks and payment services of Germany, Austria and Switzerland write CSV."""

from dataclasses import dataclass, field

ISO, POINTS, SHORT_POINTS, HYPHENS = "%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d-%m-%Y"


@dataclass(frozen=True)
class Profile:
    """The columns of a bank's table, by what they hold.

    Of several titles for the same thing the first one counts that isn't empty; the
    texts of a purpose are joined.

    :param tuple needs: The titles by which the table is known.
    :param dict columns: Titles by the name of what they hold.
    :param dict labels: Of the column *text*: what is behind which label.
    """

    name: str
    needs: tuple = ()
    columns: dict = field(default_factory=dict)
    labels: dict = field(default_factory=dict)
    date_format: str = POINTS
    decimal: str = ","
    currency: str = ""  # if no column says it
    is_fee_taken_off: bool = False  # a positive fee is one that is paid
    has_address: bool = False  # behind the name, without a title of its own


SEPA_TAGS = {
    "SVWZ+": "purpose",
    "EREF+": "end_to_end",
    "ABWA+": "ultimate",
    "KREF+": "",
    "MREF+": "",
    "CRED+": "",
    "DEBT+": "",
    "ABWE+": "",
    "IBAN+": "iban",
    "BIC+": "",
}
END_TO_END = {
    "End-to-End-Ref.:": "end_to_end",
    "Kundenreferenz:": "",
    "Mandatsref:": "",
    "Gläubiger-ID:": "",
}

PROFILES = (
    Profile(
        "Sparkasse (CAMT)",
        needs=("Auftragskonto", "Kundenreferenz (End-to-End)", "Betrag"),
        columns={
            "account": ("Auftragskonto",),
            "date": ("Buchungstag",),
            "kind": ("Buchungstext",),
            "purpose": ("Verwendungszweck",),
            "end_to_end": ("Kundenreferenz (End-to-End)",),
            "charges": ("Auslagenersatz Ruecklastschrift",),
            "party": ("Beguenstigter/Zahlungspflichtiger",),
            "iban": ("Kontonummer/IBAN",),
            "amount": ("Betrag",),
            "currency": ("Waehrung",),
            "status": ("Info",),
        },
        date_format=SHORT_POINTS,
    ),
    Profile(
        "Sparkasse (MT940)",
        needs=("Auftragskonto", "Kontonummer", "BLZ", "Betrag"),
        columns={
            "account": ("Auftragskonto",),
            "date": ("Buchungstag",),
            "kind": ("Buchungstext",),
            "text": ("Verwendungszweck",),
            "party": ("Beguenstigter/Zahlungspflichtiger",),
            "iban": ("Kontonummer",),
            "amount": ("Betrag",),
            "currency": ("Waehrung",),
            "status": ("Info",),
        },
        labels=SEPA_TAGS,
        date_format=SHORT_POINTS,
    ),
    Profile(
        "Volksbank, Raiffeisenbank",
        needs=("IBAN Auftragskonto", "Name Zahlungsbeteiligter", "Betrag"),
        columns={
            "account": ("IBAN Auftragskonto",),
            "date": ("Buchungstag",),
            "kind": ("Buchungstext",),
            "text": ("Verwendungszweck",),
            "party": ("Name Zahlungsbeteiligter",),
            "iban": ("IBAN Zahlungsbeteiligter",),
            "amount": ("Betrag",),
            "currency": ("Waehrung",),
        },
        labels={"EREF:": "end_to_end", "IBAN:": "iban", "BIC:": "", "MREF:": ""},
    ),
    Profile(
        "DKB",
        needs=("Zahlungspflichtige*r", "Zahlungsempfänger*in", "Betrag (€)"),
        columns={
            "date": ("Buchungsdatum",),
            "status": ("Status",),
            "payer": ("Zahlungspflichtige*r",),
            "payee": ("Zahlungsempfänger*in",),
            "purpose": ("Verwendungszweck",),
            "iban": ("IBAN",),
            "amount": ("Betrag (€)",),
            "end_to_end": ("Kundenreferenz",),
        },
        date_format=SHORT_POINTS,
        currency="EUR",
    ),
    Profile(
        "ING",
        needs=("Buchung", "Auftraggeber/Empfänger", "Verwendungszweck", "Betrag"),
        columns={
            "date": ("Buchung",),
            "party": ("Auftraggeber/Empfänger",),
            "kind": ("Buchungstext",),
            "purpose": ("Verwendungszweck",),
            "amount": ("Betrag",),
            "currency": ("Währung",),
        },
    ),
    Profile(
        "comdirect",
        needs=("Buchungstag", "Vorgang", "Buchungstext", "Umsatz in EUR"),
        columns={
            "date": ("Buchungstag",),
            "kind": ("Vorgang",),
            "text": ("Buchungstext",),
            "amount": ("Umsatz in EUR",),
        },
        labels={
            "Auftraggeber:": "party",
            "Empfänger:": "party",
            "Kto/IBAN:": "iban",
            "BLZ/BIC:": "",
            "Buchungstext:": "purpose",
            "End-to-End-Ref.:": "end_to_end",
            "Ref. ": "",  # the bank's own
        },
        currency="EUR",
    ),
    Profile(
        "Commerzbank",
        needs=("Buchungstag", "Umsatzart", "Buchungstext", "Betrag", "Kategorie"),
        columns={
            "account": ("IBAN Kontoinhaber", "IBAN Auftraggeberkonto"),
            "date": ("Buchungstag",),
            "kind": ("Umsatzart",),
            "text": ("Buchungstext",),
            "amount": ("Betrag",),
            "currency": ("Währung",),
        },
        labels=END_TO_END,
    ),
    Profile(
        "Consorsbank",
        needs=("Sender / Empfänger", "Verwendungszweck", "Betrag"),
        columns={
            "date": ("Buchung",),
            "party": ("Sender / Empfänger",),
            "iban": ("IBAN",),
            "kind": ("Buchungstext",),
            "purpose": ("Verwendungszweck",),
            "amount": ("Betrag",),
            "currency": ("Währung",),
        },
    ),
    Profile(
        "Deutsche Bank",
        needs=("Begünstigter / Auftraggeber", "Verwendungszweck", "Soll", "Haben"),
        columns={
            "date": ("Buchungstag",),
            "kind": ("Umsatzart",),
            "party": ("Begünstigter / Auftraggeber",),
            "purpose": ("Verwendungszweck",),
            "iban": ("IBAN / Kontonummer", "IBAN"),
            "end_to_end": ("Kundenreferenz",),
            "charges": ("Fremde Gebühren",),
            "amount": ("Betrag", "Soll", "Haben"),
            "currency": ("Währung",),
        },
    ),
    Profile(
        "N26",
        needs=("Booking Date", "Partner Name", "Payment Reference", "Amount (EUR)"),
        columns={
            "date": ("Booking Date",),
            "party": ("Partner Name",),
            "iban": ("Partner Iban",),
            "kind": ("Type",),
            "purpose": ("Payment Reference",),
            "amount": ("Amount (EUR)",),
            "original_amount": ("Original Amount",),
            "original_currency": ("Original Currency",),
        },
        date_format=ISO,
        decimal=".",
        currency="EUR",
    ),
    Profile(
        "Wise",
        needs=("TransferWise ID", "Date", "Amount", "Payment Reference"),
        columns={
            "date": ("Date",),
            "payer": ("Payer Name",),
            "payee": ("Payee Name",),
            "iban": ("Payee Account Number",),
            "reference": ("Payment Reference", "Description"),
            "amount": ("Amount",),
            "currency": ("Currency",),
        },
        date_format=HYPHENS,
        decimal=".",
    ),
    Profile(
        "Rabobank",
        needs=("IBAN/BBAN", "Datum", "Bedrag", "Omschrijving-1"),
        columns={
            "account": ("IBAN/BBAN",),
            "date": ("Datum",),
            "party": ("Naam tegenpartij",),
            "iban": ("Tegenrekening IBAN/BBAN",),
            "purpose": (
                "Betalingskenmerk",
                "Omschrijving-1",
                "Omschrijving-2",
                "Omschrijving-3",
            ),
            "end_to_end": ("Transactiereferentie",),
            "reason": ("Reden retour",),
            "amount": ("Bedrag",),
            "currency": ("Munt",),
        },
        date_format=ISO,
    ),
    Profile(
        "UBS",
        needs=("Abschlussdatum", "Buchungsdatum", "Einzelbetrag", "Beschreibung3"),
        columns={
            "date": ("Buchungsdatum",),
            "other_date": ("Abschlussdatum",),
            "party": ("Beschreibung1",),
            "kind": ("Beschreibung2",),
            "text": ("Beschreibung3",),
            "amount": ("Gutschrift", "Belastung"),
            "part": ("Einzelbetrag",),
            "bank_reference": ("Transaktions-Nr.",),
            "currency": ("Währung",),
        },
        labels={
            "Mitteilungen:": "purpose",
            "Referenz-Nr.": "structured",
            "Konto-Nr. IBAN:": "iban",
            "Transaktions-Nr.": "",
        },
        date_format=ISO,
        decimal=".",
        has_address=True,
    ),
    Profile(
        "PostFinance",
        needs=("Datum", "Avisierungstext", "Gutschrift in CHF", "Lastschrift in CHF"),
        columns={
            "date": ("Datum",),
            "kind": ("Bewegungstyp",),
            "text": ("Avisierungstext",),
            "amount": ("Gutschrift in CHF", "Lastschrift in CHF"),
        },
        labels={
            "AUFTRAGGEBER:": "party",
            "ABSENDER:": "party",
            "MITTEILUNGEN:": "purpose",
            "REFERENZEN:": "structured",
            "KONTO ": "iban",
        },
        decimal=".",
        currency="CHF",
        has_address=True,
    ),
    Profile(
        "PayPal",
        needs=("Datum", "Typ", "Brutto", "Netto", "Transaktionscode"),
        columns={
            "date": ("Datum",),
            "kind": ("Typ",),
            "status": ("Status",),
            "effect": ("Auswirkung auf Guthaben",),
            "party": ("Name",),
            "purpose": ("Rechnungsnummer",),
            "amount": ("Brutto",),
            "fee": ("Gebühr", "Entgelt"),
            "net": ("Netto",),
            "currency": ("Währung",),
            "bank_reference": ("Transaktionscode",),
            "belongs_to": ("Zugehöriger Transaktionscode",),
        },
    ),
    Profile(
        "Stripe",
        needs=("balance_transaction_id", "created", "gross", "fee", "net"),
        columns={
            "date": ("created",),
            "kind": ("reporting_category",),
            "purpose": ("description",),
            "amount": ("gross",),
            "fee": ("fee",),
            "net": ("net",),
            "currency": ("currency",),
            "bank_reference": ("balance_transaction_id",),
        },
        date_format=ISO,
        decimal=".",
        is_fee_taken_off=True,
    ),
)

# Raiffeisen in Austria writes no titles: a row is known by its shape.
ELBA = Profile(
    "Raiffeisen ELBA",
    columns={
        "date": ("0",),
        "text": ("1",),
        "amount": ("3",),
        "currency": ("4",),
    },
    labels={
        "IBAN Auftraggeber:": "iban",
        "IBAN Empfänger:": "iban",
        "BIC Auftraggeber:": "",
        "BIC Empfänger:": "",
        "Auftraggeber:": "party",
        "Empfänger:": "party",
        "Verwendungszweck:": "purpose",
        "Zahlungsreferenz:": "reference",
    },
)
