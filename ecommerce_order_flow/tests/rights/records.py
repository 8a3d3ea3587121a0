"""A record of each model of ours: what it is created with, the ones it needs first."""

import base64

from odoo import fields
from odoo.fields import Command

TABLE = base64.b64encode(b"number;date\n1Z999;2026-11-02\n")
# Those that are there once the addon is, and of which nobody creates others.
EXISTING = {
    "ecommerce.automation": lambda case: case.env["ecommerce.automation"]._find(
        "confirm_paid"
    ),
    "ecommerce.notification.setting": lambda case: case.env[
        "ecommerce.notification.setting"
    ].search([("website_id", "=", case.order.website_id.id)], limit=1),
}


class Case:
    """An order with all that may hang on it: a record of each model of ours."""

    def __init__(self, env, order, **core):
        self.env = env
        self.order = order
        self.core = core  # the records of Odoo's own models, by a name
        self.records = {}
        self.number = 100 * order.id  # grows, lest a second record is a double

    def __getitem__(self, name):
        return self.records[name].id

    def build(self):
        for name, find in EXISTING.items():
            self.records[name] = find(self)
        for name in VALUES:
            self.records[name] = self.env[name].create(self.get_values(name))
            # Lists that windows compute would take away the lines created after it.
            self.env.flush_all()
        return self

    def get_values(self, name):
        """Return what another record of a model is created with."""
        self.number += 1
        return VALUES[name](self) if name in VALUES else {}

    def get_country(self):
        """Return another country each time."""
        countries = self.env["res.country"].search([], order="id")
        return countries[self.number % len(countries)].id


def of_orders(case):
    return {"order_ids": [Command.set(case.order.ids)]}


def of_refund_payments(case):
    return {"payment_ids": [Command.set([case["ecommerce.refund.payment"]])]}


def get_failure(case):
    return {
        "automation_id": case["ecommerce.automation"],
        "res_id": case.number,
        "record_name": case.order.name,
        "order_id": case.order.id,
        "company_id": case.order.company_id.id,
        "reason": "No connection",
    }


def get_inconsistency(case):
    field = case.env["ir.model.fields"]._get("sale.order", "flow_stage")
    return {
        "order_id": case.order.id,
        "record_name": case.order.name,
        "field_id": field.id,
        "stored_raw": "cart",
        "right_raw": "done",
    }


def get_reminder_mail(case):
    return {
        "order_id": case.order.id,
        "reminder_id": case["ecommerce.cart.reminder"],
        "website_id": case.order.website_id.id,
        "company_id": case.order.company_id.id,
        "activity_at": fields.Datetime.now(),
        "email": "jane@example.com",
    }


def get_run_line(case):
    return {
        "run_id": case["ecommerce.bulk.run"],
        "company_id": case.order.company_id.id,
        "order_id": case.order.id,
        "picking_id": case.core["picking"].id,
        "result": "done",
    }


def get_refund_file(case):
    return {
        "company_id": case.order.company_id.id,
        "journal_id": case.core["journal"].id,
        "currency_id": case.order.currency_id.id,
        "execution_on": fields.Date.today(),
    }


def get_refund_payment(case):
    return {
        "refund_id": case["ecommerce.refund"],
        "amount": 1.0,
        "step": "to_transfer",
        "is_by_hand": True,
        "file_id": case["ecommerce.refund.file"],
    }


def get_return_line(case):
    return {
        "return_id": case["ecommerce.return"],
        "order_line_id": case.order.order_line[:1].id,
        "refund_at": "receipt",
        "requested_quantity": 1.0,
    }


def get_return_finding(case):
    return {
        "line_id": case["ecommerce.return.line"],
        "condition": "damaged",
        "quantity": 1.0,
    }


def get_bank_line(case):
    return {
        "import_id": case["ecommerce.bank.import"],
        "statement_id": case["ecommerce.bank.import.statement"],
        "payer": "Jane",
    }


def get_lookup(case):
    return {
        "website_id": case.order.website_id.id,
        "order_name": case.order.name,
        "email": "jane@example.com",
        "visitor_key": "key",
    }


def get_notification(case):
    return {
        "order_id": case.order.id,
        "kind": "shipped",
        "round": case.number,
        "picking_id": case.core["picking"].id,
    }


