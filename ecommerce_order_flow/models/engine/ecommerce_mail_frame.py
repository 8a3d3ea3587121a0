from odoo import api, models
from odoo.fields import Domain
from odoo.tools import is_html_empty

from .numbers import format_number

# Paths under which websites have the pages that emails link to.
LEGAL_NOTICE_PATHS = ("/legal-notice", "/imprint", "/impressum", "/legal")
PRIVACY_PATHS = ("/privacy", "/privacy-policy", "/datenschutz")


class EcommerceMailFrame(models.AbstractModel):
    """What all emails to customers share: salutation, closing and footer."""

    _name = "ecommerce.mail.frame"
    _description = "Frame of Customer Emails"

    @api.model
    def _greet(self, partner):
        """Return the salutation: companies and guests without a name have none."""
        if partner.is_company or not (partner.name or "").strip():
            return self.env._("Hello,")
        return self.env._("Hello %(name)s,", name=partner.name)

    @api.model
    def _get_closing(self, website):
        """Return the lines of the closing formula."""
        closing = website.mail_closing or self.env._(
            "Kind regards\nYour team at %(website)s", website=website.name
        )
        return closing.splitlines()

    @api.model
    def _get_address_lines(self, partner):
        """Return the names and the address of a contact, line by line."""
        names = dict.fromkeys([partner.commercial_company_name, partner.name])
        address = partner._display_address(without_company=True).split("\n")
        return [line for line in [*names, *address] if line and line.strip()]

    # === FOOTER === #

    @api.model
    def _get_address(self, company):
        """Return the name and address of the company in one line."""
        town = " ".join(filter(None, [company.zip, company.city]))
        return " · ".join(filter(None, [company.name, company.street, town]))

    @api.model
    def _get_details(self, website, company):
        """Return the details that a company must state in its letters, as HTML.

        Without any, they are the phone number and the email address.
        """
        for details in (website.mail_footer, company.report_footer):
            if not is_html_empty(details):
                return details
        return " · ".join(filter(None, [company.phone, company.email]))

    @api.model
    def _get_legal_links(self, website):
        """Return the names and links of the website's legal pages."""
        legal_notice_url = self._find_page(website, LEGAL_NOTICE_PATHS)
        links = [
            (self.env._("Legal Notice"), legal_notice_url),
            (self.env._("Privacy Policy"), self._get_privacy_url(website)),
        ]
        return [(name, url) for name, url in links if url]

    @api.model
    def _get_privacy_url(self, website):
        return self._find_page(website, PRIVACY_PATHS)

    @api.model
    def _find_page(self, website, paths):
        """Return the link to the website's first public page of these paths."""
        # In sudo mode because only designers may read pages.
        pages_sudo = self.env["website.page"].sudo()
        urls = pages_sudo.search(
            website.website_domain()
            & Domain("url", "in", paths)
            & Domain("is_published", "=", True)
        ).mapped("url")
        path = next((path for path in paths if path in urls), "")
        return path and website.get_base_url() + path

    # === QUANTITIES === #

    @api.model
    def _format_quantity(self, quantity, uom):
        """Return a quantity as customers read it, without needless decimals."""
        quantity = uom.round(quantity)
        text = format_number(self.env, quantity)
        if uom != self.env.ref("uom.product_uom_unit", raise_if_not_found=False):
            return f"{text} {uom.name}"
        if quantity == 1:
            return self.env._("1 pc.")
        return self.env._("%(quantity)s pcs.", quantity=text)
