"""An order, and the actions of customer and staff by Odoo's own methods."""

import json

from odoo.fields import Command

from .customers import find_customer


class Order:
    """An eCommerce order, initially empty."""

    def __init__(self, shop, customer):
        self.shop = shop
        partner = find_customer(shop.env, customer)
        self.record = (
            shop.env["sale.order"]
            .with_company(shop.company)
            .with_context(lang=partner.lang)
            .create(
                {
                    "company_id": shop.company.id,
                    "partner_id": partner.id,
                    "team_id": shop.website.salesteam_id.id,
                    "website_id": shop.website.id,
                }
            )
        )

    def _by(self, login, record=None):
        """Return the order, or another record, with a staff member as the user."""
        record = self.record if record is None else record
        context = {"skip_backorder": True, "skip_sms": True}
        return record.with_user(self.shop.staff[login]).with_context(**context)

    # === THE CUSTOMER === #

    def fill_cart(self, **goods):
        """Put quantities of products into the cart."""
        for name, quantity in goods.items():
            self.record._cart_add(self.shop.get_product(name).id, quantity)

    def choose_carrier(self, name):
        """Choose the delivery method."""
        self.record._set_delivery_method(self.shop.get_carrier(name))
        if name == "pickup":
            location = self.shop.warehouse._prepare_pickup_location_data()
            self.record._set_pickup_location(json.dumps(location))

    def begin_payment(self, mode="demo", amount=None):
        """Choose the payment method.

        :return: The transaction.
        """
        provider = self.shop.get_provider(mode)
        values = {"sale_order_ids": [Command.set(self.record.ids)]}
        transactions = self.shop.env["payment.transaction"]
        transaction = transactions.create(
            {
                "provider_id": provider.id,
                "payment_method_id": provider.payment_method_ids[:1].id,
                "reference": transactions._compute_reference(provider.code, **values),
                "amount": amount or self.record.amount_total,
                "currency_id": self.record.currency_id.id,
                "partner_id": self.record.partner_invoice_id.id,
                "operation": "online_redirect" if mode != "demo" else "online_direct",
                **values,
            }
        )
        transaction._log_sent_message()
        return transaction

    def pay(self, mode="demo", state="done"):
        """Pay, and return to the shop."""
        transaction = self.begin_payment(mode)
        self.hear_from_provider(transaction, state)
        transaction._post_process()

    def check_out(self, mode="demo", state="done", carrier="delivery"):
        """Choose a delivery method, and pay."""
        self.choose_carrier(carrier)
        self.pay(mode, state)

    def hear_from_provider(self, transaction, state="done"):
        """Play the payment provider's notification of a state."""
        data = {"reference": transaction.reference, "simulated_state": state}
        transaction._process(transaction.provider_code, data)

    def authorize(self):
        """Authorize the amount on the customer's card."""
        provider = self.shop.get_provider("demo")
        provider.capture_manually = True
        self.pay()
        provider.capture_manually = False

    def request_return(self, reason, remark="", quantity=1):
        """Request the return of a quantity of each product by the online form.

        :return: The return.
        """
        request = self.record.env["ecommerce.return.request"]
        reason = self.shop.get_return_reason(reason)
        form = {
            **{f"quantity_{line.id}": str(quantity) for line in self._get_products()},
            "reason": str(reason.id),
            "remark": remark,
        }
        estimate = request._estimate(self.record, request._read(self.record, form))
        form["amount"] = request._write_amount(estimate.amount)
        return request._submit(self.record, form)

    def _get_products(self):
        return self.record.order_line.filtered("product_id.is_storable")

    # === THE WAREHOUSE === #

    @property
    def transfer(self):
        """The order's open transfer, with the warehouse user."""
        transfers = self.record.picking_ids.filtered(
            lambda transfer: transfer.state not in ("done", "cancel")
        )
        return self._by("warehouse", transfers[:1])

    def pick(self):
        """Pick the products."""
        self.transfer.move_ids.picked = True

    def pack(self):
        """Pack the products."""
        # Don't ask for the package type.
        self.transfer.with_context(from_package_wizard=True).action_put_in_pack()

    def render_services(self):
        """Set the services as delivered."""
        lines = self.record.order_line.filtered(
            lambda line: line.product_id.type == "service" and not line.is_delivery
        )
        for line in self._by("shopkeeper", lines):
            line.qty_delivered = line.product_uom_qty

    def ship(self, quantity=None):
        """Ship the products, or a quantity of each, the rest as a backorder."""
        transfer = self.transfer
        if quantity:
            transfer.move_ids.quantity = quantity
        transfer.move_ids.picked = True
        transfer.button_validate()

    def arrive(self):
        """Mark the parcels as delivered today."""
        self._by("warehouse", self.record.picking_ids).action_set_delivered()

    def expect_return(self, quantity=1, tracking=None):
        """Create the return transfer."""
        delivery = self.record.picking_ids.filtered(lambda it: it.state == "done")[:1]
        wizard = self._by("warehouse", self.shop.env["stock.return.picking"])
        wizard = wizard.with_context(
            active_id=delivery.id, active_model=delivery._name
        ).create({"picking_id": delivery.id})
        wizard.product_return_moves.quantity = quantity
        wizard._create_return().carrier_tracking_ref = tracking

    def take_back(self, quantity=1):
        """Receive returned products."""
        self.expect_return(quantity)
        self.ship()

    # === THE SHOPKEEPER === #

    def confirm(self):
        self._by("shopkeeper").action_confirm()

    def cancel(self):
        self._by("shopkeeper")._action_cancel()

    def hold(self, reason, note):
        self._by("shopkeeper")._hold(reason, note)

    def invoice(self):
        self._by("shopkeeper")._create_invoices(final=True).action_post()

    def capture(self):
        """Capture the amount authorized on the customer's card."""
        [transaction] = self.record.transaction_ids
        (transaction._capture() | transaction)._post_process()

    def receive_money(self, share=1.0):
        """Register a payment, or a share of it, to the bank account or in cash."""
        [invoice] = self.record.invoice_ids
        wizard = self._by("shopkeeper", self.shop.env["account.payment.register"])
        wizard.with_context(active_model=invoice._name, active_ids=invoice.ids).create(
            {"amount": invoice.currency_id.round(invoice.amount_residual * share)}
        )._create_payments()

    def receive_transfer(self):
        """Register the customer's wire transfer."""
        wizard = self._by("shopkeeper", self.shop.env["ecommerce.payment.registration"])
        wizard.create({"order_ids": self.record.ids}).action_register()

    def give_back(self, amount, reason):
        """Refund an amount by the addon's wizard."""
        wizard = self._by("shopkeeper", self.shop.env["ecommerce.order.refund"])
        wizard = wizard.create({"order_ids": self.record.ids, "reason": reason})
        wizard.write({"proposal": "amount", "asked_amount": amount})
        wizard.action_refund()

    def decline(self, case, note):
        """Decline a return."""
        wizard = self._by("shopkeeper", self.shop.env["ecommerce.return.decline"])
        wizard.create({"return_ids": case.ids, "note": note}).action_decline()

    def credit(self, quantity=1):
        """Create the credit note for returned products, without the delivery."""
        [invoice] = self.record.invoice_ids
        wizard = self._by("shopkeeper", self.shop.env["account.move.reversal"])
        wizard = wizard.with_context(
            active_model=invoice._name, active_ids=invoice.ids
        ).create({"journal_id": invoice.journal_id.id})
        wizard.refund_moves()
        lines = wizard.new_move_ids.invoice_line_ids
        goods = lines.filtered(lambda line: line.product_id.is_storable)
        (lines - goods).unlink()
        goods.quantity = quantity
        wizard.new_move_ids.action_post()

    def refund(self, amount=None):
        """Refund a payment by the provider, completely by default."""
        payment = self.record.transaction_ids.payment_id[:1]
        wizard = self._by("shopkeeper", self.shop.env["payment.refund.wizard"])
        wizard = wizard.create({"payment_id": payment.id})
        if amount:
            wizard.amount_to_refund = amount
        wizard.action_refund()
        refund = self.record.transaction_ids.child_transaction_ids
        refund.filtered(lambda it: not it.is_post_processed)._post_process()

    def refund_credit_note(self):
        """Refund the amount of the credit note, and reconcile both."""
        credit_note = self.record.invoice_ids.filtered(
            lambda move: move.move_type == "out_refund"
        )
        self.refund(credit_note.amount_total)
        payment = self.record.transaction_ids.child_transaction_ids.payment_id
        lines = (credit_note | payment.move_id).line_ids.filtered(
            lambda line: line.account_type == "asset_receivable" and not line.reconciled
        )
        lines.reconcile()
