from datetime import datetime, time

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.fields import Command


class BookingKinds:
    """Carts with tickets, booths and courses, whose products are unpublished."""

    def create_event(self, **values):
        """Return an event of tomorrow that is on the website."""
        midnight = datetime.combine(fields.Date.today(), time.min)
        # In sudo mode because whoever prepares the shop needn't organize events.
        return (
            self.env["event.event"]
            .sudo()
            .create(
                {
                    "name": "Lantern parade",
                    "is_published": True,
                    "date_begin": midnight + relativedelta(days=1),
                    "date_end": midnight + relativedelta(days=3),
                    **values,
                }
            )
        )

    def create_ticket(self, **values):
        """Return a ticket of an event at 20.00, whose product is unpublished."""
        product = self.create_product(
            "Ticket", 20.0, type="service", service_tracking="event", is_published=False
        )
        ticket = Command.create(
            {"name": "Adult", "product_id": product.id, "price": 20.0}
        )
        return self.create_event(event_ticket_ids=[ticket], **values).event_ticket_ids

    def add_tickets(self, cart, ticket, quantity=1.0, slot=None):
        """Put tickets into a cart as the event's page does, with who comes."""
        line = self.add(
            cart,
            ticket.product_id,
            quantity,
            event_ticket_id=ticket.id,
            event_slot_id=slot.id if slot else False,
        )
        self.env["event.registration"].sudo().create(
            [
                {
                    "event_id": ticket.event_id.id,
                    "event_ticket_id": ticket.id,
                    "event_slot_id": slot.id if slot else False,
                    "sale_order_id": cart.id,
                    "sale_order_line_id": line.id,
                    "partner_id": cart.partner_id.id,
                }
            ]
            * int(quantity)
        )
        return line

    def put_ticket(self, cart):
        self.add_tickets(cart, self.create_ticket(), 2.0)

    def put_slot(self, cart):
        tomorrow = fields.Date.today() + relativedelta(days=1)
        ticket = self.create_ticket(
            is_multi_slots=True,
            event_slot_ids=[
                Command.create({"date": tomorrow, "start_hour": 18, "end_hour": 20})
            ],
        )
        self.add_tickets(cart, ticket, slot=ticket.event_id.event_slot_ids)

    def create_booth(self):
        """Return a booth at 60.00."""
        product = self.create_product(
            "Booth",
            60.0,
            type="service",
            service_tracking="event_booth",
            is_published=False,
        )
        category = (
            self.env["event.booth.category"]
            .sudo()
            .create({"name": "Small", "product_id": product.id, "price": 60.0})
        )
        booth = Command.create({"name": "A1", "booth_category_id": category.id})
        return self.create_event(event_booth_ids=[booth]).event_booth_ids

    def put_booth(self, cart):
        booth = self.create_booth()
        self.add(
            cart,
            booth.product_id,
            event_booth_pending_ids=booth.ids,
            registration_values={"partner_id": cart.partner_id.id},
        )

    def create_course(self):
        """Return a course at 90.00 that is on the website."""
        product = self.create_product(
            "Knots",
            90.0,
            type="service",
            service_tracking="course",
            is_published=False,
        )
        return (
            self.env["slide.channel"]
            .sudo()
            .create(
                {
                    "name": "Knots",
                    "enroll": "payment",
                    "product_id": product.id,
                    "is_published": True,
                }
            )
        )

    def put_course(self, cart):
        course = self.create_course()
        course.product_id.is_published = False
        self.add(cart, course.product_id)
