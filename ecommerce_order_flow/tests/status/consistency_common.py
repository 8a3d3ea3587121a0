from odoo.tools import SQL

from ..common import OrderFlowCommon

CODE = "check_consistency"


class ConsistencyCommon(OrderFlowCommon):
    """Orders at every place of their way, in two companies."""

    staff_groups = "sales_team.group_sale_manager"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company = cls.world["res.company"].create({"name": "Other"})
        cls.other_website = cls.world["website"].create(
            {"name": "Other", "company_id": cls.other_company.id}
        )
        cls.order = cls._create_shipped_order()

    @classmethod
    def _create_shipped_order(cls):
        """Return a paid order that was shipped, returned in part and invoiced."""
        order = cls._create_confirmed_order()
        tx = cls._pay(order)
        cls._do_transfer(order)
        cls._receive_return(order)
        cls._refund(tx, 50.0)
        cls._credit(cls._invoice(order), quantity=1.0)
        return order

    @classmethod
    def _create_other_order(cls):
        """Return a cart in another company's shop."""
        values = {
            "website_id": cls.other_website.id,
            "company_id": cls.other_company.id,
            "warehouse_id": cls.world["stock.warehouse"]
            .search([("company_id", "=", cls.other_company.id)], limit=1)
            .id,
        }
        return cls._create_order(cls.service, **values)

    def _corrupt(self, record, name, value):
        """Store a wrong value, as a missing dependency does or somebody by SQL.

        The ORM can't: it would compute the field anew, or refuse to write it.
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s = %s WHERE id = %s",
                SQL.identifier(record._table),
                SQL.identifier(name),
                value,
                record.id,
            )
        )
        record.invalidate_recordset()

    def _check(self):
        """Press the button, and let the automation do what it asks for."""
        step = self.env["ecommerce.automation"]._find(CODE).with_user(self.env.user)
        action = step.action_check_consistency()
        self._run_automation(CODE)
        self.env.invalidate_all()
        return action["params"]["message"]

    def _check_sample(self):
        """Let the night come, and the automation do what it asks for."""
        cron = self.env.ref(
            "ecommerce_order_flow.ecommerce_consistency_check_cron_queue_sample"
        )
        with self.enter_registry_test_mode():
            cron.sudo().method_direct_trigger()
        self._run_automation(CODE)
        self.env.invalidate_all()

    def _find(self):
        """Return what the checks found, as the manager sees it."""
        return self.env["ecommerce.inconsistency"].search([])
