from odoo import models


class DeliveryCarrier(models.Model):
    _inherit = "delivery.carrier"

    def cancel_shipment(self, pickings):
        """Override of `stock_delivery` to void the labels of cancelled shipments."""
        result = super().cancel_shipment(pickings)
        self.env["ecommerce.shipping.document"]._void_carrier_labels(self, pickings)
        return result
