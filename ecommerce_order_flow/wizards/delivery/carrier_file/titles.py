"""Titles of columns in German and English, letters and digits only.

Each group takes precedence over the next one; within a group none does, so that the
user chooses between two columns.
"""

import re
from functools import lru_cache

from .words import spell_out

NUMBER_TITLES = (
    """trackingnumber trackingno trackingnr trackingnummer trackingid trackingcode
    trackingreference tracking trackid sendungsverfolgungsnummer sendungsverfolgung
    tracktrace trackandtrace tracktracenumber tracktracenummer trackingnumbers
    carriertrackingnumber""",
    """sendungsnummer sendungsnr sendungscode sendungsid sendung shipmentnumber
    shipmentno shipmentid consignmentnumber consignmentno consignment waybill
    waybillnumber awb awbnumber airwaybill frachtbriefnummer
    paketnummer paketnr paketscheinnummer paketscheinnr paketid paketcode parcelnumber
    parcelno parcelid parcelcode packagenumber packageid identcode colinummer
    barcode barcodenumber strichcode""",
)
# The actual delivery date.
ACTUAL_TITLES = (
    """deliveredon deliveredat delivered deliveredtime deliveredtimestamp deliveredday
    datedelivered delivereddate delivereddatetime actualdelivery actualdeliverydate
    actualdeliverytime actualdeliverydatetime actualdeliverytimestamp actualdate
    dateofactualdelivery deliveryactual deliverydateactual podat poddate
    proofofdeliverydate deliverycompletedat deliverycompleted deliveryconfirmedat
    zugestelltam zugestelltum zugestellt zugestelltdatum zugestelltzeit
    tatsaechlichezustellung tatsaechlicheszustelldatum tatsaechlicherzustelltermin
    tatsaechlichelieferung tatsaechlicheslieferdatum istzustellung istzustelldatum
    zustelldatumist zustellungist geliefertam geliefert ausgeliefertam ausgeliefert
    zustellungerfolgtam zustellungerfolgt erfolgtezustellung""",
)
# A delivery date, which may be planned if there is another one.
DELIVERY_TITLES = (
    """deliverydate deliverydatetime deliverydateandtime deliverytime deliverytimestamp
    deliveryday dateofdelivery timeofdelivery delivery zustelldatum zustellungsdatum
    zustellzeitpunkt zustellung zustelltag zustelldatumzeit zustelldatumuhrzeit
    zustellzeit datumderzustellung datumzustellung zeitpunktderzustellung zustellungam
    lieferdatum liefertag lieferung auslieferungsdatum auslieferdatum
    auslieferung""",
)
# The time of a status.
EVENT_TITLES = (
    """eventdate eventtime eventtimestamp eventdatetime dateofevent timeofevent
    statusdate statustime statustimestamp statusdatetime laststatusdate laststatustime
    trackingdate trackingtime trackingdatetime lasttrackingdate scandate scantime
    scandatetime scantimestamp lastscan lastscandate lasteventdate lasteventtime
    lastupdate lastupdated lastupdatedat updatedat statusupdatedat
    ereignisdatum ereigniszeit ereigniszeitpunkt zeitpunktdesereignisses statusdatum
    statuszeit statuszeitpunkt statusvom statusseit datumdesstatus datumstatus
    letztesereignisam letzterstatusam letzterscan scandatum scanzeit scanzeitpunkt
    letzteaktualisierung aktualisiertam""",
    "timestamp datetime date time datum zeitpunkt zeitstempel datumuhrzeit datumzeit",
)
STATUS_TITLES = (
    """trackingstatus deliverystatus shipmentstatus parcelstatus packagestatus
    currentstatus sendungsstatus zustellstatus paketstatus lieferstatus
    zustellungsstatus aktuellerstatus""",
    """status statustext statusbeschreibung statusdescription statusmessage statusname
    laststatus letzterstatus""",
    """event eventdescription eventname eventtext lastevent latestevent ereignis
    ereignistext letztesereignis scan scanart scantype scantext scanereignis
    trackinginfo trackingevent sendungsverlauf zustellergebnis deliveryresult""",
    "statuscode eventcode ereigniscode scancode",
)
# They may also mean an address, a product or a letter.
VAGUE_STATUS_TITLES = (
    """state zustand activity aktivitaet verlauf vorgang meldung message description
    beschreibung ergebnis result bemerkung hinweis info remark remarks comment note""",
)
# A time of day in a separate column.
CLOCK_TITLES = (
    """uhrzeit zeit time eventtime scantime ereigniszeit scanzeit statuszeit statustime
    zustellzeit zustelluhrzeit deliverytime deliveredtime timedelivered zugestelltum
    trackingtime timeofdelivery""",
)
# Whether it was delivered: yes or no.
ANSWER_TITLES = {"delivered", "zugestellt", "isdelivered", "geliefert", "ausgeliefert"}
# Whether it is returned: yes or no.
RETURN_TITLES = (
    """return returned returns isreturn isreturned isareturn wasreturned returnflag
    returnyesno returnyn returnindicator returnshipment isreturnshipment returnparcel
    returntosender returnedtosender rts isrts refused isrefused undeliverable
    retoure retouren istretoure retoureflag retourenflag retourkennzeichen
    retourenkennzeichen retourejanein retourejn retoursendung
    retourensendung retourniert retour istretour ruecksendung istruecksendung
    ruecksendungjanein ruecklaeufer ruecklauf ruecksendekennzeichen
    zurueckgesandt zurueckgesendet zurueckgeschickt zurueckanabsender
    annahmeverweigert verweigert unzustellbar""",
)
DAY_TITLES = (ACTUAL_TITLES, DELIVERY_TITLES, EVENT_TITLES)
BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
FORM_BRACKETS = re.compile(
    r"[(\[](?:[dmytjhs./: -]+|utc|gmt|cet|mez|ortszeit|lokal|local(?: time)?|date|time"
    r"|datum|zeit|uhrzeit)[)\]]"
)
# Other titles of actual delivery dates.
ACTUAL = re.compile(r"(tats|actual|effektiv|istz).*(zustell|liefer|deliver)")
GROUPS = {
    titles: tuple(frozenset(group.split()) for group in titles)
    for titles in (
        NUMBER_TITLES,
        ACTUAL_TITLES,
        DELIVERY_TITLES,
        EVENT_TITLES,
        STATUS_TITLES,
        VAGUE_STATUS_TITLES,
        CLOCK_TITLES,
        RETURN_TITLES,
    )
}


