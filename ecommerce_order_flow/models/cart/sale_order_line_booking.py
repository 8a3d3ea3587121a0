from odoo import models


class SaleOrderLine(models.Model):
    """Bookings: what other pages than the shop's sell, and know what is left of it.

    Their products are unpublished on purpose. The apps are optional.
    """

    _inherit = "sale.order.line"

    def _is_booking(self):
        """Return whether customers choose it elsewhere than in the shop."""
        product = self.product_id
        return (
            product.service_tracking
            not in product.product_tmpl_id._get_saleable_tracking_types()
        )

    def _is_sold_on_another_page(self):
        """Return whether the page that sells tickets, booths or courses sells this."""
        if not self._is_booking():
            return False
        # In sudo mode because whoever sees the cart may know what can be booked.
        line = self.sudo()
        if line._get_ticket() or line._get_booths():
            return line._is_sold_by_event()
        if "channel_ids" in line.product_id._fields and line.product_id.channel_ids:
            return any(
                line._is_sold_as(course) for course in line.product_id.channel_ids
            )
        return True  # An app that we don't know, and that says nothing.

    def _is_sold_by_event(self):
        event, ticket = self.event_id, self._get_ticket()
        is_on_sale = not ticket or (ticket.is_launched and not ticket.is_expired)
        return is_on_sale and not event.is_finished and self._is_on_website(event)

    def _is_sold_as(self, course):
        return course.enroll == "payment" and self._is_on_website(course)

    def _is_on_website(self, page):
        """Return whether an event or a course is shown on the cart's website."""
        if "is_published" not in page._fields:
            return True  # Its app has no pages.
        websites = (self.env["website"], self.order_id.website_id)
        return page.is_published and page.website_id in websites

    def _is_booked_out(self):
        """Return whether there is no seat left, or somebody else has the booth."""
        return any(left < 1 for left in self._get_bookings_left())

    def _get_bookings_left(self):
        """Return how many seats or booths there are, nothing if that isn't limited."""
        # In sudo mode because whoever sees the cart may know what can be booked.
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
        """Return the ticket, an empty value without events."""
        return "event_ticket_id" in self._fields and self.event_ticket_id

    def _get_booths(self):
        """Return the booths, an empty value without them."""
        return (
            "event_booth_pending_ids" in self._fields and self.event_booth_pending_ids
        )

    def _is_booked_already(self, cart):
        """Return whether the cart has the same course or booth, of which one is all."""
        if self.product_id.service_tracking == "course":
            return self.product_id in cart.order_line.product_id
        booths = self._get_booths()
        return bool(booths) and bool(booths & cart.order_line.event_booth_pending_ids)
