"""The shop's settings: all that customers may do is enabled."""

from dateutil.relativedelta import relativedelta

from odoo import fields

IBAN = "DE89370400440532013000"
LONG_AGO = relativedelta(days=1)


def open_shop(env):
    """Let customers do everything, and nobody else: no automation runs meanwhile."""
    env["res.company"].search([]).write(
        {"email": "shop@example.com", "stock_text_confirmation": False}
    )
    # Documents take a second each, and aren't needed here.
    env.ref("sale.mail_template_sale_confirmation").report_template_ids = False
    env.ref("website.default_website").write(
        {
            "automations_since": fields.Datetime.now() - LONG_AGO,
            "cart_consent": "consent",
            "customer_can_cancel": True,
            "customer_can_return": True,
            "invoice_business": "on_request",
            "invoice_consumer": "on_request",
            "send_abandoned_cart_email": True,
        }
    )
    demo = find_demo(env)
    demo.state = "test"
    # If the next flush computed it, Odoo would create several payment method lines.
    assert demo.journal_id
    take_transfers(env)
    # At last, because payment methods enable scheduled actions.
    env.flush_all()
    env["ir.cron"].search([]).active = False


def find_demo(env):
    return env["payment.provider"].search([("code", "=", "demo")], limit=1)


def find_transfers(env):
    return env["payment.provider"].search(
        [("custom_mode", "=", "wire_transfer")], limit=1
    )


def take_transfers(env):
    """Offer wire transfers to an account, for which there are payment QR codes."""
    journal = env["account.journal"].search([("type", "=", "bank")], limit=1)
    journal.bank_account_id = env["res.partner.bank"].create(
        {
            "acc_number": IBAN,
            "acc_holder_name": "Lampen Müller GmbH",
            "partner_id": journal.company_id.partner_id.id,
            "bank_id": env["res.bank"]
            .create({"name": "Commerzbank", "bic": "COBADEFFXXX"})
            .id,
        }
    )
    find_transfers(env).write(
        {"state": "test", "waiting_policy": "reserve", "journal_id": journal.id}
    )
