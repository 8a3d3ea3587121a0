from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import escape_psql

from ..engine.codes import read_code
from .const import CLOSED_STATES, OPEN_STATES
from .rules.quantities import ALMOST

SHORTEST_SEARCH = 3
MOST_CHOICES = 10
MAX_CODE_LENGTH = 100


class EcommerceReturnDesk(models.AbstractModel):
    """The server of the screen by which the warehouse receives returns.

    Whoever works there sees products and quantities, but no amounts. All in sudo mode
    after a check of the group, and only for the user's companies.
    """

    _name = "ecommerce.return.desk"
    _description = "Receipt of Returns"

    # === FINDING === #

    @api.model
    def find(self, code):
        """Return the return or the order that a scanned or typed text refers to.

        :param str code: Number of a return or an order, tracking number, name or email
            address of a customer.
        :return: A dictionary with `parcel`, `choices` or `message`.
        """
        self.env["ecommerce.return.check"]._ensure_worker()
        text = read_code(code)[:MAX_CODE_LENGTH]
        if len(text) < SHORTEST_SEARCH:
            return {"message": self.env._("Enter at least three characters.")}
        found = self._find_cases(text) or self._find_orders(text)
        if not found:
            return {"message": self._explain_nothing(text)}
        if len(found) == 1:
            return {"parcel": self._describe(found)}
        return {"choices": [self._describe_choice(it) for it in found]}

    @api.model
    def open_parcel(self, model, record_id):
        """Return what is to be received of a chosen return or order."""
        self.env["ecommerce.return.check"]._ensure_worker()
        return {"parcel": self._describe(self._get_record(model, record_id))}

    @api.model
    def _get_record(self, model, record_id):
        """Return a return or an order in sudo mode.

        :raise UserError: If it doesn't exist, or belongs to another company.
        """
        domain = self._get_company_domain() & Domain("id", "=", record_id)
        if model == "ecommerce.return":
            domain &= Domain("state", "not in", CLOSED_STATES)
        else:
            model = "sale.order"
            domain &= self._get_open_domain()
        # In sudo mode because warehouse staff can't read orders.
        record = self.env[model].sudo().search(domain, limit=1)
        if not record:
            raise UserError(self.env._("It is no longer there: search again."))
        return record

    @api.model
    def _get_company_domain(self):
        return Domain("company_id", "in", self.env.companies.ids)

    @api.model
    def _get_open_domain(self):
        return Domain("state", "=", "sale") & Domain(
            "website_id.customer_can_return", "=", True
        )

    @api.model
    def _find_cases(self, text):
        """Return the returns with a number, tracking number or order number."""
        # In sudo mode because warehouse staff can't read orders.
        cases = self.env["ecommerce.return"].sudo()
        number = escape_psql(text)
        is_open = Domain("state", "in", OPEN_STATES)
        for domain in (
            Domain("name", "=ilike", number) & Domain("state", "not in", CLOSED_STATES),
            is_open
            & Domain(
                "line_ids.move_ids.picking_id.carrier_tracking_ref", "=ilike", number
            ),
            is_open
            & (
                Domain("order_id.name", "=ilike", number)
                # The carrier brings a parcel back under the number it left with.
                | Domain("order_id.picking_ids.carrier_tracking_ref", "=ilike", number)
            ),
        ):
            if found := cases.search(
                self._get_company_domain() & domain, limit=MOST_CHOICES
            ):
                return found
        return cases

    @api.model
    def _find_orders(self, text):
        """Return the orders of which something can come back."""
        # In sudo mode because warehouse staff can't read orders.
        orders = self.env["sale.order"].sudo()
        number = escape_psql(text)
        for domain in (
            Domain("name", "=ilike", number)
            | Domain("picking_ids.carrier_tracking_ref", "=ilike", number)
            | Domain("return_ids.name", "=ilike", number),
            Domain("partner_id.name", "ilike", number)
            | Domain("partner_id.email", "=ilike", number),
        ):
            found = orders.search(
                self._get_company_domain() & self._get_open_domain() & domain,
                limit=MOST_CHOICES,
            )
            if found := found.filtered(self.env["ecommerce.return.offer"]._get):
                return found
        return orders

    @api.model
    def _explain_nothing(self, text):
        return self.env._(
            "Nothing found for %(text)s. Search for the name or email address of the "
            "customer. If nothing is found then either, put the parcel aside and ask "
            "a salesperson.",
            text=text,
        )

    # === DESCRIPTION === #

    @api.model
    def _describe_choice(self, record):
        order = record.order_id if record._name == "ecommerce.return" else record
        return {
            "model": record._name,
            "id": record.id,
            "name": record.name,
            "customer": order.partner_id.name,
            "products": ", ".join(
                it.line.name_short
                for it in self.env["ecommerce.return.offer"]._get(order)
            )
            if record == order
            else ", ".join(line.order_line_id.name_short for line in record.line_ids),
        }

    @api.model
    def _describe(self, record):
        """Return what is expected of a return or order, for the screen."""
        is_case = record._name == "ecommerce.return"
        case = record if is_case else record.return_ids.browse()
        order = record.order_id if is_case else record
        rows = {line.order_line_id: self._describe_line(line) for line in case.line_ids}
        for offer in self.env["ecommerce.return.offer"]._get(order):
            row = rows.setdefault(offer.line, self._describe_row(offer.line))
            row["most"] += offer.quantity
        return {
            "model": record._name,
            "id": record.id,
            "name": record.name,
            "customer": order.partner_id.name,
            "reason": case.reason_id.name or "",
            "remark": case.remark or "",
            "rows": [row for row in rows.values() if row["most"] > ALMOST],
        }

    @api.model
    def _describe_line(self, line):
        quantity = self.env["ecommerce.return.receipt"]._count_expected(line)
        return {
            **self._describe_row(line.order_line_id),
            "quantity": quantity,
            "most": quantity,
        }

    @api.model
    def _describe_row(self, order_line):
        product = order_line.product_id
        return {
            "order_line_id": order_line.id,
            "product_id": product.id,
            "name": order_line.name_short,
            "unit": order_line.product_uom_id.name,
            "codes": [code for code in (product.barcode, product.default_code) if code],
            "is_tracked": product.tracking != "none",
            "lots": self._describe_lots(order_line),
            "quantity": 0.0,
            "most": 0.0,
        }

    @api.model
    def _describe_lots(self, order_line):
        """Return the lots and serial numbers that the customer got."""
        offer = self.env["ecommerce.return.offer"]
        moves = order_line.move_ids.filtered(
            lambda it: it.state == "done" and offer._leaves(it)
        )
        lots = moves.move_line_ids.lot_id
        return [{"id": lot.id, "name": lot.name} for lot in lots]

    # === RECEIVING === #

    @api.model
    def receive(self, model, record_id, entries, note=""):
        """Receive a parcel, and record in which condition its products are.

        :param list entries: Dictionaries with `order_line_id`, `quantity`, `condition`,
            and optionally `destination`, `lot_id`, `found_code` and `found_lot`.
        :return: A dictionary with `names` and `todo`.
        :raise UserError: If something doesn't fit: nothing is received then.
        """
        self.env["ecommerce.return.check"]._ensure_worker()
        record = self._get_record(model, record_id)
        is_case = record._name == "ecommerce.return"
        cases = self.env["ecommerce.return.receipt"]._receive(
            record.order_id if is_case else record,
            record if is_case else record.return_ids.browse(),
            entries,
            read_code(note),
        )
        return {
            "names": cases.mapped("name"),
            "todo": self._describe_todo(cases),
            "waits": "requested" in cases.mapped("decision"),
        }

    @api.model
    def _describe_todo(self, cases):
        """Return where to put the products of the inspection that was just made."""
        findings = cases.line_ids.finding_ids.filtered("destination")
        labels = dict(findings._fields["destination"]._description_selection(self.env))
        return [
            {
                "name": (it.found_product_id or it.product_id).display_name,
                "quantity": it.quantity,
                "lot": (it.found_lot_id or it.lot_id).name or "",
                "destination": labels[it.destination],
            }
            for it in findings
        ]
