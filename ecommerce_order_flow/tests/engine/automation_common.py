from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import mute_logger

from ..common import RUNNER, OrderFlowCommon


class FlowEngineCommon(OrderFlowCommon):
    """An automation that writes a reference on orders."""

    staff_groups = "sales_team.group_sale_manager"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = cls._create_user(
            "salesperson", "sales_team.group_sale_salesman"
        )
        cls.orders = cls.env["sale.order"].browse()
        for _number in range(5):
            cls.orders += cls._create_order(
                client_order_ref="due", user_id=cls.salesperson.id
            )
        cls.bad_order = cls.orders[2]
        cls.batches = []
        cls.error = UserError("The printer is on fire")
        Order = cls.registry["sale.order"]
        cls.classPatch(Order, "_flow_stamp_domain", cls._get_due_domain, create=True)
        cls.classPatch(Order, "_flow_stamp", cls._get_stamp(), create=True)
        cls.step = cls._create_step("Stamp orders", "stamp")

    @classmethod
    def _create_step(cls, name, code):
        model = cls.env.ref("sale.model_sale_order")
        values = {"name": name, "code": code, "model_id": model.id}
        step = cls.world["ecommerce.automation"].sudo().create(values)
        return cls._hand_over(step)

    @classmethod
    def classPatch(cls, target, name, value, create=False):
        """Override to have methods that aren't there yet."""
        patcher = patch.object(target, name, value, create=create)
        patcher.start()
        cls.addClassCleanup(patcher.stop)

    def setUp(self):
        super().setUp()
        self.batches.clear()
        self.failing_ids = set()
        type(self).failing = self.failing_ids

    @staticmethod
    def _get_due_domain(_orders):
        return Domain("client_order_ref", "=", "due")

    @classmethod
    def _get_stamp(cls):
        """Return the method of the automation, which notes its batches here."""

        def stamp(orders):
            cls.batches.append(orders.ids)
            orders.client_order_ref = "done"
            if cls.failing & set(orders.ids):
                raise cls.error

        return stamp

    def _fail_with(self, *orders):
        for order in orders:
            self.failing_ids.add(order.id)

    def _run(self):
        with mute_logger(RUNNER):
            self._run_automation("stamp")
