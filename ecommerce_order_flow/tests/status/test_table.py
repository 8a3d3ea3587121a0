from dataclasses import fields

from odoo.tests import tagged

from ..case_table import CaseTable
from ..common import OrderFlowCommon
from .story import Story
from .table import Row, read_rows

# How many tests the rows are divided into, so that several workers can share them.
PORTIONS = 4


@tagged("post_install", "-at_install")
class TestTable(CaseTable, OrderFlowCommon):
    """Orders show what the table says after the same things happened to them.

    Stories with events that only plain facts can tell are left to the test of the
    rules.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.carrier = cls._prepare_carrier(cls._prepare_carrier_product())

    def _tell_portion(self, number):
        self._compare_all(get_playable_rows()[number::PORTIONS])

    def _find_differences(self, row):
        """Return what the order shows otherwise than the row, or than it computes."""
        order = Story(self).tell(row.story)
        order.env.invalidate_all()
        shown = self._read(order, row.story)
        computed = self.world["ecommerce.order.status"]._get(order)[order]
        return [
            *(
                f"{row.story}: {field.name} is {getattr(shown, field.name)}, "
                f"not {getattr(row, field.name)}"
                for field in fields(Row)
                if getattr(shown, field.name) != getattr(row, field.name)
            ),
            *(
                f"{row.story}: {name} is stored as {order[name]}, computed as {value}"
                for name, value in computed.items()
                if (order[name] or False) != (value or False)
            ),
            *([] if order.next_action else [f"{row.story}: no next action"]),
        ]

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
