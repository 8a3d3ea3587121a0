from odoo import api, models


class EcommercePaymentFacts(models.AbstractModel):
    _inherit = "ecommerce.payment.facts"

    @api.model
    def _add(self, facts, order_ids):
        """Override to add the order of the refunds, and the part that was given away.

        Later changes of the order don't change the reason of a refund.
        """
        super()._add(facts, order_ids)
        refunds = {
            (order_id, tx.id): tx
            for order_id in order_ids
            for tx in facts[order_id].transactions
            if tx.operation == "refund"
        }
        if not refunds:
            return
        # In sudo mode because statuses don't depend on the user.
        payments = self.env["ecommerce.refund.payment"].sudo()
        transaction_ids = [tx_id for _order_id, tx_id in refunds]
        for payment in payments.search([("transaction_id", "in", transaction_ids)]):
            tx = refunds.get((payment.order_id.id, payment.transaction_id.id))
            if tx:
                tx.own_amount = payment.transaction_id.amount
                tx.given = payment._get_given_share()
