"""Promises on invoices and credit notes."""

from ..ledger import NO_DOCUMENT


def nothing_is_invoiced_by_itself_beyond_what_is_kept(moment):
    before, after = moment.acted, moment.after.ledger
    new = after.invoiced - before.invoiced
    if new > 0 and after.overbilled:
        yield f"{new} was invoiced, {after.overbilled} more than is kept"


def nothing_is_credited_by_itself_that_was_not_invoiced(moment):
    before, after = moment.acted, moment.after.ledger
    if after.credited > before.credited and after.billed < 0:
        yield f"a credit note over {after.credited}, invoiced was {after.invoiced}"


def requested_invoices_cover_what_is_kept(moment):
    """Invoices made by the addon's buttons and automations are correct."""
    if moment.act not in ("request_invoice", "invoice_in_bulk"):
        return
    before, after = moment.before.ledger, moment.after.ledger
    is_right_before = not before.overbilled
    if after.invoiced > before.invoiced and after.overbilled and is_right_before:
        yield f"{after.overbilled} too much is invoiced"
    if after.credited > before.credited and after.billed < 0:
        yield f"a credit note over {after.credited}, invoiced was {after.invoiced}"


def own_payments_settle_own_invoices(moment):
    ledger = moment.after.ledger
    invoices = sum(it.residual for it in ledger.posted if it.residual > 0)
    # Odoo keeps the matching of an invoice that was reset to draft.
    billed = ledger.billed + sum(it.amount for it in ledger.drafts if not it.is_credit)
    missing = max(billed - ledger.money.left, 0) + ledger.tolerance
    is_quiet = not moment.after.questions and not ledger.money.written_off
    if is_quiet and invoices > missing:
        yield f"{invoices} is open of invoices, {ledger.money.left} is paid"


def own_refunds_settle_own_credit_notes(moment):
    ledger = moment.after.ledger
    credits = -sum(it.residual for it in ledger.posted if it.residual < 0)
    missing = max(ledger.money.left - ledger.billed, 0) + ledger.tolerance
    if not moment.after.questions and credits > missing:
        yield f"{credits} is open of credit notes, {ledger.money.left} is left"


def rules_are_followed(moment):
    """Paid and completely delivered orders have the invoice required by the rule."""
    after = moment.after
    ledger = after.ledger
    if ledger.state != "sale" or after.questions or not ledger.needs_document:
        return
    is_over = not ledger.leaving and not ledger.customer_owes and not ledger.shop_owes
    is_missing = ledger.to_bill[0] > 0 and not ledger.documents
    if is_over and is_missing and after.next_action in ("", "done"):
        yield f"{ledger.to_bill[0]} is to be invoiced, next: {after.next_action}"


def asked_for_invoices_are_made(moment):
    """The button for a missing document creates it, or tells the obstacle."""
    before, after = moment.before.ledger, moment.after.ledger
    is_missing = before.underbilled or before.document_fault == NO_DOCUMENT
    waits_for_goods = before.is_invoiced_as_shipped or any(
        line.by_delivery for line in before.lines
    )
    if moment.act != "invoice_in_bulk" or not is_missing or waits_for_goods:
        return
    if before.drafts or moment.after.questions:
        return
    if len(after.documents) == len(before.documents):
        yield f"nothing was invoiced: {before.document_fault or before.underbilled}"


PROMISES = (
    asked_for_invoices_are_made,
    nothing_is_invoiced_by_itself_beyond_what_is_kept,
    nothing_is_credited_by_itself_that_was_not_invoiced,
    requested_invoices_cover_what_is_kept,
    own_payments_settle_own_invoices,
    own_refunds_settle_own_credit_notes,
    rules_are_followed,
)
