from odoo import models


class SaleOrderLine(models.Model):
    """Bookings: sold by pages other than the shop's, with their own availability.

    Their products are intentionally unpublished. The modules are optional.
    """

    _inherit = "sale.order.line"

    def _is_booking(self):
        """Return whether the product is sold elsewhere than in the shop."""
        product = self.product_id
        return (
            product.service_tracking
            not in product.product_tmpl_id._get_saleable_tracking_types()
        )

    def _is_sold_on_another_page(self):
        """Return whether the page of tickets, booths or courses sells the line."""
        if not self._is_booking():
            return False
        # In sudo mode because visitors of the cart may know what can be booked.
        line = self.sudo()
        if line._get_ticket() or line._get_booths():
            return line._is_sold_by_event()
        if "channel_ids" in line.product_id._fields and line.product_id.channel_ids:
            return any(
                line._is_sold_as(course) for course in line.product_id.channel_ids
            )
        return True  # An unknown module without such information.

    def _is_sold_by_event(self):
        event, ticket = self.event_id, self._get_ticket()
        is_on_sale = not ticket or (ticket.is_launched and not ticket.is_expired)
        return is_on_sale and not event.is_finished and self._is_on_website(event)

    def _is_sold_as(self, course):
        return course.enroll == "payment" and self._is_on_website(course)

    def _is_on_website(self, page):
        """Return whether an event or a course is shown on the cart's website."""
        if "is_published" not in page._fields:
            return True  # Its module has no pages.
        websites = (self.env["website"], self.order_id.website_id)
        return page.is_published and page.website_id in websites

    def _is_booked_out(self):
        """Return whether no seat is left, or the booth is taken."""
        return any(left < 1 for left in self._get_bookings_left())

    def _get_bookings_left(self):
        """Return the numbers of seats or booths left, empty if unlimited."""
        # In sudo mode because visitors of the cart may know what can be booked.
        line = self.sudo()
        if booths := line._get_booths():
            return [int(all(booths.mapped("is_available")))]
        ticket = line._get_ticket()
        if not ticket:
            return []
        [seats] = ticket.event_id._get_seats_availability(
            [(line.event_slot_id, ticket)]
        )
        return [] if seats is None else [seats]

    def _get_ticket(self):
        """Return the ticket, or a falsy value without events."""
        return "event_ticket_id" in self._fields and self.event_ticket_id

    def _get_booths(self):
        """Return the booths, or a falsy value without booths."""
        return (
            "event_booth_pending_ids" in self._fields and self.event_booth_pending_ids
        )

    def _is_booked_already(self, cart):
        """Return whether the cart has the same course or booth, which is sold once."""
        if self.product_id.service_tracking == "course":
            return self.product_id in cart.order_line.product_id
        booths = self._get_booths()
        return bool(booths) and bool(booths & cart.order_line.event_booth_pending_ids)
