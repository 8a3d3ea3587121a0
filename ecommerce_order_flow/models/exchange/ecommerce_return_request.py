from odoo import api, models


class EcommerceReturnRequest(models.AbstractModel):
    _inherit = "ecommerce.return.request"

    @api.model
    def _read(self, order, form):
        """Override of `returns` to read what the customer wants for each line.

        :param dict form: With `wish_<id of the line>` as well; empty for a refund.
        """
        answers = super()._read(order, form)
        offers = self.env["ecommerce.exchange.offer"]
        for line_id, (offer, quantity) in answers.chosen.items():
            code = str(form.get(f"wish_{line_id}") or "")
            choice = offers._find(offer, quantity, code)
            if choice:
                answers.wishes[line_id] = choice
            else:
                answers.errors.append(self._describe_missing_wish(offer, code))
        return answers

    @api.model
    def _describe_missing_wish(self, offer, code):
        name = offer.line.name_short or offer.line.name
        if not code:
            return self.env._(
                "%(product)s: choose what you would like instead.", product=name
            )
        return self.env._(
            "%(product)s: what you chose for it is no longer available in this "
            "quantity.",
            product=name,
        )

    @api.model
    def _estimate(self, order, answers):
        """Override of `returns` to deduct the prices of the replacements."""
        if not self._is_exchange(answers):
            return super()._estimate(order, answers)
        fees = self._get_terms(order, answers).fees
        money = self.env["ecommerce.exchange.money"]
        return money._estimate(order, answers.quantities, answers.wishes, fees)

    @api.model
    def _is_exchange(self, answers):
        return any(choice.product for choice in answers.wishes.values())

    @api.model
    def _preview(self, order, answers):
        """Override of `returns` to show the wish of each line."""
        values = super()._preview(order, answers)
        notifier = self.env["ecommerce.return.notifier"]
        for line in values["lines"]:
            choice = answers.wishes.get(line["id"])
            if choice:
                line["wish"] = choice.code
                line["replacement"] = notifier._describe_wish(
                    choice.wish, choice.product
                )
        return values

    @api.model
    def _prepare(self, order, answers, estimate):
        """Override of `returns` to keep the wishes, and the agreed prices."""
        values = super()._prepare(order, answers, estimate)
        values["estimated_owed"] = estimate.owed
        for _command, _id, line in values["line_ids"]:
            choice = answers.wishes.get(line["order_line_id"])
            if choice and choice.product:
                line.update(
                    wish=choice.wish,
                    replacement_id=choice.product.id,
                    replacement_price=choice.price.unit,
                    replacement_discount=choice.price.discount,
                )
        return values
