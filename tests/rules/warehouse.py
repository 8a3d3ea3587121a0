"""The warehouse's part of a story."""


class Warehouse:
    """The events by which goods leave and come back."""

    def _plan(self):
        """Plan transfers for the quantities still to ship."""
        for line in self.order.lines:
            if line.kind == "goods" and line.ordered > line.delivered + line.returned:
                line.moves.to_leave = 1
        self._follow_transfers()

    def _follow_transfers(self):
        """Let open transfers bring the missing quantities."""
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

    def do_put_back(self, quantity):
        """Put picked goods back on their shelf."""
        moves = self.goods.moves
        moves.put_back, moves.to_leave_reserved = moves.put_back + 1, 0
        moves.prepared = int(quantity < self.goods.ordered)

    def do_pick_again(self):
        self.do_pick()
        self.do_reserve()

    def do_pack(self):
        self.goods.moves.to_leave_packed = self.goods.moves.to_leave

    def do_arrive(self):
        self.goods.moves.undelivered = self.goods.moves.sent_back = 0

    def do_come_back(self):
        self.goods.moves.sent_back = self.goods.moves.left

    def do_lose_transfer(self):
        """Leave the goods without a transfer."""
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
        self.goods.moves.sent_back = 0
        self.goods.moves.returned += 1
        self.goods.moves.returned_to_refund += 1

    def do_lose_part(self, quantity):
        self.goods.incomplete += quantity
        self.goods.moves.returned += 1
        self.goods.moves.returned_to_refund += 1

    def do_accept_part(self):
        self.goods.incomplete = 0.0

    def do_exchange(self, quantity):
        self.goods.moves.sent_back = 0
        self.goods.moves.returned += 1

    def do_ask_return(self):
        self.order.is_return_requested = True

    def do_decide_return(self):
        self.order.is_return_requested = False

    def do_await_inspection(self):
        self.order.is_inspection_due = True

    def do_inspect(self):
        self.order.is_inspection_due = False

    def do_reject(self, quantity):
        self.goods.delivered += quantity
        self.goods.returned -= quantity

    def do_announce(self):
        self.goods.moves.to_return += 1

    def do_send_back(self):
        self.goods.moves.is_return_on_the_way = True

    def do_receive(self, quantity):
        self.goods.moves.to_return = 0
        self.do_return(quantity)
