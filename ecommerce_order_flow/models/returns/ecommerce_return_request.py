from dataclasses import dataclass, field

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .const import MAX_KEY_LENGTH, MAX_NOTE_LENGTH
from .rules.fees import SHOP
from .rules.quantities import ALMOST, parse_quantity


@dataclass
class Answers:
    """The customer's answers in the form.

    :ivar chosen: The offer and the quantity to return, by the id of the order line.
    :ivar wishes: What the customer wants instead of a refund, by that id.
    :ivar errors: Messages about invalid answers.
    """

    reason: models.Model
    remark: str = ""
    chosen: dict = field(default_factory=dict)
    wishes: dict = field(default_factory=dict)
    errors: list = field(default_factory=list)

    @property
    def quantities(self):
        """The quantities to return, by the id of the order line."""
        return {key: quantity for key, (_offer, quantity) in self.chosen.items()}


class EcommerceReturnRequest(models.AbstractModel):
    """Return requests from the online form.

    Nothing that comes from the form is trusted: each quantity is compared with what the
    customer has, and again once the order is locked.
    """

    _name = "ecommerce.return.request"
    _description = "Return Requests"

    @api.model
    def _read(self, order, form):
        """Return the parsed answers of the form.

        :param dict form: `quantity_<id of the line>`, `reason` and `remark`.
        :rtype: Answers
        """
        reason = self._read_reason(form.get("reason"))
        offered = self.env["ecommerce.return.offer"]._get(order, reason)
        offers = {offer.line.id: offer for offer in offered}
        answers = Answers(reason, str(form.get("remark") or "")[:MAX_NOTE_LENGTH])
        for name, value in form.items():
            prefix, _separator, line_id = name.partition("quantity_")
            if prefix or not line_id.isdecimal() or not str(value).strip():
                continue
            offer = offers.get(int(line_id[:18]))
            self._read_quantity(answers, offer, str(value))
        if not answers.chosen and not answers.errors:
            answers.errors.append(self.env._("Enter how much you want to return."))
        return answers

    @api.model
    def _read_quantity(self, answers, offer, value):
        quantity = parse_quantity(value)
        if quantity == 0.0:
            return
        if not offer or offer.refusal:
            answers.errors.append(
                offer.refusal
                if offer
                else self.env._("Your selection can no longer be returned.")
            )
            return
        name = offer.line.name_short or offer.line.name
        # Products sold in whole units are returned in whole units.
        is_odd = offer.quantity.is_integer() and not (quantity or 0.0).is_integer()
        if quantity is None or is_odd:
            answers.errors.append(
                self.env._("%(product)s: enter a number like 1.", product=name)
            )
        elif quantity > offer.quantity + ALMOST:
            answers.errors.append(
                self.env._(
                    "%(product)s: you can return no more than %(quantity)s.",
                    product=name,
                    quantity=f"{offer.quantity:g}",
                )
            )
        else:
            answers.chosen[offer.line.id] = (offer, quantity)

    @api.model
    def _read_reason(self, value):
        """Return a valid reason, or none."""
        return self._get_reasons().filtered(lambda it: str(it.id) == str(value))

    @api.model
    def _get_reasons(self):
        """Return the reasons that customers can choose from."""
        # In sudo mode because customers have no access to the model. There are few, and
        # the form lists them all.
        return (
            self.env["ecommerce.return.reason"].sudo().search([])  # pylint: disable=no-search-all
        )

    @api.model
    def _submit(self, order, form, photos=()):
        """Create a return from a request; some are approved at once.

        Submitting the same key twice creates one return.

        :param dict form: As in `_read`, with `amount`, the refund shown to the
            customer, and `request_key`.
        :param photos: As returned by `_read` of `ecommerce.return.photo`.
        :raise UserError: If the answers are invalid, or the refund changed meanwhile.
        :return: The `ecommerce.return`.
        """
        # In sudo mode because customers can't write orders. Concurrent requests wait
        # here, and are retried with the remaining quantities.
        order_sudo = order.sudo().with_company(order.company_id)
        order_sudo.return_number += 1
        order_sudo.flush_recordset(["return_number"])
        key = str(form.get("request_key") or "")[:MAX_KEY_LENGTH]
        if same := order_sudo.return_ids.filtered(
            lambda case: key and case.request_key == key
        ):
            return same
        answers = self._read(order_sudo, form)
        self._ensure_complete(answers, photos)
        estimate = self._estimate(order_sudo, answers)
        self._ensure_unchanged(estimate, form)
        case = self._create_case(order_sudo, answers, estimate, key)
        self.env["ecommerce.return.photo"]._attach(case, photos)
        if self._is_approved_automatically(case):
            self.env["ecommerce.return.decision"]._approve(case)
        self.env["ecommerce.automation"]._trigger("send_return_mail")
        return case

    @api.model
    def _ensure_complete(self, answers, photos):
        """Raise if a return can't be created from the answers.

        :raise UserError: With the reasons.
        """
        if answers.errors:
            raise UserError("\n".join(answers.errors))
        if answers.reason.needs_photo and not photos:
            raise UserError(self.env._("Please add a photo."))

    @api.model
    def _ensure_unchanged(self, estimate, form):
        """Raise if the refund isn't the one shown to the customer."""
        if self._write_amount(estimate.balance) != form.get("amount"):
            raise UserError(
                self.env._(
                    "The order was changed in the meantime: please check the amount "
                    "again."
                )
            )

    @api.model
    def _create_case(self, order, answers, estimate, key):
        # Customers with a login don't follow the case: its notes are internal.
        Case = order.env["ecommerce.return"].with_context(mail_create_nosubscribe=True)
        case = Case.create(
            {**self._prepare(order, answers, estimate), "request_key": key or False}
        )
        order.message_post(
            body=self.env._(
                "The customer requests a return: %(case)s.",
                case=case._get_html_link(title=case.name),
            )
        )
        return case

    @api.model
    def _preview(self, order, answers):
        """Return the values of the summary shown before submitting the request."""
        chosen = answers.chosen.values()
        estimate = self._estimate(order, answers)
        policies = order.env["ecommerce.return.policy"].union(
            *(offer.policy for offer, _quantity in chosen)
        )
        notifier = self.env["ecommerce.return.notifier"]
        frame = self.env["ecommerce.mail.frame"]
        return {
            "lines": [
                {
                    "id": offer.line.id,
                    "name": offer.line.name_short,
                    "quantity": f"{quantity:g}",
                    "count": frame._format_quantity(
                        quantity, offer.line.product_uom_id
                    ),
                }
                for offer, quantity in chosen
            ],
            "is_late": any(offer.is_late for offer, _quantity in chosen),
            "reason": answers.reason,
            "photo_limits": self.env["ecommerce.return.photo"]._describe_limits(),
            "remark": answers.remark,
            "amount": self._write_amount(estimate.balance),
            "amount_sentence": notifier._describe_amount(order, estimate, policies),
            "parcel_sentence": notifier._describe_parcel(
                self._get_terms(order, answers).parcel_payer
            ),
        }

    @api.model
    def _write_amount(self, amount):
        """Return an amount in the format of the form."""
        return f"{amount:.4f}"

    @api.model
    def _estimate(self, order, answers):
        """Return the `Estimate` of the refund."""
        fees = self._get_terms(order, answers).fees
        money = self.env["ecommerce.return.money"]
        return money._estimate(order, answers.quantities, fees)

    @api.model
    def _get_terms(self, order, answers):
        # In sudo mode because customers see neither policies nor calendars.
        terms = self.env["ecommerce.return.terms"].sudo()
        return terms._get(order.sudo(), answers.chosen, answers.reason)

    @api.model
    def _prepare(self, order, answers, estimate):
        terms = self._get_terms(order, answers)
        return {
            "name": f"{order.name}/RET{order.return_number}",
            "number": order.return_number,
            "order_id": order.id,
            "reason_id": answers.reason.id,
            "remark": answers.remark,
            "estimated_amount": estimate.amount,
            "estimated_fee": estimate.fee,
            "parcel_payer": terms.parcel_payer,
            "parcel_cost": self._get_parcel_cost(answers, terms),
            "fee_amount": terms.fees.amount,
            "line_ids": [
                Command.create(
                    {
                        **self._prepare_line(offer, quantity),
                        "fee_percentage": terms.fees.percentages.get(line_id, 0.0),
                    }
                )
                for line_id, (offer, quantity) in answers.chosen.items()
            ],
        }

    @api.model
    def _get_parcel_cost(self, answers, terms):
        """Return what the parcel costs the shop; of several policies the most."""
        policies = [offer.policy for offer, _quantity in answers.chosen.values()]
        is_paid = terms.parcel_payer == SHOP
        return max(it.parcel_cost for it in policies) if policies and is_paid else 0.0

    @api.model
    def _prepare_line(self, offer, quantity):
        return {
            "order_line_id": offer.line.id,
            "requested_quantity": quantity,
            "policy_id": offer.policy.id,
            "last_day_on": offer.last_day,
            "is_late": offer.is_late,
            "refund_at": offer.policy.refund_at or "receipt",
            "is_refunded_automatically": offer.policy.is_refunded_automatically,
        }

    @api.model
    def _is_approved_automatically(self, case):
        """Return whether the policies approve the request automatically."""
        policies = case.line_ids.policy_id
        limits = [it.approval_limit for it in policies if it.approval_limit]
        value = sum(
            line.requested_quantity * line.order_line_id.price_reduce_taxinc
            for line in case.line_ids
        )
        return (
            not case.is_late
            and all(policies.mapped("is_approved_automatically"))
            and all(case.currency_id.compare_amounts(value, it) <= 0 for it in limits)
        )
