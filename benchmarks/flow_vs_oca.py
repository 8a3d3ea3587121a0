"""Our automations against OCA's `sale_automatic_workflow`."""

from .framework.comparison import Comparison
from .framework.figures import RECORDS_PER_SECOND
from .paid_shop.sides import ORDERS, Automations, OcaWorkflow


class Benchmark(Comparison):
    name = "flow_vs_oca"
    title = f"{ORDERS} paid orders: our automations, and OCA's automatic workflow"
    unit = RECORDS_PER_SECOND
    ours = Automations
    theirs = OcaWorkflow
    warm_up = 0
    rounds = 3
    patience = 0  # a round takes minutes
    limit = 5.0
