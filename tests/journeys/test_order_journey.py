"""A web order's whole way through a browser, in German: visitor, then staff."""

import pytest

from . import staff, visitor
from .preparation import LAMP, STAFF, order_lamps

pytestmark = pytest.mark.slow

# The customer views the invoice while it is being sent; Odoo logs that, and retries.
CONFLICT = "could not serialize access due to concurrent update"
REFUSAL = "Diese Transfers können nicht validiert werden"


def test_a_visitor_buys_staff_ships_and_the_invoice_is_asked_for(
    german, remote, server_log
):
    number = visitor.buys(german, LAMP)

    staff.logs_in(german, STAFF)
    staff.opens_the_web_orders(german)
    staff.opens_the_order(german, number)
    staff.sees_badges(
        german,
        flow_stage="Zu versenden",
        payment_status="Bezahlt",
        fulfillment_status="Zu versenden",
    )
    staff.sees_next(german, "Lager: Validieren Sie WH/OUT/")

    staff.clicks_next(german, "Transfers ansehen")
    staff.validates(german)
    staff.sees_status(german, "Erledigt")
    staff.goes_back_to(german, number)
    staff.sees_badges(german, flow_stage="Erledigt", fulfillment_status="Versandt")
    staff.sees_next(german, "Alles ist erledigt.")

    link = remote.read("sale.order", "access_url", ("name", "=", number))
    token = remote.read("sale.order", "access_token", ("name", "=", number))
    visitor.comes_back(german, f"{link}?access_token={token}")
    visitor.asks_for_the_invoice(german, "Lampen Gast GmbH")
    visitor.sees_the_invoice(german)
    visitor.comes_back(german, f"{link}?access_token={token}")
    visitor.looks_at_the_invoice_again(german)
    visitor.sees_the_invoice(german)

    assert not german.get_complaints()
    assert not server_log.get_complaints(CONFLICT)


def test_a_held_order_stays_until_it_is_released(german, remote, server_log):
    number = order_lamps(remote)

    staff.logs_in(german, STAFF)
    staff.opens_the_web_orders(german)
    staff.opens_the_order(german, number)
    staff.holds(german, "Adresse prüfen", "Hausnummer fehlt")
    staff.sees_next(german, "von Vera Verkauf: Adresse prüfen (Hausnummer fehlt).")

    german.click(staff.DELIVERIES)
    staff.validates(german)
    assert REFUSAL in staff.reads_the_refusal(german)
    staff.goes_back_to(german, number)

    staff.clicks_next(german, "Freigeben")
    staff.clicks_next(german, "Transfers ansehen")
    staff.validates(german)
    staff.sees_status(german, "Erledigt")

    assert not german.get_complaints()
    assert not server_log.get_complaints(REFUSAL)
