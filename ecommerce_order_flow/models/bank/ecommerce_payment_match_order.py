from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .const import OPEN_STATES
from .rules import is_serious


class EcommercePaymentMatchOrder(models.Model):
    """The share of an order in a payment for it, or possibly for it."""

    _name = "ecommerce.payment.match.order"
    _description = "Order of a Payment to Match"
    _order = "id"

    match_id = fields.Many2one(
        "ecommerce.payment.match", required=True, index=True, ondelete="cascade"
    )
    order_id = fields.Many2one(
        "sale.order", required=True, index=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="match_id.currency_id")
    amount = fields.Monetary(help="The part of the amount that belongs to the order.")
    payment_id = fields.Many2one(
        "account.payment",
        readonly=True,
        index="btree_not_null",
        help="The payment by which it is booked.",
    )
    decided_about = fields.Char(
        readonly=True, help="What the order was like when the decision was made."
    )

    is_serious = fields.Boolean(
        compute="_compute_is_serious",
        compute_sudo=True,
        store=True,
        help="The money may well pay the order, but is not booked yet.",
    )

    # Partial index for the checks before reminders and cancellations.
    _serious_idx = models.Index("(order_id) WHERE is_serious IS TRUE")

    # === COMPUTE METHODS === #

    @api.depends(
        "amount",
        "match_id.state",
        "match_id.amount",
        # Outstanding amount of the order, or of its down payment
        "order_id.amount_total",
        "order_id.amount_owed",
        "order_id.amount_authorized",
        "order_id.amount_received",
        "order_id.amount_refunded",
        "order_id.require_payment",
        "order_id.prepayment_percent",
        "order_id.transaction_ids.state",
        "order_id.transaction_ids.amount",
    )
    def _compute_is_serious(self):
        open_shares = self.filtered_domain(self._get_open_domain())
        for share in self:
            share.is_serious = share in open_shares and share._may_well_pay()

    @api.depends("order_id.name", "amount")
    def _compute_display_name(self):
        for share in self:
            # In sudo mode because users who match payments may not read all orders.
            name = share.sudo().order_id.name
            amount = share.currency_id.format(share.amount)
            share.display_name = f"{name}: {amount}" if share.amount else name

    # === BUSINESS METHODS === #

    @api.model
    def _get_open_domain(self):
        """Return the domain of the shares in payments not booked yet."""
        return Domain("match_id.state", "in", OPEN_STATES) & Domain(
            "match_id.amount", ">", 0
        )

    def _may_well_pay(self):
        candidates = self.env["ecommerce.bank.candidates"]
        amount, share = (
            candidates._get_decimal(it, self.currency_id)
            for it in (self.match_id.amount, self.amount)
        )
        return is_serious(amount, share, candidates._get_missing(self.order_id))

    @api.model
    def _describe(self, order):
        """Return the order's values on which a match and its reason depend."""
        currency = order.currency_id
        owed = currency.round(order.amount_owed) + 0.0  # never -0.0
        return f"{order.state} {owed:.{currency.decimal_places}f}"

    @api.model
    def _get_outdated_domain(self):
        """Return the domain of the shares of orders that have changed."""
        return Domain.custom(to_sql=self._compare_with_orders)

    @api.model
    def _compare_with_orders(self, _shares, alias, _query):
        """Return the SQL condition that orders differ from their description."""
        self.env["sale.order"].flush_model(["state", "currency_id", "amount_owed"])
        self.flush_model(["order_id", "decided_about"])
        return SQL(
            """EXISTS (
            SELECT FROM sale_order AS described
              JOIN res_currency AS its ON its.id = described.currency_id
             WHERE described.id = %(order_id)s AND %(decided_about)s !=
                   concat(described.state, ' ', ROUND(
                   COALESCE(described.amount_owed, 0), its.decimal_places)))""",
            order_id=SQL.identifier(alias, "order_id"),
            decided_about=SQL.identifier(alias, "decided_about"),
        )

    @api.model
    def _find_last(self, order, state):
        """Return the last share of an order with a match in this state, if any."""
        return self.search(
            [("order_id", "=", order.id), ("match_id.state", "=", state)],
            order="id desc",
            limit=1,
        )
