from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_list, formatLang, split_every

from odoo.addons.base.models.ir_actions_report import _wkhtml

from ...client_actions import show_notification

LABELS_ON_A4 = 4
# wkhtmltopdf without the patched Qt, as packaged by Debian, scales millimetres down.
UNPATCHED_ZOOM = 1.296


@dataclass
class Parcel:
    """One parcel of an order: a package of a transfer, or the whole transfer."""

    picking: models.Model
    package: models.Model
    number: int
    total: int


class EcommerceShippingDocument(models.AbstractModel):
    """Labels and packing slips of the parcels of eCommerce orders."""

    _name = "ecommerce.shipping.document"
    _description = "Shipping Documents"

    # === PRINTING === #

    @api.model
    def _print(self, pickings, report_name):
        """Return the action that prints a document for the transfers, in pick order.

        Transfers without such a document are skipped with a reason.

        :raise AccessError: If the user may not work on them, for example a customer.
        :raise UserError: If none can be printed.
        """
        pickings.check_access("write")
        problems = [
            reason
            for picking in pickings
            if (reason := self._explain_unprintable(picking))
        ]
        printable = pickings.filtered(
            lambda picking: not self._explain_unprintable(picking)
        )
        if not printable:
            raise UserError("\n".join(problems))
        report = self.env.ref(f"ecommerce_order_flow.{report_name}")
        printing = report.report_action(
            self._sort_in_pick_order(printable).ids, config=False
        )
        if not problems:
            return printing
        return show_notification(
            "warning",
            "\n".join(problems),
            title=self.env._("Not printed"),
            sticky=True,
            next=printing,
        )

    @api.model
    def _explain_unprintable(self, picking):
        """Return why the transfer can't have a label or slip, or a falsy value."""
        if picking.shipping_step != "ship" or picking.state in ("draft", "cancel"):
            return self.env._(
                "%(transfer)s does not ship an eCommerce order.",
                transfer=picking.name,
            )
        missing = self.env["ecommerce.shipping.check"]._get_missing_address_parts(
            picking
        )
        return missing and self.env._(
            "%(transfer)s: the address of %(customer)s lacks %(parts)s. Complete it "
            "first.",
            transfer=picking.name,
            customer=picking.partner_id.display_name or picking.origin,
            parts=format_list(self.env, missing),
        )

    @api.model
    def _sort_in_pick_order(self, pickings):
        """Return the transfers sorted by the location of their products."""
        return pickings.sorted(
            lambda picking: (
                min(self._get_picked_places(picking), default=""),
                picking.ship_by or date.max,
                picking.id,
            )
        )

    @api.model
    def _get_picked_places(self, picking):
        """Return the names of the locations the products are or were picked from."""
        moves = picking.move_ids
        while previous_moves := moves.move_orig_ids.filtered(
            "picking_id.shipping_step"
        ):
            moves = previous_moves
        places = moves.move_line_ids.location_id or moves.location_id
        return places.mapped("complete_name")

    # === PARCELS === #

    @api.model
    def _get_parcels(self, pickings):
        """Return the parcels of the transfers, numbered within their orders.

        :rtype: list[Parcel]
        """
        return [
            parcel for picking in pickings for parcel in self._get_own_parcels(picking)
        ]

    @api.model
    def _get_own_parcels(self, picking):
        boxes = [
            (transfer, package)
            for transfer in self._get_parcels_of_order(picking)
            for package in self._get_packages(transfer) or [self.env["stock.package"]]
        ]
        return [
            Parcel(picking, package, number, len(boxes))
            for number, (transfer, package) in enumerate(boxes, start=1)
            if transfer == picking
        ]

    @api.model
    def _get_parcels_of_order(self, picking):
        """Return the shipping transfers of the order."""
        # In sudo mode because warehouse users may not read orders; only the number of
        # parcels is used.
        return (
            picking.sudo()
            .sale_id.picking_ids.filtered(
                lambda picking: (
                    picking.shipping_step == "ship" and picking.state != "cancel"
                )
            )
            .sorted("id")
        )

    @api.model
    def _get_packages(self, picking):
        return picking.move_line_ids.result_package_id.sorted("id")

    @api.model
    def _split_for_a4(self, parcels):
        return list(split_every(LABELS_ON_A4, parcels))

    # === WHAT THEY SHOW === #

    @api.model
    def _get_page_style(self, page_size, report_type):
        """Return the CSS that makes millimetres exact in PDF and HTML.

        :param str page_size: As in CSS, like ``A4``.
        """
        is_shrunk = report_type == "pdf" and not _wkhtml().is_patched_qt
        return Markup(
            "@page {{ size: {size}; margin: 0; }} "
            "body {{ margin: 0 !important; padding: 0 !important; "
            "max-width: none !important; width: auto !important; }} "
            ".article {{ zoom: {zoom}; }}"
        ).format(size=page_size, zoom=UNPATCHED_ZOOM if is_shrunk else 1)

    @api.model
    def _get_sender(self, picking):
        """Return the sender: the warehouse's address or the company's."""
        return picking._get_warehouse().partner_id or picking.company_id.partner_id

    @api.model
    def _get_sender_line(self, picking):
        """Return the sender in one line."""
        sender = self._get_sender(picking)
        place = f"{sender.zip or ''} {sender.city or ''}".strip()
        parts = [picking.company_id.name, sender.street, place]
        if sender.country_id != picking.partner_id.country_id:
            parts.append(sender.country_id.name)
        return " · ".join(part for part in parts if part)

    @api.model
    def _get_recipient_lines(self, picking):
        """Return the address lines in the format of the recipient's country.

        The country is the last line in capitals, and only for international parcels, as
        recommended by the Universal Postal Union.
        """
        # The country is read by the sender's post office.
        partner = picking.partner_id.with_context(lang=self._get_sender(picking).lang)
        country = partner.country_id
        names = [
            partner.commercial_company_name,
            self._get_collector_name(picking),
            partner.name or partner.parent_id.name,
        ]
        address = partner._display_address(without_company=True).splitlines()
        lines = [line.strip() for line in address if line.strip()]
        if lines and lines[-1] == country.name:
            lines.pop()
        lines = [*dict.fromkeys(name for name in names if name), *lines]
        if country and country != self._get_sender(picking).country_id:
            lines.append(country.name.upper())
        return lines

    @api.model
    def _get_collector_name(self, picking):
        """Return the customer's name for pickups: the address bears the store's."""
        # In sudo mode because warehouse users may not read orders.
        is_fetched = picking.sudo().sale_id.pickup_location_data
        return is_fetched and picking.shipping_customer_id.name

    @api.model
    def _get_parcel_weight(self, picking, package):
        """Return the weight with its unit, or an empty string if unknown."""
        if package:
            weight = package.shipping_weight or package._get_weight(picking.id)[package]
        else:
            weight = picking.shipping_weight
        if not weight:
            return ""
        return f"{formatLang(self.env, weight, digits=2)} {picking.weight_uom_name}"

    @api.model
    def _get_packed_lines(self, picking, package):
        """Return the move lines in the package, or those without a package."""
        return picking.move_line_ids.filtered(
            lambda line: line.result_package_id == package and line.quantity
        )

    # === LABELS OF CARRIERS === #

    @api.model
    def _get_carrier_labels(self, picking):
        """Return the labels created by the carrier's connector for the transfer.

        Some formats are for label printers that don't read PDF.
        """
        return self._find_carrier_labels(picking.carrier_id, picking)

    @api.model
    def _get_carrier_pdfs(self, picking):
        """Return the connector's labels in PDF, which are printed with ours."""
        return self._get_carrier_labels(picking).filtered(
            lambda label: label.mimetype == "application/pdf"
        )

    @api.model
    def _void_carrier_labels(self, carrier, pickings):
        """Rename the labels of cancelled shipments, so that they aren't printed."""
        for label in self._find_carrier_labels(carrier, pickings):
            label.name = self.env._("VOID %(label)s", label=label.name)

    @api.model
    def _find_carrier_labels(self, carrier, pickings):
        if not carrier:
            return self.env["ir.attachment"]
        prefix = carrier._get_delivery_label_prefix()
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", pickings._name),
                ("res_id", "in", pickings.ids),
                ("name", "=like", f"{prefix}%"),
            ],
            order="id",
        )
