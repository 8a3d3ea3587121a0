from dataclasses import dataclass

# Payers write 140 letters at most, some banks some hundred.
TEXT_LIMIT = 1000


@dataclass(frozen=True)
class LineDetails:
    """What an importer noted of a bank statement line besides Odoo's own fields.

    Other importers note what they like, or nothing: what isn't understood is left out.
    """

    texts: tuple = ()
    end_to_end: str = ""
    has_parts: bool = False
    is_proven: bool = True
    is_reversal: bool | None = None  # Nobody said so.

    @classmethod
    def parse(cls, details):
        """Return what the `transaction_details` of a line say."""
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
        )


def get_text(values, name):
    text = values.get(name)
    return text[:TEXT_LIMIT] if isinstance(text, str) else ""
