"""Acts on documents by accountants and customers."""

from odoo.fields import Command

from . import payments
from .reading import get_documents, is_paid_otherwise, read_line

MOST_DOCUMENTS = 6


# === INVOICES === #


def request_invoice(life, numbers):
    """Request an invoice on the order's page, as the customer."""
    if not life.order._can_request_invoice():
        return False
    life.books.invoice_requested = True
    life.env["ecommerce.invoice.creation"]._request_invoice(life.order)
    return True


def invoice_in_bulk(life, numbers):
    """Press *Create and send invoices* in the list of orders."""
    if life.order.state != "sale":
        return False
    life.order.action_create_and_send_invoices()
    return True


def invoice_by_hand(life, numbers):
    """Create Odoo's invoice and post it."""
    invoice = create_invoice(life)
    return post(invoice)


def draft_invoice(life, numbers):
    """Create Odoo's invoice and leave it as a draft."""
    return bool(create_invoice(life))


def create_invoice(life):
    """Return Odoo's invoice, or None if it would be a credit note."""
    if life.order.state != "sale" or is_too_much(life):
        return life.env["account.move"]
    moves = life.order._create_invoices(final=True)
    return moves.filtered(lambda move: move.move_type == "out_invoice")


def invoice_down_payment(life, numbers):
    """Invoice a down payment before the rest."""
    order = life.order
    if order.state != "sale" or order.amount_total <= 0 or is_too_much(life):
        return False
    wizard = life.env["sale.advance.payment.inv"].create(
        {
            "sale_order_ids": [Command.set(order.ids)],
            "advance_payment_method": "percentage",
            "amount": 10 * numbers.count(5),
        }
    )
    return post(wizard._create_invoices(order))


def post_draft(life, numbers):
    return post(find(life, state="draft")[:1])


def reset_to_draft(life, numbers):
    """Reset a posted document to draft."""
    moves = find(life)
    if not moves:
        return False
    numbers.choose(moves).button_draft()
    return True


def cancel_draft(life, numbers):
    """Cancel a draft."""
    move = find(life, state="draft")[:1]
    move.button_cancel()
    return bool(move)


# === CREDIT NOTES === #


def credit(life, numbers):
    """Credit a whole invoice."""
    return post(reverse(life, numbers))


def credit_in_part(life, numbers):
    """Credit a part of one invoice line."""
    move = reverse(life, numbers)
    if not move or not any(line.price_total > 0 for line in move.invoice_line_ids):
        return False
    keep_one_line(move, numbers)
    return post(move)


def draft_credit_note(life, numbers):
    """Create a credit note and leave it as a draft."""
    return bool(reverse(life, numbers))


def credit_what_is_too_much(life, numbers):
    """Credit the invoiced amount that isn't kept or was given as a gift."""
    too_much = life.ledger.overbilled
    move = reverse(life, numbers) if too_much else None
    if not move:
        return False
    if not keep_excess(move):
        keep_amount(move, float(too_much))
    return post(move)


def keep_excess(move):
    """Reduce a credit note to items that aren't kept; return whether any are left."""
    excess = {
        line: line.sale_line_ids.qty_invoiced
        - float(read_line(line.sale_line_ids).kept)
        for line in move.invoice_line_ids
        if len(line.sale_line_ids) == 1 and line.quantity > 0
    }
    lines = [line for line, quantity in excess.items() if quantity > 0]
    if not lines:
        return False
    (move.invoice_line_ids - lines[0].union(*lines)).unlink()
    for line in lines:
        line.quantity = min(excess[line], line.quantity)
    return True


def keep_amount(move, amount):
    """Reduce a credit note to an amount, as a gift."""
    line = move.invoice_line_ids.filtered("product_id")[:1]
    (move.invoice_line_ids - line).unlink()
    line.write({"quantity": 1, "discount": 0, "price_unit": amount, "tax_ids": False})


def reverse_and_create(life, numbers):
    """Correct an invoice: credit it completely, and create a new draft.

    Not if it was paid without a transaction, since that money would belong to nobody
    then.
    """
    wizard = begin_reversal(life, numbers)
    if not wizard or is_paid_otherwise(wizard.move_ids):
        return False
    wizard.modify_moves()
    return True


def reverse(life, numbers):
    wizard = begin_reversal(life, numbers)
    if not wizard:
        return life.env["account.move"]
    wizard.refund_moves()
    return wizard.new_move_ids


def begin_reversal(life, numbers):
    invoices = find(life, "out_invoice")
    if not invoices or is_too_much(life):
        return None
    invoice = numbers.choose(invoices)
    model = life.env["account.move.reversal"].with_context(
        active_model="account.move", active_ids=invoice.ids
    )
    return model.create({"journal_id": invoice.journal_id.id})


