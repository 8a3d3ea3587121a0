"""Reads the ledger from Odoo's own documents: lines, transfers, invoices, payments."""

from decimal import Decimal

from .entries import NOTHING, Document, Line, to_cents
from .ledger import Ledger

OPEN = ("draft", "waiting", "confirmed", "partially_available", "assigned")
UNPAID = ("authorized", "pending")


def read_ledger(order, books):
    """Return the ledger of an order.

    :param books: The facts recorded by the acts.
    """
    return Ledger(
        state="draft" if order.state == "sent" else order.state,
        money=read_money(order, books),
        lines=read_lines(order),
        ended=books.ended,
        taken_off=books.taken_off,
        documents=[read_document(move) for move in get_documents(order)],
        needs_document=is_document_needed(order, books),
        is_invoiced_as_shipped=get_invoice_rule(order) == "on_shipment",
        prepayment=quantity(order.prepayment_percent),
        is_delivered_when_paid=order.waiting_policy == "confirm",
        is_exchanged=is_exchanged(order),
        is_foreign=order.currency_id != order.company_id.currency_id,
    )


def get_lines(order):
    """Return the ordered lines, without headings and down payments."""
    return order.order_line.filtered(
        lambda line: not line.display_type and not line.is_downpayment
    )


def get_documents(order):
    """Return an order's invoices and credit notes, in the order of creation."""
    return order.order_line.invoice_lines.move_id.filtered(
        lambda move: move.state != "cancel"
    ).sorted("id")


# === MONEY === #


def read_money(order, books):
    """Return the recorded money, with the amounts still held by Odoo's transactions."""
    money = books.money
    transactions = find_transactions(order, books)
    held = {
        state: sum(
            (get_held(tx) for tx in transactions if tx.state == state), start=NOTHING
        )
        for state in UNPAID
    }
    money.authorized, money.pending = held["authorized"], held["pending"]
    return money


def find_transactions(order, books):
    """Return the transactions that the customer started for the order."""
    return order.env["payment.transaction"].browse(books.transactions).exists()


def get_held(tx):
    """Return the amount still held by a transaction, without its child transactions."""
    parts = tx.child_transaction_ids.filtered(
        lambda child: child.state in ("done", "cancel") and child.amount > 0
    )
    return to_cents(tx.amount) - to_cents(float(sum(parts.mapped("amount"))))


# === GOODS === #


def read_lines(order):
    """Return the lines of an order, adjusted to its total.

    Taxes that are rounded globally can differ from the lines by a cent.
    """
    lines = [read_line(line) for line in get_lines(order)]
    rest = to_cents(order.amount_total) - sum(line.value for line in lines)
    if rest:
        max(lines, key=lambda line: line.value).value += rest
    return lines


def read_line(line):
    """Return a line with all its moves."""
    outgoing, incoming = line._get_outgoing_incoming_moves()
    done_in = incoming.filtered(lambda move: move.state == "done")
    returned = count(done_in)
    is_goods = line.product_id.type == "consu"
    delivered = (
        count(outgoing.filtered(lambda move: move.state == "done")) - returned
        if is_goods
        else quantity(line.qty_delivered)
    )
    coming = line.move_ids.filtered(is_from_customer)
    return Line(
        value=to_cents(line.price_total),
        ordered=quantity(line.product_uom_qty),
        # For all other lines, the value is enough.
        unit=NOTHING if line.product_uom_qty else to_cents(get_unit_price(line)),
        is_goods=is_goods,
        by_delivery=line.product_id.invoice_policy == "delivery",
        delivered=delivered,
        leaving=count_open(line.move_ids.filtered(is_last_step)),
        coming=count_open(coming),
        returned=returned,
        returned_for_nothing=count(
            coming.filtered(lambda move: move.state == "done") - done_in
        ),
        to_replace=count_to_replace(line),
        is_replacement=bool(line.exchange_line_id),
    )


def count_to_replace(line):
    """Return what came back for the same product, or for a repair."""
    return quantity(
        sum(
            max(received - it.rejected_quantity - it.replaced_quantity, 0.0)
            for it in line.return_line_ids
            if it.replacement_id == line.product_id and not it.is_refunded_instead
            for received in [min(it.received_quantity, it.approved_quantity)]
        )
    )


def is_exchanged(order):
    """Return whether a replacement is still to leave."""
    moves = order.return_ids.line_ids.exchange_move_ids
    return any(move.state in OPEN and not is_from_customer(move) for move in moves)


def get_unit_price(line):
    """Return the price of one unit with taxes."""
    price = line.price_unit * (1 - line.discount / 100)
    return line.tax_ids.compute_all(price, line.currency_id)["total_included"]


def quantity(number):
    return Decimal(repr(round(number, 3)))


def count(moves):
    return quantity(sum(moves.mapped("quantity")))


def count_open(moves):
    still_open = moves.filtered(lambda move: move.state in OPEN)
    return quantity(sum(still_open.mapped("product_uom_qty")))


def is_last_step(move):
    """Return whether a move delivers goods, directly or as the last step."""
    if is_from_customer(move):
        return False
    later = move.move_dest_ids.filtered(lambda dest: dest.state != "cancel")
    return move.location_dest_id.usage == "customer" or (
        move.location_final_id.usage == "customer" and not later
    )


def is_from_customer(move):
    return move.location_id.usage == "customer"


# === DOCUMENTS === #


def read_document(move):
    sign = -1 if move.move_type == "out_refund" else 1
    return Document(
        amount=sign * to_cents(move.amount_total),
        state=move.state,
        residual=sign * to_cents(move.amount_residual),
        number=move.id,
    )


def is_document_needed(order, books):
    """Return whether the shop promised an invoice; None if staff decides.

    If a part was invoiced, the rest is invoiced, too.
    """
    is_begun = any(move.move_type == "out_invoice" for move in get_documents(order))
    if books.invoice_requested or is_begun:
        return True
    return {"never": None, "on_request": False}.get(get_invoice_rule(order), True)


def get_invoice_rule(order):
    website = order.website_id
    is_business = order.partner_invoice_id.commercial_partner_id.is_company
    return website.invoice_business if is_business else website.invoice_consumer


def is_paid_otherwise(move):
    """Return whether a bank line or a manual payment is matched with an invoice."""
    credits = move.line_ids.matched_credit_ids.credit_move_id.move_id
    return any(
        entry.move_type == "entry"
        and not entry.origin_payment_id.payment_transaction_id
        for entry in credits
    )
