from odoo import api, fields, models

# Formats of dates and amounts in tables.
DATE_FORMATS = [
    ("points", "31.12.2026"),
    ("short_points", "31.12.26"),
    ("iso", "2026-12-31"),
    ("day_first", "31/12/2026"),
    ("month_first", "12/31/2026"),
    ("hyphens", "31-12-2026"),
]
DECIMAL_SIGNS = [("comma", "Comma: 1.234,56"), ("point", "Point: 1,234.56")]


class EcommerceBankTable(models.Model):
    """The columns that users assigned in a table of an unknown bank.

    Tables are recognized by their titles, so the next file is read without a question.
    """

    _name = "ecommerce.bank.table"
    _description = "Table of a Bank"
    _inherit = ["ecommerce.company.mixin"]
    _order = "id"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    titles = fields.Json(required=True, help="All titles, as they are compared.")
    columns = fields.Json(required=True, help="Titles by what the columns contain.")
    date_format = fields.Selection(selection=DATE_FORMATS, required=True)
    decimal_sign = fields.Selection(selection=DECIMAL_SIGNS, required=True)
    currency_id = fields.Many2one(
        "res.currency", help="Currency of the amounts if no column contains it."
    )

    # === BUSINESS METHODS === #

    @api.model
    def _get_tables(self):
        """Return the current company's tables, the latest first."""
        domain = [("company_id", "=", self.env.company.id)]
        return self.search(domain, order="id desc")

    @api.model
    def _remember(self, titles, values):
        """Create or update the columns of a table.

        :param list titles: All titles, normalized.
        """
        table = self._get_tables().filtered(lambda table: table.titles == titles)
        if table:
            table.write(values)
            return table
        return self.create({"titles": titles, **values})
