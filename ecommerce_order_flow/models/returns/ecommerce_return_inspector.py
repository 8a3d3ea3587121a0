from odoo import api, models
from odoo.exceptions import UserError

from ..engine.numbers import format_number
from .const import MAX_NOTE_LENGTH
from .rules.findings import DESTINATIONS, MISSING, needs_decision
from .rules.quantities import ALMOST

# States in which received products can be inspected.
INSPECTABLE = (
    "requested",
    "approved",
    "on_the_way",
    "received",
    "inspected",
    "settled",  # refunded before
)
# Values of a finding that whoever inspects enters.
ENTERED = (
    "line_id",
    "condition",
    "destination",
    "quantity",
    "lot_id",
    "found_product_id",
    "found_lot_id",
)


class EcommerceReturnInspector(models.AbstractModel):
    """Inspections and their consequences, in sudo mode after a check of the rights."""

    _name = "ecommerce.return.inspector"
    _description = "Inspection of Returns"

    @api.model
    def _inspect(self, case, findings, note=False):
        """Record in which condition products arrived, and move them accordingly.

        :param list findings: The values of `ecommerce.return.finding` records; a
            destination that is missing is the proposed one.
        :raise UserError: If more is inspected than was received.
        """
        case._lock()
        case._ensure_state(*INSPECTABLE)
        for values in findings:
            finding = self._record(case, values)
            self.env["ecommerce.return.stock"]._move(finding)
        if not findings:
            raise UserError(self.env._("Enter what you inspected."))
        if (note or "").strip():
            case.inspection_note = note.strip()[:MAX_NOTE_LENGTH]
        self._tell(case, any(it["condition"] == MISSING for it in findings))
        self.env["ecommerce.automation"]._trigger("settle_return")

    @api.model
    def _note_absent(self, case, values):
        """Record what was missing in the parcel, and wasn't received."""
        line = case.line_ids.browse(values["line_id"])
        line.finding_ids.create(
            {
                "line_id": line.id,
                "condition": MISSING,
                "quantity": values["quantity"],
                "is_received": False,
                "is_decided": True,
            }
        )
        self._tell(case, True)

    @api.model
    def _tell(self, case, is_to_tell):
        """Notify the customer of what isn't refunded, and why."""
        if is_to_tell:
            case.is_loss_to_tell = True
            self.env["ecommerce.automation"]._trigger("send_return_mail")

    @api.model
    def _record(self, case, values):
        line = case.line_ids.browse(values["line_id"])
        self._ensure_possible(case, line, values)
        options = DESTINATIONS[values["condition"]]
        destination = values.get("destination")
        return line.finding_ids.create(
            {
                **{key: values.get(key) for key in ENTERED},
                "destination": destination
                if destination in options
                else next(iter(options), False),
                "is_decided": self._is_decided(case, line, values),
            }
        )

    @api.model
    def _ensure_possible(self, case, line, values):
        """Raise if a finding can't be true.

        :raise UserError: With what is wrong.
        """
        if line not in case.line_ids:
            raise UserError(self.env._("This is not a line of the return."))
        if values["condition"] not in DESTINATIONS:
            raise UserError(self.env._("Choose in which condition it arrived."))
        most = line._get_uninspected_quantity()
        if not 0 < values["quantity"] <= most + ALMOST:
            raise UserError(
                self.env._(
                    "%(quantity)s of %(line)s arrived and are not inspected yet: "
                    "enter no more than that, and more than 0.",
                    line=line.product_id.display_name,
                    quantity=format_number(self.env, most),
                )
            )

    @api.model
    def _is_decided(self, case, line, values):
        """Return whether nobody has to decide about the refund.

        What was refunded before needs no decision.
        """
        is_at_shops_expense = case.reason_id.is_at_shops_expense
        unsettled = line._get_unsettled_quantity() - line.undecided_quantity
        return (
            not needs_decision(values["condition"], is_at_shops_expense)
            or values["condition"] == MISSING
            or unsettled < values["quantity"] - ALMOST
        )

    # === THE LOSS OF VALUE === #

    @api.model
    def _value(self, case, losses):
        """Record which part of the price is not refunded, and tell the customer why.

        :param dict losses: By the id of the finding, the percentage and the reason.
        :raise UserError: If it was refunded already, or no reason is given.
        """
        case._lock()
        for finding in case.line_ids.finding_ids.filtered(lambda it: it.id in losses):
            percentage, reason = losses[finding.id]
            self._ensure_valuable(finding, percentage, reason)
            finding.write(
                {
                    "is_decided": True,
                    "loss_percentage": percentage,
                    "loss_reason": (reason or "").strip()[:MAX_NOTE_LENGTH],
                }
            )
        self._tell(case, any(percentage for percentage, _reason in losses.values()))
        self.env["ecommerce.automation"]._trigger("settle_return")

    @api.model
    def _ensure_valuable(self, finding, percentage, reason):
        line = finding.line_id
        product = line.product_id.display_name
        is_open = line._get_unsettled_quantity() > finding.quantity - ALMOST
        if not finding._can_be_valued() or (percentage and not is_open):
            raise UserError(self.env._("%(line)s is already refunded.", line=product))
        if not 0 <= percentage <= 100:
            raise UserError(self.env._("Enter a loss of value of 0 to 100 percent."))
        if percentage and not (reason or "").strip():
            raise UserError(self.env._("Enter the reason for the customer."))
        if 0 < percentage < 100 and not line.order_line_id.qty_invoiced:
            raise UserError(
                self.env._(
                    "%(line)s is not invoiced, so that a part of its price cannot be "
                    "kept: refund all of it (0 %%) or nothing (100 %%).",
                    line=product,
                )
            )
