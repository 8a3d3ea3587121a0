"""Fills a shop that has lived with the addon for years: nothing in it is due."""

from datetime import timedelta

from odoo import fields

from ..old_shop.copies import Copier
from ..old_shop.filling import FillingSession

YEARS = 3
DAYS_OF_OPEN_ORDERS = 14
OPEN_STAGES = ("awaiting_payment", "to_confirm", "to_ship", "shipped")
# What the automations write about orders; failures are listed in the end.
MORE_TABLES = ("ecommerce_notification",)
# Lists what the automations can't do as decided by users: nothing is due.
IGNORE_QUERY = """
    INSERT INTO ecommerce_failure (automation_id, model, res_id, reason, state)
    SELECT %s, %s, unnest(%s), 'An old issue', 'ignored'
        ON CONFLICT (automation_id, res_id) DO UPDATE SET state = 'ignored'
"""
DATES = {
    "sale_order": ("date_order", "create_date", "cart_activity_at", "delivered_on"),
    "stock_picking": ("date_done", "create_date", "expected_delivery_on"),
    "payment_transaction": ("last_state_change", "create_date"),
    "account_move": ("create_date",),
    "ecommerce_notification": ("create_date",),
}


class BigFillingSession(FillingSession):
    """Fills a database with orders of different customers, spread over the years."""

    def make_copier(self):
        tables = [t for t in MORE_TABLES if t.replace("_", ".") in self.env]
        return Copier(self.env.cr, ["res_partner", *tables])

    def make_originals(self):
        """Override to enable the automations for all orders."""
        if "ecommerce.automation" in self.env:
            begin = fields.Datetime.now() - timedelta(days=365 * (YEARS + 1))
            self.env["website"].search([]).automations_since = begin
        super().make_originals()

    def order(self, shop, lines):
        """Override to give each order a customer of its own."""
        customer = shop.create_customer(lines)
        return shop.order(lines, partner_id=customer.id)

    def finish_original(self, original, order):
        """Override to let the automations run until nothing is due."""
        super().finish_original(original, order)
        days = 365 * YEARS
        if "ecommerce.automation" in self.env:
            self._run_automations(order)
            if order.flow_stage in OPEN_STAGES:
                days = DAYS_OF_OPEN_ORDERS
        original.spread = (DATES, timedelta(days=days))

    def _run_automations(self, order):
        """Run them as if the parcels had had the time to arrive."""
        now = fields.Datetime.now()
        parcels = order.picking_ids.filtered("expected_delivery_on")
        parcels.filtered("date_done").date_done = now - timedelta(days=3)
        parcels.expected_delivery_on = now.date() - timedelta(days=2)
        order.next_reminder_at = False
        self.env.flush_all()
        automations = self.env["ecommerce.automation"]
        for _time in range(2):
            for code in automations.search([]).mapped("code"):
                automations._cron_run(code)
        order.next_reminder_at = False
        self.env.flush_all()

    def finish(self):
        """Override to leave nothing due."""
        self.copier.finish()
        if "ecommerce.automation" in self.env:
            for automation in self.env["ecommerce.automation"].search([]):
                self._ignore_what_is_due(automation)
        super().finish()

    def _ignore_what_is_due(self, automation):
        find = self.env["ecommerce.automation.runner"]._find_open
        while ids := find(automation):
            values = [automation.id, automation.model, ids]
            self.env.cr.execute(IGNORE_QUERY, values)
