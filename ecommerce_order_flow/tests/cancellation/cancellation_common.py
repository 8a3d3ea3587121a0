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
