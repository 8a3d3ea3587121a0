from odoo import api, models
from odoo.tools import format_list

from ..payment.ecommerce_payment_check import UNDERPAID_ISSUES
from .const import SHIPPING_BLOCKERS

# Payment statuses with which a confirmed order isn't shipped in bulk: users must
# validate its transfer. Pending payments and cash on delivery aren't among them.
UNPAID_STATUSES = ("unpaid", "failed", "refunded")


class EcommerceShippingCheck(models.AbstractModel):
    """Compute what blocks the transfers of eCommerce orders."""

    _name = "ecommerce.shipping.check"
    _description = "Shipping Check"

    # === BLOCKERS === #

    @api.model
    def _get_blocker(self, picking):
        """Return the blocker of the transfer and its explanation, or False twice."""
        for blocker, _label in SHIPPING_BLOCKERS:
            if reason := getattr(self, f"_explain_{blocker}_blocker")(picking):
                return blocker, reason
        return False, False

    @api.model
    def _explain_hold_blocker(self, picking):
        order = picking.sale_id
        return order.is_on_hold and self.env["ecommerce.hold"]._describe(order)

    @api.model
    def _explain_payment_blocker(self, picking):
        order = picking.sale_id
        if reason := self._explain_waiting_for_money(picking):
            return reason
        is_paid_later = self.env["ecommerce.order.facts"]._is_paid_later(order)
        if is_paid_later:
            return False
        if not self._is_unpaid(order):
            return self._explain_underpayment(order)
        if order.payment_status == "refunded":
            return self.env._(
                "%(order)s is fully refunded: cancel the order, or validate the "
                "transfer directly to ship it anyway.",
                order=order.name,
            )
        return self.env._(
            "%(order)s is not paid: register the payment, or validate the transfer "
            "directly to ship it anyway.",
            order=order.name,
        )

    @api.model
    def _explain_waiting_for_money(self, picking):
        """Return a sentence if the transfer is blocked until its order is paid."""
        order = picking.sale_id
        is_held = self.env["ecommerce.payment.deadline"]._holds_delivery(order)
        return is_held and self.env._(
            "%(order)s is on hold until it is paid: register the payment, or release "
            "the order to ship it earlier.",
            order=order.name,
        )

    @api.model
    def _is_unpaid(self, order):
        """Return whether no payment of the order is received or authorized.

        An order confirmed with a pending payment may be shipped. If another payment was
        refunded or lapsed since, the confirmation doesn't cover the pending one.
        """
        if order.payment_status == "pending":
            return bool(order.amount_refunded) or self._has_lapsed_payment(order)
        return order.payment_status in UNPAID_STATUSES

    @api.model
    def _has_lapsed_payment(self, order):
        """Return whether an online payment was cancelled after the confirmation."""
        # In sudo mode because warehouse users may not read payments.
        return any(
            tx.state == "cancel"
            and tx.provider_code != "custom"
            and tx.last_state_change >= order.date_order
            for tx in order.sudo().transaction_ids
        )

    @api.model
    def _explain_underpayment(self, order):
        """Return the underpayment issue as text, unless a user ignored it."""
        check = self.env["ecommerce.payment.check"]
        issue = check._find_open_issue(order, UNDERPAID_ISSUES)
        return issue and self.env._(
            "%(issue)s To ship anyway, ignore the failure or validate the transfer "
            "directly.",
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
        if reason := self._explain_put_back(picking):
            return reason
        missing = [
            move._describe_missing_quantity() for move in self._get_short_moves(picking)
        ]
        return missing and self.env._(
            "Waits for stock: %(products)s.", products=format_list(self.env, missing)
        )

    @api.model
    def _explain_put_back(self, picking):
        """Return how to proceed with products put back that the transfer needs.

        The transfer waits for its preceding moves, even if the products are in stock.
        """
        put_back = self._get_short_moves(picking).move_orig_ids.returned_move_ids
        put_back |= put_back.move_dest_ids.filtered(lambda move: move._is_put_back())
        last_move = put_back.filtered(
            lambda move: (
                move.state == "done"
                and all(it.state == "cancel" for it in move.returned_move_ids)
            )
        ).sorted("id")[-1:]
        return last_move and self.env._(
            "The products of %(transfer)s were put back by %(put_back)s. To ship them "
            "anyway, open %(put_back)s, click Return and validate the new transfer.",
            transfer=picking.name,
            put_back=last_move.picking_id.name,
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
        """Return the moves that aren't fully reserved."""
        return picking.move_ids.filtered(
            lambda move: (
                move.state not in ("done", "cancel")
                and move.product_uom.compare(move.quantity, move.product_uom_qty) < 0
            )
        )

    @api.model
    def _get_lines_without_lot(self, picking):
        """Return the lines that lack a lot or serial number."""
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
        """Return the labels of the missing parts of the delivery address.

        Required parts depend on the country, as in the checkout. Pickups need no
        address.
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
        """Return why the transfer can't be processed at all, or False."""
        if picking.state == "done":
            return self.env._("%(transfer)s is already done.", transfer=picking.name)
        if picking.state == "cancel":
            return self.env._("%(transfer)s is cancelled.", transfer=picking.name)
        if not picking.shipping_step:
            return self.env._(
                "%(transfer)s does not belong to an eCommerce order.",
                transfer=picking.name,
            )
        if picking.shipping_step == "dropship":
            return self.env._(
                "%(transfer)s is shipped by the vendor: validate the transfer "
                "directly once the vendor has shipped it.",
                transfer=picking.name,
            )
        return False

    @api.model
    def _explain_other_step(self, picking, step):
        """Return an error if the step doesn't apply to the transfer."""
        operations = self.env["ecommerce.shipping.operations"]
        if self._explain_settled(picking):
            return False
        if picking.shipping_step == step:
            return self._explain_pickup(picking)
        if picking.shipping_step == "pick":
            return self.env._(
                "%(transfer)s must be picked first.", transfer=picking.name
            )
        if step == "ship":
            return self.env._(
                "%(transfer)s must be packed first.", transfer=picking.name
            )
        if step == "pick":
            is_picked = all(picking.move_ids.mapped("picked"))
            if not picking._is_shipped_from_shelf() or is_picked:
                return self.env._("%(transfer)s is picked.", transfer=picking.name)
        elif not operations._are_packages_used():
            return self.env._(
                "Packages are disabled in the Inventory settings: %(transfer)s can be "
                "shipped without one.",
                transfer=picking.name,
            )
        elif picking.move_line_ids and self.env[
            "ecommerce.shipping.operations"
        ]._is_packed(picking):
            return self.env._("%(transfer)s is packed.", transfer=picking.name)
        return False

    @api.model
    def _explain_refusal(self, picking):
        """Return why the transfer is excluded from bulk processing, if so."""
        blocker, reason = picking.shipping_blocker, picking.shipping_blocker_reason
        if blocker == "stock" and self._may_go_in_part(picking):
            reason = self._explain_lot_blocker(picking)
        return reason or self._explain_part_that_is_picked(picking)

    @api.model
    def _may_go_in_part(self, picking):
        """Return whether a partial shipment was allowed."""
        return picking.env.context.get(
            "ecommerce_order_flow_is_partial_allowed"
        ) and self._can_go_in_part(picking)

    @api.model
    def _explain_part_that_is_picked(self, picking):
        """Return an error if the transfer is only partly picked.

        Odoo would leave the rest behind without a notice.
        """
        moves = picking.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
        )
        picked = moves.filtered("picked")
        if not picked or picked == moves or self._may_go_in_part(picking):
            return False
        return self.env._(
            "Only a part of %(transfer)s is picked: validate the transfer directly.",
            transfer=picking.name,
        )

    @api.model
    def _can_go_in_part(self, picking):
        """Return whether a partial shipment is possible.

        Pickups are never split. Without backorders the rest would never be shipped.
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
        """Return why a pickup is excluded from bulk shipping, or a falsy value."""
        return picking._is_fetched() and self.env._(
            "The customer picks up %(transfer)s: click Hand Over at the pickup.",
            transfer=picking.name,
        )
