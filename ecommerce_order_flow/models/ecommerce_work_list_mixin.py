from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..client_actions import show_notification

# How many products a row of the work list shows.
MOST_GOODS = 5


class EcommerceWorkListMixin(models.AbstractModel):
    """Transfers of web orders in the work list of the warehouse."""

    _name = "ecommerce.work.list.mixin"
    _description = "Work List of the Warehouse"

    shipping_goods = fields.Json(string="Goods", compute="_compute_shipping_goods")
    shipping_next_step = fields.Selection(
        string="Next Step",
        selection=[
            ("reserve", "Reserve"),
            ("pick", "Pick"),
            ("pack", "Pack"),
            ("ship", "Ship"),
            ("set_aside", "Set Aside"),
            ("hand_over", "Hand Over"),
        ],
        compute="_compute_shipping_next_step",
    )

    # === COMPUTE METHODS === #

    @api.depends("move_ids.product_id", "move_ids.product_uom_qty", "move_ids.state")
    def _compute_shipping_goods(self):
        for picking in self:
            moves = picking.move_ids.filtered(lambda move: move.state != "cancel")
            picking.shipping_goods = {
                "products": [
                    {
                        "id": move.product_id.id,
                        "name": move.product_id.display_name,
                        "quantity": move.product_uom_qty,
                        "uom": move.product_uom.name,
                    }
                    for move in moves[:MOST_GOODS]
                ],
                "more": max(len(moves) - MOST_GOODS, 0),
            }

    @api.depends(
        "state", "shipping_step", "carrier_id.delivery_type", "move_ids.picked"
    )
    def _compute_shipping_next_step(self):
        for picking in self:
            if not picking.shipping_step or picking.state in ("done", "cancel"):
                picking.shipping_next_step = False
            elif picking.state == "assigned":
                picking.shipping_next_step = picking._get_step_of_reserved()
            else:
                picking.shipping_next_step = "reserve"

    def _get_step_of_reserved(self):
        """Return what is next once the goods are there: customers fetch some."""
        if not self._is_fetched():
            return self.shipping_step
        return "hand_over" if self._is_set_aside() else "set_aside"

    # === ACTION METHODS === #

    def action_shipping_reserve(self):
        return self._run_shipping("reserve")

    def action_shipping_pick(self):
        return self._run_shipping("pick")

    def action_shipping_pack(self):
        return self._run_shipping("pack")

    def action_shipping_ship(self):
        return self._run_shipping("ship")

    def action_shipping_all(self):
        return self._run_shipping("all")

    def action_shipping_next(self):
        """Do the transfer's next step; ask, as Odoo does, where it needs an answer.

        :raise UserError: If something keeps the transfer from being done.
        """
        self.ensure_one()
        if reason := self._explain_settled():
            raise UserError(reason)
        if self.shipping_next_step == "reserve":
            return self.action_assign()
        if self.shipping_blocker == "lot":
            return self._open_form()
        if self.shipping_blocker not in (False, "stock"):
            raise UserError(self.shipping_blocker_reason)
        if self.shipping_next_step == "set_aside":
            return self._set_aside()
        if self.shipping_step == "pack":
            self._put_into_parcel()
        return self.button_validate()

    @api.model
    def action_open_barcode(self, barcode):
        """Open the transfer of a scanned parcel, package or order.

        :param str barcode: The transfer's, the package's or the order's number.
        :return: What the web client shows: the transfer, the open ones of the order, or
            a message.
        """
        self.check_access("read")
        pickings = self._find_by_barcode(barcode)
        if not pickings:
            message = self.env._(
                "No transfer of a web order has the barcode %(barcode)s.",
                barcode=barcode,
            )
            return show_notification("danger", message)
        open_pickings = pickings.filtered(lambda p: p.state not in ("done", "cancel"))
        shown = open_pickings or pickings.sorted("id")[-1:]
        if len(shown) == 1:
            return shown._open_form()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "ecommerce_order_flow.ecommerce_to_ship_action"
            ),
            "name": barcode,
            "domain": [("id", "in", shown.ids)],
        }

    # === BUSINESS METHODS === #

    def _run_shipping(self, action):
        return self.env["ecommerce.shipping.run"]._start(action, self)

    @api.model
    def _find_by_barcode(self, barcode):
        """Return the web orders' transfers with a number: of their own, of their order,
        or of a package in them."""
        barcode = barcode.strip()
        numbers = Domain("name", "=ilike", barcode) | Domain(
            "origin", "=ilike", barcode
        )
        packages = Domain("move_line_ids.result_package_id.name", "=ilike", barcode)
        is_web = Domain("shipping_step", "!=", False)
        return self.search(is_web & numbers) or self.search(is_web & packages)

    def _open_form(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def _put_into_parcel(self):
        """Put what isn't in a package yet into one, where the shop uses packages."""
        self.ensure_one()
        if self._are_packages_used() and not self._is_packed():
            # Nobody is asked which kind of package it is.
            self.with_context(from_package_wizard=True).action_put_in_pack()

    @api.model
    def _are_packages_used(self):
        return self.env["res.groups"]._is_feature_enabled("stock.group_tracking_lot")

    def _is_packed(self):
        self.ensure_one()
        return all(line.result_package_id for line in self.move_line_ids)

    def _is_shipped_from_shelf(self):
        """Return whether no other transfer brings the goods to where they leave."""
        self.ensure_one()
        return self.shipping_step == "ship" and not any(
            self.move_ids.move_orig_ids.picking_id.mapped("shipping_step")
        )

    def _get_next_shipping_transfers(self):
        """Return the open transfers that go on with what this one has done."""
        self.ensure_one()
        return self._get_next_transfers().filtered(
            lambda picking: (
                picking.shipping_step and picking.state not in ("done", "cancel")
            )
        )

    # === EXPLANATIONS === #

    def _explain_settled(self):
        """Return why nothing can be done with the transfer at all, if that is so."""
        self.ensure_one()
        if self.state == "done":
            return self.env._("%(transfer)s is done already.", transfer=self.name)
        if self.state == "cancel":
            return self.env._("%(transfer)s is cancelled.", transfer=self.name)
        if not self.shipping_step:
            return self.env._(
                "%(transfer)s doesn't bring goods of a web order to a customer.",
                transfer=self.name,
            )
        return False

    def _explain_other_step(self, step):
        """Return why the transfer doesn't come to a step, if that is so."""
        self.ensure_one()
        if self._explain_settled():
            return False
        if self.shipping_step == step:
            return self._explain_pickup()
        if self.shipping_step == "pick":
            return self.env._("%(transfer)s is to pick first.", transfer=self.name)
        if step == "ship":
            return self.env._("%(transfer)s is to pack first.", transfer=self.name)
        if step == "pick":
            is_picked = all(self.move_ids.mapped("picked"))
            if not self._is_shipped_from_shelf() or is_picked:
                return self.env._("%(transfer)s is picked.", transfer=self.name)
        elif not self._are_packages_used():
            return self.env._(
                "Packages are switched off in the settings of Inventory: "
                "%(transfer)s can be shipped without.",
                transfer=self.name,
            )
        elif self.move_line_ids and self._is_packed():
            return self.env._("%(transfer)s is packed.", transfer=self.name)
        return False

    def _explain_refusal(self):
        """Return why the transfer isn't done together with others, if that is so."""
        self.ensure_one()
        blocker, reason = self.shipping_blocker, self.shipping_blocker_reason
        if blocker == "stock" and self._may_go_in_part():
            reason = self._explain_lot_blocker()
        return reason or self._explain_part_that_is_picked()

    def _may_go_in_part(self):
        """Return whether what is there goes ahead, as somebody said."""
        return (
            self.env.context.get("ecommerce_order_flow_is_partial_allowed")
            and self._can_go_in_part()
        )

    def _explain_part_that_is_picked(self):
        """Odoo would leave what isn't picked behind, without a word."""
        moves = self.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
        )
        picked = moves.filtered("picked")
        if not picked or picked == moves or self._may_go_in_part():
            return False
        return self.env._(
            "Only a part of %(transfer)s is picked: validate the transfer itself.",
            transfer=self.name,
        )
