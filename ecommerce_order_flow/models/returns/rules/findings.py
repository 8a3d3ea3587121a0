"""What follows from the condition in which returned products arrived.

=============  =====================  =============================  ==================
Condition      Refund                 Products                       Decision about the
                                                                     refund
=============  =====================  =============================  ==================
accepted       as the policy          restock, quarantine or scrap   none
damaged        less the loss of       quarantine, restock or scrap   needed, except at
               value                                                 the shop's expense
missing        nothing                leave the stock                none
other product  less the loss of       leave the stock; those that    needed
               value                  came: quarantine, restock
                                      or scrap
other lot      less the loss of       as another product             needed
               value
=============  =====================  =============================  ==================

*At the shop's expense*: the reason of the return says so, as for products that arrived
damaged at the customer. What was refunded before needs no decision anymore. Whoever
decides says which part of the price is lost, from 0 to 100 percent, and the customer
reads why. Until then, nothing is refunded for these products. Products that are found
missing before they are received aren't received at all.
"""

from dataclasses import dataclass

ACCEPTED, DAMAGED, MISSING = "accepted", "damaged", "missing"
OTHER_PRODUCT, OTHER_LOT = "other_product", "other_lot"
RESTOCK, QUARANTINE, SCRAP = "restock", "quarantine", "scrap"

# What is done with the products, the proposal first.
DESTINATIONS = {
    ACCEPTED: (RESTOCK, QUARANTINE, SCRAP),
    DAMAGED: (QUARANTINE, SCRAP, RESTOCK),
    MISSING: (),
    OTHER_PRODUCT: (QUARANTINE, SCRAP, RESTOCK),
    OTHER_LOT: (QUARANTINE, SCRAP, RESTOCK),
}
# Conditions in which the recorded products are not there.
ABSENT = (MISSING, OTHER_PRODUCT, OTHER_LOT)


@dataclass(frozen=True)
class Finding:
    """A quantity of a line in the same condition."""

    condition: str
    quantity: float
    is_decided: bool = True
    loss_percentage: float = 0.0
    is_received: bool = True


@dataclass(frozen=True)
class Result:
    """The quantities of a line after its inspection.

    :ivar inspected: What was inspected.
    :ivar rejected: What is not refunded at all.
    :ivar undecided: What is not refunded before a decision.
    :ivar lost: The deducted loss of value, in units of the product.
    :ivar absent: What was missing in the parcel, and not received.
    """

    inspected: float = 0.0
    rejected: float = 0.0
    undecided: float = 0.0
    lost: float = 0.0
    absent: float = 0.0


def needs_decision(condition, is_at_shops_expense=False):
    """Return whether someone has to decide about the refund."""
    if condition == DAMAGED:
        return not is_at_shops_expense
    return condition in (OTHER_PRODUCT, OTHER_LOT)


def add_up(findings):
    """Return the `Result` of the findings of a line."""
    inspected = rejected = undecided = lost = absent = 0.0
    for it in findings:
        if not it.is_received:
            absent += it.quantity
            continue
        inspected += it.quantity
        if not it.is_decided:
            undecided += it.quantity
        elif it.condition == MISSING or it.loss_percentage >= 100:
            rejected += it.quantity
        else:
            lost += it.quantity * it.loss_percentage / 100
    return Result(inspected, rejected, undecided, lost, absent)


def get_loss_percentage(lost, deducted, quantity):
    """Return the part of the price to deduct from the next refund, in percent.

    :param float lost: The whole loss of value, in units of the product.
    :param float deducted: The part of it that earlier refunds deducted.
    :param float quantity: The quantity to refund.
    """
    left = max(lost - deducted, 0.0)
    return min(left / quantity, 1.0) * 100 if quantity > 0 else 0.0
