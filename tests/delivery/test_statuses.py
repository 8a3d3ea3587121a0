"""Only unambiguous statuses count as delivered."""

import pytest

from .reader import carrier_file

understand = carrier_file.understand_status


@pytest.mark.parametrize(
    "text",
    [
        *("Delivered", "DELIVERED", "delivered.", "Zugestellt", "Geliefert"),
        "Delivered, In/At Mailbox",
        "Delivered, Left with Individual",
        "Delivered - Signed for by: MUELLER",
        "Successful delivery",
        "Delivery completed",
        "Die Sendung wurde erfolgreich zugestellt.",
        "Zustellung erfolgreich",
        "Zugestellt an Nachbarn",
        "Ihr Paket wurde ausgeliefert",
        "Die Sendung wurde vom Empfänger in der Filiale abgeholt",
        "Picked up by customer",
        "Delivered 2 of 2",
        "Delivered 24/03/2026 13:10",
        "Zugestellt am 24.03.2026 um 13:10 Uhr",
        "Delivered on May 24, 2026",
        "Alle Pakete zugestellt",
        "Zugestellt ohne Unterschrift",
        "Received by recipient",
        "Vom Empfänger angenommen",
        "Am gewünschten Ablageort abgelegt",
        "Delivered, Individual Picked Up",
    ],
)
def test_delivered(text):
    assert understand(text) == "delivered"


@pytest.mark.parametrize(
    "text",
    [
        *("In Transit", "Unterwegs", "Out for Delivery", "In Zustellung", "Exception"),
        *("Label Created", "Printed", "Manifest", "Shipped", "Versandt", "Pending"),
        "Arrived at USPS Regional Facility",
        "Elektronisch angekündigt",
        "Im Paketzentrum bearbeitet",
        "Die Sendung wurde in das Zustellfahrzeug geladen",
        "Die Sendung wird heute zugestellt",
        "Zustellversuch erfolglos",
        "Zustellhindernis",
        "Der Empfänger wurde nicht angetroffen",
        "Not delivered",
        "Not yet delivered",
        "Could not be delivered",
        "Noch nicht zugestellt",
        "Konnte nicht zugestellt werden",
        "Will be delivered tomorrow",
        "Delivery attempted",
        "Ready for pickup",
        "Der Empfänger hat die Sendung nicht aus der Filiale abgeholt",
        "Liegt in der Filiale zur Abholung bereit",
        "Eingeliefert",
        "Die Auftragsdaten wurden vom Absender elektronisch an DHL übermittelt",
        *("Un-delivered", "Non delivered", "Delivered: false", "Delivered: N"),
        *("Hasn't been delivered", "Couldn\u2019t be delivered", "Nie zugestellt"),
        # Back for another attempt, or held: not sent back.
        "Returned to depot",
        "Return to facility for redelivery",
        "Receiver not in, will return tomorrow",
        "Zurück im Paketzustellzentrum nach erfolglosem Zustellversuch",
        "Zurück ins Depot",
        "Zustellung zurückgestellt",
        "Vom Zoll zurückgehalten",
    ],
)
def test_underway(text):
    assert understand(text) == "underway"


@pytest.mark.parametrize(
    "text",
    [
        *("Returned to Sender", "Refused", "Annahme verweigert", "Retoure", "Lost"),
        "Return to Sender Processed",
        "Delivered to original sender",
        "An Absender zugestellt",
        "RTS Delivered",
        "Delivered (R.T.S.)",
        "Zurück an Absender",
        "Die Sendung wird zurückgesandt",
        "Rücksendung zugestellt",
        "RTO Delivered",
        "Zurück im Depot, Rücksendung an Absender",
        "Unzustellbar",
        "Storniert",
    ],
)
def test_returned(text):
    assert understand(text) == "returned"


@pytest.mark.parametrize(
    "text",
    [
        *("", "Abgeschlossen", "Completed", "Picked up", "Abgeholt", "DLV", "17"),
        "Delivered to depot",
        "Delivered to Access Point",
        "Zugestellt an Paketshop",
        "Teilweise zugestellt",
        "Zustellung erfolgt morgen",
        "Delivered, returned",
        "Im zweiten Zustellversuch zugestellt",
        "Delivered 1 of 2",
        "Delivered: 1/2 parcels",
        "1 von 2 Paketen zugestellt",
        "One of two parcels delivered",
        "Eines von zwei Paketen zugestellt",
        "Zugestellt bis auf 1 Paket",
        "Zugestellt, außer einem Paket",
        "All delivered except one",
        "Delivered, 1 parcel missing",
        "Nur ein Paket zugestellt",
        "Unvollständig zugestellt",
        "Konnte zugestellt werden",
        "Könnte zugestellt sein",
        "Might be delivered",
        "Must be delivered",
        "Falls zugestellt",
        "Unless delivered",
        "Almost delivered",
        # It waits for the recipient, or somebody else has it.
        "Delivered to parcel locker",
        "Delivered to collection point",
        "Delivered to pickup location",
        "Delivered to PUDO",
        "Zugestellt im Paketautomat",
        "An Abholort zugestellt",
        "Delivered to freight forwarder",
        "Delivered to USPS",
        "Delivered to partner",
        "Ausgeliefert an Zusteller",
        "Ausgeliefert aus Lager",
        "Mis-delivered",
        "Pre-delivered",
        "Marked delivered, customer disputes",
    ],
)
def test_what_may_mean_both_is_not_guessed(text):
    assert understand(text) is None


def test_what_people_said_counts():
    assert understand("Abgeschlossen!", {"abgeschlossen": "delivered"}) == "delivered"


@pytest.mark.parametrize(("text", "meaning"), [("ja", "delivered"), ("No", "underway")])
def test_yes_and_no_count_where_they_are_answers(text, meaning):
    assert understand(text, answers=True) == meaning
    assert understand(text) != "delivered"


def test_statuses_are_compared_by_their_words():
    normalize = carrier_file.normalize_status

    assert normalize(" In-Zustellung (Köln) ") == normalize("in zustellung koeln")
