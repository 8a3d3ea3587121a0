from odoo.tests import tagged

from ...models.engine.numbers import format_number
from ..common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestNumbers(OrderFlowCommon):
    """Sentences contain numbers as their readers write them."""

    def test_number_has_the_decimal_point_of_the_language(self):
        self.world["res.lang"]._activate_lang("de_DE")

        for lang, text in (("en_US", "12.5"), ("de_DE", "12,5")):
            env = self.world["res.lang"].with_context(lang=lang).env
            self.assertEqual(format_number(env, 12.5), text)

    def test_number_has_no_needless_decimals(self):
        for number, text in ((2.0, "2"), (0.1 + 0.2, "0.3"), (1234567.0, "1234567")):
            self.assertEqual(format_number(self.env, number), text)
