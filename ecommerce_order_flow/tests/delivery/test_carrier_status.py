from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .delivery_common import MONDAY, THURSDAY, TUESDAY, WEDNESDAY
from .delivery_import_common import DeliveryImportCommon

TITLE = "Sendungsnummer;Datum;Status"


@tagged("post_install", "-at_install")
class TestCarrierStatus(DeliveryImportCommon):
    """Only what arrived is delivered; what a status means is asked once."""

    def setUp(self):
        super().setUp()
        self.parcel = self._create_parcel(MONDAY, number="A1")

    def _import_status(self, status, *rows):
        return self._import(f"A1;05.03.2030;{status}", *rows, title=TITLE)

    def _answer(self, wizard, meaning):
        wizard.status_ids.meaning = meaning
        self._preview(wizard)

    def _set_delivered(self, day, source):
        with self._at(THURSDAY):
            self.parcel._set_delivered(day, source)

    def test_status_decides_whether_a_row_is_a_delivery(self):
        for status, result in (
            ("Zugestellt", "ready"),
            ("Delivered, In/At Mailbox", "ready"),
            ("In Transit", "underway"),
            ("Zustellversuch", "underway"),
            ("Annahme verweigert", "returned"),
            ("Returned to Sender", "returned"),
        ):
            with self.subTest(status):
                wizard = self._import_status(status)
                self.assertEqual(wizard.line_ids.result, result)
                self.assertEqual(wizard.line_ids.status, status)

    def test_row_that_is_flagged_as_a_return_is_not_delivered(self):
        wizard = self._import(
            "A1;05.03.2030;Zugestellt;ja",
            "A2;05.03.2030;Zugestellt;nein",
            title=f"{TITLE};Retoure",
        )
        self.assertEqual(wizard.line_ids.mapped("result"), ["returned", "unknown"])
        self._note(wizard)

        self.assertFalse(self.parcel.delivered_on)
        self.assertTrue(self.parcel.is_sent_back)
        self.assertIn("Zugestellt, Retoure: ja", self.parcel.message_ids[0].body)

    def test_flag_that_is_not_understood_is_asked_for(self):
        rows = [f"A{number};05.03.2030;nein" for number in range(2, 5)]
        wizard = self._import(
            "A1;05.03.2030;evtl.", *rows, title="Sendungsnummer;Zugestellt am;Retoure"
        )
        self.assertEqual(wizard.status_ids.name, "evtl.")

        self._answer(wizard, "returned")

        self.assertEqual(wizard.line_ids[0].result, "returned")

    def test_parcel_that_was_refused_is_not_delivered(self):
        self._note(self._import_status("Annahme verweigert"))

        self.assertFalse(self.parcel.delivered_on)

    def test_parcel_that_was_refused_is_never_estimated(self):
        self._note(self._import_status("Annahme verweigert"))
        with self._at(THURSDAY):
            self._run_automation("note_delivery")

        self.assertFalse(self.parcel.delivered_on)
        self.assertIn("Annahme verweigert", self.parcel.message_ids[0].body)

    def test_parcel_that_came_back_is_not_delivered_though_it_was_estimated(self):
        self._set_delivered(TUESDAY, "estimate")
        wizard = self._import_status("Zurück an Absender")
        self.assertIn("Parcels that did not arrive: 1", wizard.summary)
        self._note(wizard)

        self.assertFalse(self.parcel.delivered_on)

    def test_parcel_that_is_underway_withdraws_an_earlier_estimate(self):
        self._set_delivered(MONDAY, "estimate")
        wizard = self._import_status("In Zustellung")
        self.assertEqual(wizard.line_ids.result, "mistaken")
        self._note(wizard)

        self.assertFalse(self.parcel.delivered_on)

    def test_parcel_that_was_underway_before_keeps_its_estimate(self):
        self._set_delivered(WEDNESDAY, "estimate")

        self.assertEqual(self._import_status("Unterwegs").line_ids.result, "underway")

    def test_fact_stays_though_goods_came_back(self):
        self._set_delivered(TUESDAY, "manual")
        self._note(self._import_status("Retoure"))

        self.assertEqual(self.parcel.delivered_on, TUESDAY)

    def test_order_is_not_done_while_its_parcel_comes_back(self):
        order = self.parcel.sudo().sale_id
        for source in (False, "manual"):
            with self.subTest(source):
                self._set_delivered(source and TUESDAY, source)
                wizard = self._import_status("Zurück an Absender")
                self.assertEqual(wizard.undelivered_count, 1)
                self._note(wizard)

                self.assertEqual(wizard.undelivered_count, 1)
                self.assertTrue(self.parcel.is_sent_back)
                self.assertIn("Zurück an", self.parcel.message_ids[0].body)
                self.assertNotEqual(order.flow_stage, "done")
                self.assertEqual(order.next_action_code, "receive_sent_back")
                self.assertIn(self.parcel.name, order.next_action)

    def test_return_that_was_received_already_is_no_news(self):
        with self._at(THURSDAY):
            self._receive_return(self.parcel.sudo().sale_id, quantity=2.0)
        wizard = self._import_status("Zurück an Absender")
        self._note(wizard)

        self.assertEqual(wizard.undelivered_count, 0)
        self.assertFalse(self.parcel.is_sent_back)

    def test_parcel_that_comes_back_is_received(self):
        self._note(self._import_status("Annahme verweigert"))
        order = self.parcel.sudo().sale_id

        with self._at(THURSDAY):
            transfer = self._create_return(order, quantity=2.0)
            self.assertEqual(order.next_action_code, "wait_for_return")
            self._arrange(transfer).move_ids.picked = True
            self._arrange(transfer).button_validate()

        self.assertNotEqual(order.next_action_code, "receive_sent_back")

    def test_parcel_that_did_not_arrive_may_arrive_after_all(self):
        self._note(self._import_status("Annahme verweigert"))
        self._note(self._import("A1;06.03.2030;Zugestellt", title=TITLE))

        self.assertEqual(self.parcel.delivered_on, WEDNESDAY)
        self.assertFalse(self.parcel.is_sent_back)

    def test_delivered_somewhere_else_is_asked_about(self):
        for status in (
            "Delivered to wrong address",
            "Delivered to the wrong recipient",
            "Falsch zugestellt",
            "Delivered back to origin",
            "Delivered to carrier",
            "Zugestellt im Startdepot",
            "Delivered (estimate)",
            "Zugestellt?",
        ):
            with self.subTest(status):
                self.assertEqual(self._import_status(status).state, "choose")

    def test_last_scan_counts(self):
        wizard = self._import_status("Zugestellt", "A1;04.03.2030;Unterwegs")

        self.assertEqual(wizard.line_ids.mapped("result"), ["ready", "earlier"])
        self.assertEqual(wizard.line_ids[0].delivered_on, TUESDAY)

    def test_parcel_that_went_back_after_all_is_not_delivered(self):
        wizard = self._import_status("Zugestellt", "A1;06.03.2030;Retoure")

        self.assertEqual(wizard.line_ids.mapped("result"), ["earlier", "returned"])

    def test_unknown_status_is_asked_for(self):
        wizard = self._import_status("Abgeschlossen")
        self.assertEqual(wizard.state, "choose")
        self.assertIn("The meaning of these statuses", wizard.question)
        self.assertEqual(wizard.status_ids.name, "Abgeschlossen")

        self._answer(wizard, "delivered")
        self.assertEqual(wizard.line_ids.result, "ready")

    def test_answer_is_given_in_the_form(self):
        form = Form(self._import_status("Abgeschlossen"))
        with form.status_ids.edit(0) as line:
            line.meaning = "returned"
        wizard = form.save()
        self._preview(wizard)

        self.assertEqual(wizard.line_ids.result, "returned")

    def test_status_without_an_answer_is_asked_for_again(self):
        wizard = self._import_status("Abgeschlossen")
        self._preview(wizard)

        self.assertEqual(wizard.state, "choose")
        self.assertEqual(wizard.status_ids.name, "Abgeschlossen")

    def test_answer_is_remembered(self):
        self._answer(self._import_status("Abgeschlossen"), "underway")
        wizard = self._import_status("abgeschlossen!")

        self.assertEqual(wizard.state, "preview")
        self.assertEqual(wizard.line_ids.result, "underway")

    def test_answer_can_be_changed_with_the_next_file(self):
        self._answer(self._import_status("Abgeschlossen"), "underway")
        wizard = self._import_status("Abgeschlossen")
        wizard.action_choose()
        self.assertEqual(wizard.status_ids.meaning, "underway")

        self._answer(wizard, "delivered")
        self.assertEqual(wizard.line_ids.result, "ready")
        self.assertEqual(self._import_status("Abgeschlossen").line_ids.result, "ready")

    def test_answer_may_be_that_a_status_says_nothing(self):
        wizard = self._import_status("Zugestellt", "A1;06.03.2030;Archiviert")
        self._answer(wizard, "ignored")

        self.assertEqual(wizard.line_ids.mapped("result"), ["ready", "earlier"])

    def test_statuses_of_other_shops_parcels_are_not_asked_for(self):
        wizard = self._import_status("Zugestellt", "Z9;05.03.2030;Archiviert")

        self.assertEqual(wizard.line_ids.mapped("result"), ["ready", "unknown"])

    def test_missing_status_is_asked_for_once(self):
        wizard = self._import_status("", "Z9;05.03.2030;Zugestellt")
        self.assertEqual(wizard.state, "choose")
        self.assertEqual(wizard.status_ids.display_name, "(empty)")
        self._answer(wizard, "delivered")

        wizard = self._import_status("", "Z9;05.03.2030;Zugestellt")
        self.assertEqual(wizard.line_ids[0].result, "ready")

    def test_person_may_say_that_a_column_is_no_status(self):
        wizard = self._import_status("Unterwegs")
        wizard.action_choose()
        wizard.status_column_id = False
        self._preview(wizard)

        self.assertEqual(wizard.line_ids.result, "ready")

    def test_statuses_that_contradict_each_other_are_asked_for(self):
        title = "Sendungsnummer;Zustelldatum;Status;Letzter Status"
        wizard = self._import("A1;05.03.2030;Zugestellt;Retoure", title=title)
        self.assertIn("Several columns may contain the status", wizard.question)

        wizard.status_column_id = wizard.column_ids[3]
        self._preview(wizard)
        self.assertEqual(wizard.line_ids.result, "returned")

    # === COMPANIES AND RIGHTS === #

    def test_answers_of_another_company_do_not_count(self):
        self._answer(self._import_status("Abgeschlossen"), "delivered")
        company = self.world["res.company"].create({"name": "Elsewhere"})
        self.staff.company_ids += company
        Status = self.env["ecommerce.carrier.status"].with_company(company)

        self.assertEqual(Status._get_meanings(), {})
        Status._remember({"abgeschlossen": "returned"})
        self.assertEqual(
            self.env["ecommerce.carrier.status"]._get_meanings(),
            {"abgeschlossen": "delivered"},
        )

    def test_worker_sees_answers_of_the_own_companies_only(self):
        company = self.world["res.company"].create({"name": "Elsewhere"})
        self.world["ecommerce.carrier.status"].create(
            {"company_id": company.id, "name": "done", "meaning": "delivered"}
        )

        self.assertFalse(self.env["ecommerce.carrier.status"].search([]))

    def test_salesman_may_not_say_what_statuses_mean(self):
        seller = self._create_user("seller", "sales_team.group_sale_salesman")
        Status = self.env["ecommerce.carrier.status"].with_user(seller)

        with self.assertRaises(AccessError):
            Status.create({"name": "done", "meaning": "delivered"})
