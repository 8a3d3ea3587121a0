"""Refunds in German: by the order's button, with the rights to sell and to refund."""

import pytest

from . import staff
from .browser import PHONE, WIDE, button
from .preparation import (
    REFUNDER,
    employ_refunder,
    pay,
    sell_paid_lamps,
    ship_and_invoice,
)

pytestmark = pytest.mark.slow

SIZES = WIDE, PHONE, WIDE
REFUNDING = 180  # seconds; the refund and its booking are automations


@pytest.fixture
def orders(remote):
    """The ids of orders whose customers get money or a credit note, by issue."""
    employ_refunder(remote)
    return {
        "paid_after_cancellation": cancel(remote, sell_paid_lamps(remote, 2)),
        "paid_twice": pay_again(remote, sell_paid_lamps(remote, 1)),
        "invoiced_too_much": give_money_back(remote, sell_paid_lamps(remote, 1)),
    }


def test_three_clicks_return_what_is_owed(german, remote, server_log, orders):
    staff.logs_in(german, REFUNDER)
    for (issue, order), size in zip(orders.items(), SIZES, strict=True):
        assert read(remote, order, "flow_issues").startswith(issue)
        german.resize(size)
        german.open(f"/odoo/sales/{order}")
        staff.clicks_next(german, "Erstatten")
        check_window(german)
        german.click(f"{staff.DIALOG}//footer//button[@name='action_refund']")
        german.see_no(staff.DIALOG)
        german.wait_for(
            lambda order=order: is_settled(remote, order), issue, patience=REFUNDING
        )
        german.open(f"/odoo/sales/{order}")
        german.see(staff.STATUSES)
        german.see_no(staff.ALERT + button("Erstatten"))

    assert not german.get_complaints()
    assert not server_log.get_complaints()


# === WHAT HAPPENED BEFORE === #


def get_id(remote, number):
    return remote.search("sale.order", ("name", "=", number))[0]


def cancel(remote, number):
    order = get_id(remote, number)
    remote.call(
        "sale.order", "action_cancel", [order], context={"disable_cancel_warning": True}
    )
    return order


def pay_again(remote, number):
    order = get_id(remote, number)
    ship_and_invoice(remote, number)
    pay(remote, order, "-2")
    return order


def give_money_back(remote, number):
    """Refund a part of the payment in the provider's own portal."""
    order = get_id(remote, number)
    ship_and_invoice(remote, number)
    payment = remote.search("payment.transaction", ("sale_order_ids", "=", order))[0]
    names = ["provider_id", "payment_method_id", "currency_id", "partner_id"]
    [values] = remote.call("payment.transaction", "read", [payment], names, load="")
    values.pop("id")
    remote.create(
        "payment.transaction",
        **values,
        reference=f"R-{number}",
        amount=-10.0,
        operation="refund",
        source_transaction_id=payment,
        state="done",
        is_post_processed=True,
    )
    return order


# === WHAT IS SEEN === #


def read(remote, order, field):
    return remote.read("sale.order", field, ("id", "=", order))


def is_settled(remote, order):
    """Return whether nobody owes anything, and nothing is to be credited."""
    fields = "flow_issues", "amount_owed", "amount_to_credit"
    return not any(read(remote, order, it) for it in fields)


def check_window(browser):
    """Check that the window shows the amount, and that nothing is cut off."""
    browser.see(f"{staff.DIALOG}//*[@name='summary'][normalize-space()]")
    assert browser.get_overflow() <= 0
