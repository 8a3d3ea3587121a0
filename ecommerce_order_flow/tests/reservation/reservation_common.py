from ..awaiting.awaiting_common import AwaitingCommon


class ReservationCommon(AwaitingCommon):
    """Five lanterns that can be sold out, of which customers want two."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods.allow_out_of_stock_order = False
        cls._set_stock(5)
        # What comes in is there when a test wants it to be.
        cls.env["stock.warehouse.orderpoint"].search([]).unlink()

    @classmethod
    def _set_stock(cls, quantity, product=None, location=None, **values):
        product = product or cls.goods
        location = location or cls.warehouse.lot_stock_id
        Quant = cls.env["stock.quant"].with_context(inventory_mode=True)
        Quant.create(
            {
                "product_id": product.id,
                "location_id": location.id,
                "inventory_quantity": quantity,
                **values,
            }
        ).action_apply_inventory()

    @classmethod
    def _receive(cls, quantity, product=None):
        """Let a vendor bring something."""
        product = product or cls.goods
        picking_type = cls.warehouse.in_type_id
        move = cls.env["stock.move"].create(
            {
                "product_id": product.id,
                "product_uom_qty": quantity,
                "location_id": cls.env.ref("stock.stock_location_suppliers").id,
                "location_dest_id": cls.warehouse.lot_stock_id.id,
                "picking_type_id": picking_type.id,
            }
        )
        move._action_confirm()
        move.quantity = quantity
        move.picked = True
        move.picking_id.button_validate()

    @classmethod
    def _get_free(cls, product=None):
        product = product or cls.goods
        product.invalidate_recordset()
        return product.with_context(warehouse_id=cls.warehouse.id).free_qty

    @classmethod
    def _get_reserved(cls, order):
        lines = order.sudo().order_line
        lines.invalidate_recordset()
        return sum(lines.mapped("reserved_product_qty"))

    @classmethod
    def _get_reservations(cls, order):
        return order.sudo().order_line.reservation_move_ids

    @classmethod
    def _get_delivered_from_stock(cls, order):
        """Return how much is reserved for the transfers of a confirmed order."""
        return sum(order.sudo().picking_ids.move_ids.mapped("quantity"))