# In the order in which they need each other.
VALUES = {
    "ecommerce.automation.run": lambda it: {
        "automation_id": it["ecommerce.automation"]
    },
    "ecommerce.failure": get_failure,
    "ecommerce.bulk.run": lambda it: {"action": "cancel"},
    "ecommerce.bulk.run.line": get_run_line,
    "ecommerce.consistency.check": lambda it: {"order_id": it.order.id},
    "ecommerce.unknown.status": lambda it: {"order_id": it.order.id},
    "ecommerce.inconsistency": get_inconsistency,
    "ecommerce.cart.consent": lambda it: {
        "email": f"jane{it.number}@example.com",
        "website_id": it.order.website_id.id,
    },
    "ecommerce.cart.reminder": lambda it: {
        "website_id": it.order.website_id.id,
        "delay_hours": 100.0 + it.number % 600,
    },
    "ecommerce.cart.reminder.mail": get_reminder_mail,
    "ecommerce.cart.reminder.preview": lambda it: {"order_id": it.order.id},
    "ecommerce.notification": get_notification,
    "ecommerce.legal.document": lambda it: {
        "website_id": it.order.website_id.id,
        "name": "terms.csv",
        "file": TABLE,
    },
    "ecommerce.transit.time": lambda it: {
        "carrier_id": it.core["carrier"].id,
        "country_id": it.get_country(),
    },
    "ecommerce.carrier.status": lambda it: {
        "name": f"status {it.number}",
        "meaning": "delivered",
    },
    "ecommerce.delivery.import": lambda it: {"file": TABLE, "file_name": "days.csv"},
    "ecommerce.delivery.import.column": lambda it: {
        "import_id": it["ecommerce.delivery.import"],
        "name": "number",
    },
    "ecommerce.delivery.import.line": lambda it: {
        "import_id": it["ecommerce.delivery.import"],
        "picking_id": it.core["picking"].id,
    },
    "ecommerce.delivery.import.status": lambda it: {
        "import_id": it["ecommerce.delivery.import"],
        "name": "there",
    },
    "ecommerce.bank.table": lambda it: {
        "titles": ["day"],
        "columns": {"booked_on": "day"},
        "date_format": "iso",
        "decimal_sign": "point",
    },
    "ecommerce.bank.import": lambda it: {"state": "choose"},
    "ecommerce.bank.import.column": lambda it: {
        "import_id": it["ecommerce.bank.import"],
        "name": "day",
    },
    "ecommerce.bank.import.statement": lambda it: {
        "import_id": it["ecommerce.bank.import"],
        "name": "1/2026",
    },
    "ecommerce.bank.import.line": get_bank_line,
    "ecommerce.payment.match": lambda it: {
        "line_id": it.core["bank_line"].id,
        "company_id": it.order.company_id.id,
        "state": "proposed",
    },
    "ecommerce.payment.match.order": lambda it: {
        "match_id": it["ecommerce.payment.match"],
        "order_id": it.order.id,
        "amount": 1.0,
    },
    "ecommerce.payment.split": lambda it: {"match_id": it["ecommerce.payment.match"]},
    "ecommerce.payment.split.line": lambda it: {
        "split_id": it["ecommerce.payment.split"],
        "order_id": it.order.id,
    },
    "ecommerce.payment.registration": of_orders,
    "ecommerce.order.hold": lambda it: {**of_orders(it), "reason": "fraud"},
    "ecommerce.order.cancellation": of_orders,
    "ecommerce.return.reason": lambda it: {"name": "Too small"},
    "ecommerce.return.policy": lambda it: {
        "name": "Lanterns",
        "company_id": it.order.company_id.id,
    },
    "ecommerce.return": lambda it: {
        "name": f"R{it.number}",
        "order_id": it.order.id,
        "number": it.number,
    },
    "ecommerce.return.line": get_return_line,
    "ecommerce.return.lookup": get_lookup,
    "ecommerce.return.decline": lambda it: {
        "return_ids": [Command.set([it["ecommerce.return"]])],
        "note": "Final sale",
    },
    "ecommerce.return.inspection": lambda it: {"return_id": it["ecommerce.return"]},
    "ecommerce.return.inspection.line": lambda it: {
        "inspection_id": it["ecommerce.return.inspection"],
        "return_line_id": it["ecommerce.return.line"],
    },
    "ecommerce.return.finding": get_return_finding,
    "ecommerce.return.valuation": lambda it: {"return_id": it["ecommerce.return"]},
    "ecommerce.return.valuation.line": lambda it: {
        "valuation_id": it["ecommerce.return.valuation"],
        "finding_id": it["ecommerce.return.finding"],
    },
    "ecommerce.refund": lambda it: {
        "name": f"F{it.number}",
        "order_id": it.order.id,
        "amount": 1.0,
    },
    "ecommerce.refund.line": lambda it: {
        "refund_id": it["ecommerce.refund"],
        "order_line_id": it.order.order_line[:1].id,
        "quantity": 1.0,
    },
    "ecommerce.refund.file": get_refund_file,
    "ecommerce.refund.payment": get_refund_payment,
    "ecommerce.order.refund": of_orders,
    "ecommerce.order.refund.line": lambda it: {
        "wizard_id": it["ecommerce.order.refund"],
        "order_line_id": it.order.order_line[:1].id,
    },
    "ecommerce.refund.file.creation": of_refund_payments,
    "ecommerce.refund.registration": of_refund_payments,
}
