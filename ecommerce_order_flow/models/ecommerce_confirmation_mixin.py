from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..exceptions import NeedsPerson


class EcommerceConfirmationMixin(models.AbstractModel):
    """Web orders that are paid become sales orders; strange payments become cases."""

    _name = "ecommerce.confirmation.mixin"
    _description = "Confirmation of Paid Orders"

    # === ACTION METHODS === #

    def action_reopen(self):
        """Confirm a cancelled order after all, because the customer paid it.

        :raise UserError: If the goods are sold out meanwhile.
        """
        for order in self:
            if order.state != "cancel":
                raise UserError(
                    self.env._("%(order)s is not cancelled.", order=order.name)
                )
            order.action_draft()
            order._take_turns()
            if missing := order._describe_missing_stock():
                raise UserError(
                    self.env._(
                        "%(order)s can't be re-opened because the stock is short: "
                        "%(products)s. Refund the payment, or confirm the order as a "
                        "backorder after setting it back to quotation.",
                        order=order.name,
                        products=missing,
                    )
                )
        return self.with_context(send_email=True).action_confirm()

    # === AUTOMATION: CONFIRM PAID ORDERS === #

    @api.model
    def _flow_confirm_paid_domain(self):
        return Domain("flow_stage", "=", "to_confirm") & self._get_paid_since_domain()

    def _flow_confirm_paid(self):
        """Confirm the orders; those whose goods are sold out are a person's case."""
        errors = self._find_sold_out()
        ready_orders = self.filtered(lambda order: order not in errors)
        ready_orders.with_context(send_email=True).action_confirm()
        return errors

    def _may_be_confirmed(self):
        """Return whether the order waits, is paid, and can be served."""
        self.ensure_one()
        return (
            self.state in ("draft", "sent")
            and self._is_paid_enough_to_confirm()
            and not self._find_sold_out()
        )

    @api.model
    def _get_paid_since_domain(self):
        """Return the domain of what was paid since the automations began their work."""
        return Domain.OR(
            Domain("website_id", "=", website.id)
            & Domain(
                "transaction_ids.last_state_change", ">=", website.automations_since
            )
            for website in self.env["website"].search([])
        )

    # === STOCK === #

    def _find_sold_out(self):
        """Return the case of each order whose goods others bought meanwhile.

        Earlier orders get what is left. Products that may be ordered without being in
        stock are never sold out.
        """
        self._take_turns()
        free_qty_by_key = {}
        errors = {}
        for order in self.sorted("id"):
            if missing := order._describe_missing_stock(free_qty_by_key):
                errors[order] = NeedsPerson(
                    self.env._(
                        "The customer paid, but the stock is short: %(products)s. "
                        "Confirm the order as a backorder, or refund the payment and "
                        "cancel the order.",
                        products=missing,
                    ),
                    case="out_of_stock",
                )
        return errors

    def _describe_missing_stock(self, free_qty_by_key=None):
        """Return the products that are short for the order, or an empty text.

        :param dict free_qty_by_key: What is free by warehouse and product. What the
            order takes is taken off, if it gets everything.
        """
        self.ensure_one()
        free_qty_by_key = {} if free_qty_by_key is None else free_qty_by_key
        warehouse_id = self._get_shop_warehouse_id()
        wanted = self._get_limited_quantities()
        for product in wanted:
            key = warehouse_id, product.id
            if key not in free_qty_by_key:
                free_qty_by_key[key] = self._get_free_qty(product)
        missing = [
            product
            for product, quantity in wanted.items()
            if product.uom_id.compare(
                free_qty_by_key[warehouse_id, product.id], quantity
            )
            < 0
        ]
        if not missing:
            for product, quantity in wanted.items():
                free_qty_by_key[warehouse_id, product.id] -= quantity
        return ", ".join(
            self.env._(
                "%(product)s (%(wanted)s ordered, %(free)s free)",
                product=product.display_name,
                wanted=f"{wanted[product]:g}",
                free=f"{max(free_qty_by_key[warehouse_id, product.id], 0):g}",
            )
            for product in missing
        )

    def _take_turns(self):
        """Let others who want the same goods wait, until this transaction ends.

        The products are written, as they are, and not only locked: whoever waited must
        begin anew, or would go on with the stock of before.
        """
        if products := self._get_limited_products():
            self.env.cr.execute(
                SQL(
                    "UPDATE product_product SET id = id WHERE id IN %s",
                    tuple(sorted(products.ids)),
                ),
                log_exceptions=False,  # Meeting others is no error.
            )

    def _get_limited_quantities(self):
        """Return how much the order wants of the products that can be sold out."""
        return {
            product: self._get_cart_qty(product.id)
            for product in self._get_limited_products()
        }

    def _get_limited_products(self):
        return self.order_line.product_id.filtered(
            lambda product: product.is_storable and not product.allow_out_of_stock_order
        )

    # === AUTOMATION: CHECK PAYMENTS === #

    @api.model
    def _flow_check_payment_domain(self):
        """Return the orders whose money doesn't fit, which only people can settle."""
        return self._get_paid_since_domain() & (
            Domain("payment_status", "=", "overpaid")
            | Domain("payment_status", "=", "partially_paid")
            & Domain("state", "in", ("draft", "sent"))
            & Domain("flow_stage", "!=", "to_confirm")
            | Domain("payment_status", "in", ("paid", "partially_paid"))
            & Domain("flow_stage", "=", "cancelled")
        )

    def _flow_check_payment(self):
        return {order: order._get_payment_case() for order in self}

    def _get_payment_case(self):
        """Return the case that the order's money is.

        :rtype: NeedsPerson
        """
        self.ensure_one()
        kept = self.amount_received - self.amount_refunded
        amounts = {
            "paid": self._format_money(kept),
            "total": self._format_money(self.amount_total),
            "surplus": self._format_money(kept - self.amount_total),
        }
        if self.state == "cancel" and self.cancelled_by == "customer":
            return NeedsPerson(
                self.env._(
                    "The customer cancelled the order and paid %(paid)s: refund the "
                    "payment.",
                    **amounts,
                ),
                case="paid_after_cancellation",
            )
        if self.state == "cancel":
            return NeedsPerson(
                self.env._(
                    "The order is cancelled, but the customer paid %(paid)s: re-open "
                    "the order, or refund the payment.",
                    **amounts,
                ),
                case="paid_after_cancellation",
            )
        if self.payment_status == "partially_paid":
            return NeedsPerson(
                self.env._(
                    "The customer paid %(paid)s, but the order is %(total)s: ask for "
                    "the rest, confirm the order all the same, or refund the payment.",
                    **amounts,
                ),
                case="amount_differs",
            )
        if self._has_payment_of_its_own_amount():
            return NeedsPerson(
                self.env._(
                    "The customer paid more than once, %(paid)s instead of %(total)s: "
                    "refund %(surplus)s.",
                    **amounts,
                ),
                case="paid_twice",
            )
        return NeedsPerson(
            self.env._(
                "The customer paid %(paid)s, but the order is %(total)s: refund "
                "%(surplus)s.",
                **amounts,
            ),
            case="amount_differs",
        )

    def _has_payment_of_its_own_amount(self):
        """Return whether one of several payments alone pays the order."""
        payments = self.transaction_ids.filtered(lambda tx: tx.state == "done")
        return len(payments) > 1 and any(
            self.currency_id.compare_amounts(tx.amount, self.amount_total) >= 0
            for tx in payments
        )
