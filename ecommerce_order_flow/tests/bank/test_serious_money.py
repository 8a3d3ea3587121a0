from odoo.tests import tagged

from .bank_common import BankCommon


@tagged("post_install", "-at_install")
class TestSeriousMoney(BankCommon):
    """Which money keeps its order from being reminded, or cancelled."""

    def _is_serious(self, match):
        self.env.invalidate_all()
        share = match.sudo().share_ids
        found = share.search([("is_serious", "=", True), ("id", "in", share.ids)])
        return bool(found)

    def test_half_of_what_is_missing_is_serious(self):
        self._create_named_order()

        self.assertTrue(self._is_serious(self._match_line(amount=45.0)))

    def test_it_is_serious_no_more_once_the_order_asks_for_more(self):
        order = self._create_named_order()
        match = self._match_line(amount=50.0)

        self._arrange(order).order_line.price_unit = 200.0

        self.assertFalse(self._is_serious(match))

    def test_it_is_serious_once_the_other_part_came(self):
        order = self._create_named_order()
        match = self._match_line(amount=5.0)
        self.assertFalse(self._is_serious(match))

        self._book(order, 84.9)

        self.assertTrue(self._is_serious(match))

    def test_half_of_a_deposit_is_serious_while_the_deposit_is_announced(self):
        self.provider_of_transfers.waiting_policy = "reserve"
        order = self._create_order(
            name="S00123",
            date_order="2026-11-01 12:00:00",
            prepayment_percent=0.3,
        )
        tx = self._create_tx(order, 30.0, self.provider_of_transfers)
        tx._set_pending()
        match = self._match_line(amount=15.0)
        self.assertTrue(self._is_serious(match))

        tx._set_canceled()
        self.assertFalse(self._is_serious(match))

    def test_what_is_decided_is_serious_no_more(self):
        self._create_named_order()
        match = self._match_line(amount=50.0)

        match.action_reject()

        self.assertFalse(self._is_serious(match))

    def test_wrongly_stored_seriousness_is_mended(self):
        order = self._create_named_order()
        match = self._match_line(amount=50.0)
        share = match.sudo().share_ids
        self.env.flush_all()
        self.cr.execute(
            "UPDATE ecommerce_payment_match_order SET is_serious = FALSE WHERE id = %s",
            [share.id],
        )

        differences = self.world["ecommerce.consistency.check"]._mend(
            self._arrange(order)
        )

        self.assertEqual([it[1] for it in differences], [share])
        self.assertTrue(share.is_serious)
