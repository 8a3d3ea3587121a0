"""What the warehouse does with the goods of a story."""


class Warehouse:
    """The events by which goods leave and come back."""

    def _plan(self):
        """Let transfers wait for what is still to leave."""
        for line in self.order.lines:
            if line.kind == "goods" and line.ordered > line.delivered + line.returned:
                line.moves.to_leave = 1
        self._follow_transfers()

    def _follow_transfers(self):
        """Let open transfers bring what is missing."""
        for line in self.order.lines:
            missing = max(line.ordered - line.delivered - line.returned, 0.0)
            line.coming = missing if line.moves.is_open else 0.0

    def do_ship(self, quantity):
        moves, goods = self.goods.moves, self.goods
        goods.delivered += quantity
        moves.left += 1
        moves.undelivered += 1
        moves.to_leave = int(goods.delivered + goods.returned < goods.ordered)

    def do_ship_added(self):
        line = self.order.lines[-1]
        line.delivered = line.ordered
        line.moves.left, line.moves.to_leave = 1, 0

    def do_steps(self):
        """Let the warehouse pick first and ship then; nothing is reserved yet."""
        self.goods.moves.to_prepare = 1

    def do_start(self):
        self.goods.moves.is_started = True

    def do_reserve(self):
        self.goods.moves.to_leave_reserved = self.goods.moves.to_leave

    def do_set_aside(self):
        self.goods.moves.to_leave_picked = self.goods.moves.to_leave

    def do_pick(self):
        self.goods.moves.prepared, self.goods.moves.to_prepare = 1, 0

    def do_pack(self):
        self.goods.moves.to_leave_packed = self.goods.moves.to_leave

    def do_arrive(self):
        self.goods.moves.undelivered = 0

    def do_lose_transfer(self):
        """Let no transfer deliver the goods."""
        self.goods.moves = self.facts.Moves()

    def do_render(self, quantity):
        self.goods.delivered += quantity

    def do_close(self):
        """Close the transfer without a backorder."""
        self.do_cancel_transfer()

    def do_cancel_transfer(self):
        for line in self.order.lines:
            line.moves.cancelled += line.moves.to_leave
            line.moves.to_leave = 0

    def do_return(self, quantity):
        self.goods.delivered -= quantity
        self.goods.returned += quantity
        self.goods.moves.returned += 1
        self.goods.moves.returned_to_refund += 1

    def do_lose_part(self, quantity):
        self.goods.incomplete += quantity
        self.goods.moves.returned += 1
        self.goods.moves.returned_to_refund += 1

    def do_accept_part(self):
        self.goods.incomplete = 0.0

    def do_exchange(self, quantity):
        self.goods.moves.returned += 1

    def do_announce(self):
        self.goods.moves.to_return += 1

    def do_send_back(self):
        self.goods.moves.is_return_on_the_way = True

    def do_receive(self, quantity):
        self.goods.moves.to_return = 0
        self.do_return(quantity)
