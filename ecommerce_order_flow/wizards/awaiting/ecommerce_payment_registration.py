from odoo import api, fields, models
from odoo.exceptions import UserError


class EcommercePaymentRegistration(models.TransientModel):
    """Wizard that registers payments of waiting orders.

    Several orders are paid in full; for a single one the amount can be changed.
    """

    _name = "ecommerce.payment.registration"
    _description = "Register Payments of eCommerce Orders"
    _inherit = ["ecommerce.readable.mixin"]

    order_ids = fields.Many2many(
        string="Orders",
        comodel_name="sale.order",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    company_id = fields.Many2one("res.company", compute="_compute_orders")
    currency_id = fields.Many2one("res.currency", compute="_compute_orders")
    is_for_one = fields.Boolean(compute="_compute_orders")
    journal_id = fields.Many2one(
        "account.journal",
        compute="_compute_journal_id",
        store=True,
        readonly=False,
        domain="[('type', 'in', ('bank', 'cash')), ('company_id', '=', company_id)]",
        help="The account that received the money.",
    )
    paid_on = fields.Date(
        string="Payment Date", required=True, default=fields.Date.context_today
    )
    missing = fields.Monetary(
        compute="_compute_missing",
        store=True,
        readonly=False,
        help="As of the time of the request.",
    )
    amount = fields.Monetary(
        compute="_compute_amount",
        store=True,
        readonly=False,
        help="With a lower amount, the order keeps waiting for the remaining "
        "amount; a higher one becomes an issue.",
    )

    # === COMPUTE METHODS === #

    @api.depends("order_ids")
    def _compute_orders(self):
        for wizard in self:
            wizard.company_id = wizard.order_ids[:1].company_id
            wizard.currency_id = wizard.order_ids[:1].currency_id
            wizard.is_for_one = len(wizard.order_ids) == 1

    @api.depends("order_ids")
    def _compute_missing(self):
        payments = self.env["ecommerce.offline.payment"]
        for wizard in self:
            # In sudo mode, for not everybody reads payments; orders have to be theirs.
            wizard.order_ids._origin.sudo(False).check_access("read")
            wizard.missing = wizard.is_for_one and payments._get_missing(
                wizard.order_ids
            )

    @api.depends("missing")
    def _compute_amount(self):
        for wizard in self:
            wizard.amount = wizard.missing

    @api.depends("order_ids")
    def _compute_journal_id(self):
        payments = self.env["ecommerce.offline.payment"]
        for wizard in self:
            wizard.journal_id = payments._get_journal(wizard.order_ids[:1])

    # === ACTION METHODS === #

    def action_register(self):
        """Register the payments, and show those that can't be registered.

        :raise UserError: If an order or the account is missing, or if another user
            registered a payment meanwhile.
        """
        self.ensure_one()
        if not self.order_ids or not self.journal_id:
            raise UserError(
                self.env._("Choose the orders and the account that received the money.")
            )
        self._ensure_nothing_came_meanwhile()
        is_nothing = self.currency_id and self.currency_id.is_zero(self.amount)
        if self.is_for_one and self.missing and is_nothing:
            raise UserError(self.env._("Enter the amount that the customer paid."))
        return self.env["ecommerce.bulk.run"]._start(
            "register_payment",
            self.order_ids,
            paid_on=self.paid_on,
            journal_id=self.journal_id.id,
            payment_amount=self.amount if self.is_for_one else 0.0,
        )

    def _ensure_nothing_came_meanwhile(self):
        """Raise if the outstanding amount has changed since it was shown."""
        if not self.is_for_one:
            return
        missing = self.env["ecommerce.offline.payment"]._get_missing(self.order_ids)
        if self.currency_id.compare_amounts(self.missing, missing):
            raise UserError(
                self.env._(
                    "A payment of %(order)s was registered in the meantime; "
                    "%(amount)s are missing now: close this window and check the "
                    "order.",
                    order=self.order_ids.name,
                    amount=self.order_ids._format_money(missing),
                )
            )
