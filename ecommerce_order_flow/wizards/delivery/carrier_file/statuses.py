"""Recognition of German and English statuses of parcels.

Only unambiguous statuses count as delivered. Statuses that mention both ("delivered to
depot", "Zustellung erfolgt morgen"), or nothing known, aren't understood: the user is
asked.
"""

import re
from functools import lru_cache

from .words import spell_out

DELIVERED, UNDERWAY, RETURNED, IGNORED = "delivered", "underway", "returned", "ignored"
MEANINGS = (DELIVERED, UNDERWAY, RETURNED, IGNORED)
DELIVER = r"(?:delivered|zugestellt|(?:aus)?geliefert|ausgehaendigt)"
DEPOT = r"(?:depot|hub|facility|terminal|cent(?:er|re)|post office|\w*zentrum|\w*basis)"
COUNT = r"(?:\d+|one|two|three|four|five|eine?[mnrs]?|zwei|drei|vier|fuenf)"
BACK_TO = r"(?:sender|shipper|absender|versender|seller|haendler)"
# They decide although they mention a delivery. The first match counts.
PHRASES = (
    (
        RETURNED,
        r"\br ?t ?s\b|\br t o\b|\brto\b",
        rf"\b(?:to|an|zum)(?: the| den| original| urspruenglichen)* {BACK_TO}\b",
        rf"\b(?:ruecksendung|retoure)n?(?: \w+)? {DELIVER}\b",
    ),
    (
        UNDERWAY,
        r"\bout for delivery\b",
        r"\b(?:not|never|un|non)(?: yet| been| successfully)* delivered",
        rf"\b\w+n t(?: \w+){{0,2}} {DELIVER}\b",
        rf"\b(?:(?:noch )?nicht|nie|niemals)(?: \w+){{0,4}} {DELIVER}\b",
        rf"\b(?:will|to|being|should|could not|cannot)(?: not)?(?: be)? {DELIVER}\b",
        rf"\b(?:wird|werden|soll|kann)\b.*\b{DELIVER}\b",
        rf"\b{DELIVER} (?:nein|no?|false|falsch|0)$",
        r"\bwill return\b",
        rf"\b(?:zurueck|return(?:ed|ing)?) (?:im|ins?|zum?|at|to)(?: \w+)? {DEPOT}\b",
    ),
    (
        DELIVERED,
        r"\b(?:received|accepted) by (?:the )?(?:recipient|customer|addressee)",
        r"\b(?:vom|durch den) (?:empfaenger|kunden) (?:angenommen|entgegengenommen)",
        r"\b(?:ablageort|abstellort|briefkasten)(?: \w+){0,2} (?:abgelegt|abgestellt)",
        r"\b(?:ablageort|abstellort|briefkasten)(?: \w+){0,2} (?:hinterlegt|geworfen)",
        r"\bvom (?:empfaenger|kunden)(?: (?!nicht)\w+){0,4} abgeholt",
        r"\bempfaenger(?:in)? hat(?: (?!nicht)\w+){0,6} abgeholt",
        r"(?<!\bnot )(?<!\bbeen )\b(?:picked up|collected) by (?:the )?customer",
        r"(?<!\bnot )(?<!\bbeen )\b(?:picked up|collected) by (?:the )?recipient",
    ),
    (
        IGNORED,
        r"^zustellnachweis (?:ist )?(?:verfuegbar|erstellt|abrufbar)",
        r"^proof of delivery (?:is )?(?:available|created)",
        r"\b(?:recipient|customer) (?:was |has been )?notified\b",
        r"^empfaenger (?:wurde )?(?:per \w+ ){0,2}(?:benachrichtigt|informiert)$",
    ),
)
# They decide unless others contradict them.
WORDS = {
    DELIVERED: (
        rf"\b{DELIVER}\b",
        r"\b(?:erfolgreiche|successful) (?:zustellung|auslieferung|delivery)",
        r"\b(?:zustellung|auslieferung) (?:ist |war )?(?:erfolgt|erfolgreich)",
        r"\b(?:zustellung|auslieferung) abgeschlossen",
        r"\bdelivery (?:was |is )?(?:successful|completed?|confirmed|made)",
        r"\b(?:an|dem) (?:den )?(?:empfaenger|kunden) uebergeben",
    ),
    RETURNED: (
        r"\breturn|\bretour|\brueck(?:send|fuehr|lauf|gabe|versand|holung)",
        r"\bzurueck(?!ge(?:stellt|halten))",
        r"\brefus|\breject|verweiger|abgelehnt|\bannahme nicht",
        r"unzustellbar|undeliverable|nicht zustellbar",
        r"\blost\b|verloren|verlust|verschollen|destroy|vernichtet|zerstoert|entsorgt",
        r"cancel|storniert|\bvoid|annulliert",
    ),
    UNDERWAY: (
        r"transit|transport|unterwegs|\bon (?:the|its) way|befoerder|\ben route",
        r"angekuendigt|ankuendigung|announce|label|printed|gedruckt|etikett|manifest",
        r"elektronisch|electronic|uebermittelt|\bpre ?advice|\bpre ?alert|avis",
        r"information received|data received|daten (?:erhalten|empfangen)|awaiting",
        r"accepted|angenommen|bearbeitet|bearbeitung|process|sort(?:ier|ed|ing)|\bscan",
        r"\barriv|angekommen|ankunft|eingetroffen|eingegangen|eingang|empfangen",
        r"\bdepart|abgegangen|verlassen|abfahrt|weitergeleitet|forwarded|umgeleitet",
        r"\bleft .*(?:facility|origin|hub|depot|country|centre|center)",
        r"zoll|customs|clearance|\bheld\b|\bhold\b|exception|delay|verspaet",
        r"verzoeger|aufgehalten|lagert|hinterlegt|hindernis|zurueckge(?:halten|stellt)",
        r"\b(?:ready|available|waiting|held) for (?:pick ?up|collection)",
        r"abholbereit|zur abholung|abholung bereit|zum abholen|bereitgestellt",
        r"paketzentrum|verteilzentrum|\bdepot|\bhub\b|facility|zustellbasis",
        r"zustellfahrzeug|\bgeladen|\bverladen|\bloaded|vehicle|\bcourier",
        r"\b(?:in|zur) (?:der )?(?:zustellung|auslieferung|lieferung)",
        r"attempt|versuch|\bfail|fehlgeschlagen|missed|erfolglos|nicht moeglich",
        r"nicht angetroffen|nicht erreich|not (?:at )?home|no access|benachrichtigung",
        r"shipped|versandt|versendet|verschickt|abgeschickt|d[ie]spatch|\bsent\b",
        r"pending|ausstehend|eingeliefert|aufgegeben|uebernommen|handed over|tendered",
        r"voraussichtlich|erwartet|expected|estimated|scheduled|geplant|planned",
        r"\bmorgen\b|\bheute\b|tomorrow|\btoday\b|\bsoon\b|\bbald\b|\bnot\b|\bnicht\b",
    ),
}
# Parcels that wait for pickup, are incomplete or misplaced: the status is ambiguous.
DOUBTS = re.compile(
    r"\bagent\b|access point|pick ?up point|paket ?shop|parcel ?shop|filiale"
    r"|packstation|paketkasten|abholstation|\bteil|\bpartial|\bpart\b"
    r"|locker|schliessfach|paketbox|paketautomat|\bpudo\b|collection point|abholort"
    r"|pick ?up location|drop ?point|partner|forwarder|\busps\b|\bpostal\b|airport"
    r"|\bzusteller\b|\bfahrer\b|\bdriver\b|\blager\b|\bmis\b|\bpre\b|disput|reklam"
    r"|post ?office|service ?point|depot|warehouse|\borigin\b|\bback\b|\bcarrier\b"
    r"|spediteur|frachtfuehrer|\bwrong|\bincorrect|\bmistake|\bfalsch|\bfehl|irrtuem"
    r"|estimat|geschaetzt|vermutlich|\bprobabl|\bunclear|\bunklar"
    r"|\bkonnten?\b|\bkoennte|\bcould\b|\bmight\b|\bmay be\b|\bmust\b|\bshould\b"
    r"|\bmuss\b|\bsollte|\bduerfte|\bfalls\b|\bwenn\b|\bsobald\b|\bif\b|\bunless\b|\bonce\b"
    r"|\bwhen\b|\balmost\b|\bnearly\b|\bbeinahe\b|\bbis auf\b|\bausser\b|\bexcept\b"
    r"|\bmissing\b|\bremain|\brestlich|\bincomplet|\bunvollst|\bonly\b|\bnur\b"
    rf"|\b(?P<part>{COUNT}) (?:\w+ )?(?:of|von|aus) (?!(?P=part)\b){COUNT}\b"
)
# Some of several: 1/2, which is no date.
SHARE = r"(?<![\d/.-])(\d{1,2}) ?/ ?(?!\1(?!\d))\d{1,2}(?![\d/.-]| ?/)"
DOUBTFUL_SIGNS = re.compile(rf"\?|{SHARE}")
PHRASE_PATTERNS = [(m, re.compile("|".join(found))) for m, *found in PHRASES]
WORD_PATTERNS = {m: re.compile("|".join(found)) for m, found in WORDS.items()}
# Unambiguous statuses, whatever the title of the column is.
CERTAIN = {
    *("in transit", "unterwegs", "in zustellung", "out for delivery", "in transport"),
    *("return to sender", "returned to sender", "zurueck an absender", "returned"),
    *("annahme verweigert", "refused", "delivery attempted", "zustellversuch"),
}
ANSWERS = {
    **dict.fromkeys(("ja", "j", "yes", "y", "true", "wahr", "1", "x", "ok"), DELIVERED),
    **dict.fromkeys(("nein", "n", "no", "false", "falsch", "0", ""), UNDERWAY),
}


