from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError

from ..refund.refund_common import RefundCommon


class ReturnsCommon(RefundCommon):
    """A website that takes returns by form, whose staff may handle and refund them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website.customer_can_return = True
        cls.partner.email = "jane@example.com"
        cls.partner.tz = "UTC"
        cls.policy = cls.env.ref("ecommerce_order_flow.ecommerce_return_policy_default")
        cls.reason = cls.env.ref("ecommerce_order_flow.ecommerce_return_reason_size")

    def setUp(self):
        super().setUp()
        self._let_provider(self._answer("done"))

    # === THE CUSTOMER === #

    def _get_offers(self, order):
        return self.env["ecommerce.return.offer"]._get(order)

    def _get_quantity(self, order):
        """Return how much of the order's first line can be returned."""
        offers = {it.line.id: it.quantity for it in self._get_offers(order)}
        return offers.get(order.order_line[:1].id, 0.0)

    def _fill(self, order, quantity, **form):
        """Return the form as a customer fills it for the order's first line."""
        return {f"quantity_{order.order_line[:1].id}": f"{quantity:g}", **form}

    def _ask(self, order, quantity=1.0, user=None, **form):
        """Have the customer ask to return something, after reading the preview."""
        env = self.env(user=user or self.env.ref("base.public_user"))
        request = env["ecommerce.return.request"]
        form = self._fill(order, quantity, **form)
        answers = request._read(order.sudo(), form)
        estimate = request._estimate(order.sudo(), answers)
        amount = request._write_amount(estimate.balance)
        case = request._submit(order.sudo(), {"amount": amount, **form})
        return self._hand_over(case.sudo(False))

    # === THE SHOP === #

    def _receive(self, case, quantity=None):
        """Have the warehouse receive what comes; the rest of it is a backorder."""
        transfer = self._arrange(case).transfer_ids.filtered(
            lambda it: it.state not in ("done", "cancel")
        )
        if quantity:
            transfer.move_ids.quantity = quantity
        transfer.move_ids.picked = True
        transfer.with_context(skip_backorder=True).button_validate()
        self.env.flush_all()

    def _take_back(self, order, quantity=1.0, user=None, button="returns", **values):
        """Have the warehouse bring something back with Odoo's wizard.

        :return: The transfer.
        """
        parcel = self._arrange(order).picking_ids.filtered(
            lambda it: it.state == "done" and it.location_dest_id.usage == "customer"
        )[:1]
        wizard = (
            self.env["stock.return.picking"]
            .with_user(user or self.world.user)
            .create({"picking_id": parcel.id, **values})
        )
        wizard.product_return_moves.quantity = quantity
        action = getattr(wizard, f"action_create_{button}")()
        return self.world["stock.picking"].browse(action["res_id"])

    def _inspect(self, case, accepted, user=None):
        """Have a part accepted; for the rest, the customer gets nothing back."""
        wizard = (
            self.env["ecommerce.return.inspection"]
            .with_user(user or self.staff)
            .create({"return_id": case.id})
        )
        rest = sum(case.line_ids.mapped("received_quantity")) - accepted
        if rest:
            wizard.line_ids.copy({"quantity": rest, "condition": "damaged"})
        wizard.line_ids[:1].quantity = accepted
        wizard.action_inspect()
        if rest:
            self._decide(case, {"damaged": 100.0}, user=user)

    def _decide(self, case, losses, reason="Broken", user=None):
        """Decide which part of the price is lost, by condition."""
        wizard = (
            self.env["ecommerce.return.valuation"]
            .with_user(user or self.staff)
            .create({"return_id": case.id})
        )
        for line in wizard.line_ids:
            if line.condition in losses:
                line.write(
                    {"loss_percentage": losses[line.condition], "reason": reason}
                )
            else:
                line.unlink()
        if wizard.line_ids:
            wizard.action_decide()

    def _deliver(self, order, days_ago):
        """Let the order's parcel have arrived some days ago."""
        day = fields.Date.today() - timedelta(days=days_ago)
        parcel = self._arrange(order).picking_ids
        parcel.date_done = day
        parcel.delivered_on = day
        self.env.flush_all()

    # === TABLES OF CASES === #

    def _play_all(self, cases):
        """Play each case by the test's `_play`, and roll it back; report all faults."""
        differences = []
        for case in cases:
            with self.env.cr.savepoint() as savepoint:
                try:
                    self._play(case)
                except (AssertionError, UserError) as error:
                    differences.append(f"{case.name}: {error}")
                savepoint.close(rollback=True)
            self.env.invalidate_all()
        self.assertFalse(differences, "\n".join(differences))
