from odoo import api, fields, models

# Meaning of a carrier's status for a parcel.
CARRIER_STATUS_MEANINGS = [
    ("delivered", "Delivered"),
    ("underway", "Not Delivered Yet"),
    ("returned", "Refused or Returned"),
    ("ignored", "Not Relevant"),
]


class EcommerceCarrierStatus(models.Model):
    """The meaning that users assigned to a carrier's status.

    Common statuses are understood without it. It is stored per company, because
    companies work with different carriers, and none decides what counts as delivered
    for another.
    """

    _name = "ecommerce.carrier.status"
    _description = "Carrier's Status"
    _inherit = ["ecommerce.company.mixin"]
    _order = "name, id"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    name = fields.Char(
        string="Status", help="In small letters, without punctuation. May be empty."
    )
    meaning = fields.Selection(selection=CARRIER_STATUS_MEANINGS, required=True)

    _name_unique = models.UniqueIndex(
        "(company_id, COALESCE(name, ''))",
        "Each status of a carrier can have only one meaning.",
    )

    # === BUSINESS METHODS === #

    @api.model
    def _get_meanings(self):
        """Return the meanings of statuses in the current company, by status."""
        statuses = self.search([("company_id", "=", self.env.company.id)])
        return {status.name or "": status.meaning for status in statuses}

    @api.model
    def _remember(self, meanings):
        """Create or update the meanings of statuses in the current company."""
        statuses = self.search(
            [
                ("company_id", "=", self.env.company.id),
                ("name", "in", [name or False for name in meanings]),
            ]
        )
        for status in statuses:
            status.meaning = meanings[status.name or ""]
        known = {status.name or "" for status in statuses}
        self.create(
            [
                {"name": name, "meaning": meaning}
                for name, meaning in meanings.items()
                if name not in known
            ]
        )
