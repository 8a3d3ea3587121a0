from odoo import api, fields, models

from .const import CONDITIONS, DESTINATIONS
from .rules.findings import Finding, add_up, needs_decision
from .rules.quantities import ALMOST


class EcommerceReturnFinding(models.Model):
    """The condition in which a quantity of a returned product arrived.

    What follows from it is in `rules/findings.py`.
    """

    _name = "ecommerce.return.finding"
    _description = "Finding of an Inspection"
    _order = "id"
    _rec_name = "condition"

    line_id = fields.Many2one(
        "ecommerce.return.line",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    return_id = fields.Many2one(related="line_id.return_id", store=True, index=True)
    company_id = fields.Many2one(related="line_id.company_id", store=True)
    company_currency_id = fields.Many2one(related="company_id.currency_id")
    product_id = fields.Many2one(related="line_id.product_id")
    name = fields.Text(related="line_id.name")

    condition = fields.Selection(selection=CONDITIONS, required=True, readonly=True)
    destination = fields.Selection(
        selection=DESTINATIONS, string="Disposition", readonly=True
    )
    quantity = fields.Float(digits="Product Unit", required=True, readonly=True)
    is_received = fields.Boolean(
        default=True,
        readonly=True,
        help="No: it was missing in the parcel, so that it was not received.",
    )
    lot_id = fields.Many2one(
        "stock.lot",
        string="Lot/Serial Number",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The one that was received.",
    )
    found_product_id = fields.Many2one(
        "product.product",
        string="Product That Came",
        readonly=True,
        ondelete="restrict",
    )
    found_lot_id = fields.Many2one(
        "stock.lot",
        string="Lot/Serial Number That Came",
        readonly=True,
        ondelete="restrict",
    )
    move_ids = fields.One2many(
        "stock.move", "return_finding_id", string="Stock Moves", readonly=True
    )
    lost_value = fields.Monetary(
        currency_field="company_currency_id",
        readonly=True,
        groups="sales_team.group_sale_manager,account.group_account_invoice",
        help="The cost of the products that were scrapped.",
    )

    # Decision about the refund
    is_decided = fields.Boolean(
        readonly=True, help="Nothing has to be decided about its refund anymore."
    )
    loss_percentage = fields.Float(
        string="Loss of Value (%)",
        readonly=True,
        help="The part of the price that is not refunded.",
    )
    loss_reason = fields.Text(string="Reason for the Customer", readonly=True)

    _quantity_positive = models.Constraint(
        "CHECK(quantity > 0)", "Enter quantities above zero."
    )
    _loss_in_range = models.Constraint(
        "CHECK(loss_percentage >= 0 AND loss_percentage <= 100)",
        "Enter a loss of value of 0 to 100 percent.",
    )

    def _can_be_valued(self):
        """Return whether the loss of value can be decided, once more or for the first
        time."""
        self.ensure_one()
        is_open = self.line_id._get_unsettled_quantity() > self.quantity - ALMOST
        return needs_decision(self.condition) and (is_open or not self.is_decided)


class EcommerceReturnLine(models.Model):
    _inherit = "ecommerce.return.line"

    finding_ids = fields.One2many("ecommerce.return.finding", "line_id", readonly=True)
    inspected_quantity = fields.Float(
        digits="Product Unit",
        compute="_compute_inspection",
        store=True,
        compute_sudo=True,
    )
    rejected_quantity = fields.Float(
        digits="Product Unit",
        compute="_compute_inspection",
        store=True,
        compute_sudo=True,
        help="What came back, but still has to be paid by the customer.",
    )
    undecided_quantity = fields.Float(
        digits="Product Unit",
        compute="_compute_inspection",
        store=True,
        compute_sudo=True,
        help="What is refunded only after a decision about its loss of value.",
    )
    absent_quantity = fields.Float(
        string="Missing Quantity",
        digits="Product Unit",
        compute="_compute_inspection",
        store=True,
        compute_sudo=True,
        help="What was missing in the parcel that arrived.",
    )
    lost_quantity = fields.Float(
        compute="_compute_inspection",
        store=True,
        compute_sudo=True,
        help="The loss of value deducted from refunds, in units of the product.",
    )

    @api.depends(
        "finding_ids.condition",
        "finding_ids.quantity",
        "finding_ids.is_decided",
        "finding_ids.loss_percentage",
        "finding_ids.is_received",
    )
    def _compute_inspection(self):
        for line in self:
            result = add_up(
                Finding(
                    it.condition,
                    it.quantity,
                    it.is_decided,
                    it.loss_percentage,
                    it.is_received,
                )
                for it in line.finding_ids
            )
            line.inspected_quantity = result.inspected
            line.rejected_quantity = result.rejected
            line.undecided_quantity = result.undecided
            line.lost_quantity = result.lost
            line.absent_quantity = result.absent

    def _get_uninspected_quantity(self):
        """Return the received quantity that nobody has inspected."""
        self.ensure_one()
        left = self.received_quantity - self.inspected_quantity
        return left if left > ALMOST else 0.0

    def _get_unsettled_quantity(self):
        """Return the received quantity that was not refunded.

        Overridden by rooms that refund returns.
        """
        self.ensure_one()
        return self.received_quantity


class EcommerceReturn(models.Model):
    _inherit = "ecommerce.return"

    finding_ids = fields.One2many(
        "ecommerce.return.finding", "return_id", string="Findings", readonly=True
    )
    inspection_note = fields.Text(string="Inspection", readonly=True)
    is_inspected = fields.Boolean(
        string="Inspected",
        compute="_compute_is_inspected",
        store=True,
        help="All received products were inspected.",
    )
    needs_valuation = fields.Boolean(
        compute="_compute_is_inspected",
        store=True,
        help="Someone has to decide how much is refunded for products that are "
        "damaged or others than expected.",
    )
    parcel_cost = fields.Float(
        digits="Product Price",
        readonly=True,
        groups="sales_team.group_sale_manager,account.group_account_invoice",
        help="What the parcel costs the shop, in the currency of the company.",
    )

    @api.depends(
        "line_ids.received_quantity",
        "line_ids.inspected_quantity",
        "line_ids.undecided_quantity",
    )
    def _compute_is_inspected(self):
        for case in self:
            lines = case.line_ids
            case.is_inspected = any(lines.mapped("inspected_quantity")) and not any(
                line._get_uninspected_quantity() for line in lines
            )
            case.needs_valuation = any(lines.mapped("undecided_quantity"))
