from odoo import api, fields, models

from .rules import fees, period


class EcommerceReturnTerms(models.AbstractModel):
    """Fees of returns, and who pays the parcel."""

    _name = "ecommerce.return.terms"
    _description = "Terms of Returns"

    @api.model
    def _get(self, order, chosen, reason):
        """Return the terms of a return.

        :param dict chosen: `Offer` and quantity by the id of the order line.
        :param reason: The `ecommerce.return.reason`, or none.
        :rtype: Terms
        """
        policies = {key: offer.policy for key, (offer, _quantity) in chosen.items()}
        return fees.get_terms(
            policies, reason.is_at_shops_expense, self._is_withdrawable(order)
        )

    @api.model
    def _is_withdrawable(self, order):
        """Return whether the customer is a consumer who can withdraw from the order."""
        if order.is_business:
            return False
        last_day = self._get_last_day(order, order.delivered_on, fees.WITHDRAWAL_DAYS)
        return not self._is_over(order, last_day)

    # === PERIODS === #

    @api.model
    def _get_last_day(self, order, start, days):
        """Return the last day of a period in the calendar of the order's warehouse."""
        calendar = order.warehouse_id._get_shipping_calendar(order.company_id)
        offer = self.env["ecommerce.return.offer"]
        return period.get_last_day(
            start, days, lambda day: offer._is_holiday(calendar, day)
        )

    @api.model
    def _is_over(self, order, last_day):
        """Return whether a last day is over for the shop and the customer."""
        calendar = order.warehouse_id._get_shipping_calendar(order.company_id)
        zone = calendar.tz or "UTC"
        zones = (zone, order.partner_id.tz or zone)
        return period.is_over(last_day, fields.Datetime.now(), zones)
