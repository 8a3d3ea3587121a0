from unittest import SkipTest

from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.website_sale_stock.tests.common import WebsiteSaleStockCommon

from .prepared_company import PreparedCompanyCommon

# Logs what automations fail with.
RUNNER = "odoo.addons.ecommerce_order_flow.models.engine.ecommerce_automation_runner"


class OrderFlowCommon(PreparedCompanyCommon, WebsiteSaleStockCommon):
    """A web shop with one product at 50.00 without taxes and 100 units of it.

    The class, and the helpers here, prepare the `world` as an administrator. A test
    acts with the least rights that its feature needs: its `env` and the orders,
    transfers and returns that it gets are in the hands of `staff`.
    """

    # The rights of whoever uses the feature, with commas in between.
    staff_groups = "sales_team.group_sale_salesman_all_leads"

    @classmethod
    def get_default_groups(cls):
        """Override of `account`: whoever prepares the world places orders, too."""
        return super().get_default_groups() | cls.env.ref(
            "sales_team.group_sale_manager"
        )

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.env = cls.env(
            context=dict(cls.env.context, lang="en_US", tracking_disable=True)
        )
        cls.world = cls.env
        cls.staff = cls._create_user("staff", cls.staff_groups)
        cls.warehouse = cls.warehouse[:1]
        # Customers get invoices when a test creates one, and no sooner.
        cls.website.write({"invoice_business": "never", "invoice_consumer": "never"})
        cls.goods = cls._create_product(
            name="Lantern", list_price=50.0, taxes_id=False, invoice_policy="order"
        )
        cls._add_product_qty_to_wh(cls.goods.id, 100, cls.warehouse.lot_stock_id.id)
        cls.service = cls._create_product(
            name="Engraving",
            type="service",
            list_price=50.0,
            taxes_id=False,
            invoice_policy="order",
        )

    def setUp(self):
        super().setUp()
        self.env = self.env(user=self.staff)

    @classmethod
    def _create_user(cls, login, groups, **values):
        """Return a user of the shop's company with an email address."""
        values = {
            "email": f"{login}@example.com",
            "company_id": cls.world.company.id,
            **values,
        }
        return new_test_user(cls.world, login, groups, **values)

    @classmethod
    def _hand_over(cls, records):
        """Return records in the hands of whoever uses the feature."""
        return records.with_user(cls.staff)

    @classmethod
    def _arrange(cls, records):
        """Return records in the hands of whoever prepares the world."""
        return records.with_user(cls.world.user)

    @classmethod
    def _create_order(cls, product=None, quantity=2.0, **values):
        """Return the cart of a web customer; by default two lanterns for 100.00."""
        order = cls.env["sale.order"].create(
            {
                "partner_id": cls.partner.id,
                "website_id": cls.website.id,
                "warehouse_id": cls.warehouse.id,
                "require_payment": True,
                "prepayment_percent": 1.0,
                "order_line": [
                    Command.create(
                        {
                            "product_id": (product or cls.goods).id,
                            "product_uom_qty": quantity,
                            "price_unit": 50.0,
                            "tax_ids": False,
                        }
                    )
                ],
                **values,
            }
        )
        return cls._hand_over(order)

    @classmethod
    def _create_confirmed_order(cls, **values):
        order = cls._create_order(**values)
        cls._arrange(order).action_confirm()
        return order

    # === AUTOMATIONS === #

    def _run_automation(self, code):
        """Run an automation as its cron does, with a cursor of its own."""
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            env["ecommerce.automation"]._cron_run(code)

    def _find_failure(self, code, record):
        step = self.env["ecommerce.automation"].sudo()._find(code)
        return self.env["ecommerce.failure"].sudo()._find(step, record.ids)

    def _is_due(self, code, record):
        step = self.env["ecommerce.automation"].sudo()._find(code)
        return record in record.sudo().search(step._get_due_domain())

    # === MONEY === #

    @classmethod
    def _get_custom_provider(cls, mode):
        """Return Odoo's provider of an offline payment mode, or none."""
        if mode not in dict(
            cls.env["payment.provider"]._fields["custom_mode"].selection
        ):
            return cls.env["payment.provider"]
        provider = cls.env["payment.provider"].search(
            [("custom_mode", "=", mode), ("company_id", "=", cls.env.company.id)],
            limit=1,
        )
        provider.state = "test"
        return provider

    @classmethod
    def _choose_offline_payment(cls, order, mode):
        """Let the customer choose an offline payment, which is pending then."""
        provider = cls._get_custom_provider(mode)
        method = provider.with_context(active_test=False).payment_method_ids
        return cls._pay(
            order,
            state="pending",
            provider=provider,
            payment_method_id=(method or cls.payment_method)[:1].id,
        )

    @classmethod
    def _create_tx(cls, orders, amount=None, provider=None, **values):
        orders = cls._arrange(orders)
        return cls.env["payment.transaction"].create(
            {
                "provider_id": (provider or cls.provider).id,
                "payment_method_id": cls.payment_method_id,
                "amount": amount or sum(orders.mapped("amount_total")),
                "currency_id": orders.currency_id.id,
                "partner_id": orders.partner_id.id,
                "operation": "online_redirect",
                "reference": f"Test {cls.env['payment.transaction'].search_count([])}",
                "sale_order_ids": [Command.set(orders.ids)],
                **values,
            }
        )

    @classmethod
    def _pay(cls, orders, amount=None, state="done", **values):
        """Let the provider report a payment in the given state, and process it."""
        tx = cls._create_tx(orders, amount, **values)
        if state == "error":
            tx._set_error("Card declined")
        elif state == "authorized":
            cls._authorize(tx)
        elif state == "done":
            cls._report_done(tx)
        else:
            getattr(tx, f"_set_{state}")()
        tx._post_process()
        return tx

    @classmethod
    def _report_done(cls, tx):
        """Let the provider report that a payment, or a refund, is done."""
        tx._set_done()

    @classmethod
    def _authorize(cls, tx):
        tx.provider_id.support_manual_capture = "partial"
        tx._set_authorized()

    @classmethod
    def _refund(cls, tx, amount=None):
        refund_tx = tx._create_child_transaction(amount or tx.amount, is_refund=True)
        cls._report_done(refund_tx)
        refund_tx._post_process()
        return refund_tx

    @classmethod
    def _invoice(cls, order):
        invoice = cls._arrange(order)._create_invoices(final=True)
        invoice.action_post()
        return invoice

    @classmethod
    def _invoice_down_payment(cls, order, amount):
        wizard = cls.env["sale.advance.payment.inv"].create(
            {
                "sale_order_ids": [Command.set(order.ids)],
                "advance_payment_method": "fixed",
                "fixed_amount": amount,
            }
        )
        invoice = wizard._create_invoices(cls._arrange(order))
        invoice.action_post()
        return invoice

    @classmethod
    def _match_with_bank_statement(cls, invoice):
        """Book the invoice's amount on the bank account and match it, as a bank
        reconciliation does."""
        statement_line = cls.env["account.bank.statement.line"].create(
            {
                "journal_id": cls.company_data["default_journal_bank"].id,
                "payment_ref": invoice.name,
                "amount": invoice.amount_total,
            }
        )
        receivable = invoice.line_ids.filtered(
            lambda line: line.display_type == "payment_term"
        )
        _liquidity, suspense, _other = statement_line.with_context(
            skip_account_move_synchronization=True
        )._seek_for_lines()
        suspense.account_id = receivable.account_id
        (suspense + receivable).reconcile()

    @classmethod
    def _get_foreign_currency(cls):
        """Return another currency than the company's; two of it are worth one."""
        currencies = cls.env.ref("base.CHF") + cls.env.ref("base.EUR")
        currency = (currencies - cls.env.company.currency_id)[:1]
        currency.active = True
        cls.env["res.currency.rate"].search(
            [("currency_id", "=", currency.id)]
        ).unlink()
        cls.env["res.currency.rate"].create(
            {"currency_id": currency.id, "name": "2020-01-01", "rate": 2.0}
        )
        return currency

    @classmethod
    def _register_payment(cls, invoice, amount=None):
        wizard = cls.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        wizard.create({"amount": amount or invoice.amount_total})._create_payments()

    @classmethod
    def _credit(cls, invoice, quantity=None):
        """Return the posted credit note of an invoice or of a quantity of its line."""
        reversal = cls.env["account.move.reversal"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        wizard = reversal.create({"journal_id": invoice.journal_id.id})
        wizard.refund_moves()
        credit_note = wizard.new_move_ids
        if quantity:
            credit_note.invoice_line_ids.quantity = quantity
        credit_note.action_post()
        return credit_note

    # === GOODS === #

    @classmethod
    def _create_pickup_carrier(cls):
        """Return a delivery method of goods that customers fetch.

        :raise SkipTest: If the app isn't there.
        """
        delivery_types = cls.env["delivery.carrier"]._fields["delivery_type"]
        if "in_store" not in dict(delivery_types.selection):
            raise SkipTest("Pickup needs the optional app Click & Collect.")
        return cls._prepare_carrier(
            cls._prepare_carrier_product(list_price=0.0),
            fixed_price=0.0,
            delivery_type="in_store",
            warehouse_ids=cls.warehouse.ids,
        )

    @classmethod
    def _set_delivery_steps(cls, steps):
        cls.warehouse.delivery_steps = steps

    @classmethod
    def _get_open_transfer(cls, order):
        return order.picking_ids.filtered(lambda p: p.state not in ("done", "cancel"))[
            :1
        ]

    @classmethod
    def _do_transfer(cls, order, quantity=None):
        """Do the order's next transfer; the rest of a partial one is a backorder."""
        transfer = cls._get_open_transfer(cls._arrange(order))
        if quantity:
            transfer.move_ids.quantity = quantity
        transfer.move_ids.picked = True
        transfer.with_context(skip_backorder=True).button_validate()
        return cls._hand_over(transfer)

    @classmethod
    def _create_return(cls, order, quantity=1.0, to_refund=True, transfer=None):
        """Return the transfer that brings something back of another, or of a parcel."""
        delivery = (
            transfer
            or cls._arrange(order).picking_ids.filtered(
                lambda p: p.state == "done" and p.location_dest_id.usage == "customer"
            )[:1]
        )
        wizard = (
            cls.env["stock.return.picking"]
            .with_context(
                active_id=delivery.id,
                active_ids=delivery.ids,
                active_model="stock.picking",
            )
            .create({"picking_id": delivery.id})
        )
        wizard.product_return_moves.write(
            {"quantity": quantity, "to_refund": to_refund}
        )
        return cls._hand_over(wizard._create_return())

    @classmethod
    def _receive_return(cls, order, **values):
        transfer = cls._arrange(cls._create_return(order, **values))
        transfer.move_ids.picked = True
        transfer.button_validate()
        return cls._hand_over(transfer)
