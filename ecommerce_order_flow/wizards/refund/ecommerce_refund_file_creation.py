from odoo import api, fields, models


class EcommerceRefundFileCreation(models.TransientModel):
    """Wizard that creates SEPA files of refunds, with the skipped ones."""

    _name = "ecommerce.refund.file.creation"
    _description = "Create SEPA File of Refunds"
    _inherit = ["ecommerce.readable.mixin"]

    payment_ids = fields.Many2many(
        string="Refunds",
        comodel_name="ecommerce.refund.payment",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    currency_id = fields.Many2one("res.currency", compute="_compute_left_out")
    journal_id = fields.Many2one(
        "account.journal",
        string="From Account",
        compute="_compute_journal_id",
        store=True,
        readonly=False,
        domain="[('type', '=', 'bank'), ('company_id', '=', company_id)]",
    )
    execution_on = fields.Date(
        string="Execution Date",
        required=True,
        default=fields.Date.context_today,
        help="If it is not a working day, the bank takes the next one.",
    )
    transfer_count = fields.Integer(
        string="Bank Transfers", compute="_compute_left_out"
    )
    amount = fields.Monetary(string="Total", compute="_compute_left_out")
    left_out = fields.Text(string="Skipped", compute="_compute_left_out")

    # === COMPUTE METHODS === #

    @api.depends("payment_ids")
    def _compute_company_id(self):
        for wizard in self:
            companies = wizard.payment_ids.company_id
            wizard.company_id = companies if len(companies) == 1 else False

    @api.depends("payment_ids")
    def _compute_journal_id(self):
        sepa = self.env["ecommerce.refund.sepa"]
        for wizard in self:
            company = wizard.company_id
            wizard.journal_id = sepa._find_journal(company) if company else False

    @api.depends("payment_ids", "journal_id")
    def _compute_left_out(self):
        sepa = self.env["ecommerce.refund.sepa"]
        for wizard in self:
            payments = wizard.payment_ids._origin
            ready, reasons = sepa._sort_out(payments, wizard.journal_id)
            fitting = payments.browse().union(*ready.values())
            wizard.left_out = "\n".join(reasons)
            wizard.transfer_count = len(fitting)
            wizard.currency_id = fitting.currency_id[:1]
            wizard.amount = sum(fitting.mapped("amount"))

    # === ACTION METHODS === #

    def action_create(self):
        """Create the file, or one for each company.

        :raise UserError: With the reasons if nothing can be transferred.
        """
        self.ensure_one()
        files = self.env["ecommerce.refund.sepa"]._create_files(
            self.payment_ids, self.execution_on, self.journal_id
        )
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("SEPA Files"),
            "res_model": files._name,
        }
        if len(files) == 1:
            return {**action, "views": [(False, "form")], "res_id": files.id}
        return {
            **action,
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", files.ids)],
        }
