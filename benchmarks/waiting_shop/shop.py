"""A shop with very many orders awaiting payment."""

import base64

from odoo import fields
from odoo.fields import Command

from ..old_shop.copies import Copier
from ..paid_shop.shop import PaidShop

ACCOUNT = "DE68900000010012345678"
HEAD = "Buchung;Auftraggeber/Empfänger;Verwendungszweck;Betrag;Währung"
# Tables of bank payments.
MONEY_TABLES = (
    "account_bank_statement_line",
    "ecommerce_payment_match",
    "ecommerce_payment_match_order",
)
# Copied moves don't reserve by themselves.
RESERVE = """
    UPDATE stock_quant AS quant SET reserved_quantity = taken.quantity
      FROM (SELECT product_id, location_id, SUM(quantity_product_uom) AS quantity
              FROM stock_move_line WHERE state NOT IN ('done', 'cancel')
          GROUP BY product_id, location_id) AS taken
     WHERE quant.product_id = taken.product_id
       AND quant.location_id = taken.location_id"""


class WaitingShop(PaidShop):
    """A shop that reserves stock for orders awaiting payment."""

    def __init__(self, env):
        super().__init__(env)
        self.provider = self.env["payment.provider"].search(
            [("custom_mode", "=", "wire_transfer")], limit=1
        )
        self.provider.state = "test"
        self.journal = self.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", self.provider.company_id.id)],
            limit=1,
        )
        self.journal.bank_account_id = self.env["res.partner.bank"].create(
            {
                "acc_number": ACCOUNT,
                "partner_id": self.provider.company_id.partner_id.id,
            }
        )

    def place_orders(self, count, with_proposal=False):
        """Return orders awaiting a wire transfer; they are committed.

        They are copies of one order.

        :param bool with_proposal: Whether half of each amount was received and needs a
            decision.
        """
        copier = Copier(self.env.cr, MONEY_TABLES)
        with copier.recorded() as original:
            order = self._place_order()
            if with_proposal:
                self._propose(order)
            self.env.flush_all()
        original.multiply(count)
        self.env.cr.execute(RESERVE)
        copier.finish()
        # Its name is the beginning of the copies' names.
        order._action_cancel()
        self.env.cr.commit()  # pylint: disable=invalid-commit
        self.env.cr.execute("ANALYZE")
        self.env.invalidate_all()
        return self.env["sale.order"].search([("name", "like", f"{order.name}-%")])

    def _place_order(self):
        """Return an order with a pending wire transfer."""
        order = self.create_orders(1)
        self.env["payment.transaction"].create(
            {
                **self.prepare_payment(order),
                "provider_id": self.provider.id,
                "payment_method_id": self.provider.with_context(active_test=False)
                .payment_method_ids[:1]
                .id,
                "operation": "offline",
            }
        )._set_pending()
        return order

    def _propose(self, order):
        """Create a bank line with half of the amount."""
        line = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.journal.id,
                "date": fields.Date.today(),
                "payment_ref": order.name,
                "amount": order.currency_id.round(order.amount_total / 2),
            }
        )
        step = self.env["ecommerce.automation"]._find("match_bank_line")
        self.env["ecommerce.automation.runner"]._run_batch(step, line.ids)
        if line.payment_match_ids.state != "proposed":
            raise RuntimeError("Nobody is asked about half of the money")

    # === BANK FILES === #

    def upload(self, orders, strangers):
        """Return the wizard with a file of payments of orders, and other lines."""
        today = fields.Date.today().strftime("%d.%m.%Y")
        texts = [(f"Bestellung {it.name}", it.amount_total) for it in orders]
        texts += [(f"Miete {number}", 10.0 + number) for number in range(strangers)]
        rows = (
            ";".join((today, f"Kim {number}", text, _write(amount), "EUR"))
            for number, (text, amount) in enumerate(texts)
        )
        content = "\n".join((f"IBAN;{ACCOUNT}", HEAD, *rows))
        attachment = self.env["ir.attachment"].create(
            {"name": "bank.csv", "datas": base64.b64encode(content.encode())}
        )
        return self.env["ecommerce.bank.import"].create(
            {"attachment_ids": [Command.set(attachment.ids)]}
        )


def _write(amount):
    """Return an amount in German notation."""
    return f"{amount:.2f}".replace(".", ",")