@lru_cache(maxsize=10_000)
def plain_title(title, is_day=False):
    """Return a title normalized for comparison, without brackets.

    :param bool is_day: Whether a date is searched for: brackets may mark it as planned,
        so that only formats and zones are removed.
    """
    brackets = FORM_BRACKETS if is_day else BRACKETS
    short = brackets.sub("", spell_out(title)) or spell_out(title)
    plain = re.sub(r"[\W_]", "", short)
    return re.sub(r"(?<=\w{5})(ortszeit|localtime|local|utc|gmt)$", "", plain)


def find_titles(titles, known):
    """Return the columns with titles in each group.

    :param tuple known: One of the constants above.
    """
    plain = [plain_title(title, known in DAY_TITLES) for title in titles]
    if known is ACTUAL_TITLES:
        plain = ["deliveredon" if ACTUAL.match(title) else title for title in plain]
    return [
        [index for index, title in enumerate(plain) if title in group]
        for group in GROUPS[known]
    ]


def find_all_titles(titles, known):
    """Return the columns with titles in any group, best group first."""
    return [index for group in find_titles(titles, known) for index in group]


def has_known_title(row):
    """Return whether a row has the title of a column of tracking numbers."""
    return bool(find_all_titles(row, NUMBER_TITLES))


def asks_yes_or_no(title):
    """Return whether a title asks whether a parcel was delivered."""
    return plain_title(title) in ANSWER_TITLES
