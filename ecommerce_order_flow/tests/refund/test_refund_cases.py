from odoo.tests import tagged

from ..case_table import CaseTable
from .refund_cases import read_cases
from .refund_common import RefundCommon
from .refund_story import RefundStory

# How many tests the rows are divided into, so that several workers can share them.
PORTIONS = 2


@tagged("post_install", "-at_install")
class TestRefundCases(CaseTable, RefundCommon):
    """Refunds end as the table of cases says, row by row."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.carrier = cls._prepare_carrier(cls._prepare_carrier_product())

    def _tell_portion(self, number):
        cases = [it for it in read_cases() if it.is_ours]
        self._compare_all(cases[number::PORTIONS])

    def _find_differences(self, case):
        """Return what ends otherwise than the row says."""
        story = RefundStory(self)
        try:
            story.tell(case.story)
        except AssertionError as error:
            return [f"{case.number} | {case.story}: {error}"]
        ends = story.get_figures(), bool(story.refusal), case.answer in story.refusal
        if ends == (case.figures, bool(case.answer), True):
            return []
        return [f"{case.number} | {case.story} | {ends[0]} | {story.refusal}"]

    def test_first_portion(self):
        self._tell_portion(0)

    def test_second_portion(self):
        self._tell_portion(1)

    def test_all_forty_are_there(self):
        self.assertEqual({it.number for it in read_cases()}, set(range(1, 41)))
