from collections import defaultdict

from odoo import api, models

from ..status.rules import lines as line_rules
from ..status.rules.balances import Balances
from ..status.rules.facts import DELIVERY, DOWN_PAYMENT, GOODS
from .rules.allocation import allocate
from .wish import Plan, Wish

# Context key of a cache of facts by order id, for read-only code.
KNOWN_FACTS = "ecommerce_order_flow_known_facts"


class EcommerceRefundPlanner(models.AbstractModel):
    """Planning of refunds: documents, amounts, and payments.

    ================================================  =====================  ==========
    What is refunded                                  Credit note            Amount
    ================================================  =====================  ==========
    invoiced, and returned or never to be shipped     for it                 its price
    invoiced, and kept by the customer                for it: a concession   its price
    not invoiced, and never to be shipped             none                   its price
    an amount, with an invoice                        by the taxes' shares   the amount
    an overpayment                                    none                   the amount
    anything, while the customer owes something       as above               less that
    anything, and less of it was paid                 as above               the rest
    ================================================  =====================  ==========

    Discounts on the whole order are refunded in proportion to the lines.
    """

    _name = "ecommerce.refund.planner"
    _description = "Refund Planner"

    @api.model
    def _plan(self, order, wish, reason=""):
        """Return the plan of a wish.

        :param order: A sales order, which the user may read.
        :param wish: A `Wish`.
        :rtype: Plan
        """
        # In sudo mode because salespeople can't read transactions and invoices.
        order_sudo = order.sudo().with_company(order.company_id)
        facts = self._get_facts(order).with_lines(wish.added)
        plan = Plan(is_exchange=wish.is_exchange)
        if wish.amount:
            self.sudo()._plan_amount(plan, order_sudo, facts, wish.amount, reason)
        else:
            self.sudo()._plan_lines(plan, order_sudo, facts, wish)
        sources = self.env["ecommerce.refund.sources"]
        plan.amount = min(plan.amount, sources._get_available(order))
        plan.shares = allocate(
            plan.amount, sources._get_sources(order), order.currency_id.rounding
        )
        return plan

    @api.model
    def _get_facts(self, order):
        """Return the facts of an order, from the context's cache if there is one."""
        known = self.env.context.get(KNOWN_FACTS, {})
        if order.id in known:
            return known[order.id]
        # In sudo mode because salespeople can't read transactions.
        order_sudo = order.sudo()
        facts = order_sudo.env["ecommerce.order.facts"]._get(order_sudo)[order.id]
        known[order.id] = facts
        return facts

    @api.model
    def _get_most(self, order):
        """Return how much of each line can be refunded, by line id."""
        return self._get_most_quantities(order, self._get_facts(order))

    # === QUANTITIES === #

    @api.model
    def _plan_lines(self, plan, order, facts, wish):
        quantities = wish.quantities
        billing = self.env["ecommerce.refund.billing"]
        most = self._get_most_quantities(order, facts)
        wanted = self._add_discounts(order, facts, quantities, most)
        is_everything = self._is_everything(facts, quantities, most)
        if is_everything:
            plan.documents = billing._plan_everything(order)
            unbilled = self._get_unbilled(order, wanted)
            if unbilled:  # Their invoice would deduct the down payments.
                unbilled |= billing._get_deposits(order)
            plan.documents += [
                document
                for document in billing._plan_quantities(order, unbilled)
                if not document.invoice
            ]
        else:
            first = self._get_unbilled_first(facts, wanted)
            plan.documents = billing._plan_quantities(order, wanted, first)
        self.env["ecommerce.refund.fee"]._deduct(order, plan, wish.fees)
        gift_cards = self.env["ecommerce.refund.gift.card"]
        plan.gift_cards = gift_cards._plan(order, plan.documents)
        plan.total = order.currency_id.round(
            sum(document.total for document in plan.documents)
        )
        new = plan.total + plan.fee - self._get_owed_back(facts, wanted)
        limit = order.amount_received if is_everything else plan.total
        due = self._get_due(order, Balances(facts)) + plan.fee
        self._set_amount(plan, order, due, new, limit)

    @api.model
    def _get_unbilled(self, order, wanted):
        """Return the quantities of lines without an invoice."""
        return {
            line: quantity
            for line, quantity in wanted.items()
            if not line.invoice_lines.filtered(lambda it: it.parent_state == "posted")
        }

    @api.model
    def _get_unbilled_first(self, facts, wanted):
        """Return the quantities by line neither invoiced nor with the customer.

        So that delivered products aren't credited for unshipped ones. Returned products
        are credited first.
        """
        by_id = {line.id: line for line in facts.lines}
        unbilled = {}
        for sale_line, quantity in wanted.items():
            line = by_id[sale_line.id]
            if line.kind != GOODS:
                continue
            invoiced = line.invoiced_quantity - line.credited_quantity
            away = line.ordered - line.delivered - line.returned
            rest = quantity - max(line.returned - line.credited_quantity, 0.0)
            unbilled[sale_line] = max(min(line.ordered - invoiced, away, rest), 0.0)
        return unbilled

    @api.model
    def _add_discounts(self, order, facts, quantities, most):
        """Return the quantities by line, with their share of the discounts."""
        wanted = {
            line: quantities.get(line.id, 0.0)
            for line in order.order_line
            if quantities.get(line.id)
        }
        for line in facts.lines:
            if line_rules.is_discount(line) and most.get(line.id):
                share = self._get_discounted_share(facts, line, quantities, most)
                if share:
                    sale_line = order.order_line.browse(line.id)
                    wanted[sale_line] = most[line.id] * min(share, 1.0)
        return wanted

    @api.model
    def _get_discounted_share(self, facts, discount, quantities, most):
        """Return the refunded share, by price, of the lines a discount applies to."""
        sold = line_rules.get_discounted_lines(facts, discount)
        total, part = (
            sum(line_rules.get_value(facts, it, by_id.get(it.id, 0.0)) for it in sold)
            for by_id in (most, quantities)
        )
        return part / total if total else 0.0

    @api.model
    def _get_most_quantities(self, order, facts):
        """Return the refundable quantity of each line, by line id.

        It is the quantity invoiced and not credited, or ordered and not refunded.
        """
        # In sudo mode because salespeople can't read refunds.
        uncredited = self._get_uncredited_quantities(order.sudo(), facts)
        most = {}
        for line in facts.lines:
            is_free = not (line.price or line.invoiced) and line.kind != GOODS
            if line.kind == DOWN_PAYMENT or is_free:
                continue
            credited = max(line.credited_quantity - line.allowance_quantity, 0.0)
            left = max(line.ordered, line.invoiced_quantity) - credited
            most[line.id] = max(left - uncredited[line.id], 0.0)
        return most

    @api.model
    def _get_uncredited_quantities(self, order, facts):
        """Return the quantities refunded without a document, by line id."""
        quantities = defaultdict(float)
        for line in self._get_refunds_that_count(order, facts).line_ids:
            quantities[line.order_line_id.id] += line.uncredited_quantity
        return quantities

    @api.model
    def _get_refunds_that_count(self, order, facts):
        """Return the refunds since the order's last fresh start.

        A fresh start is when everything paid was refunded, and the customer paid again,
        or the order was reopened.
        """
        undone_id = Balances(facts).money.undone_id
        return order.refund_ids.filtered(
            lambda it: (
                it.is_booked and not (it.is_refused or it._was_sent_by(undone_id))
            )
        )

    @api.model
    def _is_everything(self, facts, quantities, most):
        """Return whether everything refundable is refunded."""
        return any(most.values()) and all(
            abs(quantities.get(line.id, 0.0) - most[line.id]) < 0.00001
            for line in facts.lines
            if line.id in most and not line_rules.is_discount(line)
        )

    @api.model
    def _get_owed_back(self, facts, wanted):
        """Return the price of the quantities that the shop owes already.

        The customer doesn't keep them: they were returned, won't be shipped, or the
        order is cancelled.
        """
        by_id = {line.id: line for line in facts.lines}
        owed = 0.0
        for sale_line, quantity in wanted.items():
            line = by_id[sale_line.id]
            documented = max(line.ordered, line.invoiced_quantity)
            settled = line.credited_quantity
            lost = documented - settled - line_rules.get_kept_quantity(facts, line)
            part = min(quantity, max(lost, 0.0))
            owed += line_rules.get_value(facts, line, part) if part else 0.0
        return owed

    # === AMOUNTS === #

    @api.model
    def _plan_amount(self, plan, order, facts, amount, reason):
        """Plan an amount: first what is owed without a document, then a concession."""
        balances = Balances(facts)
        due = self._get_due(order, balances)
        overpaid = max(-due - balances.to_credit, 0.0)
        credited = order.currency_id.round(max(amount - overpaid, 0.0))
        if credited:
            allowance = self.env["ecommerce.refund.allowance"]
            plan.documents = allowance._plan(order, credited, reason)
        plan.total = amount
        # Amounts refunded before and not credited need no payment.
        gone = max(balances.to_credit - max(-due, 0.0), 0.0)
        new = max(amount + min(due, 0.0) - gone, 0.0)
        self._set_amount(plan, order, due, new, amount)

    @api.model
    def _set_amount(self, plan, order, due, new, limit):
        """Set the amount of the plan from the owed and the new amount.

        :param float due: The amount the customer owes; negative if the shop owes it.
        :param float new: The amount that the shop doesn't owe yet.
        :param float limit: The maximum to refund.
        """
        money = max(max(new, 0.0) - due, 0.0)
        plan.amount = order.currency_id.round(min(money, limit))
        plan.owed = max(due, 0.0)
        plan.missing = order.currency_id.round(max(due - max(new, 0.0), 0.0))

    @api.model
    def _wish_for(self, quantities, amount=0.0):
        """Return a `Wish`; a factory for other modules."""
        return Wish(quantities, amount)

    @api.model
    def _get_due(self, order, balances):
        """Return the amount due; promised refunds count as made."""
        promised = self.env["ecommerce.refund.sources"]._get_promised(order)
        return order.currency_id.round(balances.due + promised)

    # === PROPOSALS === #

    @api.model
    def _choose_proposal(self, order):
        """Return the most likely proposal for an order."""
        balances = Balances(self._get_facts(order))
        if order.state == "cancel" and any(self._get_most(order).values()):
            return "everything"
        due = self._get_due(order, balances)
        if any(self._propose("returned", order).values()) and due < 0:
            return "returned"
        if balances.given_up and due < 0:
            return "never_left"
        if due < 0:
            return "overpaid"
        return "overcharged" if balances.to_credit > 0 else "everything"

    @api.model
    def _get_amount(self, order, proposal):
        """Return the amount of a proposal without lines."""
        balances = Balances(self._get_facts(order))
        if proposal == "overcharged":
            return balances.to_credit
        due = self._get_due(order, balances)
        return max(-due, 0.0) if proposal == "overpaid" else 0.0

    @api.model
    def _get_wish(self, order, proposal):
        """Return the `Wish` of a proposal."""
        if proposal in ("overpaid", "overcharged"):
            return Wish(amount=self._get_amount(order, proposal))
        return Wish(self._propose(proposal, order))

    @api.model
    def _propose(self, proposal, order):
        """Return the quantities of a proposal by line id.

        :param str proposal: `everything`, `returned`, `never_left` or `delivery`.
        """
        facts = self._get_facts(order)
        most = self._get_most_quantities(order, facts)
        choose = getattr(self, f"_propose_{proposal}")
        return {
            line.id: max(min(choose(facts, line, most[line.id]), most[line.id]), 0.0)
            for line in facts.lines
            if line.id in most and not line_rules.is_discount(line)
        }

    @api.model
    def _propose_everything(self, _facts, _line, most):
        return most

    @api.model
    def _propose_returned(self, facts, line, most):
        """Return the returned quantity that isn't refunded yet."""
        if line.kind != GOODS or not line.returned:
            return 0.0
        return most - line_rules.get_kept_quantity(facts, line)

    @api.model
    def _propose_never_left(self, facts, line, most):
        """Return the undelivered quantity, whether it will be shipped or not."""
        if line.kind != GOODS:
            return 0.0
        return min(line.ordered - line.delivered - line.returned, most)

    @api.model
    def _propose_delivery(self, _facts, line, most):
        return most if line.kind == DELIVERY else 0.0
