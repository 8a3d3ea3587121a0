from collections import defaultdict

from odoo import api, models

from .const import RECORDER


class ProcurementRecorder:
    """Collects procurements without running them."""

    def __init__(self):
        self.procurements = []


class EcommerceStockNeed(models.AbstractModel):
    """Stock that the lines of quotations would take if they were confirmed.

    Odoo itself computes it: its procurement runs, and stops before creating anything.
    So kits, routes, and the procurements of other modules are respected.
    """

    _name = "ecommerce.stock.need"
    _description = "Stock That Quotations Need"

    @api.model
    def _find(self, lines):
        """Return the quantities that lines would take, in the product's unit.

        Products that are purchased, manufactured or dropshipped for the order are
        excluded.

        :return: The quantities by line, product, location and destination.
        :rtype: dict
        """
        needs = defaultdict(float)
        for line in lines.filtered(lambda line: line.product_id.type == "consu"):
            for procurement in self._record_procurements(line):
                product = procurement.product_id
                source = self._find_source(procurement)
                if source and product.is_storable:
                    key = line, product, source, procurement.location_id
                    needs[key] += procurement.product_uom._compute_quantity(
                        procurement.product_qty, product.uom_id
                    )
        return dict(needs)

    @api.model
    def _record_procurements(self, line):
        """Return the procurements of a line, with kits split into their parts."""
        line = line.with_company(line.company_id)
        missing = line.product_uom_qty - line._get_qty_procurement()
        if line.product_uom_id.compare(missing, 0.0) <= 0:
            return []
        quantity, uom = line.product_uom_id._adjust_uom_quantities(
            missing, line.product_id.uom_id
        )
        recorder = ProcurementRecorder()
        self.env["stock.rule"].with_context(**{RECORDER: recorder}).run(
            line._create_procurements(quantity, uom, line._prepare_procurement_values())
        )
        return recorder.procurements

    @api.model
    def _find_source(self, procurement):
        """Return the stock location that serves a procurement, or none."""
        Rule = self.env["stock.rule"].with_company(procurement.company_id)
        rule, location, rules = Rule, procurement.location_id, Rule
        while not rules or rule.procure_method == "make_to_order":
            rule = Rule._get_rule(procurement.product_id, location, procurement.values)
            if rule in rules or rule.action not in ("pull", "pull_push"):
                return self.env["stock.location"]
            rules |= rule
            location = rule.location_src_id
        is_stock = not location.should_bypass_reservation()
        return location if is_stock else self.env["stock.location"]
