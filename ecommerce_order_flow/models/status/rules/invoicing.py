"""What is to be invoiced, and when."""

from .amounts import is_zero
from .facts import DOWN_PAYMENT, GOODS
from .fulfillment import get_fulfillment_status
from .lines import (
    get_invoiced_quantity,
    get_kept_quantity,
    get_value,
    is_quantity_invoiced,
)
from .payment import is_free

# Fulfillment statuses in which products were shipped, or none have to be.
LEFT_STATUSES = ("nothing", "partially_shipped", "shipped", "delivered")


def is_invoice_missing(order, balances):
    """Return whether a required invoice is missing.

    An invoice of zero is required, too, for instance if the order was fully paid by
    gift card.
    """
    if order.state != "sale" or not is_document_needed(order):
        return False
    if balances.to_invoice:
        return True
    return is_free(order, balances) and _has_uninvoiced_lines(order)


def is_document_needed(order):
    """Return whether the customer gets invoices at all.

    With invoices on request, none is needed before the request; after the first
    invoice, everything is to be invoiced.
    """
    return (
        order.invoice_rule != "on_request"
        or order.is_invoice_requested
        or any(not document.is_credit_note for document in order.documents)
    )


def _has_uninvoiced_lines(order):
    return any(
        line.price
        and line.kind != DOWN_PAYMENT
        and not is_quantity_invoiced(order, line)
        and abs(get_kept_quantity(order, line)) > abs(line.invoiced_quantity)
        for line in order.lines
    )


def get_invoicing_status(order, balances):
    """Return how much of what the customer keeps is invoiced."""
    if order.state != "sale":
        return None
    if balances.has_drafts:
        return "draft"
    if any(document.is_credit_note for document in order.documents):
        return "credited"
    if order.documents and not balances.to_invoice:
        return "complete"
    return "partial" if order.documents else "nothing"


def get_quantities_to_invoice(order, balances):
    """Return the quantities that can be invoiced now, by line id.

    If everything is paid, everything is invoiced. Otherwise the invoicing policy of
    each product decides, as it does if the website invoices on shipment.
    """
    if order.state != "sale" or balances.has_drafts:
        return {}
    is_everything = is_everything_invoiced(order, balances)
    quantities = {
        line.id: _get_quantity_to_invoice(order, line, is_everything)
        for line in order.lines
        if line.kind != DOWN_PAYMENT and not is_quantity_invoiced(order, line)
    }
    quantities = {
        line_id: quantity for line_id, quantity in quantities.items() if quantity
    }
    return quantities if _is_worth_an_invoice(order, balances, quantities) else {}


def is_everything_invoiced(order, balances):
    """Return whether the invoice is for everything that the customer keeps.

    That is so if everything is paid, like Odoo's automatic invoice, unless the website
    invoices on shipment.
    """
    return _is_paid(order, balances) and order.invoice_rule != "on_shipment"


def _is_paid(order, balances):
    has_paid = balances.due <= 0 and balances.money.kept > 0
    return has_paid or is_free(order, balances)


def _get_quantity_to_invoice(order, line, is_everything):
    kept = get_kept_quantity(order, line)
    if not is_everything and line.is_invoiced_by_delivery:
        kept = min(kept, line.delivered)
    if not is_everything and order.invoice_rule == "on_shipment" and line.kind == GOODS:
        kept = min(kept, line.delivered)
    if line.credited_quantity and line.invoiced_quantity >= kept:
        return 0.0
    return kept - get_invoiced_quantity(line)


def _is_worth_an_invoice(order, balances, quantities):
    """Return whether the invoice would have a positive amount.

    A discount, gift card or down payment larger than the shipped products waits for the
    rest: an invoice is never negative.
    """
    if not quantities:
        return False
    if is_free(order, balances):
        value = _get_value_of_lines(order, quantities)
        return is_zero(value, order.rounding) and _has_uninvoiced_lines(order)
    is_owed = balances.to_invoice > 0 and not balances.concession
    return is_owed and _get_value_to_ask_for(order, quantities) > order.rounding / 2


def is_invoiceable(order, balances):
    """Return whether a correct invoice can be created now."""
    quantities = get_quantities_to_invoice(order, balances)
    return bool(quantities) and not _is_priced_otherwise(order, balances, quantities)


def get_missing_price(order, balances):
    """Return the amount missing on invoices because prices were changed later.

    It can't be invoiced additionally: either no quantity is missing, or the missing
    quantity costs more than the missing amount.
    """
    quantities = get_quantities_to_invoice(order, balances)
    if quantities and _is_priced_otherwise(order, balances, quantities):
        return balances.to_invoice
    return min(balances.raised_after_invoice, balances.to_invoice)


def _is_priced_otherwise(order, balances, quantities):
    asked = _get_value_to_ask_for(order, quantities)
    return asked - balances.to_invoice > _get_tolerance(order)


def _exceeds_what_is_kept(order, balances, quantities):
    """Return whether the invoice must wait for the correction of others.

    Their excess can't be deducted from this invoice unless it belongs to a quantity.
    """
    missing = balances.to_invoice - balances.to_credit
    return _get_value_to_ask_for(order, quantities) - missing > _get_tolerance(order)


def _get_tolerance(order):
    return order.rounding * (len(order.lines) + 0.5)


def _get_value_to_ask_for(order, quantities):
    """Return the amount of an invoice for the quantities, less down payments."""
    deposits = sum(
        line.invoiced - line.credited
        for line in order.lines
        if line.kind == DOWN_PAYMENT
    )
    return _get_value_of_lines(order, quantities) - deposits


def _get_value_of_lines(order, quantities):
    return sum(
        get_value(order, line, quantities[line.id])
        for line in order.lines
        if line.id in quantities
    )


def is_invoice_due(order, balances):
    """Return whether an invoice is due by the website's rule."""
    quantities = get_quantities_to_invoice(order, balances)
    if not quantities or _exceeds_what_is_kept(order, balances, quantities):
        return False
    if order.is_invoice_requested or _is_extended(order):
        return True
    if _is_replaced(order, quantities):
        return True
    if order.invoice_rule == "on_payment":
        return _is_paid(order, balances)
    if order.invoice_rule == "on_shipment":
        return get_fulfillment_status(order) in LEFT_STATUSES
    return False


def _is_extended(order):
    """Return whether lines were added to a fully invoiced order.

    A down payment invoiced manually doesn't count.
    """
    return order.invoice_rule == "on_payment" and any(
        line.invoiced_quantity for line in order.lines if line.kind != DOWN_PAYMENT
    )


def _is_replaced(order, quantities):
    """Return whether an invoiced product was replaced: it is credited, too."""
    return bool(order.invoice_rule == "on_request" and order.documents) and any(
        line.is_replacement and line.id in quantities for line in order.lines
    )
