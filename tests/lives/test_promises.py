"""Each promise detects its violation; correct orders break none."""

from dataclasses import replace
from decimal import Decimal

import pytest

from .inside.entries import Document, Line, Money, to_cents
from .inside.ledger import Ledger
from .inside.promises import PROMISES, Moment, look
from .inside.snapshot import Mail, Snapshot

HUNDRED = to_cents(100)
FIFTY = to_cents(50)


def line(**values):
    values = {"delivered": Decimal(2), **values}
    return Line(HUNDRED, Decimal(2), FIFTY, is_goods=True, **values)


def ledger(*lines, documents=(100,), state="sale", needs_document=True, **money):
    money = {"received": HUNDRED, **money}
    return Ledger(
        state,
        Money(**{name: to_cents(it) for name, it in money.items()}),
        list(lines or [line()]),
        [
            it if isinstance(it, Document) else Document(to_cents(it))
            for it in documents
        ],
        needs_document,
    )


DONE = Snapshot(
    ledger(),
    payment="paid",
    fulfillment="delivered",
    stage="done",
    received=HUNDRED,
    next_action="done",
    next_action_text="Done. Everything is done.",
)
TO_SHIP = replace(
    DONE,
    ledger=ledger(line(delivered=Decimal(0), leaving=Decimal(2))),
    fulfillment="to_ship",
    stage="to_ship",
    next_action="ship",
)
UNPAID = replace(
    DONE,
    ledger=ledger(received=0, documents=()),
    payment="unpaid",
    stage="shipped",
    received=0,
    next_action="collect",
)
EXCHANGED = replace(
    TO_SHIP,
    ledger=replace(
        ledger(line(delivered=Decimal(0), leaving=Decimal(2)), received=60),
        is_exchanged=True,
    ),
)
CANCELLED = replace(
    DONE,
    ledger=ledger(state="cancel", documents=()),
    fulfillment="nothing",
    stage="cancelled",
    next_action="return_cancelled_money",
)
CART = replace(
    DONE,
    ledger=ledger(state="draft", documents=(), received=0),
    payment="unpaid",
    fulfillment="not_yet",
    stage="cart",
    received=0,
    next_action="wait_for_checkout",
)


UNPAID_AND_HELD = replace(
    TO_SHIP,
    ledger=replace(TO_SHIP.ledger, money=Money(), is_delivered_when_paid=True),
)


def moment(after, before=None, **values):
    before = before or after
    return Moment("pay", before, values.pop("acted", before.ledger), after, **values)


@pytest.mark.parametrize("after", [DONE, TO_SHIP, UNPAID, CANCELLED, CART])
def test_all_is_well(after):
    assert look(moment(after)) == {}


BROKEN = {
    "nothing_fails_but_with_messages": moment(DONE, exception="KeyError: 'x'"),
    "no_failure_is_swallowed": moment(
        replace(DONE, faults=["KeyError: 'x'"]), before=DONE
    ),
    "done_means_that_nobody_owes_anything": moment(
        replace(DONE, ledger=ledger(documents=()))
    ),
    "what_is_settled_is_done": moment(
        replace(DONE, stage="shipped", next_action="collect")
    ),
    "what_is_owed_has_a_next_action": moment(
        replace(CANCELLED, next_action="cancelled")
    ),
    "next_action_is_possible": moment(replace(UNPAID, next_action="return_money")),
    "stage_follows_the_order": moment(replace(TO_SHIP, stage="cart")),
    "goods_that_are_to_leave_are_to_ship": moment(replace(TO_SHIP, stage="shipped")),
    "paid_orders_are_confirmed": moment(
        replace(CART, ledger=ledger(state="draft", documents=()), received=HUNDRED)
    ),
    "nothing_is_confirmed_by_itself_before_it_is_paid": moment(
        replace(TO_SHIP, ledger=ledger(received=50)), before=CART
    ),
    "received_is_what_the_customer_paid": moment(replace(DONE, received=FIFTY)),
    "refunded_is_what_the_customer_got_back": moment(replace(DONE, refunded=FIFTY)),
    "who_owes_has_not_paid": moment(replace(UNPAID, payment="paid")),
    "who_paid_has_paid": moment(replace(DONE, payment="partially_paid")),
    "overpaid_is_more_than_agreed": moment(replace(DONE, payment="overpaid")),
    "refunded_means_that_money_went_back": moment(replace(DONE, payment="refunded")),
    "blocked_money_is_seen": moment(replace(UNPAID, payment="authorized")),
    "fulfillment_follows_the_goods": moment(replace(TO_SHIP, fulfillment="shipped")),
    "return_follows_the_goods": moment(replace(DONE, returns="received")),
    "return_is_settled_when_nobody_owes": moment(
        replace(
            DONE,
            ledger=ledger(line(delivered=Decimal(1), returned=Decimal(1))),
            returns="settled",
        )
    ),
    "nothing_is_invoiced_by_itself_beyond_what_is_kept": moment(
        replace(DONE, ledger=ledger(documents=(100, 100))), before=DONE
    ),
    "nothing_is_credited_by_itself_that_was_not_invoiced": moment(
        replace(UNPAID, ledger=ledger(documents=(-10,))), before=UNPAID
    ),
    "requested_invoices_cover_what_is_kept": replace(
        moment(replace(DONE, ledger=ledger(documents=(100, 100))), before=DONE),
        act="request_invoice",
    ),
    "asked_for_invoices_are_made": replace(
        moment(replace(DONE, ledger=ledger(documents=()))), act="invoice_in_bulk"
    ),
    "too_much_money_is_asked_about": moment(
        replace(DONE, ledger=ledger(authorized=100))
    ),
    "goods_stay_until_they_are_paid": moment(
        DONE, before=UNPAID_AND_HELD, acted=ledger(received=0)
    ),
    "replacements_stay_until_they_are_paid": moment(
        DONE, before=EXCHANGED, acted=ledger(received=60)
    ),
    "stock_is_kept_while_the_order_waits": moment(replace(CART, to_reserve=2.0)),
    "only_unpaid_orders_expire": moment(
        replace(DONE, ledger=ledger(state="cancel")), acted=ledger()
    ),
    "unpaid_goods_wait": moment(
        replace(
            TO_SHIP,
            ledger=ledger(line(delivered=Decimal(0), leaving=Decimal(2)), received=0),
        )
    ),
    "own_payments_settle_own_invoices": moment(
        replace(DONE, ledger=ledger(documents=(Document(HUNDRED, residual=FIFTY),)))
    ),
    "own_refunds_settle_own_credit_notes": moment(
        replace(
            DONE,
            ledger=ledger(
                documents=(100, Document(-FIFTY, residual=-FIFTY)), refunded=50
            ),
        )
    ),
    "rules_are_followed": moment(replace(DONE, ledger=ledger(documents=()))),
    "stored_is_recomputed": moment(
        replace(DONE, recomputed={"payment_status": "paid, but unpaid"})
    ),
    "next_action_says_something": moment(replace(DONE, next_action_text="")),
    "no_mail_comes_twice": moment(
        replace(DONE, mails=[Mail(1, "invoice", "x"), Mail(2, "invoice", "x")])
    ),
    "no_mail_asks_for_money_that_is_there": moment(
        replace(DONE, mails=[Mail(1, "payment_pending")]), before=DONE
    ),
}


@pytest.mark.parametrize("name", [promise.__name__ for promise in PROMISES])
def test_promise_sees_what_breaks_it(name):
    assert name in look(BROKEN[name])
