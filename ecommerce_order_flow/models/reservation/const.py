# For which order quantities are asked: what is reserved for it is free for it.
OWN_ORDER = "ecommerce_order_flow_own_order"
# Takes down what would be procured; then nothing is.
RECORDER = "ecommerce_order_flow_procurement_recorder"
