from odoo.tests import TransactionCase, tagged

from ...models.awaiting.epc_qr import build_epc_payload, group_iban, is_iban

try:
    from segno.helpers import _make_epc_qr_data
except ImportError:  # It comes with the tests' requirements, not with Odoo's.
    _make_epc_qr_data = None

IBAN = "DE89370400440532013000"


@tagged("post_install", "-at_install")
class TestEpcQr(TransactionCase):
    """The payload is what the standard, and another implementation, say."""

    def _build(self, name="Lampen Müller", amount=100.0, reference="S00052", **values):
        values = {"iban": IBAN, "bic": "COBADEFFXXX", **values}
        return build_epc_payload(name, values["iban"], amount, reference, values["bic"])

    def test_payload_is_that_of_another_implementation(self):
        if not _make_epc_qr_data:
            self.skipTest("segno isn't installed")
        for amount in (0.01, 1.0, 12.3, 100.0, 1234.56, 999999999.99):
            for name, bic in (("Müller & Söhne", "COBADEFFXXX"), ("Łódź Lampy", "")):
                with self.subTest(amount=amount, name=name):
                    theirs = _make_epc_qr_data(
                        name, IBAN, f"{amount:.2f}", "S00052", bic=bic, encoding=1
                    )
                    ours = self._build(name, amount, bic=bic)
                    self.assertEqual(ours.encode(), theirs)

    def test_amounts_that_no_transfer_can_have_make_no_code(self):
        for amount in (-5.0, 0.0, 0.004, 1000000000.0):
            self.assertEqual(self._build(amount=amount), "")

    def test_long_texts_are_cut(self):
        lines = self._build(name="x" * 99, reference="y" * 199).split("\n")

        self.assertEqual((len(lines[5]), len(lines[10])), (70, 140))

    def test_texts_stay_on_their_lines(self):
        lines = self._build(name="Lampen\r\nMüller", reference=" S1\n2 ").split("\n")

        self.assertEqual(
            (lines[5], lines[10], len(lines)), ("Lampen Müller", "S1 2", 11)
        )

    def test_what_does_not_fit_makes_no_code(self):
        self.assertEqual(self._build(name="漢" * 70, reference="漢" * 140), "")

    def test_without_name_or_reference_there_is_no_code(self):
        self.assertEqual(self._build(name=""), "")
        self.assertEqual(self._build(reference=False), "")

    def test_bic_that_is_none_is_left_out(self):
        self.assertEqual(self._build(bic="COBA").split("\n")[4], "")
        self.assertEqual(self._build(bic=False).split("\n")[4], "")

    def test_ibans_are_known_by_their_check_digits(self):
        for number in (IBAN, "AT611904300234573201", "CH9300762011623852957"):
            self.assertTrue(is_iban(number), number)
        for number in ("", False, "DE00370400440532013000", "1234567890", "DE89 3704"):
            self.assertFalse(is_iban(number), number)

    def test_iban_is_written_in_groups(self):
        self.assertEqual(group_iban(IBAN), "DE89 3704 0044 0532 0130 00")
