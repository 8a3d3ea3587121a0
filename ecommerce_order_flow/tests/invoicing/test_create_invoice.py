from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import tagged

from .invoicing_common import InvoicingCommon


@tagged("post_install", "-at_install")
class TestCreateInvoice(InvoicingCommon):
    """Web orders are invoiced when the website's rule for their customer says so."""

    # === DEFAULTS === #

    def test_new_website_invoices_businesses_on_payment_and_consumers_on_request(self):
        website = self.world["website"].create({"name": "New"})

        self.assertEqual(website.invoice_business, "on_payment")
        self.assertEqual(website.invoice_consumer, "on_request")

    # === WHO IS A BUSINESS === #

    def test_person_is_a_consumer(self):
        self.assertFalse(self._create_order().is_business)

    def test_company_is_a_business(self):
        order = self._create_order(partner_id=self.company_customer.id)

        self.assertTrue(order.is_business)

    def test_contact_of_a_company_is_a_business(self):
        contact = self.world["res.partner"].create(
            {"name": "Jo", "parent_id": self.company_customer.id}
        )

        self.assertTrue(self._create_order(partner_id=contact.id).is_business)

    def test_person_with_a_company_name_is_a_business(self):
        self.partner.company_name = "Jane's Lamps"

        self.assertTrue(self._create_order().is_business)

    def test_person_with_a_tax_id_is_a_business(self):
        self.partner.with_context(no_vat_validation=True).vat = "DE123456788"

        self.assertTrue(self._create_order().is_business)

    def test_customer_who_becomes_a_company_is_a_business(self):
        order = self._create_order()

        self.partner.is_company = True

        self.assertTrue(order.is_business)

    def test_contact_of_a_customer_who_becomes_a_company_is_a_business(self):
        person = self.partner
        contact = self.world["res.partner"].create(
            {"name": "Jo", "parent_id": person.id, "type": "invoice"}
        )
        order = self._create_order(partner_invoice_id=contact.id)

        person.vat = "DE123456788"

        self.assertTrue(order.is_business)

    def test_customer_who_is_no_business_anymore_is_a_consumer(self):
        order = self._create_order(partner_id=self.company_customer.id)

        self.company_customer.is_company = False

        self.assertFalse(order.is_business)

    def test_invoiced_orders_stay_as_they_were(self):
        order = self._create_confirmed_order()
        self._invoice(order)
        self.assertEqual(order.invoice_status, "invoiced")
        self.env.flush_all()

        self.partner.company_name = "Jane's Lamps"

        self.assertFalse(order.is_business)
        checks = self.world["ecommerce.consistency.check"].sudo()
        self.assertFalse(checks._mend(order.sudo()))

    def test_company_name_costs_the_same_with_many_invoiced_orders(self):
        counts = []
        for name in ("A", "B", "C"):
            order = self._create_confirmed_order()
            self._invoice(order)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.partner.company_name = name
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)

        self.assertEqual(counts[1], counts[2])

    # === RULES === #

    def test_paid_order_is_invoiced_posted_and_reconciled(self):
        self._set_rules(consumer="on_payment")
        order = self._create_paid_order()

        self._create_invoices()

        invoice = order.invoice_ids
        self.assertEqual((len(invoice), invoice.state), (1, "posted"))
        self.assertEqual(invoice.amount_total, 100.0)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        self.assertTrue(invoice.is_to_send)

    def test_second_run_creates_no_second_invoice(self):
        self._set_rules(consumer="on_payment")
        order = self._create_paid_order()

        self._create_invoices()
        self._create_invoices()

        self.assertEqual(len(order.invoice_ids), 1)

    def test_each_kind_of_customer_has_its_own_rule(self):
        self._set_rules(business="on_payment", consumer="on_request")
        consumer_order = self._create_paid_order()
        business_order = self._create_paid_order(partner_id=self.company_customer.id)

        self._create_invoices()

        self.assertFalse(consumer_order.invoice_ids)
        self.assertTrue(business_order.invoice_ids)

    def test_automatic_invoice_means_on_payment_for_everybody(self):
        self.world["ir.config_parameter"].sudo().set_param(
            "sale.automatic_invoice", "True"
        )
        order = self._create_paid_order()
        self.assertFalse(order.invoice_ids)

        self._create_invoices()

        self.assertEqual(len(order.invoice_ids), 1)

    def test_unpaid_order_is_not_invoiced_on_payment(self):
        self._set_rules(consumer="on_payment")
        order = self._create_confirmed_order()

        self._create_invoices()

        self.assertFalse(order.invoice_ids)

    def test_payment_that_is_not_booked_yet_is_waited_for(self):
        self._set_rules(consumer="on_payment")
        order = self._create_confirmed_order()
        self._report_done(self._create_tx(order))

        self._create_invoices()
        self.assertFalse(order.invoice_ids)

        self._arrange(order).transaction_ids._post_process()
        self._create_invoices()
        self.assertIn(order.invoice_ids.payment_state, ("paid", "in_payment"))

    def test_shipped_order_is_invoiced_on_shipment(self):
        self._set_rules(consumer="on_shipment")
        order = self._create_paid_order()
        self._create_invoices()
        self.assertFalse(order.invoice_ids)

        self._do_transfer(order)
        self._create_invoices()

        self.assertEqual(order.invoice_ids.amount_total, 100.0)

    def test_services_are_not_waited_for_on_shipment(self):
        self._set_rules(consumer="on_shipment")
        order = self._create_paid_order(product=self.service)

        self._create_invoices()

        self.assertTrue(order.invoice_ids)

    def test_nothing_is_invoiced_on_request_by_itself(self):
        self._set_rules(consumer="on_request")
        order = self._create_paid_order()
        self._do_transfer(order)

        self._create_invoices()

        self.assertFalse(order.invoice_ids)

    def test_order_from_before_the_automations_is_left_alone(self):
        self._set_rules(consumer="on_payment")
        order = self._create_paid_order()
        self.website.automations_since = fields.Datetime.now() + relativedelta(hours=1)

        self._create_invoices()

        self.assertFalse(order.invoice_ids)

    def test_backend_order_is_left_alone(self):
        self._set_rules(consumer="on_payment")
        order = self._create_paid_order(website_id=False)

        self._create_invoices()

        self.assertFalse(order.invoice_ids)

    def test_order_without_an_amount_is_not_invoiced(self):
        self._set_rules(consumer="on_payment")
        order = self._create_order()
        order.order_line.price_unit = 0.0
        self._arrange(order).action_confirm()

        self._create_invoices()

        self.assertFalse(order.invoice_ids)

    # === THE RIGHT INVOICE === #

    def test_orders_of_a_customer_get_an_invoice_each(self):
        self._set_rules(consumer="on_payment")
        orders = self._create_paid_order() + self._create_paid_order()

        self._create_invoices()

        self.assertEqual(len(orders.invoice_ids), 2)

    def test_two_payments_are_reconciled_with_one_invoice(self):
        self._set_rules(consumer="on_payment")
        order = self._create_order(prepayment_percent=0.4)
        self._pay(order, amount=40.0)
        self._pay(order, amount=60.0)

        self._create_invoices()

        self.assertEqual(order.invoice_ids.amount_residual, 0.0)

    def test_down_payment_is_deducted(self):
        self._set_rules(consumer="on_payment")
        order = self._create_confirmed_order()
        down_payment = self._invoice_down_payment(order, 30.0)
        self._register_payment(down_payment)
        self._pay(order, amount=70.0)

        self._create_invoices()

        invoice = order.invoice_ids - down_payment
        self.assertEqual(invoice.amount_total, 70.0)

    def test_discount_counts_exactly_by_what_the_customer_keeps(self):
        self._set_rules(consumer="on_payment")
        order = self._create_order(quantity=3.0)
        self._add_coupon(order, 10.0)
        self._pay(order)
        self._do_transfer(order, quantity=1.0)
        self._get_open_transfer(self._arrange(order)).action_cancel()

        self._create_invoices()

        self.assertEqual(order.invoice_ids.amount_total, 46.67)
        self.assertEqual(order.amount_to_bill, 0.0)
        self.assertEqual(order.amount_owed, -93.33)

    def test_paid_goods_are_invoiced_before_their_delivery(self):
        self._set_rules(consumer="on_payment")
        self.goods.invoice_policy = "delivery"
        order = self._create_paid_order()

        self._create_invoices()

        self.assertEqual(order.invoice_ids.amount_total, 100.0)

    def test_goods_invoiced_by_delivery_are_invoiced_parcel_by_parcel(self):
        self._set_rules(consumer="on_shipment")
        self.goods.invoice_policy = "delivery"
        order = self._create_paid_order()
        self._do_transfer(order, quantity=1)
        self._create_invoices()
        self.assertEqual(order.invoice_ids.mapped("amount_total"), [50.0])

        self._do_transfer(order)
        self._create_invoices()

        self.assertEqual(order.invoice_ids.mapped("amount_total"), [50.0, 50.0])

    def test_credited_order_is_not_invoiced_again(self):
        self._set_rules(consumer="on_payment")
        order = self._create_paid_order()
        self._create_invoices()
        self._credit(order.invoice_ids)

        self._create_invoices()

        self.assertEqual(len(order.invoice_ids), 2)

    def test_each_company_invoices_in_its_own_journal(self):
        self._set_rules(consumer="on_payment")
        order = self._create_paid_order()

        self._create_invoices()

        self.assertEqual(order.invoice_ids.company_id, order.company_id)
        self.assertEqual(order.invoice_ids.journal_id.company_id, order.company_id)

    # === WHAT IS LEFT TO DO === #

    def test_order_without_a_requested_invoice_is_done(self):
        self._set_rules(consumer="on_request")
        order = self._create_paid_order()
        self._do_transfer(order)

        self.assertEqual(order.flow_stage, "done")

    def test_order_that_people_invoice_by_hand_is_not_done_before(self):
        order = self._create_paid_order()
        self._do_transfer(order)

        self.assertEqual(order.next_action_code, "invoice")
