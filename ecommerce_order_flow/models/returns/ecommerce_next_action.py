from odoo import api, models


class EcommerceNextAction(models.AbstractModel):
    _inherit = "ecommerce.next.action"

    @api.model
    def _get_rules(self):
        return {**super()._get_rules(), "decide_part": 401}

    @api.model
    def _explain_decide_part(self, order):
        return self._explain_issue(order, ("part_returned",))
