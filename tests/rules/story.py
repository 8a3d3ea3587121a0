"""Orders described in one line, event by event.

``pay 100, ship 1, ship 1, invoice`` is an order for two lanterns at 50.00 that was
paid, shipped in two parcels and invoiced. Each event becomes facts as Odoo's documents
would state them; payments are matched with documents at once, as the automation does.
"""

from .warehouse import Warehouse


class Story(Warehouse):
    """An order whose facts follow from events.

    :param rules: The rules package to use, possibly a damaged one.
    """

    def __init__(self, rules):
        self.rules = rules
        self.facts = rules.facts
        goods = self.facts.Line(id=1, ordered=2.0, price=100.0, unit_price=50.0)
        self.order = self.facts.Order(state="draft", lines=[goods])
        self.prepayment = 1.0
        self._follow_prices()

    @property
    def goods(self):
        return self.order.lines[0]

    @property
    def balances(self):
        return self.rules.balances.Balances(self.order)

    def tell(self, text):
        """Run the events of a text, separated by commas."""
        for event in filter(None, map(str.strip, text.split(","))):
            name, *words = event.split()
            getattr(self, f"do_{name}")(*map(read_word, words))
            self._follow_transfers()
            self._follow_prices()
            self._confirm_if_paid()
            self._match()
        return self

    # === WHAT WAS AGREED === #

    def do_rule(self, rule):
        self.order.invoice_rule = rule

    def do_service(self):
        self.goods.kind = "service"

    def do_by_delivery(self):
        self.goods.is_invoiced_by_delivery = True

    def do_prepayment(self, share):
        self.prepayment = share

    def do_terms(self):
        self.order.is_paid_later = True

    def do_accept(self):
        self.order.is_confirmed_unpaid = True

    def do_pickup(self):
        self.order.is_pickup = True

    def do_request(self):
        self.order.is_invoice_requested = True

    def do_coupon(self, amount):
        self._add_line("service", -amount)

    def do_trade_in(self, amount):
        """Take an item from the customer in exchange."""
        self._add_line("goods", -amount)
        line = self.order.lines[-1]
        line.ordered, line.unit_price = -1.0, amount
        line.is_invoiced_by_delivery = True
        line.moves.to_return = 1

    def do_tax(self, rate):
        self.goods.taxes = frozenset({rate})

    def do_coupon_tax(self, rate):
        self.order.lines[-1].taxes = frozenset({rate})

    def do_carrier(self, amount):
        self._add_line("delivery", amount)

    def do_carrier_costs(self, amount):
        line = next(line for line in self.order.lines if line.kind == "delivery")
        line.price = line.unit_price = amount

    def do_quantity(self, quantity):
        self.goods.price = self.goods.unit_price * quantity
        self.goods.ordered = quantity
        if self.order.state == "sale":
            self._plan()

    def do_price(self, price):
        self.goods.unit_price = price
        self.goods.price = price * self.goods.ordered

    def do_add(self, amount):
        self._add_line("goods", amount)
        if self.order.state == "sale":
            self.order.lines[-1].moves.to_leave = 1

    def _add_line(self, kind, amount):
        number = len(self.order.lines) + 1
        line = self.facts.Line(
            id=number, kind=kind, ordered=1.0, price=amount, unit_price=amount
        )
        self.order.lines.append(line)

    def _follow_prices(self):
        self.order.total = round(sum(line.price for line in self.order.lines), 2)
        self.order.required = round(self.order.total * self.prepayment, 2)

    # === THE ORDER'S STATE === #

    def do_send(self):
        self.order.state = "sent"

    def do_confirm(self):
        self.order.state = "sale"
        self._plan()

    def do_cancel(self):
        self.order.state = "cancel"
        self.do_cancel_transfer()

    def do_confirm_again(self):
        money = self.balances.money
        self.order.undone = money.refunded if not money.kept else 0.0
        for line in self.order.lines:
            line.moves.cancelled = 0
        self.do_confirm()

    def _confirm_if_paid(self):
        stage = self.rules.stage.get_stage(self.order, self.balances)
        if self.order.transactions and stage == "to_confirm":
            self.do_confirm()

    # === PAYMENTS === #

    def do_pay(self, amount):
        self._add_transaction("online_redirect", "done", amount)
        self.order.unmatched_payments += amount

    def do_pending(self, amount):
        self._add_transaction("online_redirect", "pending", amount)
        if self.order.state == "draft":
            self.order.state = "sent"

    def do_authorize(self, amount):
        self._add_transaction("online_redirect", "authorized", amount)

    def do_capture(self, amount):
        source = self._find("authorized")
        self._add_transaction("online_redirect", "done", amount, source.id)
        self.order.unmatched_payments += amount
        captured = sum(
            tx.amount for tx in self.order.transactions if tx.source_id == source.id
        )
        if captured >= source.amount:
            source.state = "done"

    def do_void(self):
        self._find("authorized").state = "cancel"

    def do_fail(self, state="pending"):
        self._find(state).state = "error"

    def do_refund(self, amount):
        source = self._find("done")
        self._add_transaction("refund", "done", -amount, source.id)
        self.order.unmatched_refunds += amount

    def do_refund_for(self, amount, given):
        """Refund an amount, stating which part of it the shop didn't owe."""
        self.do_refund(amount)
        self.order.transactions[-1].given = given

    def _find(self, state):
        return next(tx for tx in self.order.transactions if tx.state == state)

    def _add_transaction(self, operation, state, amount, source_id=None):
        number = len(self.order.transactions) + 1
        tx = self.facts.Transaction(number, operation, state, amount, source_id)
        self.order.transactions.append(tx)

    # === DOCUMENTS === #

    def do_invoice(self):
        """Create the invoice like the addon's button; do nothing if none is due."""
        invoicing = self.rules.invoicing
        if not invoicing.is_invoiceable(self.order, self.balances):
            return
        quantities = invoicing.get_quantities_to_invoice(self.order, self.balances)
        document = self._add_document()
        for line in self.order.lines:
            if quantity := quantities.get(line.id, 0.0):
                amount = self.rules.lines.get_value(self.order, line, quantity)
                line.invoiced_quantity += round(quantity, 2)  # as Odoo does
                line.invoiced += amount
                document.amount += amount
        for line in self.order.lines:
            if line.kind == "down_payment":
                document.amount -= line.invoiced - line.credited
                line.credited = line.invoiced
        document.residual = document.amount

    def do_invoice_twice(self):
        """Invoice everything once more, by hand."""
        copy = self._add_document(amount=self.order.documents[-1].amount)
        copy.residual = copy.amount
        for line in self.order.lines:
            line.invoiced *= 2
            line.invoiced_quantity *= 2

    def do_deposit(self, amount):
        self._add_line("down_payment", 0.0)
        line = self.order.lines[-1]
        line.ordered, line.unit_price, line.invoiced = 0.0, amount, amount
        line.invoiced_quantity = 1.0
        document = self._add_document()
        document.amount = document.residual = amount

    def do_draft(self):
        self.do_invoice()
        document = self.order.documents[-1]
        document.is_posted = False
        for line in self.order.lines:
            line.invoiced = line.invoiced_quantity = 0.0

    def do_credit(self, quantity):
        self._credit(quantity, quantity * self.goods.unit_price)

    def do_credit_amount(self, amount):
        """Create a credit note for an amount, as one piece at that price."""
        self._credit(1.0, amount)

    def do_allow(self, amount):
        """Credit an amount by the refund window, for nothing that comes back."""
        self.goods.allowance_quantity += 1.0
        self._credit(1.0, amount)

    def do_credit_less(self, quantity, fee):
        """Create a credit note for a quantity, less a fee of the return."""
        self._credit(quantity, quantity * self.goods.unit_price - fee)
        self.goods.fee += fee

    def do_open_credit(self, quantity):
        self.do_credit(quantity)
        self.order.documents[-1].is_posted = False
        self.goods.credited_quantity -= quantity
        self.goods.credited -= quantity * self.goods.unit_price

    def _credit(self, quantity, amount):
        self.goods.credited_quantity += quantity
        self.goods.credited += amount
        document = self._add_document(is_credit_note=True)
        document.amount = document.residual = amount

    def do_round(self, amount):
        """Make the invoices differ from the order by rounded tax cents."""
        document = self.order.documents[-1]
        difference = amount - document.amount
        document.amount += difference
        document.residual += difference if document.residual else 0.0
        self.goods.invoiced += difference

    def _add_document(self, **values):
        number = len(self.order.documents) + 1
        self.order.documents.append(self.facts.Document(number, **values))
        return self.order.documents[-1]

    # === ACCOUNTING === #

    def do_register(self, amount):
        """Register a payment on the open invoices."""
        self.order.bookings.append(self.facts.Booking("received", amount))
        self._settle(amount, is_credit_note=False)

    def do_book(self, amount):
        """Post the first transaction's payment, and match it with the invoices."""
        self.order.bookings.append(self.facts.Booking("received", amount, 1))

    def do_register_refund(self, amount):
        self.order.bookings.append(self.facts.Booking("refunded", amount))
        self._settle(amount, is_credit_note=True)

    def do_write_off(self, amount):
        self.order.bookings.append(self.facts.Booking("written_off", amount))
        self._settle(amount, is_credit_note=False)

    def do_use_elsewhere(self, amount):
        self.order.bookings.append(self.facts.Booking("used_elsewhere", amount))
        self.order.unmatched_payments -= amount

    def _settle(self, amount, is_credit_note):
        for document in self.order.documents:
            if document.is_credit_note == is_credit_note and document.is_posted:
                part = min(document.residual, amount)
                document.residual = round(document.residual - part, 2)
                amount -= part
        return amount

    def _match(self):
        """Match payments with invoices, refunds with credit notes, and the rest."""
        order = self.order
        order.unmatched_payments = self._settle(order.unmatched_payments, False)
        order.unmatched_refunds = self._settle(order.unmatched_refunds, True)
        credit = sum(it.residual for it in order.documents if it.is_credit_note)
        debit = sum(it.residual for it in order.documents if not it.is_credit_note)
        common = min(credit, debit)
        self._settle(common, True)
        self._settle(common, False)


def read_word(word):
    """Return the word as a number if it is one."""
    try:
        return float(word)
    except ValueError:
        return word
