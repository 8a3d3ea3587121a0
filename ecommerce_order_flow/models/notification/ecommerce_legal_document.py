import base64

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools.pdf import PdfReadError, merge_pdf


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
    is_printed = fields.Boolean(
        string="Print with Packing Slips",
        help="Printed behind each packing slip, in the language of the customer.",
    )

    # === CONSTRAINT METHODS === #

    @api.constrains("is_printed", "file")
    def _check_is_printable(self):
        for document in self.filtered("is_printed"):
            try:
                merge_pdf([document._get_content()])
            except PdfReadError as error:
                raise ValidationError(
                    self.env._(
                        "%(file)s cannot be printed: choose a PDF file without a "
                        "password.",
                        file=document.name,
                    )
                ) from error

    # === BUSINESS METHODS === #

    @api.model
    def _find(self, order):
        """Return the documents for an order, or a parcel, in the current language."""
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

    @api.model
    def _get_printed(self, picking):
        """Return the contents of the documents printed with a parcel's packing slip."""
        language = picking.shipping_customer_id.lang
        language = language or picking.website_id.default_lang_id.code
        documents = self.with_context(lang=language)._find(picking)
        return [it._get_content() for it in documents.filtered("is_printed")]

    def _get_content(self):
        return base64.b64decode(self.with_context(bin_size=False).file)
