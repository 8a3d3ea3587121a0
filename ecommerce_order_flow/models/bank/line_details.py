from dataclasses import dataclass

# SEPA texts have at most 140 characters, those of some banks several hundred.
TEXT_LIMIT = 1000


@dataclass(frozen=True)
class LineDetails:
    """Data of a bank statement line stored by an importer besides Odoo's fields.

    Other importers store different data, or none: unknown data is ignored.
    """

    texts: tuple = ()
    end_to_end: str = ""
    has_parts: bool = False
    is_proven: bool = True
    is_reversal: bool | None = None  # None if unknown
    reason: str = ""  # code of the reason for a return

    @classmethod
    def parse(cls, details):
        """Return the parsed `transaction_details` of a line."""
        details = details if isinstance(details, dict) else {}
        parts = details.get("parts")
        parts = parts if isinstance(parts, list) else []
        parts = [part for part in parts if isinstance(part, dict)]
        sources = [
            (details, ("end_to_end", "structured")),
            *((part, ("purpose", "end_to_end")) for part in parts),
        ]
        reversal = details.get("is_reversal")
        return cls(
            texts=tuple(get_text(it, name) for it, names in sources for name in names),
            end_to_end=get_text(details, "end_to_end"),
            has_parts=bool(parts),
            is_proven=details.get("is_proven") is not False,
            is_reversal=reversal if isinstance(reversal, bool) else None,
            reason=get_text(details, "reason"),
        )


def get_text(values, name):
    text = values.get(name)
    return text[:TEXT_LIMIT] if isinstance(text, str) else ""
