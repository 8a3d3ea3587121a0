from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.refund.wish import Wish
from .refund_common import RefundCommon


@tagged("post_install", "-at_install")
class TestRefundRights(RefundCommon):
    """Who may refund, and from which amount on a second person has to agree."""

    def setUp(self):
        super().setUp()
        self._let_provider(self._answer("done"))

    def test_limit_counts_for_all_refunds_of_an_order(self):
        order = self._create_shipped_order()
        self._arrange(order).company_id.refund_limit = 60.0

        self.assertEqual(self._request(order, quantity=1.0).state, "queued")
        self.assertEqual(self._request(order, quantity=1.0).state, "to_approve")

    def test_only_whom_it_is_allowed(self):
        order = self._create_shipped_order()
        seller = self._create_user("seller", "sales_team.group_sale_salesman_all_leads")

        with self.assertRaises(AccessError):
            self.env["ecommerce.refund"].with_user(seller)._request(
                order.with_user(seller), Wish({order.order_line.id: 1.0}), 50.0
            )

    def test_second_person_approves_large_refunds(self):
        order = self._create_shipped_order()
        self._arrange(order).company_id.refund_limit = 60.0

        refund = self._request(order, quantity=2.0)

        self.assertEqual(refund.state, "to_approve")
        self.assertFalse(refund.credit_note_ids)
        self.assertEqual(order.next_action_code, "approve_refund")
        boss = self._create_user(
            "boss",
            "sales_team.group_sale_salesman_all_leads,"
            "ecommerce_order_flow.group_refund_approval",
        )
        with self.assertRaises(AccessError):
            refund.with_user(self.staff).action_approve()
        refund.with_user(boss).action_approve()
        self._send()
        self.assertEqual(refund.state, "done")
        self.assertEqual(order.amount_refunded, 100.0)

    def test_nobody_approves_what_they_asked_for(self):
        boss = self._create_user(
            "boss",
            "sales_team.group_sale_salesman_all_leads,"
            "ecommerce_order_flow.group_refund_approval",
        )
        order = self._create_shipped_order().with_user(boss)
        self._arrange(order).company_id.refund_limit = 60.0
        wish = Wish({order.order_line.id: 2.0})
        refund = (
            self.env["ecommerce.refund"].with_user(boss)._request(order, wish, 100.0)
        )

        with self.assertRaisesRegex(
            UserError, "another user has to give the second approval"
        ):
            refund.with_user(boss).action_approve()
