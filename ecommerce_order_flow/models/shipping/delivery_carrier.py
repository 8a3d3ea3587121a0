from odoo import models


class DeliveryCarrier(models.Model):
    _inherit = "delivery.carrier"

    def cancel_shipment(self, pickings):
        """Override of `stock_delivery`: the labels of what is cancelled are void."""
        result = super().cancel_shipment(pickings)
        self.env["ecommerce.shipping.document"]._void_carrier_labels(self, pickings)
        return result
