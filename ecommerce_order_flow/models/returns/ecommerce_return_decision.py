from odoo import api, fields, models
from odoo.exceptions import UserError

from .const import MAX_NOTE_LENGTH


class EcommerceReturnDecision(models.AbstractModel):
    """Decisions about returns, in sudo mode after a check of the user's rights."""

    _name = "ecommerce.return.decision"
    _description = "Decisions about Returns"

    @api.model
    def _approve(self, case):
        """Approve the requested quantities, and create the transfers.

        :raise UserError: If it was decided already, or the customer doesn't have them.
        """
        case._lock()
        case._ensure_state("requested")
        self._decide(case, "approved")
        for line in case.line_ids:
            line.approved_quantity = line.requested_quantity
        self.env["ecommerce.return.transfer"]._create_for(case)

    @api.model
    def _decline(self, case, note):
        """Decline the request, and notify the customer of the reason.

        :raise UserError: If no reason is given, or it was decided already.
        """
        case._lock()
        case._ensure_state("requested")
        if not (note or "").strip():
            raise UserError(self.env._("Enter the reason for the customer."))
        self._decide(case, "declined", note)

    @api.model
    def _cancel(self, case):
        """Cancel the return and its transfers.

        :raise UserError: If products were received.
        """
        case._lock()
        case._ensure_state("requested", "approved", "on_the_way")
        if any(line._is_here() for line in case.line_ids):
            raise UserError(
                self.env._(
                    "%(name)s cannot be cancelled: products have already arrived.",
                    name=case.name,
                )
            )
        self._stop(case, "cancelled")

    @api.model
    def _stop(self, case, decision):
        """Cancel the transfers of a return, and close it."""
        case._ensure_nothing_refunded()
        case._get_open_moves().picking_id.action_cancel()
        self._decide(case, decision)

    @api.model
    def _decide(self, case, decision, note=False):
        case.write(
            {
                "decision": decision,
                "decided_at": fields.Datetime.now(),
                "decision_note": (note or "").strip()[:MAX_NOTE_LENGTH],
            }
        )
        self.env["ecommerce.automation"]._trigger("send_return_mail")
