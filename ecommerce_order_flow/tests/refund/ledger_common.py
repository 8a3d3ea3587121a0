from collections import defaultdict

from odoo.fields import Command

from .refund_common import RefundCommon


class LedgerCommon(RefundCommon):
    """A shop whose trial balance and tax report are looked at."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tax_account = cls.env["account.account"].create(
            {"name": "Tax", "code": "TAX1", "account_type": "liability_current"}
        )
        cls.high, cls.low = cls._create_tax(19.0), cls._create_tax(7.0)
        cls.included = cls._create_tax(19.0, price_include=True)

    @classmethod
    def _create_tax(cls, rate, price_include=False):
        """Override to book the tax on an account of its own."""
        tax = super()._create_tax(rate, price_include)
        lines = tax.invoice_repartition_line_ids | tax.refund_repartition_line_ids
        lines.filtered(
            lambda it: it.repartition_type == "tax"
        ).account_id = cls.tax_account
        return tax

    def setUp(self):
        super().setUp()
        self._let_provider(self._answer("done"))

    # === ORDERS === #

    def _create_taxed_order(self, *lines, **values):
        """Return a cart.

        :param lines: Product, quantity, price, tax and discount of each.
        """
        return self._create_order(
            order_line=[
                Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_qty": quantity,
                        "price_unit": price,
                        "discount": discount,
                        "tax_ids": [Command.set(tax.ids)],
                    }
                )
                for product, quantity, price, tax, discount in lines
            ],
            **values,
        )

    def _settle(self, order):
        """Ship and invoice an order that is paid."""
        if self._get_open_transfer(self._arrange(order)):
            self._do_transfer(order)
        self._invoice(order)
        self._match(order)
        return order

    def _create_settled_order(self, *lines, **values):
        order = self._create_taxed_order(*lines, **values)
        self._pay(order)
        return self._settle(order)

    # === BOOKS === #

    def _read_lines(self):
        return self.world["account.move.line"].search(
            [
                ("parent_state", "=", "posted"),
                ("company_id", "=", self.world.company.id),
            ]
        )

    def _read_trial_balance(self):
        """Return the balances by kind of account, in the company's currency."""
        balances = defaultdict(float)
        for line in self._read_lines():
            balances[self._get_kind(line.account_id)] += line.balance
        return balances

    def _get_kind(self, account):
        if account == self.tax_account:
            return "tax"
        company = self.world.company
        exchange = (
            company.income_currency_exchange_account_id
            | company.expense_currency_exchange_account_id
        )
        if account in exchange:
            return "exchange"
        kinds = {"income": "income", "asset_receivable": "receivable"}
        return kinds.get(account.account_type, "money")

    def _read_tax_report(self):
        """Return the base and the tax by rate, as sales: positive."""
        report = defaultdict(lambda: [0.0, 0.0])
        for line in self._read_lines():
            for tax in line.tax_ids:
                report[tax.amount][0] -= line.balance
            if line.tax_line_id:
                report[line.tax_line_id.amount][1] -= line.balance
        return report

    def _watch(self, action):
        """Return what an action changes: the trial balance, and the tax report."""
        balance, report = self._read_trial_balance(), self._read_tax_report()
        action()
        self.env.flush_all()
        after, later = self._read_trial_balance(), self._read_tax_report()
        return (
            {
                kind: change
                for kind in after
                if (change := round(after[kind] - balance[kind], 2))
            },
            {
                rate: change
                for rate in later
                if any(change := self._subtract(later[rate], report[rate]))
            },
        )

    def _subtract(self, after, before):
        pairs = zip(after, before, strict=True)
        return tuple(round(new - old, 2) for new, old in pairs)

    # === CHECKS === #

    def _check_refund(self, order, wish, books, taxes=None):
        """Refund something, and check what it changes in the books.

        :param dict books: By which amounts the kinds of accounts change; no others do.
        :param dict taxes: By which base and tax each rate of the tax report changes.
        """
        changed, report = self._watch(lambda: self._refund_wish(order, wish))
        self.assertEqual(changed, books)
        self.assertEqual(report, taxes or {})
        self._check_consistent(order)

    def _refund_wish(self, order, wish):
        plan = self._plan(order, wish)
        request = self.env["ecommerce.refund"]._request
        refund = request(order, wish, plan.amount, stops_delivery=True)
        self._send()
        self.assertEqual(refund.state, "done")

    def _check_consistent(self, order):
        """Check that what is stored is what is computed, and nobody owes anything."""
        order = self._arrange(order)
        self.assertFalse(self.world["ecommerce.consistency.check"]._mend(order))
        self.assertEqual(order.amount_owed, 0.0)
        self.assertFalse(order.flow_issues)
        open_documents = order.invoice_ids.filtered("amount_residual")
        self.assertFalse(open_documents, "Something is left open.")
