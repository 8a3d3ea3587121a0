"""Until when customers can cancel tickets.

===================================  =========  =====
The event                            Customers  Staff
===================================  =========  =====
begins tomorrow                      yes        yes
has begun                            no         yes
begins tomorrow, its sale has ended  no         yes
somebody came                        no         yes
===================================  =========  =====
"""

from unittest import SkipTest

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .cancellation_common import CancellationCommon


@tagged("post_install", "-at_install")
class TestCancelledEvent(CancellationCommon):
    """A seat can be given back as long as somebody else can take it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "event_id" not in cls.env["sale.order.line"]._fields:
            raise SkipTest("Tickets need the optional app event_sale.")
        now = fields.Datetime.now()
        product = cls._create_product(
            name="Ticket", type="service", service_tracking="event", taxes_id=False
        )
        # In sudo mode because whoever prepares the shop needn't organize events.
        cls.event = (
            cls.env["event.event"]
            .sudo()
            .create(
                {
                    "name": "Lantern parade",
                    "date_begin": now + relativedelta(days=1),
                    "date_end": now + relativedelta(days=2),
                    "event_ticket_ids": [
                        Command.create({"name": "Adult", "product_id": product.id})
                    ],
                }
            )
        )
        cls.order = cls._create_confirmed_order(
            order_line=[
                Command.create(
                    {
                        "product_id": product.id,
                        "event_id": cls.event.id,
                        "event_ticket_id": cls.event.event_ticket_ids.id,
                        "price_unit": 50.0,
                        "tax_ids": False,
                    }
                )
            ]
        )

    def assertTooLateForCustomers(self):
        self.assertFalse(self.order._can_be_cancelled_by_customer())
        self.assertIn("Lantern parade", self._explain(self.order, "customer"))
        self.assertTrue(self.order._can_be_cancelled())

    def test_event_of_tomorrow(self):
        self.assertTrue(self.order._can_be_cancelled_by_customer())

        self.order._cancel_before_shipping("customer")

        self.assertEqual(self.order.state, "cancel")
        self.assertEqual(
            set(self.order.sudo().order_line.registration_ids.mapped("state")),
            {"cancel"},
        )

    def test_event_that_has_begun(self):
        self.event.date_begin = fields.Datetime.now() - relativedelta(minutes=1)

        self.assertTooLateForCustomers()

    def test_event_whose_sale_has_ended(self):
        ticket = self.event.event_ticket_ids
        ticket.end_sale_datetime = fields.Datetime.now() - relativedelta(minutes=1)

        self.assertTooLateForCustomers()

    def test_event_to_which_somebody_came(self):
        registrations = self.order.sudo().order_line.registration_ids
        registrations[:1].action_set_done()

        self.assertTooLateForCustomers()
