from odoo import api, fields, models

from ...models.cart.const import CART_SKIP_REASONS

MAX_SHOWN = 1000


class EcommerceCartReminderPreview(models.TransientModel):
    """The outcome of a cart's reminder if it were sent now."""

    _name = "ecommerce.cart.reminder.preview"
    _description = "Preview of a Cart Reminder"
    _inherit = ["ecommerce.readable.mixin"]
    _order = "result, due_at, id"
    _rec_name = "order_id"

    order_id = fields.Many2one("sale.order", string="Cart", readonly=True)
    partner_id = fields.Many2one(related="order_id.partner_id", related_sudo=False)
    email = fields.Char(
        related="order_id.partner_id.email", related_sudo=False, string="Email Address"
    )
    currency_id = fields.Many2one(related="order_id.currency_id", related_sudo=False)
    amount_total = fields.Monetary(related="order_id.amount_total", related_sudo=False)
    reminder_id = fields.Many2one("ecommerce.cart.reminder", readonly=True)
    template_id = fields.Many2one(
        "mail.template", string="Email Template", readonly=True
    )
    result = fields.Selection(
        selection=[
            ("send", "Will Be Sent"),
            ("skip", "Will Not Be Sent"),
            ("later", "Not Due Yet"),
        ],
        readonly=True,
    )
    skip_reason = fields.Selection(selection=CART_SKIP_REASONS, readonly=True)
    due_at = fields.Datetime(string="Due at", readonly=True)

    @api.model
    def _action_show(self, websites):
        """List the carts of websites that a reminder waits for."""
        # In sudo mode because salespeople can't read transactions; they see own carts.
        carts = (
            self.env["sale.order"]
            .sudo()
            .search(self._get_domain(websites), limit=MAX_SHOWN, order="id desc")
        )
        allowed = self.env["sale.order"].search([("id", "in", carts.ids)])
        previews = self.browse()
        for company, company_carts in (
            carts.browse(allowed.ids).grouped("company_id").items()
        ):
            previews += self._preview(company_carts.with_company(company))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reminder Preview"),
            "res_model": self._name,
            "view_mode": "list",
            "domain": [("id", "in", previews.ids)],
            "context": {"create": False, "search_default_group_by_result": True},
            "help": self.env._("No cart is waiting for a reminder."),
        }

    @api.model
    def _get_domain(self, websites):
        return [
            ("website_id", "in", websites.ids),
            ("state", "=", "draft"),
            ("next_reminder_at", "!=", False),
        ]

    @api.model
    def _preview(self, carts):
        # In sudo mode because salespeople may not read consents; they only see the
        # outcome for carts they may read.
        plans = self.env["ecommerce.cart.check"].sudo()._preview(carts)
        vals_list = [self._prepare_vals(plan) for plan in plans]
        # In sudo mode because salespeople may not read all templates.
        return self.sudo().create(vals_list).sudo(False)

    @api.model
    def _prepare_vals(self, plan):
        # In sudo mode because salespeople may neither create mails nor read templates.
        row = (
            self.env["ecommerce.cart.reminder.mail"]
            .sudo()
            .new(
                {
                    "reminder_id": plan.reminder.id,
                    "website_id": plan.cart.website_id.id,
                    "is_payment_failed": plan.is_payment_failed,
                }
            )
        )
        due_at = plan.reminder._get_due_time(plan.cart)
        is_due = due_at <= fields.Datetime.now()
        return {
            "order_id": plan.cart.id,
            "reminder_id": plan.reminder.id,
            "template_id": row._find_template().id,
            "result": ("skip" if plan.reason else "send") if is_due else "later",
            "skip_reason": is_due and plan.reason,
            "due_at": due_at,
        }
