"""Plays the stories of the table on the database, as people and providers do."""

from odoo.fields import Command


class Story:
    """An order to which happens what a story says, event by event.

    :param case: The test case, whose helpers do what people do.
    """

    def __init__(self, case):
        self.case = case
        self.order = case._arrange(case._create_order())

    @property
    def line(self):
        return self.order.order_line[0]

    @property
    def env(self):
        return self.order.env

    def tell(self, text):
        """Let the events of a text happen, and what the automations do of them."""
        for event in filter(None, map(str.strip, text.split(","))):
            name, *words = event.split()
            getattr(self, f"do_{name}")(*map(read_word, words))
            self._run_automations()
        return self.order

    def _run_automations(self):
        if self.order.transaction_ids and self.order._is_to_confirm():
            self.order.action_confirm()
        self.env["ecommerce.payment.matching"]._match(self.order)

    # === WHAT WAS AGREED === #

    def do_rule(self, rule):
        self.case.website.invoice_consumer = rule

    def do_service(self):
        self._sell(self.case.service)

    def do_by_delivery(self):
        product = self.line.product_id.copy({"invoice_policy": "delivery"})
        if product.is_storable:
            shelf = self.case.warehouse.lot_stock_id
            self.case._add_product_qty_to_wh(product.id, 100, shelf.id)
        self._sell(product)

    def _sell(self, product):
        self.line.product_id = product
        self.line.write(
            {"product_uom_qty": 2.0, "price_unit": 50.0, "tax_ids": [Command.clear()]}
        )

    def do_prepayment(self, share):
        self.order.prepayment_percent = share

    def do_terms(self):
        self.order.payment_term_id = self.env["account.payment.term"].create(
            {"name": "In a month", "line_ids": [Command.create({"nb_days": 30})]}
        )

    def do_accept(self):
        self.order.sudo().waiting_policy = "confirm"

    def do_request(self):
        self.order.sudo().is_invoice_requested = True

    def do_coupon(self, amount):
        self._add_line(self.case.service, -amount)

    def do_carrier(self, amount):
        self.order._create_delivery_line(self.case.carrier, amount)

    def do_carrier_costs(self, amount):
        line = self.order.order_line.filtered("is_delivery")
        line.price_unit = amount

    def do_quantity(self, quantity):
        self.line.product_uom_qty = quantity

    def do_price(self, price):
        self.line.price_unit = price

    def do_add(self, amount):
        self._add_line(self.case.goods, amount)

    def _add_line(self, product, price):
        values = {"product_id": product.id, "price_unit": price, "tax_ids": False}
        self.order.order_line = [Command.create(values)]

    # === THE ORDER'S STATE === #

    def do_send(self):
        self.order.action_quotation_sent()

    def do_confirm(self):
        self.order.action_confirm()

    def do_cancel(self):
        self.order._action_cancel()

    # === PAYMENTS === #

    def do_pay(self, amount):
        self.case._pay(self.order, amount)

    def do_pending(self, amount):
        self.case._pay(self.order, amount, state="pending")

    def do_authorize(self, amount):
        self.case._pay(self.order, amount, state="authorized")

    def do_capture(self, amount):
        part = self._find("authorized")._create_child_transaction(amount)
        self.case._report_done(part)
        part._post_process()

    def do_void(self):
        self._find("authorized")._set_canceled()

    def do_fail(self, state="pending"):
        self._find(state)._set_error("Lapsed")

    def do_refund(self, amount):
        tx = self.order.transaction_ids.filtered(lambda tx: tx.state == "done")[0]
        parts = tx.child_transaction_ids.filtered(lambda it: it.operation != "refund")
        self.case._refund((parts or tx)[0], amount)

    def _find(self, state):
        return self.order.transaction_ids.filtered(lambda tx: tx.state == state)[0]

    # === GOODS === #

    def do_steps(self):
        self.case._set_delivery_steps("pick_ship")

    def do_pick(self):
        self.case._do_transfer(self.order)

    def do_put_back(self, quantity):
        self._give_back(self.order.picking_ids.sorted("id")[0], quantity)

    def do_pick_again(self):
        self._give_back(self.transfer, 2.0)

    def _give_back(self, transfer, quantity):
        """Return what a transfer has brought, and validate what comes of it."""
        self.transfer = self.case._arrange(
            self.case._create_return(self.order, quantity=quantity, transfer=transfer)
        )
        self.transfer.move_ids.picked = True
        self.transfer.button_validate()

    def do_ship(self, quantity):
        self.case._do_transfer(self.order, quantity)

    def do_ship_added(self):
        self.case._do_transfer(self.order)

    def do_arrive(self):
        parcels = self.order.picking_ids.filtered(lambda it: it.state == "done")
        for parcel in parcels:
            parcel.delivered_on = parcel._get_shipped_on()

    def do_come_back(self):
        parcels = self.order.picking_ids.filtered(lambda it: it.state == "done")
        parcels.is_sent_back = True

    def do_close(self):
        self.do_cancel_transfer()

    def do_cancel_transfer(self):
        self.case._get_open_transfer(self.order).action_cancel()

    def do_render(self, quantity):
        self.line.qty_delivered = quantity

    def do_return(self, quantity):
        self.case._receive_return(self.order, quantity=quantity)

    def do_exchange(self, quantity):
        self.case._receive_return(self.order, quantity=quantity, to_refund=False)

    def do_announce(self):
        self.transfer = self.case._arrange(self.case._create_return(self.order))

    def do_send_back(self):
        self.transfer.carrier_tracking_ref = "00340434"

    def do_receive(self, quantity):
        self.transfer.move_ids.quantity = quantity
        self.transfer.move_ids.picked = True
        self.transfer.button_validate()

    # === DOCUMENTS === #

    def do_invoice(self):
        if self.order.is_invoiceable:
            self._create_invoices()

    def _create_invoices(self):
        self.env["ecommerce.invoice.creation"]._create_posted_invoices(self.order)

    def do_draft(self):
        creation = self.env["ecommerce.invoice.creation"]
        creation._set_quantities_to_invoice(self.order)
        self.order._create_invoices(final=True)

    def do_deposit(self, amount):
        self.case._invoice_down_payment(self.order, amount)

    def do_credit(self, quantity):
        self.case._credit(self._get_invoices()[0], quantity)

    def do_credit_amount(self, amount):
        self._draft_credit_note(quantity=1.0, price_unit=amount).action_post()

    def do_allow(self, amount):
        """Credit an amount by the refund window, for nothing that comes back."""
        credit_note = self._draft_credit_note(quantity=1.0, price_unit=amount)
        goods = credit_note.invoice_line_ids.filtered("sale_line_ids")
        goods.sudo().is_refund_allowance = True
        credit_note.action_post()

    def do_open_credit(self, quantity):
        self._draft_credit_note(quantity=quantity)

    def _draft_credit_note(self, **values):
        """Return a credit note over the goods alone."""
        invoice = self._get_invoices()[0]
        reversal = self.env["account.move.reversal"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        wizard = reversal.create({"journal_id": invoice.journal_id.id})
        wizard.refund_moves()
        lines = wizard.new_move_ids.invoice_line_ids
        goods = lines.filtered(lambda line: self.line in line.sale_line_ids)
        (lines - goods).unlink()
        goods.write(values)
        return wizard.new_move_ids

    # === ACCOUNTING === #

    def do_register(self, amount):
        invoice = self._get_invoices().filtered("amount_residual")[0]
        self.case._register_payment(invoice, amount)

    def do_register_refund(self, amount):
        credit_notes = self.order.invoice_ids - self._get_invoices()
        self.case._register_payment(credit_notes, amount)

    def do_write_off(self, amount):
        """Book a bad debt, and match it with the invoice."""
        due = self._get_invoices().line_ids.filtered(
            lambda line: line.display_type == "payment_term" and not line.reconciled
        )
        expenses = self.case.company_data["default_account_expense"]
        entry = self.env["account.move"].create(
            {
                "line_ids": [
                    Command.create({"account_id": expenses.id, "debit": amount}),
                    Command.create(
                        {
                            "account_id": due.account_id.id,
                            "partner_id": due.partner_id.id,
                            "credit": amount,
                        }
                    ),
                ]
            }
        )
        entry.action_post()
        credit = entry.line_ids.filtered(lambda line: line.account_id == due.account_id)
        (due + credit).reconcile()

    def do_use_elsewhere(self, amount):
        """Let what was paid too much settle an invoice of another order."""
        other_order = self.case._create_confirmed_order(quantity=amount / 50.0)
        invoice = self.case._invoice(other_order)
        payments = self.order.transaction_ids.payment_id
        open_lines = payments.move_id.line_ids.filtered(
            lambda line: line.account_type == "asset_receivable" and not line.reconciled
        )
        invoice.js_assign_outstanding_line(open_lines.id)

    def _get_invoices(self):
        return self.order.invoice_ids.filtered(
            lambda move: move.move_type == "out_invoice"
        ).sorted("id")


def read_word(word):
    """Return a number where it is one."""
    try:
        return float(word)
    except ValueError:
        return word
