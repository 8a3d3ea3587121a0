from odoo import fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    is_to_send = fields.Boolean(
        string="To Be Sent",
        index="btree_not_null",
        copy=False,
        help="The invoice of a web order is still to be sent to the customer.",
    )

    def _find_flow_order(self):
        return self.line_ids.sale_line_ids.order_id[:1]
