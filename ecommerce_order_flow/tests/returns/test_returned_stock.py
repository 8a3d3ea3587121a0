from odoo.exceptions import UserError
from odoo.tests import tagged

from ..kits import create_bom, need_kits
from .returns_common import ReturnsCommon


@tagged("post_install", "-at_install")
class TestReturnedStock(ReturnsCommon):
    """Inspected products are where the warehouse expects them."""

    staff_groups = f"{ReturnsCommon.staff_groups},stock.group_stock_user"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.refund_at = "inspection"
        cls.other = cls._create_product(name="Torch", barcode="4006381333931")

    def _inspect_as(self, case, *conditions, **values):
        """Have each unit of a return inspected as in some condition."""
        wizard = self.env["ecommerce.return.inspection"].create({"return_id": case.id})
        line = wizard.line_ids[:1]
        line.quantity = 1.0
        lines = [line, *(line.copy() for _ in conditions[1:])]
        for line, condition in zip(lines, conditions, strict=True):
            line.write({"condition": condition, **values})
        wizard.action_inspect()
        self.env.flush_all()

    def _count(self, location, product=None, lot=None):
        """Return how much of a product there is below a location."""
        if not location:
            return 0.0
        goods = self._arrange(product or self.goods).with_context(
            location=location.id, lot_id=lot and lot.id
        )
        return goods.qty_available

    def _get_quarantine(self):
        return self._arrange(self.warehouse).quarantine_location_id

    def _get_back(self, quantity=2.0, **values):
        case = self._ask(self._create_shipped_order(**values), quantity)
        self._receive(case)
        return case

    # === QUARANTINE === #

    def test_quarantine_is_created_once_and_is_not_for_sale(self):
        self.assertFalse(self._get_quarantine())
        self._inspect_as(self._get_back(), "damaged", "damaged")
        quarantine = self._get_quarantine()
        self._inspect_as(self._get_back(), "damaged", "accepted")

        self.assertEqual(self._get_quarantine(), quarantine)
        self.assertEqual(self._count(quarantine), 3.0)
        goods = self._arrange(self.goods)
        in_warehouse = goods.with_context(warehouse_id=self.warehouse.id).free_qty
        self.assertEqual(in_warehouse, self._count(self.warehouse.lot_stock_id))

    def test_each_warehouse_has_its_own(self):
        other = self._arrange(self.warehouse).create({"name": "Second", "code": "WH9"})

        self._inspect_as(self._get_back(), "damaged", "accepted")

        self.assertTrue(self._get_quarantine())
        self.assertFalse(other.quarantine_location_id)

    def test_one_that_a_manager_chose_is_used(self):
        shelf = self.world["stock.location"].create(
            {"name": "Returns", "location_id": self.warehouse.lot_stock_id.id}
        )
        self._arrange(self.warehouse).quarantine_location_id = shelf

        self._inspect_as(self._get_back(), "damaged", "accepted")

        self.assertEqual(self._count(shelf), 1.0)

    # === STEPS OF THE RECEIPT === #

    def _get_next_step(self, case):
        first = self._arrange(case).line_ids.move_ids
        return first.move_dest_ids

    def test_damaged_products_leave_the_second_step(self):
        self._arrange(self.warehouse).reception_steps = "two_steps"
        case = self._get_back()
        step = self._get_next_step(case)
        self.assertEqual(step.product_uom_qty, 2.0)

        self._inspect_as(case, "damaged", "accepted")

        self.assertEqual(step.product_uom_qty, 1.0)
        self.assertEqual(step.state, "assigned")
        self.assertEqual(self._count(self._get_quarantine()), 1.0)

    def test_second_step_of_nothing_is_cancelled(self):
        self._arrange(self.warehouse).reception_steps = "two_steps"
        case = self._get_back()
        step = self._get_next_step(case)

        self._inspect_as(case, "damaged", "missing")

        self.assertEqual(step.state, "cancel")
        self.assertEqual(self._count(self.warehouse.wh_input_stock_loc_id), 0.0)

    def test_damage_found_after_the_second_step(self):
        self._arrange(self.warehouse).reception_steps = "two_steps"
        case = self._get_back()
        step = self._get_next_step(case)
        step.picked = True
        step.picking_id.button_validate()
        before = self._count(self.warehouse.lot_stock_id)

        self._inspect_as(case, "damaged", "accepted")

        self.assertEqual(self._count(self.warehouse.lot_stock_id), before - 1.0)
        self.assertEqual(self._count(self._get_quarantine()), 1.0)

    def test_what_is_gone_is_moved_by_hand(self):
        case = self._get_back()
        stock = self.warehouse.lot_stock_id
        self.world["stock.quant"]._update_available_quantity(
            self.goods, stock, -self._count(stock)
        )

        with self.assertRaisesRegex(UserError, "no longer where it was received"):
            self._inspect_as(case, "damaged")

    def test_scrapped_products_tell_their_cost(self):
        self._arrange(self.goods).standard_price = 12.0
        wizard = self._get_back()

        self._inspect_as(wizard, "damaged", "damaged", destination="scrap")

        findings = self._arrange(wizard).line_ids.finding_ids
        self.assertEqual(findings.mapped("lost_value"), [12.0, 12.0])
        self.assertEqual(
            findings.move_ids.location_dest_id, self.goods.property_stock_inventory
        )

    def test_products_without_stock_are_inspected_too(self):
        paper = self._create_product(name="Paper", is_storable=False)
        case = self._get_back(product=paper)

        self._inspect_as(case, "damaged", "missing")

        self.assertEqual(case.line_ids.inspected_quantity, 2.0)
        self.assertFalse(self._count(self._get_quarantine(), paper))

    # === SOMETHING ELSE CAME === #

    def test_other_product_goes_to_quarantine(self):
        before = self._count(self.warehouse.lot_stock_id)
        case = self._get_back()

        self._inspect_as(
            case, "other_product", "other_product", found_product_id=self.other.id
        )

        self.assertEqual(self._count(self.warehouse.lot_stock_id), before - 2.0)
        self.assertEqual(self._count(self._get_quarantine(), self.other), 2.0)
        self.assertEqual(self._count(self._get_quarantine()), 0.0)

    def test_other_product_is_restocked_or_scrapped(self):
        stock = self.warehouse.lot_stock_id
        values = {"found_product_id": self.other.id}
        case = self._get_back()

        self._inspect_as(case, "other_product", destination="restock", **values)
        self.assertEqual(self._count(stock, self.other), 1.0)
        self._inspect_as(case, "other_product", destination="scrap", **values)
        self.assertEqual(self._count(stock, self.other), 1.0)

    # === LOTS AND SERIAL NUMBERS === #

    def _create_lot(self, name, product, quantity):
        lot = self.world["stock.lot"].create({"name": name, "product_id": product.id})
        if quantity:
            self.world["stock.quant"]._update_available_quantity(
                product, self.warehouse.lot_stock_id, quantity, lot_id=lot
            )
        return lot

    def _create_tracked(self, tracking):
        return self._create_product(name=f"By {tracking}", tracking=tracking)

    def test_damaged_serial_number_is_the_one_in_quarantine(self):
        phone = self._create_tracked("serial")
        lots = [self._create_lot(f"SN{it}", phone, 1.0) for it in (1, 2)]
        case = self._get_back(product=phone)

        self._inspect_as(case, "damaged", lot_id=lots[1].id)

        quarantine = self._get_quarantine()
        self.assertEqual(self._count(quarantine, phone, lots[1]), 1.0)
        self.assertEqual(self._count(quarantine, phone, lots[0]), 0.0)
        self.assertEqual(self._count(self.warehouse.lot_stock_id, phone, lots[0]), 1.0)

    def test_other_serial_number_came(self):
        phone = self._create_tracked("serial")
        for name in ("SN1", "SN2"):
            self._create_lot(name, phone, 1.0)
        old = self._create_lot("OLD", phone, 0.0)
        case = self._get_back(product=phone)
        lot = case.sudo().line_ids.move_ids.move_line_ids.lot_id[:1]

        self._inspect_as(case, "other_lot", lot_id=lot.id, found_lot_id=old.id)

        stock = self.warehouse.lot_stock_id
        self.assertEqual(self._count(stock, phone, lot), 0.0)
        self.assertEqual(self._count(self._get_quarantine(), phone, old), 1.0)
        self.assertTrue(case.needs_valuation)

    def test_lot_that_did_not_come_is_refused(self):
        wine = self._create_tracked("lot")
        self._create_lot("L1", wine, 5.0)
        stranger = self._create_lot("L2", wine, 5.0)
        case = self._get_back(product=wine)

        with self.assertRaises(UserError):
            self._inspect_as(case, "damaged", lot_id=stranger.id)

    # === KITS === #

    def test_damaged_kit_is_moved_by_its_parts(self):
        need_kits(self.env)
        parts = {self._create_product(name="Frame"): 1.0}
        parts[self._create_product(name="Glass")] = 4.0
        kit = self._create_product(name="Lantern to build", invoice_policy="order")
        create_bom(kit, parts)
        for part in parts:
            self._add_product_qty_to_wh(part.id, 100, self.warehouse.lot_stock_id.id)
        case = self._get_back(product=kit)

        self._inspect_as(case, "damaged", "accepted")

        counts = {it: self._count(self._get_quarantine(), it) for it in parts}
        self.assertEqual(counts, parts)
