from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine.locks import lock_or_refuse
from .rules.credit_transfer import SCHEMA

FILE_STATES = [("created", "Created"), ("withdrawn", "Withdrawn")]


class EcommerceRefundFile(models.Model):
    """A SEPA credit transfer file for a bank.

    A payment is in one file at most, unless that is withdrawn.
    """

    _name = "ecommerce.refund.file"
    _description = "SEPA File of Refunds"
    _inherit = ["mail.thread"]
    _order = "id desc"

    name = fields.Char(compute="_compute_name", store=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    journal_id = fields.Many2one(
        "account.journal",
        required=True,
        readonly=True,
        ondelete="restrict",
        help="The bank transfers the money from its account.",
    )
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    amount = fields.Monetary(string="Total", readonly=True)
    transfer_count = fields.Integer(string="Bank Transfers", readonly=True)
    execution_on = fields.Date(
        string="Execution Date",
        readonly=True,
        help="If it is not a working day, the bank takes the next one.",
    )
    message_ref = fields.Char(
        readonly=True, index=True, help="The bank identifies the file by it."
    )
    batch_ref = fields.Char(
        readonly=True,
        index=True,
        help="The bank identifies the transfers of the file by it.",
    )
    content = fields.Binary(string="File", readonly=True, attachment=True)
    file_name = fields.Char(compute="_compute_name", store=True)
    state = fields.Selection(
        selection=FILE_STATES, required=True, readonly=True, default="created"
    )
    payment_ids = fields.One2many("ecommerce.refund.payment", "file_id", readonly=True)
    is_answered = fields.Boolean(
        compute="_compute_is_answered", help="All transfers were made."
    )

    # === COMPUTE METHODS === #

    @api.depends("message_ref")
    def _compute_name(self):
        for file in self:
            file.name = f"SEPA/{file.id or 0:05d}"
            file.file_name = f"sepa-{file.id or 0:05d}-{SCHEMA}.xml"

    @api.depends("payment_ids.state")
    def _compute_is_answered(self):
        for file in self:
            file.is_answered = not file._get_open_payments()

    # === ACTION METHODS === #

    def action_withdraw(self):
        """Withdraw the file, so that its payments can be added to another one.

        :raise AccessError: If the user may not refund one of the orders.
        :raise UserError: If the bank has made its transfers.
        """
        self.ensure_one()
        self.check_access("read")
        # In sudo mode because users can't write files; allowed by the checks here.
        file = self.sudo()
        file.payment_ids.sudo(False)._ensure_allowed()
        payments = file._get_open_payments()
        if file.state == "withdrawn" or not payments:
            raise UserError(
                self.env._(
                    "%(file)s has no transfer that is still to be made: there is "
                    "nothing to withdraw.",
                    file=file.name,
                )
            )
        for payment in payments:
            lock_or_refuse(payment.order_id, payment, file)
        payments.file_id = False
        file.state = "withdrawn"
        file.message_post(
            body=self.env._(
                "Withdrawn by %(user)s: %(payments)s can be added to another file.",
                user=self.env.user.name,
                payments=", ".join(payments.mapped("display_name")),
            )
        )

    def _get_open_payments(self):
        """Return the payments of the file without a bank line."""
        # In sudo mode because a file may contain orders of others.
        return self.sudo().payment_ids.filtered(lambda it: it.state == "to_transfer")
