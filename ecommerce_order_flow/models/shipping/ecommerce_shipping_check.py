from odoo import api, models
from odoo.tools import format_list

from ..payment.ecommerce_payment_check import UNDERPAID_ISSUES
from .const import SHIPPING_BLOCKERS

# Payment statuses with which a confirmed order isn't shipped by the way: somebody has
# to want it. Payments that are on their way, or due at the door, are none of them.
UNPAID_STATUSES = ("unpaid", "failed", "refunded")


class EcommerceShippingCheck(models.AbstractModel):
    """Says what keeps the transfers of web orders from being done."""

    _name = "ecommerce.shipping.check"
    _description = "Check of Transfers to Ship"

    # === BLOCKERS === #

    @api.model
    def _get_blocker(self, picking):
        """Return what keeps the transfer from being done, and a sentence about it."""
        for blocker, _label in SHIPPING_BLOCKERS:
            if reason := getattr(self, f"_explain_{blocker}_blocker")(picking):
                return blocker, reason
        return False, False

    @api.model
    def _explain_hold_blocker(self, picking):
        return picking.sale_id.is_on_hold and picking.sale_id._get_hold_summary()

    @api.model
    def _explain_payment_blocker(self, picking):
        order = picking.sale_id
        if self.env["ecommerce.payment.deadline"]._holds_delivery(order):
            return self.env._(
                "%(order)s is held until it is paid: register the payment, or release "
                "the order to ship before.",
                order=order.name,
            )
        is_paid_later = self.env["ecommerce.order.facts"]._is_paid_later(order)
        if is_paid_later:
            return False
        if not self._is_unpaid(order):
            return self._explain_underpayment(order)
        if order.payment_status == "refunded":
            return self.env._(
                "The customer has the money for %(order)s back: cancel the order, or "
                "validate the transfer itself to ship all the same.",
                order=order.name,
            )
        return self.env._(
            "%(order)s is not paid: register the payment, or validate the transfer "
            "itself to ship all the same.",
            order=order.name,
        )

    @api.model
    def _is_unpaid(self, order):
        """Return whether nothing of the customer's money is there or blocked.

        Whoever confirms an order with a payment on its way lets it be shipped. Where
        the money came, went back, and is to come again, nobody decided so.
        """
        is_awaited_again = order.payment_status == "pending" and order.amount_refunded
        return is_awaited_again or order.payment_status in UNPAID_STATUSES

    @api.model
    def _explain_underpayment(self, order):
        """Return what is missing of the payment, if nobody accepted it as it is."""
        check = self.env["ecommerce.payment.check"]
        issue = check._find_open_issue(order, UNDERPAID_ISSUES)
        return issue and self.env._(
            "%(issue)s To ship all the same, ignore the failure or validate the "
            "transfer itself.",
            issue=check._explain(order, issue),
        )

    @api.model
    def _explain_address_blocker(self, picking):
        missing = self._get_missing_address_parts(picking)
        return missing and self.env._(
            "The address of %(customer)s lacks: %(parts)s. Complete it first.",
            customer=picking.shipping_recipient_id.display_name
            or picking.shipping_customer_id.name,
            parts=format_list(self.env, missing),
        )

    @api.model
    def _explain_stock_blocker(self, picking):
        missing = [
            move._describe_missing_quantity() for move in self._get_short_moves(picking)
        ]
        return missing and self.env._(
            "Waits for stock: %(products)s.", products=format_list(self.env, missing)
        )

    @api.model
    def _explain_lot_blocker(self, picking):
        products = self._get_lines_without_lot(picking).product_id
        return products and self.env._(
            "Enter the lot or serial number in the transfer: %(products)s.",
            products=format_list(self.env, products.mapped("display_name")),
        )

    @api.model
    def _get_short_moves(self, picking):
        """Return the moves for which not everything is reserved that is wanted."""
        return picking.move_ids.filtered(
            lambda move: (
                move.state not in ("done", "cancel")
                and move.product_uom.compare(move.quantity, move.product_uom_qty) < 0
            )
        )

    @api.model
    def _get_lines_without_lot(self, picking):
        """Return what can't be validated before somebody says which pieces they are."""
        operation = picking.picking_type_id
        if not (operation.use_create_lots or operation.use_existing_lots):
            return self.env["stock.move.line"]
        return picking.move_line_ids.filtered(
            lambda line: (
                line.product_id.tracking != "none"
                and line.quantity
                and not (line.lot_id or line.lot_name)
            )
        )

    @api.model
    def _get_missing_address_parts(self, picking):
        """Return the names of what the customer's address lacks to send a parcel there.

        What an address needs depends on its country, as in the checkout. Whoever
        fetches the goods needs no address.
        """
        if picking._is_pickup():
            return []
        partner = picking.shipping_recipient_id
        country = partner.country_id
        needed = ["street", "city", "country_id"]
        # Addresses of a customer may have no name of their own.
        needed += [] if partner.parent_id.name else ["name"]
        needed += ["zip"] if country.zip_required else []
        needed += ["state_id"] if country.state_required else []
        missing = [name for name in needed if not partner[name]]
        labels = partner.fields_get(missing, ["string"]) if missing else {}
        return [labels[name]["string"] for name in missing]

    # === WHAT CAN'T BE DONE === #

    @api.model
    def _explain_settled(self, picking):
        """Return why nothing can be done with the transfer at all, if that is so."""
        if picking.state == "done":
            return self.env._("%(transfer)s is done already.", transfer=picking.name)
        if picking.state == "cancel":
            return self.env._("%(transfer)s is cancelled.", transfer=picking.name)
        if not picking.shipping_step:
            return self.env._(
                "%(transfer)s doesn't bring goods of a web order to a customer.",
                transfer=picking.name,
            )
        if picking.shipping_step == "dropship":
            return self.env._(
                "%(transfer)s is shipped by the vendor: validate the transfer itself "
                "when the vendor has shipped it.",
                transfer=picking.name,
            )
        return False

    @api.model
    def _explain_other_step(self, picking, step):
        """Return why the transfer doesn't come to a step, if that is so."""
        operations = self.env["ecommerce.shipping.operations"]
        if self._explain_settled(picking):
            return False
        if picking.shipping_step == step:
            return self._explain_pickup(picking)
        if picking.shipping_step == "pick":
            return self.env._("%(transfer)s is to pick first.", transfer=picking.name)
        if step == "ship":
            return self.env._("%(transfer)s is to pack first.", transfer=picking.name)
        if step == "pick":
            is_picked = all(picking.move_ids.mapped("picked"))
            if not picking._is_shipped_from_shelf() or is_picked:
                return self.env._("%(transfer)s is picked.", transfer=picking.name)
        elif not operations._are_packages_used():
            return self.env._(
                "Packages are switched off in the settings of Inventory: "
                "%(transfer)s can be shipped without.",
                transfer=picking.name,
            )
        elif picking.move_line_ids and self.env[
            "ecommerce.shipping.operations"
        ]._is_packed(picking):
            return self.env._("%(transfer)s is packed.", transfer=picking.name)
        return False

    @api.model
    def _explain_refusal(self, picking):
        """Return why the transfer isn't done together with others, if that is so."""
        blocker, reason = picking.shipping_blocker, picking.shipping_blocker_reason
        if blocker == "stock" and self._may_go_in_part(picking):
            reason = self._explain_lot_blocker(picking)
        return reason or self._explain_part_that_is_picked(picking)

    @api.model
    def _may_go_in_part(self, picking):
        """Return whether what is there goes ahead, as somebody said."""
        return picking.env.context.get(
            "ecommerce_order_flow_is_partial_allowed"
        ) and self._can_go_in_part(picking)

    @api.model
    def _explain_part_that_is_picked(self, picking):
        """Odoo would leave what isn't picked behind, without a word."""
        moves = picking.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
        )
        picked = moves.filtered("picked")
        if not picked or picked == moves or self._may_go_in_part(picking):
            return False
        return self.env._(
            "Only a part of %(transfer)s is picked: validate the transfer itself.",
            transfer=picking.name,
        )

    @api.model
    def _can_go_in_part(self, picking):
        """Return whether what is there may leave, and the rest may follow.

        Whoever fetches the goods comes once. Without backorders nothing would follow.
        """
        return (
            picking.state == "assigned"
            and picking.move_type == "direct"
            and picking.picking_type_id.create_backorder != "never"
            and not picking._is_pickup()
            and any(picking.move_ids.mapped("quantity"))
        )

    @api.model
    def _explain_pickup(self, picking):
        """Return why a parcel doesn't leave together with others, if that is so."""
        return picking._is_fetched() and self.env._(
            "The customer fetches %(transfer)s: press Hand Over when they are there.",
            transfer=picking.name,
        )