def keep_one_line(move, numbers):
    """Reduce a document to a part of one line."""
    lines = move.invoice_line_ids.filtered(lambda line: line.price_total > 0)
    line = numbers.choose(lines)
    quantity = numbers.count(line.quantity)
    (move.invoice_line_ids - line).unlink()
    line.quantity = quantity


# === PAYMENTS ON DOCUMENTS === #


def register_payment(life, numbers):
    """Register a payment of a document's whole residual amount, in or out."""
    return settle(life, find_open(life)[:1])


def register_part(life, numbers):
    """Register a payment of a part of a document's residual amount, in or out."""
    move = find_open(life)[:1]
    return settle(life, move, numbers.part_of(move.amount_residual))


def write_off(life, numbers):
    """Write off the rest of an invoice after a small payment."""
    move = find_open(life, "out_invoice")[:1]
    if not move or move.amount_residual < 0.02:
        return False
    amount = numbers.part_of(move.amount_residual)
    account = life.env["account.account"].search(
        [
            ("account_type", "=", "expense"),
            ("company_ids", "in", life.order.company_id.ids),
        ],
        limit=1,
    )
    life.books.write_off(move.amount_residual - amount)
    return settle(
        life,
        move,
        amount,
        payment_difference_handling="reconcile",
        writeoff_account_id=account.id,
    )


def settle(life, move, amount=None, **values):
    """Register a payment on a document, and in the order's records."""
    if not move:
        return False
    amount = amount or move.amount_residual
    wizard = life.env["account.payment.register"].with_context(
        active_model="account.move", active_ids=move.ids
    )
    values["currency_id"] = move.currency_id.id
    if move.move_type == "out_refund":
        life.books.refund(amount, life.read_ledger().shop_owes)
    else:
        life.books.receive(amount)
    wizard.create({"amount": amount, **values})._create_payments()
    return True


def match_bank_line(life, numbers):
    """Match the residual amount of an invoice with a bank statement line."""
    move = find_open(life, "out_invoice")[:1]
    if not move or move.currency_id != move.company_id.currency_id:
        return False
    amount = move.amount_residual
    receivable = move.line_ids.filtered(lambda it: it.display_type == "payment_term")
    match_with_bank(life, receivable, amount)
    life.books.receive(amount)
    return True


def match_payment_with_bank(life, numbers):
    """Match a payment with a bank statement line, before or after an invoice."""
    payment = payments.find(life, "done").payment_id.filtered(
        lambda it: it.state == "in_process" and it.currency_id == get_currency(life)
    )[:1]
    outstanding = payment._seek_for_lines()[0] if payment else payment.move_id.line_ids
    if not outstanding or not outstanding.account_id.reconcile:
        return False
    match_with_bank(life, outstanding, payment.amount)
    return True


def get_currency(life):
    return life.order.company_id.currency_id


def match_with_bank(life, line, amount):
    """Create a bank statement line for an amount, and match it with an entry."""
    journal = life.env["account.journal"].search(
        [("type", "=", "bank"), ("company_id", "=", life.order.company_id.id)], limit=1
    )
    statement_line = life.env["account.bank.statement.line"].create(
        {
            "journal_id": journal.id,
            "payment_ref": line.move_id.name,
            "partner_id": line.partner_id.id,
            "amount": amount,
        }
    )
    _liquidity, suspense, _other = statement_line.with_context(
        skip_account_move_synchronization=True
    )._seek_for_lines()
    suspense.account_id = line.account_id
    (suspense + line).reconcile()


def pay_on_invoice_page(life, numbers):
    """Pay the residual amount of an invoice by card, on the invoice's page."""
    move = find_open(life, "out_invoice")[:1]
    if not move:
        return False
    tx = payments.begin(
        life,
        move.amount_residual,
        reference=f"{move.name}-{len(life.books.transactions)}",
        sale_order_ids=False,
        invoice_ids=[Command.set(move.ids)],
    )
    return bool(tx) and payments.take(life, tx)


# === HELPERS === #


def find(life, move_type=None, state="posted"):
    return get_documents(life.order).filtered(
        lambda move: move.state == state and move_type in (None, move.move_type)
    )


def find_open(life, move_type=None):
    return find(life, move_type).filtered("amount_residual")


def is_too_much(life):
    return len(get_documents(life.order)) >= MOST_DOCUMENTS


def post(move):
    """Post a document; return whether there is one."""
    if move:
        move.action_post()
    return bool(move)


ACTS = {
    request_invoice: 3,
    invoice_in_bulk: 2,
    invoice_by_hand: 4,
    draft_invoice: 2,
    invoice_down_payment: 1,
    post_draft: 4,
    reset_to_draft: 1,
    cancel_draft: 2,
    credit: 1,
    credit_in_part: 2,
    draft_credit_note: 1,
    credit_what_is_too_much: 6,
    reverse_and_create: 1,
    register_payment: 4,
    register_part: 2,
    write_off: 1,
    match_bank_line: 2,
    match_payment_with_bank: 1,
    pay_on_invoice_page: 3,
}
