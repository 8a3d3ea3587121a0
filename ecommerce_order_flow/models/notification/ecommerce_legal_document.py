from odoo import api, fields, models
from odoo.fields import Domain


class EcommerceLegalDocument(models.Model):
    """A document attached to the emails that accept orders of a website.

    Such as terms and conditions, withdrawal instructions and form: customers must get
    them on a durable medium (§ 312f BGB).
    """

    _name = "ecommerce.legal.document"
    _description = "Legal Document"
    _inherit = ["ecommerce.company.mixin"]
    _order = "website_id, sequence, id"

    sequence = fields.Integer(default=10)
    website_id = fields.Many2one(
        "website", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="website_id.company_id", store=True)
    name = fields.Char(
        string="File Name", required=True, help="As customers see it, with its ending."
    )
    lang_id = fields.Many2one(
        "res.lang",
        string="Language",
        ondelete="cascade",
        help="Empty: attached to emails in all languages.",
    )
    file = fields.Binary(required=True, attachment=True)

    @api.model
    def _find(self, order):
        """Return the documents for an order in the language of the email."""
        # In sudo mode because users who send emails may not read the settings of
        # websites.
        return self.sudo().search(
            Domain("website_id", "=", order.website_id.id)
            & (
                Domain("lang_id", "=", False)
                | Domain("lang_id.code", "=", self.env.lang)
            )
        )

    @api.model
    def _get_attachments(self, order):
        """Return the names and contents of the documents for an order's customer.

        :return: As those of `mail.template`, with the contents in base64.
        """
        documents = self.with_context(bin_size=False)._find(order)
        return [(document.name, document.file) for document in documents]