def normalize_status(text):
    """Return a status normalized for comparison and storage."""
    return " ".join(re.sub(r"[\W_]", " ", spell_out(text)).split())


def understand_status(text, known=None, answers=False):
    """Return one of `MEANINGS`, or None if it isn't understood.

    :param dict known: Meanings assigned by users, by normalized status.
    :param bool answers: Whether yes and no state whether the parcel was delivered.
    """
    word = normalize_status(text)
    if known and word in known:
        return known[word]
    if answers and word in ANSWERS:
        return ANSWERS[word]
    meaning = understand_words(word)
    is_doubtful = meaning == DELIVERED and DOUBTFUL_SIGNS.search(text)
    return None if is_doubtful else meaning


def understand_return(text, known=None):
    """Return the meaning of a cell about a return.

    :return: `RETURNED`, or `IGNORED` if it isn't; None if it isn't understood.
    """
    word = normalize_status(text)
    if word in ANSWERS and word not in (known or {}):
        return RETURNED if ANSWERS[word] == DELIVERED else IGNORED
    meaning = understand_status(text, known)
    return meaning if meaning in (RETURNED, None) else IGNORED


def says_whether_returned(text):
    """Return whether a text states a return, or is an answer."""
    return is_answer(text) or understand_status(text) == RETURNED


def is_answer(text):
    """Return whether a text is yes or no."""
    return normalize_status(text) in ANSWERS


def is_certain_status(text):
    """Return whether a text is nothing else than a status."""
    word = normalize_status(text)
    return word in CERTAIN or understand_words(word) == DELIVERED


@lru_cache(maxsize=10_000)
def understand_words(word):
    """Return the meaning of a normalized status by its words."""
    for meaning, pattern in PHRASE_PATTERNS:
        if pattern.search(word):
            return meaning
    found = {m for m, pattern in WORD_PATTERNS.items() if pattern.search(word)}
    if DELIVERED in found:
        is_clear = len(found) == 1 and not DOUBTS.search(word)
        return DELIVERED if is_clear else None
    return next((m for m in (RETURNED, UNDERWAY) if m in found), None)
