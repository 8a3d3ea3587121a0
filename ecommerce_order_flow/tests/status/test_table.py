from dataclasses import astuple

from odoo.tests import tagged

from ..common import OrderFlowCommon
from .story import Story
from .table import Row, read_rows

# How many tests the rows are divided into, so that several workers can share them.
PORTIONS = 4


@tagged("post_install", "-at_install")
class TestTable(OrderFlowCommon):
    """Orders show what the table says after the same things happened to them.

    Stories with events that only plain facts can tell are left to the test of the rules.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.carrier = cls._prepare_carrier(cls._prepare_carrier_product())

    def _tell_portion(self, number):
        for row in get_playable_rows()[number::PORTIONS]:
            with self.subTest(row.story), self.env.cr.savepoint() as savepoint:
                self._check(row)
                savepoint.close(rollback=True)
                self.env.invalidate_all()

    def _check(self, row):
        order = Story(self).tell(row.story)
        order.env.invalidate_all()

        self.assertEqual(astuple(self._read(order, row.story)), astuple(row))
        self.assertTrue(order.next_action, "There is something to say")
        self._check_that_nothing_changes_when_it_is_computed_again(order)

    def _read(self, order, story):
        issues = self.world["ecommerce.order.status"]._parse_issues(order)
        can_invoice = "yes" if order.is_invoiceable else "no"
        return Row(
            story,
            order.payment_status,
            order.fulfillment_status,
            order.return_status,
            order.flow_stage,
            ", ".join(issue.code for issue in issues),
            order.amount_owed,
            order.amount_to_bill,
            order.amount_to_credit,
            "due" if order.is_invoice_due else can_invoice,
        )

    def _check_that_nothing_changes_when_it_is_computed_again(self, order):
        status = self.world["ecommerce.order.status"]
        for name, value in status._get(order)[order].items():
            self.assertEqual(order[name] or False, value or False, name)

    def test_first_portion(self):
        self._tell_portion(0)

    def test_second_portion(self):
        self._tell_portion(1)

    def test_third_portion(self):
        self._tell_portion(2)

    def test_fourth_portion(self):
        self._tell_portion(3)


def get_playable_rows():
    """Return the rows whose events can all be played on the database."""
    return [
        row
        for row in read_rows()
        if all(
            hasattr(Story, f"do_{event.split()[0]}")
            for event in row.story.split(",")
            if event.strip()
        )
    ]
