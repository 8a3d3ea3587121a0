from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_list, formatLang, split_every

from odoo.addons.base.models.ir_actions_report import _wkhtml

from ..client_actions import show_notification

LABELS_ON_A4 = 4
# Builds of wkhtmltopdf without the patched Qt, as Debian's, make millimetres smaller.
UNPATCHED_ZOOM = 1.296


@dataclass
class Parcel:
    """One of the boxes of an order: a package of a transfer, or the whole transfer."""

    picking: models.Model
    package: models.Model
    number: int
    total: int


class EcommercePapersMixin(models.AbstractModel):
    """Labels and packing slips of web orders' parcels."""

    _name = "ecommerce.papers.mixin"
    _description = "Papers of Parcels"

    # === ACTION METHODS === #

    def action_print_labels(self):
        """Print a label for each parcel, one on a page of the size A6."""
        return self._print_papers("action_report_parcel_label")

    def action_print_labels_on_a4(self):
        """Print a label for each parcel, four on a page."""
        return self._print_papers("action_report_parcel_labels_on_a4")

    def action_print_slips(self):
        """Print what is in the parcels, for the customers."""
        return self._print_papers("action_report_packing_slip")

    def action_print_slips_with_labels(self):
        """Print label and contents of each parcel on one page."""
        return self._print_papers("action_report_slip_with_label")

    # === BUSINESS METHODS === #

    def _print_papers(self, report_name):
        """Return the action that prints a paper of the transfers, in pick order.

        Transfers that can have none are left out, and it is said why.

        :raise UserError: If nothing is left to print.
        """
        problems = [
            reason for picking in self if (reason := picking._explain_no_paper())
        ]
        printable = self.filtered(lambda picking: not picking._explain_no_paper())
        if not printable:
            raise UserError("\n".join(problems))
        report = self.env.ref(f"ecommerce_order_flow.{report_name}")
        printing = report.report_action(
            printable._sorted_in_pick_order().ids, config=False
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

    def _explain_no_paper(self):
        """Return why the transfer can't have a label or slip, if that is so."""
        self.ensure_one()
        if self.shipping_step != "ship" or self.state in ("draft", "cancel"):
            return self.env._(
                "%(transfer)s is no parcel that leaves to the customer of a web order.",
                transfer=self.name,
            )
        missing = self._get_missing_address_parts()
        return missing and self.env._(
            "%(transfer)s: the address of %(customer)s lacks %(parts)s. Complete it "
            "first.",
            transfer=self.name,
            customer=self.partner_id.display_name or self.origin,
            parts=format_list(self.env, missing),
        )

    def _sorted_in_pick_order(self):
        """Return the transfers in the order in which somebody passes their goods."""
        return self.sorted(
            lambda picking: (
                min(picking._get_picked_places(), default=""),
                picking.ship_by or date.max,
                picking.id,
            )
        )

    def _get_picked_places(self):
        """Return where the goods are, or where they were taken from before."""
        moves = self.move_ids
        while previous_moves := moves.move_orig_ids.filtered(
            "picking_id.shipping_step"
        ):
            moves = previous_moves
        places = moves.move_line_ids.location_id or moves.location_id
        return places.mapped("complete_name")

    # === PARCELS === #

    def _get_parcels(self):
        """Return the boxes of the transfers, counted within their orders.

        :rtype: list[Parcel]
        """
        return [parcel for picking in self for parcel in picking._get_own_parcels()]

    def _get_own_parcels(self):
        self.ensure_one()
        boxes = [
            (picking, package)
            for picking in self._get_parcels_of_order()
            for package in picking._get_packages() or [self.env["stock.package"]]
        ]
        return [
            Parcel(self, package, number, len(boxes))
            for number, (picking, package) in enumerate(boxes, start=1)
            if picking == self
        ]

    def _get_parcels_of_order(self):
        """Return the transfers by which the order's goods leave."""
        # In sudo mode because warehouse people may not read orders: they learn how
        # many parcels there are.
        return (
            self.sudo()
            .sale_id.picking_ids.filtered(
                lambda picking: (
                    picking.shipping_step == "ship" and picking.state != "cancel"
                )
            )
            .sorted("id")
        )

    def _get_packages(self):
        self.ensure_one()
        return self.move_line_ids.result_package_id.sorted("id")

    @api.model
    def _split_for_a4(self, parcels):
        return list(split_every(LABELS_ON_A4, parcels))

    # === WHAT IS ON THE PAPERS === #

    @api.model
    def _get_paper_style(self, page_size, report_type):
        """Return the style by which millimetres are millimetres, as PDF and as HTML.

        :param str page_size: as in CSS, like ``A4``.
        """
        is_shrunk = report_type == "pdf" and not _wkhtml().is_patched_qt
        return Markup(
            "@page {{ size: {size}; margin: 0; }} "
            "body {{ margin: 0 !important; padding: 0 !important; "
            "max-width: none !important; width: auto !important; }} "
            ".article {{ zoom: {zoom}; }}"
        ).format(size=page_size, zoom=UNPATCHED_ZOOM if is_shrunk else 1)

    def _get_sender(self):
        """Return whose goods they are: the warehouse's address, or the company's."""
        self.ensure_one()
        return self._get_warehouse().partner_id or self.company_id.partner_id

    def _get_sender_line(self):
        """Return the sender in one line."""
        sender = self._get_sender()
        place = f"{sender.zip or ''} {sender.city or ''}".strip()
        parts = [self.company_id.name, sender.street, place]
        if sender.country_id != self.partner_id.country_id:
            parts.append(sender.country_id.name)
        return " · ".join(part for part in parts if part)

    def _get_recipient_lines(self):
        """Return the address in the format of its country, as Odoo knows it.

        The country stands in capitals in the last line, and only if the parcel goes
        abroad: so the Universal Postal Union recommends it.
        """
        self.ensure_one()
        # The post office that reads the country is the sender's.
        partner = self.partner_id.with_context(lang=self._get_sender().lang)
        country = partner.country_id
        names = [
            partner.commercial_company_name,
            self._get_collector_name(),
            partner.name or partner.parent_id.name,
        ]
        address = partner._display_address(without_company=True).splitlines()
        lines = [line.strip() for line in address if line.strip()]
        if lines and lines[-1] == country.name:
            lines.pop()
        lines = [*dict.fromkeys(name for name in names if name), *lines]
        if country and country != self._get_sender().country_id:
            lines.append(country.name.upper())
        return lines

    def _get_collector_name(self):
        """Return who fetches the goods: a store's address has the store's name."""
        # In sudo mode because warehouse people may not read orders.
        is_fetched = self.sudo().sale_id.pickup_location_data
        return is_fetched and self.shipping_customer_id.name

    def _get_parcel_weight(self, package):
        """Return the weight with its unit, nothing if it isn't known."""
        self.ensure_one()
        if package:
            weight = package.shipping_weight or package._get_weight(self.id)[package]
        else:
            weight = self.shipping_weight
        if not weight:
            return ""
        return f"{formatLang(self.env, weight, digits=2)} {self.weight_uom_name}"

    def _get_packed_lines(self, package):
        """Return what is in a package, or what is in none."""
        return self.move_line_ids.filtered(
            lambda line: line.result_package_id == package and line.quantity
        )

    def _get_goods_shipped_before(self):
        """Return what of the order had left before this parcel."""
        return self._describe_lines(
            lambda line: line.qty_delivered - self._get_own_quantity(line, "done")
        )

    def _get_goods_to_come(self):
        """Return what of the order neither has left nor is in this parcel."""
        return self._describe_lines(
            lambda line: (
                line.product_uom_qty
                - line.qty_delivered
                - self._get_own_quantity(line, "open")
            )
        )

    def _describe_lines(self, get_quantity):
        lines = self._get_order_for_customer().order_line.filtered(
            lambda line: line.qty_delivered_method == "stock_move"
        )
        return [
            self._describe_goods(line.product_id, quantity, line.product_uom_id)
            for line in lines
            if line.product_uom_id.compare(quantity := get_quantity(line), 0) > 0
        ]

    def _get_own_quantity(self, line, state):
        """Return how much of an order's line is in this parcel, if that is so far.

        :param str state: `done` or `open`.
        """
        if (self.state == "done") != (state == "done"):
            return 0.0
        moves = self.move_ids.filtered(
            lambda move: move.state != "cancel" and move.sale_line_id == line
        )
        return sum(
            move.product_uom._compute_quantity(move.quantity, line.product_uom_id)
            for move in moves
        )

    # === CARRIERS' OWN LABELS === #

    def _get_carrier_labels(self):
        """Return the labels that the carrier's connector made for the transfer."""
        self.ensure_one()
        if not self.carrier_id:
            return self.env["ir.attachment"]
        prefix = self.carrier_id._get_delivery_label_prefix()
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", self._name),
                ("res_id", "=", self.id),
                ("name", "=like", f"{prefix}%"),
                ("mimetype", "=", "application/pdf"),
            ],
            order="id",
        )
