from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

from ..common import OrderFlowCommon


class WorkListCommon(OrderFlowCommon):
    """A warehouse whose worker has paid orders to ship."""

    staff_groups = "stock.group_stock_user"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods.allow_out_of_stock_order = True
        cls.partner.write(
            {
                "name": "Jane Doe",
                "street": "Am Markt 1",
                "street2": False,
                "zip": "10115",
                "city": "Berlin",
                "country_id": cls.env.ref("base.de").id,
                "state_id": False,
            }
        )

    @classmethod
    def _create_paid_order(cls, **values):
        order = cls._create_order(**values)
        cls._pay(order)
        return order

    def _get_transfers(self, orders):
        """Return the open transfers, in the hands of the worker."""
        transfers = self._arrange(orders).picking_ids.filtered(
            lambda p: p.state not in ("done", "cancel")
        )
        return self._hand_over(transfers)

    def _run(self, action, transfers):
        """Do something with transfers as the work list's buttons do.

        :return: The run with its results.
        """
        getattr(self._hand_over(transfers), f"action_shipping_{action}")()
        return self.env["ecommerce.bulk.run"].search([], limit=1)

    def _get_problems(self, run):
        return {
            line.picking_id: line.reason
            for line in run.line_ids
            if line.result != "done"
        }

    def _get_listed(self):
        """Return what the worker finds in the work list."""
        action = self.world.ref("ecommerce_order_flow.ecommerce_to_ship_action")
        domain = Domain(safe_eval(action.domain))
        return self.env["stock.picking"].search(domain)
