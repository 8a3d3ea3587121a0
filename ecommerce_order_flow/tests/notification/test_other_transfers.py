from odoo.fields import Command
from odoo.tests import tagged

from ..common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestOtherTransfers(OrderFlowCommon):
    """Transfers that belong to no order are no work for automations."""

    def _count_triggers(self):
        self.env.cr.flush()
        crons = self.world["ecommerce.automation"].search([]).cron_id
        triggers = self.world["ir.cron.trigger"]
        return triggers.search_count([("cron_id", "in", crons.ids)])

    def _move_lanterns(self, picking_type):
        """Do a transfer that belongs to no order."""
        move = Command.create(
            {
                "product_id": self.goods.id,
                "product_uom_qty": 1.0,
                "location_id": picking_type.default_location_src_id.id,
                "location_dest_id": picking_type.default_location_dest_id.id,
            }
        )
        transfer = self.world["stock.picking"].create(
            {"picking_type_id": picking_type.id, "move_ids": [move]}
        )
        transfer.action_confirm()
        transfer.move_ids.write({"quantity": 1.0, "picked": True})
        transfer.button_validate()
        self.assertEqual(transfer.state, "done")

    def test_receipts_and_internal_transfers_wake_no_automation(self):
        before = self._count_triggers()

        self._move_lanterns(self.warehouse.in_type_id)
        self._move_lanterns(self.warehouse.int_type_id)

        self.assertEqual(self._count_triggers(), before)

    def test_parcels_wake_automations(self):
        order = self._create_confirmed_order()
        before = self._count_triggers()

        self._do_transfer(order)

        self.assertGreater(self._count_triggers(), before)
