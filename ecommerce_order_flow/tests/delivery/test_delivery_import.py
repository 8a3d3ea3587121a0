import base64

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .delivery_common import MONDAY, THURSDAY, TUESDAY, WEDNESDAY
from .delivery_import_common import DeliveryImportCommon


@tagged("post_install", "-at_install")
class TestDeliveryImport(DeliveryImportCommon):
    """A carrier's file is shown row by row, then the good rows are noted."""

    # === GOOD ROWS === #

    def test_preview_notes_nothing(self):
        parcel = self._create_parcel(MONDAY, number="A1")
        wizard = self._import("A1;05.03.2030")

        self.assertEqual(wizard.state, "preview")
        self.assertEqual(wizard.line_ids.result, "ready")
        self.assertEqual(wizard.line_ids.delivered_on, TUESDAY)
        self.assertEqual(wizard.line_ids.picking_id, parcel)
        self.assertFalse(parcel.delivered_on)

    def test_warehouse_user_notes_deliveries(self):
        first = self._create_parcel(MONDAY, number="A1")
        second = self._create_parcel(MONDAY, number="A2")
        wizard = self._import("A1;05.03.2030", "A2;06.03.2030")
        self._note(wizard)

        self.assertEqual(first.delivered_on, TUESDAY)
        self.assertEqual(second.delivered_on, WEDNESDAY)
        self.assertEqual((first + second).mapped("delivered_source"), ["import"] * 2)
        self.assertEqual(first.sale_id.fulfillment_status, "delivered")
        self.assertEqual(wizard.line_ids.mapped("result"), ["noted"] * 2)
        self.assertEqual(
            wizard.summary,
            "Deliveries imported: 2. Parcels that did not arrive: 0. Rows skipped: 0.",
        )

    def test_bad_rows_leave_the_good_ones_alone(self):
        parcel = self._create_parcel(MONDAY, number="A1")
        wizard = self._import("A1;05.03.2030", "A9;05.03.2030", "A1 ;?")
        self._note(wizard)

        self.assertEqual((wizard.ready_count, wizard.left_out_count), (0, 3))
        self.assertFalse(parcel.delivered_on)

    def test_number_may_be_spaced_otherwise(self):
        self._create_parcel(MONDAY, number="jd 01 4600")

        self.assertEqual(self._get_results("JD014600;05.03.2030"), ["ready"])

    def test_file_replaces_an_estimate(self):
        parcel = self._create_parcel(MONDAY, number="A1")
        with self._at(THURSDAY):
            parcel._set_delivered(WEDNESDAY, "estimate")
        self._note(self._import("A1;05.03.2030"))

        self.assertEqual(parcel.delivered_on, TUESDAY)

    # === OTHER ROWS === #

    def test_unknown_number(self):
        self.assertEqual(self._get_results("A9;05.03.2030"), ["unknown"])

    def test_empty_number(self):
        self._create_parcel(MONDAY, number=False)

        self.assertEqual(self._get_results(";05.03.2030"), ["unknown"])

    def test_part_of_a_number_is_another_number(self):
        self._create_parcel(MONDAY, number="A12")

        self.assertEqual(self._get_results("A1;05.03.2030"), ["unknown"])

    def test_number_of_another_company(self):
        parcel = self._create_parcel(MONDAY, number="A1")
        company = self.world["res.company"].create({"name": "Elsewhere"})
        self.staff.write({"company_ids": company.ids, "company_id": company.id})

        self.assertEqual(self._get_results("A1;05.03.2030"), ["unknown"])
        self.assertFalse(parcel.sudo().delivered_on)

    def test_number_of_a_backend_order(self):
        self._create_parcel(MONDAY, number="A1", website_id=False)

        self.assertEqual(self._get_results("A1;05.03.2030"), ["unknown"])

    def test_number_of_a_step_in_the_warehouse(self):
        self._set_delivery_steps("pick_ship")
        order = self._order_on(MONDAY)
        self._ship(order, MONDAY, number="A1")
        shipped = self._ship(order, MONDAY, number="A1")
        wizard = self._import("A1;05.03.2030")

        self.assertEqual(wizard.line_ids.result, "ready")
        self.assertEqual(wizard.line_ids.picking_id, shipped)

    def test_parcel_that_is_not_shipped(self):
        self._order_on(MONDAY).picking_ids.carrier_tracking_ref = "A1"

        self.assertEqual(self._get_results("A1;05.03.2030"), ["not_shipped"])

    def test_parcel_that_is_delivered_already(self):
        parcel = self._create_parcel(MONDAY, number="A1")
        with self._at(TUESDAY):
            parcel.action_set_delivered()

        self.assertEqual(self._get_results("A1;06.03.2030"), ["delivered"])

    def test_number_twice_with_one_date_counts_once(self):
        self._create_parcel(MONDAY, number="A1")

        self.assertEqual(
            self._get_results("A1;05.03.2030", "A1;05.03.2030"), ["ready", "doubled"]
        )

    def test_number_twice_with_two_dates_counts_never(self):
        self._create_parcel(MONDAY, number="A1")

        self.assertEqual(
            self._get_results("A1;05.03.2030", "A1;06.03.2030"), ["doubled"] * 2
        )

    def test_date_that_is_not_readable(self):
        for number in ("A1", "A2"):
            self._create_parcel(MONDAY, number=number)

        self.assertEqual(
            self._get_results("A1;yesterday", "A2;05.03.2030"), ["unreadable", "ready"]
        )

    def test_date_before_the_day_of_shipping(self):
        self._create_parcel(TUESDAY, number="A1")

        self.assertEqual(self._get_results("A1;04.03.2030"), ["too_early"])

    def test_date_in_the_future(self):
        self._create_parcel(MONDAY, number="A1")

        self.assertEqual(self._get_results("A1;08.03.2030"), ["future"])

    def test_short_row(self):
        self._create_parcel(MONDAY, number="A1")
        self._create_parcel(MONDAY, number="A2")

        self.assertEqual(self._get_results("A1", "A2;05.03.2030"), ["undated", "ready"])

    def test_row_with_a_separator_too_much(self):
        for number in ("A1", "A2", "A3"):
            self._create_parcel(MONDAY, number=number)

        self.assertEqual(
            self._get_results("A1;x;05.03.2030", "A2;05.03.2030", "A3;05.03.2030"),
            ["unreadable", "ready", "ready"],
        )

    def test_number_that_a_spreadsheet_rounded(self):
        self.assertEqual(self._get_results("3,40435E+17;05.03.2030"), ["rounded"])

    # === SEVERAL TRANSFERS === #

    def test_number_of_several_transfers_marks_all_of_them(self):
        first = self._create_parcel(MONDAY, number="A1")
        second = self._create_parcel(MONDAY, number="A1")
        wizard = self._import("A1;05.03.2030")

        self.assertEqual(wizard.line_ids.mapped("result"), ["ready", "ready"])
        self.assertEqual(wizard.line_ids.picking_id, first + second)

        self._note(wizard)
        self.assertEqual((first + second).mapped("delivered_on"), [TUESDAY] * 2)
        self.assertEqual(wizard.line_ids.mapped("result"), ["noted"] * 2)

    def test_each_transfer_of_a_number_has_its_own_result(self):
        first = self._create_parcel(MONDAY, number="A1")
        second = self._create_parcel(WEDNESDAY, number="A1")
        wizard = self._import("A1;05.03.2030")
        results = {line.picking_id: line.result for line in wizard.line_ids}

        self.assertEqual(results, {first: "ready", second: "too_early"})

    def test_number_of_a_box_for_two_and_of_a_second_box(self):
        self._create_parcel(MONDAY, number="A1")
        self._create_parcel(MONDAY, number="A1,A2")

        self.assertEqual(self._get_results("A1;05.03.2030"), ["ready", "incomplete"])

    def test_number_in_two_companies_marks_those_of_the_own_one_only(self):
        own = self._create_parcel(MONDAY, number="A1")
        other = self._create_parcel(MONDAY, number="A1")
        company = self.world["res.company"].create({"name": "Elsewhere"})
        # Its company follows from its whole order, which is another shop's then.
        self.world.cr.execute(
            "UPDATE stock_picking SET company_id = %s WHERE id = %s",
            (company.id, other.id),
        )
        self.env.invalidate_all()
        wizard = self._import("A1;05.03.2030")
        self._note(wizard)

        self.assertEqual(wizard.line_ids.picking_id, own)
        self.assertFalse(other.sudo().delivered_on)

    # === SEVERAL PACKAGES === #

    def test_parcel_of_several_packages_is_delivered_with_the_last_one(self):
        parcel = self._create_parcel(MONDAY, number="A1,A2")
        wizard = self._import("A1;05.03.2030", "A2;06.03.2030")
        self._note(wizard)

        self.assertEqual(parcel.delivered_on, WEDNESDAY)

    def test_parcel_with_a_package_on_the_way_is_not_delivered(self):
        self._create_parcel(MONDAY, number="A1,A2")

        self.assertEqual(self._get_results("A1;05.03.2030"), ["incomplete"])

    # === WHAT HAPPENS MEANWHILE === #

    def test_what_a_colleague_noted_since_the_preview_stays(self):
        parcel = self._create_parcel(MONDAY, number="A1")
        wizard = self._import("A1;05.03.2030")
        with self._at(THURSDAY):
            parcel.delivered_on = WEDNESDAY
        self._note(wizard)

        self.assertEqual(parcel.delivered_on, WEDNESDAY)
        self.assertEqual(wizard.line_ids.result, "delivered")

    def test_second_import_finds_nothing_to_note(self):
        self._create_parcel(MONDAY, number="A1")
        self._note(self._import("A1;05.03.2030"))

        self.assertEqual(self._get_results("A1;05.03.2030"), ["delivered"])

    # === RIGHTS === #

    def test_salesman_without_warehouse_rights_may_not_import(self):
        seller = self._create_user("seller", "sales_team.group_sale_salesman")
        with self.assertRaises(AccessError):
            self.env["ecommerce.delivery.import"].with_user(seller).create(
                {"file": base64.b64encode(b"a;b")}
            )

    # === MANY ROWS === #

    def test_nobody_reads_the_files_of_others(self):
        wizard = self._import("A1;05.03.2030")
        other = self._create_user("colleague", "stock.group_stock_user")

        for records in (wizard, wizard.line_ids, wizard.column_ids):
            with self.subTest(model=records._name), self.assertRaises(AccessError):
                records.with_user(other).check_access("read")

    def test_many_rows_need_few_queries(self):
        for number in range(3):
            self._create_parcel(MONDAY, number=f"A{number}")
        rows = [f"A{number};05.03.2030" for number in range(2000)]
        self.env.invalidate_all()

        with self.assertQueryCount(95):
            wizard = self._import(*rows)
            self.assertEqual(wizard.ready_count, 3)
            self._note(wizard)
