"""Acts of the warehouse and the carrier."""

OPEN = ("waiting", "confirmed", "assigned")


def do_next_transfer(life, numbers):
    """Validate the next transfer: pick, pack or ship."""
    return validate(find_next(life))


def ship(life, numbers):
    """Validate all transfers until the goods are shipped."""
    steps = 0
    while steps < 4 and validate(find_next(life)):
        steps += 1
    return bool(steps)


def ship_in_part(life, numbers):
    """Ship a part; the rest follows in another parcel."""
    return validate_in_part(life, numbers, skip_backorder=True)


def ship_in_part_for_good(life, numbers):
    """Ship a part; the rest is cancelled."""
    return validate_in_part(life, numbers, skip_backorder=True, cancel_backorder=True)


def validate_in_part(life, numbers, cancel_backorder=False, **context):
    transfer = find_next(life)
    moves = transfer.move_ids.filtered(lambda move: move.product_uom_qty > 0)
    if sum(moves.mapped("product_uom_qty")) < 2:
        return False
    move = numbers.choose(moves.filtered(lambda m: m.product_uom_qty > 1) or moves)
    others = moves - move
    for other in others:
        other.quantity = other.product_uom_qty
    # Of several products, one is left out; of a single one, a part.
    move.quantity = 0 if others else numbers.count(move.product_uom_qty - 1)
    moves.filtered("quantity").picked = True
    if cancel_backorder:
        context["picking_ids_not_to_backorder"] = transfer.ids
    transfer.with_context(**context).button_validate()
    return transfer.state == "done"


def ship_too_much(life, numbers):
    """Ship one piece more than ordered."""
    transfer = find_next(life)
    if transfer.picking_type_code != "outgoing":
        return False
    transfer.action_assign()
    move = transfer.move_ids[:1]
    move.quantity = move.product_uom_qty + numbers.count(1)
    return validate(transfer, keep=True)


def cancel_transfer(life, numbers):
    """Cancel the remaining transfers."""
    transfer = find_next(life)
    transfer.action_cancel()
    return bool(transfer)


def set_delivered(life, numbers):
    """Mark the shipped parcels as delivered."""
    parcels = find_parcels(life).filtered(lambda parcel: not parcel.delivered_on)
    if parcels:
        parcels.action_set_delivered()
    return bool(parcels)


def hold(life, numbers):
    """Put the order on hold."""
    if life.order.state != "sale" or life.order.hold_reason:
        return False
    life.order._hold("other")
    return True


def release(life, numbers):
    """Release the order for shipping, even if it isn't paid."""
    if not life.order.hold_reason and not life.ledger.is_held_until_paid:
        return False
    # Releasing unpaid goods is a deliberate decision.
    life.books.confirmations += life.ledger.is_held_until_paid
    life.order.action_release()
    return True


# === RETURNS === #


def announce_return(life, numbers):
    """Create a return for a refund."""
    return bool(create_return(life, numbers))


def receive_return(life, numbers):
    """Receive the expected return."""
    return validate(find_returns(life)[:1])


def bring_back(life, numbers):
    """Take a piece back over the counter."""
    return validate(create_return(life, numbers))


def bring_everything_back(life, numbers):
    """Take back everything of a parcel."""
    return validate(create_return(life, numbers, everything=True))


def bring_back_for_nothing(life, numbers):
    """Take back a piece that stays sold: a repair, or a complaint."""
    return validate(create_return(life, numbers, to_refund=False))


def cancel_return(life, numbers):
    """Cancel the expected return."""
    transfer = find_returns(life)[:1]
    transfer.action_cancel()
    return bool(transfer)


def create_return(life, numbers, to_refund=True, everything=False):
    """Create a return transfer; return None if nothing can be returned."""
    parcels = find_parcels(life).filtered(lambda parcel: not parcel.return_ids)
    if not parcels:
        return parcels
    parcel = numbers.choose(parcels)
    wizard = (
        life.env["stock.return.picking"]
        .with_context(
            active_id=parcel.id, active_ids=parcel.ids, active_model=parcel._name
        )
        .create({"picking_id": parcel.id})
    )
    for line in wizard.product_return_moves:
        line.to_refund = to_refund
        line.quantity = line.move_id.quantity if everything else 0
    if not everything:
        line = numbers.choose(wizard.product_return_moves)
        line.quantity = numbers.count(line.move_id.quantity)
    return wizard._create_return()


# === HELPERS === #


def find_next(life):
    """Return the next transfer on the goods' way to the customer."""
    return life.order.picking_ids.filtered(
        lambda transfer: transfer.state in OPEN and not is_return(transfer)
    ).sorted(lambda transfer: (transfer.state != "assigned", transfer.id))[:1]


def find_returns(life):
    return life.order.picking_ids.filtered(
        lambda transfer: transfer.state in OPEN and is_return(transfer)
    )


def is_return(transfer):
    return "customer" in transfer.move_ids.location_id.mapped("usage")


def find_parcels(life):
    return life.order.picking_ids.filtered(
        lambda transfer: (
            transfer.state == "done" and transfer.location_dest_id.usage == "customer"
        )
    )


def validate(transfer, keep=False):
    """Validate a transfer, completely by default."""
    if not transfer or transfer.state not in OPEN:
        return False
    if not keep:
        for move in transfer.move_ids:
            move.quantity = move.product_uom_qty
    transfer.move_ids.picked = True
    transfer.with_context(skip_backorder=True).button_validate()
    return transfer.state == "done"


ACTS = {
    do_next_transfer: 3,
    ship: 12,
    ship_in_part: 4,
    ship_in_part_for_good: 3,
    ship_too_much: 2,
    cancel_transfer: 2,
    set_delivered: 10,
    hold: 1,
    release: 2,
    announce_return: 3,
    receive_return: 5,
    bring_back: 4,
    bring_everything_back: 2,
    bring_back_for_nothing: 1,
    cancel_return: 1,
}
