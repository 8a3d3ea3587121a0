from functools import partial

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import escape_psql

from ..engine.codes import read_code
from ..engine.locks import lock_free
from ..status.const import WAREHOUSE_STEPS

# The longest chain of transfers: pick, pack, ship, and one to spare.
MOST_STEPS = 4


class EcommerceShippingOperations(models.AbstractModel):
    """Process transfers of eCommerce orders in bulk and collect the errors.

    Ineligible transfers are skipped with a reason; a failure is rolled back alone.
    """

    _name = "ecommerce.shipping.operations"
    _description = "Operations on Transfers to Ship"

    @api.model
    def _perform(self, action, pickings, is_partial_allowed=False):
        """Run an action on the transfers.

        :param str action: One of `SHIPPING_ACTIONS`.
        :param bool is_partial_allowed: Whether to ship partially if not everything is
            in stock; the rest becomes a backorder.
        :return: The errors by transfer; transfers without an error are done.
        :rtype: dict[StockPicking, Exception]
        """
        pickings = pickings.with_context(
            skip_backorder=True,
            ecommerce_order_flow_queue_sms=True,
            ecommerce_order_flow_is_partial_allowed=is_partial_allowed,
        )
        errors = self._find_taken(pickings)
        free = pickings.filtered(lambda picking: picking not in errors)
        return {**errors, **getattr(self, f"_{action}")(free)}

    # === ACTIONS === #

    @api.model
    def _reserve(self, pickings):
        """Reserve the available stock."""
        errors = self._find_settled(pickings)
        ready = pickings.filtered(lambda picking: picking not in errors)
        return {**errors, **self._attempt(self._reserve_ready, ready)}

    @api.model
    def _pick(self, pickings):
        """Pick the products."""
        return self._do(pickings, "pick")

    @api.model
    def _pack(self, pickings):
        """Pack the products."""
        return self._do(pickings, "pack")

    @api.model
    def _ship(self, pickings):
        """Ship the parcels, or hand over pickups."""
        return self._do(pickings, "ship")

    @api.model
    def _all(self, pickings):
        """Run all remaining steps; set pickups aside."""
        errors = {
            picking: UserError(
                self.env["ecommerce.shipping.check"]._explain_pickup(picking)
            )
            for picking in pickings
            if picking._waits_for_customer()
        }
        origin_by_picking = {
            picking: picking for picking in pickings if picking not in errors
        }
        for _step in range(MOST_STEPS):
            if not origin_by_picking:
                break
            current = pickings.browse(picking.id for picking in origin_by_picking)
            fetched = current.filtered(lambda picking: picking._is_fetched())
            step_errors = self._validate(current - fetched)
            step_errors.update(self._set_aside(fetched))
            for picking, error in step_errors.items():
                errors[origin_by_picking[picking]] = error
            origin_by_picking = {
                next_picking: origin_by_picking[picking]
                for picking in current - self._browse(current, step_errors)
                for next_picking in self._get_next_transfers(picking)
            }
        return errors

    # === HOW IT IS DONE === #

    @api.model
    def _do(self, pickings, step):
        """Run a step on the eligible transfers and return an error for the rest."""
        errors = {
            picking: UserError(reason)
            for picking in pickings
            if (
                reason := self.env["ecommerce.shipping.check"]._explain_other_step(
                    picking, step
                )
            )
        }
        others = pickings.filtered(lambda picking: picking not in errors)
        of_step = others.filtered(lambda picking: picking.shipping_step == step)
        errors.update(self._validate(of_step))
        prepare = partial(self._prepare_in_place, step)
        errors.update(self._check_and_attempt(prepare, others - of_step))
        return errors

    @api.model
    def _set_aside(self, pickings):
        """Pick the products of pickups."""
        on_shelf = pickings.filtered(lambda picking: not picking._waits_for_customer())
        return self._check_and_attempt(lambda free: free._set_aside(), on_shelf)

    @api.model
    def _validate(self, pickings):
        """Validate the transfers."""
        return self._check_and_attempt(self._validate_ready, pickings)

    @api.model
    def _validate_ready(self, pickings):
        for packing in pickings.filtered(lambda p: p.shipping_step == "pack"):
            self._put_into_parcel(packing)
        # Odoo would do this one by one.
        pickings.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
        ).picked = True
        # The returned actions print documents, which users print from the work list.
        for skip_sms, alike in pickings.grouped(self._is_sms_undecided).items():
            alike.with_context(skip_sms=skip_sms).button_validate()
        return {
            picking: UserError(
                self.env._(
                    "%(transfer)s needs your input: validate it individually.",
                    transfer=picking.name,
                )
            )
            for picking in pickings
            if picking.state not in ("done", "cancel")
        }

    @api.model
    def _is_sms_undecided(self, picking):
        """Return whether the company hasn't accepted the price of text messages yet.

        The optional module `stock_sms` asks when a single transfer is validated.
        """
        field = "has_received_warning_stock_sms"
        company = picking.company_id
        return field in company._fields and not company[field]

    @api.model
    def _reserve_ready(self, pickings):
        pickings.action_assign()
        return {
            picking: UserError(reason)
            for picking in pickings
            if (
                reason := self.env["ecommerce.shipping.check"]._explain_stock_blocker(
                    picking
                )
            )
        }

    @api.model
    def _prepare_in_place(self, step, pickings):
        """Pick or pack in place, for transfers shipped from the shelf."""
        pickings.move_ids.picked = True
        self.env["ecommerce.automation"]._trigger("send_shipment_mail")
        if step == "pack":
            for picking in pickings:
                self._put_into_parcel(picking)

    @api.model
    def _check_and_attempt(self, call, pickings):
        """Reserve and check the transfers, and call the function for the eligible ones.

        :return: The errors by transfer.
        """
        errors = self._find_settled(pickings)
        open_pickings = pickings - self._browse(pickings, errors)
        open_pickings.filtered(
            lambda picking: picking.state in ("confirmed", "waiting")
        ).move_ids._action_assign()
        for picking in open_pickings:
            if reason := self.env["ecommerce.shipping.check"]._explain_refusal(picking):
                errors[picking] = UserError(reason)
        free = open_pickings - self._browse(open_pickings, errors)
        return {**errors, **self._attempt(call, free)}

    @api.model
    def _attempt(self, call, pickings):
        if not pickings:
            return {}
        return self.env["ecommerce.automation.runner"]._attempt(call, pickings)

    # === PARCELS === #

    @api.model
    def _put_into_parcel(self, picking):
        """Put unpacked products into a package if packages are enabled."""
        if self._are_packages_used() and not self._is_packed(picking):
            # Don't ask for the package type.
            picking.with_context(from_package_wizard=True).action_put_in_pack()

    @api.model
    def _get_next_transfers(self, picking):
        """Return the open transfers that follow this one."""
        return picking._get_next_transfers().filtered(
            lambda picking: (
                picking.shipping_step in WAREHOUSE_STEPS
                and picking.state not in ("done", "cancel")
            )
        )

    @api.model
    def _are_packages_used(self):
        return self.env["res.groups"]._is_feature_enabled("stock.group_tracking_lot")

    @api.model
    def _is_packed(self, picking):
        """Return whether all products are packed."""
        return all(line.result_package_id for line in picking.move_line_ids)

    @api.model
    def _find_by_barcode(self, barcode):
        """Return the transfers by transfer, order or package number."""
        barcode = escape_psql(read_code(barcode))
        numbers = Domain("name", "=ilike", barcode) | Domain(
            "origin", "=ilike", barcode
        )
        packages = Domain("move_line_ids.result_package_id.name", "=ilike", barcode)
        is_web = Domain("shipping_step", "in", WAREHOUSE_STEPS)
        Picking = self.env["stock.picking"]
        return Picking.search(is_web & numbers) or Picking.search(is_web & packages)

    # === WHAT CAN'T BE DONE === #

    @api.model
    def _find_taken(self, pickings):
        """Lock the transfers and return an error for the ones locked by others."""
        taken = pickings - lock_free(pickings)
        return {
            picking: UserError(
                self.env._(
                    "%(transfer)s is being processed by another user.",
                    transfer=picking.name,
                )
            )
            for picking in taken
        }

    @api.model
    def _find_settled(self, pickings):
        """Return an error by transfer that cannot be processed."""
        return {
            picking: UserError(reason)
            for picking in pickings
            if (
                reason := self.env["ecommerce.shipping.check"]._explain_settled(picking)
            )
        }

    @api.model
    def _browse(self, pickings, errors):
        """Return the transfers that have an error."""
        return pickings.filtered(lambda picking: picking in errors)
