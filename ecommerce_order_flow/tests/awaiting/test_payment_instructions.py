import io

from PIL import Image

from odoo.tests import tagged

from .instructions_common import IBAN, InstructionsCommon

try:
    import zxingcpp
except ImportError:  # It comes with the tests' requirements, not with Odoo's.
    zxingcpp = None


@tagged("post_install", "-at_install")
class TestPaymentInstructions(InstructionsCommon):
    """Customers who pay later learn what, where and until when."""

    # === WHAT IS TO PAY === #

    def test_transfer_has_all_that_a_banks_form_asks_for(self):
        order = self._create_awaited_order()

        details = self._get_details(order)

        self.assertEqual(details["Account holder"], "Lampen Müller GmbH")
        self.assertEqual(details["IBAN"], "DE89 3704 0044 0532 0130 00")
        self.assertEqual(details["BIC"], "COBADEFFXXX")
        self.assertEqual(details["Bank"], "Commerzbank")
        self.assertIn("100.00", details["Amount"])
        communication = order.sudo().transaction_ids._get_communication()
        self.assertEqual(details["Payment reference"], communication)

    def test_deadline_is_a_date_where_the_company_is(self):
        self.world.company.resource_calendar_id.tz = "Europe/Berlin"
        order = self._create_awaited_order()
        order.sudo().payment_due_at = "2026-12-05 22:59:59"

        self.assertEqual(self._get_instructions(order).due_text, "12/05/2026")

    def test_amounts_and_dates_are_written_in_the_customers_language(self):
        self.world["res.lang"]._activate_lang("de_DE")
        order = self._create_awaited_order(quantity=40.0)
        order.sudo().payment_due_at = "2026-12-05 12:00:00"

        instructions = self._get_instructions(order, "de_DE")

        self.assertIn("2.000,00", instructions.amount_text)
        self.assertEqual(instructions.due_text, "05.12.2026")

    def test_as_odoo_there_is_no_deadline(self):
        order = self._create_awaited_order("odoo")

        instructions = self._get_instructions(order)

        self.assertFalse(instructions.due_text)
        self.assertIn("IBAN", dict(instructions.details))

    def test_order_that_is_confirmed_at_once_is_to_pay_too(self):
        order = self._create_awaited_order("confirm")

        self.assertEqual(order.state, "sale")
        self.assertEqual(self._get_instructions(order).amount, 100.0)

    def test_rest_is_asked_for_once_a_part_is_paid(self):
        order = self._create_awaited_order()
        self._book(order, 60.0)

        self.assertEqual(self._get_instructions(order).amount, 40.0)

    def test_down_payment_is_what_the_customer_chose(self):
        order = self._create_order(pricelist_id=self.euros.id)
        self._arrange(order).prepayment_percent = 0.3
        tx = self._create_tx(order, 30.0, provider=self.provider_of_transfers)
        tx._set_pending()
        tx._post_process()

        self.assertEqual(self._get_instructions(order).amount, 30.0)

    # === NOTHING TO PAY === #

    def test_paid_order_has_none(self):
        order = self._create_awaited_order()
        self._book(order)

        self.assertIsNone(self._get_instructions(order))

    def test_cancelled_order_has_none(self):
        order = self._create_awaited_order()
        self._arrange(order)._action_cancel()

        self.assertIsNone(self._get_instructions(order))

    def test_order_paid_in_another_way_has_none(self):
        order = self._create_awaited_order()
        self._pay(order)

        self.assertIsNone(self._get_instructions(order))

    def test_order_whose_online_payment_is_under_way_has_none(self):
        order = self._create_awaited_order()
        self._pay(order, state="pending")

        self.assertIsNone(self._get_instructions(order))

    def test_order_of_the_back_end_has_none(self):
        order = self._create_awaited_order(website_id=False)

        self.assertIsNone(self._get_instructions(order))

    # === WHERE === #

    def test_account_is_that_of_the_providers_journal(self):
        other = self.bank_journal.copy()
        self._create_account("AT611904300234573201", other)

        order = self._create_awaited_order()
        self.assertIn("DE89", self._get_details(order)["IBAN"])

        self.provider_of_transfers.journal_id = other
        self.assertIn("AT61", self._get_details(order)["IBAN"])

    def test_without_one_it_is_the_first_journals_account(self):
        self.bank_journal.bank_account_id = False
        self.account.unlink()
        other = self.bank_journal.copy()
        self._create_account("AT611904300234573201", other)

        order = self._create_awaited_order()

        self.assertIn("AT61", self._get_details(order)["IBAN"])

    def test_without_any_account_the_shops_message_is_all(self):
        self.account.unlink()
        self.provider_of_transfers.pending_msg = "<p>Ask us for our account.</p>"
        order = self._create_awaited_order()

        instructions = self._get_instructions(order)

        self.assertIn("Ask us for our account", instructions.message)
        self.assertNotIn("IBAN", dict(instructions.details))
        self.assertIn("Payment reference", dict(instructions.details))
        self.assertFalse(instructions.qr_payload)

    def test_account_that_is_no_iban_is_shown_as_it_is(self):
        self.account.acc_number = "4711 0815"
        order = self._create_awaited_order()

        self.assertEqual(self._get_details(order)["Account number"], "4711 0815")
        self.assertFalse(self._get_instructions(order).qr_payload)

    def test_each_company_has_its_own_account(self):
        self._create_awaited_order()
        other = self._create_other_shop()
        order = self._create_order_of(other)

        details = self._get_details(order)

        self.assertEqual(details["IBAN"], "AT61 1904 3002 3457 3201")

    def _create_other_shop(self):
        """Return the website of another company, with an account of its own."""
        data = self.setup_other_company()
        company = data["company"]
        self._create_account("AT611904300234573201", data["default_journal_bank"])
        return self.world["website"].create(
            {"name": "Other", "company_id": company.id, "domain": "https://other.test"}
        )

    def _create_order_of(self, website):
        company = website.company_id
        self.world.user.company_ids |= company
        world = self.world(
            context={**self.world.context, "allowed_company_ids": company.ids}
        )
        provider = self.provider_of_transfers.copy(
            {"company_id": company.id, "state": "test"}
        )
        order = world["sale.order"].create(
            {
                "partner_id": self.partner.id,
                "website_id": website.id,
                "company_id": company.id,
                "order_line": [(0, 0, {"product_id": self.goods.id})],
            }
        )
        tx = self._create_tx(order, provider=provider)
        tx._set_pending()
        tx._post_process()
        return order

    # === AT THE DOOR === #

    def test_cash_on_delivery_says_how_much_and_no_account(self):
        order = self._create_order(pricelist_id=self.euros.id)
        self._choose_offline_payment(order, "cash_on_delivery")

        instructions = self._get_instructions(order)

        self.assertIn("100.00", instructions.sentence)
        self.assertIn("on delivery", instructions.sentence)
        self.assertFalse(instructions.details)
        self.assertFalse(instructions.qr_payload)

    def test_cash_on_delivery_is_over_with_the_delivery(self):
        order = self._create_order(pricelist_id=self.euros.id)
        self._choose_offline_payment(order, "cash_on_delivery")
        transfer = self._arrange(self._do_transfer(order))
        transfer.delivered_on = transfer._get_shipping_calendar()._get_today()

        self.assertIsNone(self._get_instructions(order))

    def test_pay_on_site_says_where(self):
        provider = self._get_custom_provider("on_site")
        if not provider:
            self.skipTest("Pay on site needs the optional app Click & Collect.")
        self.warehouse.partner_id.write({"name": "Shop", "city": "Berlin"})
        order = self._create_order(pricelist_id=self.euros.id)
        self._choose_offline_payment(order, "on_site")

        self.assertIn("in our store: Shop", self._get_instructions(order).sentence)

    # === THE SHOP'S OWN WORDS === #

    def test_odoos_list_of_accounts_is_not_shown_again(self):
        self.world["res.lang"]._activate_lang("de_DE")
        for lang in ("en_US", "de_DE"):
            provider = self.provider_of_transfers.with_context(lang=lang)
            provider.action_recompute_pending_msg()
            self.assertIn("DE89", provider.pending_msg)
            self.assertFalse(provider._get_own_pending_msg())

    def test_what_the_shop_wrote_is_kept(self):
        provider = self.provider_of_transfers
        provider.action_recompute_pending_msg()
        written = provider.pending_msg.replace("Please use", "We love cash. Please use")
        provider.pending_msg = written
        order = self._create_awaited_order()

        self.assertIn("We love cash", self._get_instructions(order).message)

    def test_account_that_only_the_message_knows_is_kept(self):
        provider = self.provider_of_transfers
        provider.action_recompute_pending_msg()
        provider.pending_msg = provider.pending_msg.replace("DE89", "DE11")

        self.assertIn("DE11", provider._get_own_pending_msg())

    # === ANOTHER WAY === #

    def test_other_payment_methods_are_one_link_away(self):
        order = self._create_awaited_order()

        url = self._get_instructions(order).pay_url

        self.assertIn(f"/my/orders/{order.id}?access_token=", url)
        self.assertIn("payment_amount=100.00", url)

    def test_rest_of_an_order_that_is_not_confirmed_can_only_be_transferred(self):
        order = self._create_awaited_order()
        self._book(order, 60.0)

        self.assertFalse(self._get_instructions(order).pay_url)

    # === QR CODE === #

    def test_code_pays_the_amount_to_the_account(self):
        order = self._create_awaited_order()

        lines = self._get_instructions(order).qr_payload.split("\n")

        reference = order.sudo().transaction_ids._get_communication()
        self.assertEqual(
            lines[4:8], ["COBADEFFXXX", "Lampen Müller GmbH", IBAN, "EUR100"]
        )
        self.assertEqual(lines[10], reference)

    def test_picture_says_the_same(self):
        if zxingcpp is None:
            self.skipTest("zxing-cpp isn't installed")
        payload = self._get_instructions(self._create_awaited_order()).qr_payload

        picture = Image.open(
            io.BytesIO(self.env["ecommerce.payment.qr"]._render(payload))
        )
        [code] = zxingcpp.read_barcodes(picture.convert("L"))

        self.assertEqual(code.text, payload)

    def test_francs_have_the_data_without_a_code(self):
        francs = self.env.ref("base.CHF")
        self._arrange(francs).active = True
        pricelist = self._create_pricelist(francs)
        order = self._create_awaited_order(pricelist_id=pricelist.id)

        instructions = self._get_instructions(order)

        self.assertIn("CHF", instructions.amount_text)
        self.assertIn("IBAN", dict(instructions.details))
        self.assertFalse(instructions.qr_payload)

    def test_account_outside_of_the_euro_area_has_no_code(self):
        self.account.acc_number = "TR330006100519786457841326"
        order = self._create_awaited_order()

        self.assertFalse(self._get_instructions(order).qr_payload)
