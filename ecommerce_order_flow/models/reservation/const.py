# Context key of the order whose own reservations count as free.
OWN_ORDER = "ecommerce_order_flow_own_order"
# Context key of a recorder that collects procurements instead of running them.
RECORDER = "ecommerce_order_flow_procurement_recorder"
# Fields that decide whether and from where an order's stock is reserved.
RESERVATION_FIELDS = (
    "state",
    "waiting_policy",
    "payment_due_at",
    "warehouse_id",
    "partner_shipping_id",
)
