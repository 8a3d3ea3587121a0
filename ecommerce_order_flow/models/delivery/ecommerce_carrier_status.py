from odoo import api, fields, models

# What a carrier's word says of a parcel.
CARRIER_STATUS_MEANINGS = [
    ("delivered", "Delivered"),
    ("underway", "Not Delivered Yet"),
    ("returned", "Refused or Returned"),
    ("ignored", "Says Nothing About It"),
]


class EcommerceCarrierStatus(models.Model):
    """What people said that a carrier's word for a status means.

    Common words are understood without. Companies work with different carriers, and
    one must not decide what another one counts as delivered.
    """

    _name = "ecommerce.carrier.status"
    _description = "Carrier's Status"
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
        "Each status of a carrier can mean one thing only.",
    )

    # === BUSINESS METHODS === #

    @api.model
    def _get_meanings(self):
        """Return what statuses mean to the current company, by their names."""
        statuses = self.search([("company_id", "=", self.env.company.id)])
        return {status.name or "": status.meaning for status in statuses}

    @api.model
    def _remember(self, meanings):
        """Keep what statuses mean to the current company, also if it changed."""
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
