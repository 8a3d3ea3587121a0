from ..common import OrderFlowCommon


class CancellationCommon(OrderFlowCommon):
    """A website whose customers may cancel their orders."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website.customer_can_cancel = True
        cls.partner.email = "jane@example.com"

    def _cancel_by_staff(self, orders, user=None, **values):
        wizard = (
            self.env["ecommerce.order.cancellation"]
            .with_user(user or self.env.user)
            .with_context(active_ids=orders.ids)
            .create(values)
        )
        wizard.action_cancel_orders()
        return self.env["ecommerce.bulk.run"].search([], limit=1)

    def _explain(self, order, by):
        """Return why the customer, or the staff, can't cancel an order."""
        return self.env["ecommerce.cancellation.check"]._explain_refusal(order, by)
