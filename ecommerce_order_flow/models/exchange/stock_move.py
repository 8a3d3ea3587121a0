from odoo import api, fields, models


class StockMove(models.Model):
    _inherit = "stock.move"

    # Copied, so that the next steps and backorders belong to the exchange as well.
    exchange_line_id = fields.Many2one(
        "ecommerce.return.line",
        string="Replaces",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    # Moves without a transfer, as for orders that wait for their payment.
    exchange_reservation_id = fields.Many2one(
        "ecommerce.return.line",
        string="Reserved for Exchange",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )

    # Whoever may write moves can write it, because it is copied.
    @api.constrains("exchange_line_id", "company_id")
    def _check_exchange_company(self):
        self.env["ecommerce.return.check"]._ensure_own_company(self, "exchange_line_id")

    def _get_source_document(self):
        """Override of `stock` to show the order in the forecast."""
        # In sudo mode because warehouse users may not read orders.
        case_sudo = self.sudo().exchange_reservation_id.return_id
        return case_sudo.order_id or super()._get_source_document()

    def _compute_reference(self):
        """Override of `stock` to show the return in the lists of moves."""
        reservations = self.filtered("exchange_reservation_id")
        for move in reservations:
            move.reference = move.origin
        return super(StockMove, self - reservations)._compute_reference()

    def _key_assign_picking(self):
        """Override of `stock` to deliver replacements by transfers of their own."""
        return (*super()._key_assign_picking(), self.exchange_line_id.return_id)

    def _search_picking_for_assignation_domain(self):
        """Override of `stock` because replacements may be held, unlike the rest."""
        domain = super()._search_picking_for_assignation_domain()
        if case := self.exchange_line_id.return_id:
            domain = [*domain, ("move_ids.exchange_line_id.return_id", "=", case.id)]
        return domain

    @api.model
    def _prepare_merge_moves_distinct_fields(self):
        """Override of `stock` so that replacements stay apart from other products."""
        names = super()._prepare_merge_moves_distinct_fields()
        return [*names, "exchange_line_id"]
