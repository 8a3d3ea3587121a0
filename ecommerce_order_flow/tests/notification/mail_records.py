from odoo.fields import Command

from .order_mail_common import OrderMailCommon

# Kinds of emails about returns, and the names of their templates.
RETURN_KINDS = (
    "return_requested",
    "return_approved",
    "return_declined",
    "return_cancelled",
    "return_expired",
    "return_valued",
    "exchange_payment",
)

LONG = "Lampen-Großhandelsgesellschaft & Söhne <Nord> " * 5


class MailRecords(OrderMailCommon):
    """What emails are about: orders of all kinds of customers, returns, refunds."""

    def _create_customers(self, lang="en_US"):
        """Return a consumer, a company with a long name, and an unnamed guest."""
        return self.world["res.partner"].create(
            [
                {**values, "lang": lang}
                for values in (
                    {
                        "name": "Jane",
                        "email": "jane@example.com",
                        "street": "Am Ufer 1",
                    },
                    {"name": LONG, "is_company": True, "email": "lamps@example.com"},
                    {"name": False, "type": "other", "email": "guest@example.com"},
                )
            ]
        )

    def _create_orders(self, lang="en_US"):
        """Return an unpaid and a paid order of each of these customers."""
        orders = self.world["sale.order"]
        for customer in self._create_customers(lang):
            orders |= self._arrange(
                self._create_awaited_order("confirm", partner_id=customer.id)
            )
            paid = self._create_order(partner_id=customer.id)
            self._pay(paid)
            orders |= self._arrange(paid)
        return orders

    def _create_return(self, order):
        """Return a return of which a part is damaged, and a part is missing."""
        return (
            self.world["ecommerce.return"]
            .sudo()
            .create(
                {
                    "name": f"{order.name}/RET1",
                    "order_id": order.id,
                    "number": 1,
                    "parcel_payer": "customer",
                    "estimated_amount": 10.0,
                    "line_ids": [Command.create(self._prepare_return_line(order))],
                }
            )
        )

    def _prepare_return_line(self, order):
        finding = {"quantity": 1.0, "is_decided": True, "loss_reason": LONG}
        return {
            "order_line_id": order.order_line[:1].id,
            "refund_at": "receipt",
            "requested_quantity": 1.0,
            "finding_ids": [
                Command.create(
                    {**finding, "condition": "damaged", "loss_percentage": 12.5}
                ),
                Command.create({**finding, "condition": "missing"}),
            ],
        }

    def _create_refund(self, order):
        """Return a refund that staff transfer."""
        refund = (
            self.world["ecommerce.refund"]
            .sudo()
            .create({"name": f"{order.name}/R1", "order_id": order.id, "amount": 10.0})
        )
        self.world["ecommerce.refund.payment"].sudo().create(
            {"refund_id": refund.id, "amount": 10.0, "is_by_hand": True}
        )
        return refund
