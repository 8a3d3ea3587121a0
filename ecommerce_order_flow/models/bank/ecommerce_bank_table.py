from odoo import api, fields, models

# How days and amounts are written in tables.
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
    """What people said that the columns hold of a table that no known bank writes.

    Tables are known by their titles, so the next file is read without a question.
    """

    _name = "ecommerce.bank.table"
    _description = "Table of a Bank"
    _order = "id"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    titles = fields.Json(required=True, help="All of them, as they are compared.")
    columns = fields.Json(required=True, help="Titles by the name of what they hold.")
    date_format = fields.Selection(selection=DATE_FORMATS, required=True)
    decimal_sign = fields.Selection(selection=DECIMAL_SIGNS, required=True)
    currency_id = fields.Many2one(
        "res.currency", help="Of the amounts, unless a column says it."
    )

    # === BUSINESS METHODS === #

    @api.model
    def _get_tables(self):
        """Return the tables that the current company knows, the latest first."""
        domain = [("company_id", "=", self.env.company.id)]
        return self.search(domain, order="id desc")

    @api.model
    def _remember(self, titles, values):
        """Keep how a table is read, also if that changed.

        :param list titles: All titles, normalized.
        """
        table = self._get_tables().filtered(lambda table: table.titles == titles)
        if table:
            table.write(values)
            return table
        return self.create({"titles": titles, **values})
