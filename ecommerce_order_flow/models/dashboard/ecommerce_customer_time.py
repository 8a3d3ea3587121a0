from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

# What customers wait for after their payment, by the automation that does it.
STEPS = {
    "confirm_paid": "confirmed",
    "send_order_mail": "mailed",
    "create_invoice": "invoiced",
}
# The orders confirmed since a time, found by Odoo's index on the date. Payments made or
# captured after the confirmation don't count: nobody waited for them.
QUERY = """
    WITH paid_order AS (
        SELECT sale_order.id,
               sale_order.date_order AS confirmed_at,
               MAX(tx.last_state_change) AS paid_at
          FROM sale_order
          JOIN sale_order_transaction_rel rel ON rel.sale_order_id = sale_order.id
          JOIN payment_transaction tx ON tx.id = rel.transaction_id
         WHERE sale_order.date_order >= %(since)s
           AND sale_order.state = 'sale'
           AND sale_order.website_id IS NOT NULL
           AND sale_order.company_id IN %(company_ids)s
           AND tx.state IN ('authorized', 'done')
           AND COALESCE(tx.operation, '') NOT IN ('refund', 'validation')
           AND tx.last_state_change <= sale_order.date_order
         GROUP BY sale_order.id
    ), step AS (
        SELECT paid_at,
               confirmed_at,
               (SELECT MIN(mail.create_date)
                  FROM ecommerce_notification mail
                 WHERE mail.order_id = paid_order.id
                   AND mail.kind = 'confirmation'
                   AND mail.create_date >= paid_at) AS mailed_at,
               (SELECT MIN(invoice.create_date)
                  FROM sale_order_line line
                  JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = line.id
                  JOIN account_move_line item ON item.id = rel.invoice_line_id
                  JOIN account_move invoice ON invoice.id = item.move_id
                 WHERE line.order_id = paid_order.id
                   AND invoice.move_type = 'out_invoice'
                   AND invoice.state = 'posted'
                   AND invoice.create_date >= paid_at) AS invoiced_at
          FROM paid_order
    )
    SELECT %(figures)s FROM step
"""
READ_FIELDS = {
    "sale.order": ["company_id", "date_order", "state", "website_id"],
    "payment.transaction": ["last_state_change", "operation", "state"],
    "ecommerce.notification": ["kind", "order_id"],
    "sale.order.line": ["invoice_lines", "order_id"],
    "account.move.line": ["move_id"],
    "account.move": ["move_type", "state"],
}


class CustomerTime(NamedTuple):
    """How long customers waited after their payment, in seconds."""

    count: int  # orders
    half: float | None  # half of the orders took no longer
    most: float | None  # 95 % of the orders took no longer


class EcommerceCustomerTime(models.AbstractModel):
    """Time from the payment to the confirmation, its email and the invoice."""

    _name = "ecommerce.customer.time"
    _description = "Time to the Customer"

    @api.model
    def _measure(self, companies, since):
        """Measure the orders that were paid, and then confirmed since a time.

        :param companies: The companies of the orders.
        :param datetime since: In UTC.
        :return: The `CustomerTime` by code of the automation.
        :rtype: dict
        """
        for model, names in READ_FIELDS.items():
            self.env[model].flush_model(names)
        figures = SQL(", ").join(self._get_figures(step) for step in STEPS.values())
        query = SQL(
            QUERY, since=since, company_ids=tuple(companies.ids), figures=figures
        )
        (row,) = self.env.execute_query(query)
        return {
            code: CustomerTime(*row[3 * number : 3 * number + 3])
            for number, code in enumerate(STEPS)
        }

    @api.model
    def _get_figures(self, step):
        """Return the columns with the figures of a step; medians ignore NULL."""
        seconds = SQL("EXTRACT(EPOCH FROM %s - paid_at)", SQL.identifier(f"{step}_at"))
        return SQL(
            "COUNT(%(seconds)s), "
            "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY %(seconds)s), "
            "PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY %(seconds)s)",
            seconds=seconds,
        )
