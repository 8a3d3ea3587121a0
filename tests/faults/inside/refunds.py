"""Refunds by a provider that runs as a process of its own, outside Odoo."""

from pathlib import Path

from orders import LONG_AGO, PRICE, order_product, report_done
from transactions import work

from odoo import addons, fields
from odoo.api import SUPERUSER_ID, Environment
from odoo.fields import Command
from odoo.tools import SQL

ADDONS = Path(__file__).parents[2] / "provider_stub" / "addons"
ADDON = "payment_stub"
COURSE = "COURSE"
REFUNDS_PER_ORDER = 2
# Longer than a lost request can be on its way.
WHILE = "31 minutes"


def know_stub():
    """Add the addon to Odoo's path before loading a database with it installed."""
    addons.__path__.append(str(ADDONS))


def install_stub(registry):
    """Install the addon of the provider."""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        env["ir.module.module"].update_list()
        module = env["ir.module.module"].search([("name", "=", ADDON)])
        module.button_immediate_install()


# === BEFORE === #


def request_refunds(registry, providers, count):
    """Create paid, invoiced orders with two requested refunds each, none sent yet.

    :param dict providers: For each name the URL, `keys` and `ask` of a provider.
    :param int count: How many orders; the providers take turns.
    """
    open_books(registry, providers)
    for number in range(count):
        name = list(providers)[number % len(providers)]
        work(registry, _request_refunds, name, number)


def open_books(registry, providers):
    """Open the providers, and let the shop run nothing by itself."""
    work(registry, _open_books)
    for name, options in providers.items():
        work(registry, _open_provider, name, options)


def _open_books(env):
    since = fields.Datetime.now() - LONG_AGO
    env["website"].search([]).automations_since = since
    env["ir.cron"].search([]).active = False
    env["payment.provider"]._setup_payment_method("stub")
    env["product.product"].create(
        {
            "name": "Course",
            "default_code": COURSE,
            "type": "service",
            "invoice_policy": "order",
            "list_price": PRICE,
            "taxes_id": False,
        }
    )


def _open_provider(env, name, options):
    method = env["payment.method"].create(
        {"name": name, "code": name, "support_refund": "partial"}
    )
    provider = env["payment.provider"].create(
        {
            "name": name,
            "code": "stub",
            "state": "test",
            "payment_method_ids": [Command.set(method.ids)],
            "stub_url": options["url"],
            "stub_keeps_keys": options["keys"],
            "stub_tells_refunds": options["ask"],
        }
    )
    assert provider.journal_id
    assert provider.support_refund == "partial"


def _request_refunds(env, name, number):
    # Odoo finds its addons only after reading its configuration.
    from odoo.addons.ecommerce_order_flow.models.refund.wish import Wish  # noqa: PLC0415

    order = _sell(env, env["payment.provider"].search([("name", "=", name)]), number)
    for _part in range(REFUNDS_PER_ORDER):
        amount = PRICE / REFUNDS_PER_ORDER
        env["ecommerce.refund"]._request(order, Wish({}, amount), amount)
    payments = order.refund_ids.payment_ids
    assert set(payments.mapped("state")) == {"queued"}


def _sell(env, provider, number):
    """Return an order that was paid by the provider, confirmed and invoiced."""
    product = env["product.product"].search([("default_code", "=", COURSE)])
    order = order_product(env, product, number)
    pay_and_invoice(env, provider, order)
    return order


def pay_and_invoice(env, provider, order):
    """Have an order paid by the provider, confirmed and invoiced."""
    tx = env["payment.transaction"].create(
        {
            "provider_id": provider.id,
            "payment_method_id": provider.payment_method_ids.id,
            "amount": order.amount_total,
            "currency_id": order.currency_id.id,
            "partner_id": order.partner_id.id,
            "operation": "online_direct",
            "reference": order.name,
            "provider_reference": f"pay_{order.name}",
            "sale_order_ids": [Command.set(order.ids)],
        }
    )
    report_done(tx)
    tx._post_process()
    if order.state != "sale":
        order.action_confirm()
    order._create_invoices(final=True).action_post()
    env["ecommerce.payment.matching"]._match(order)


# === WHILE THE PROVIDER IS ASKED === #


def send_refunds(registry):
    """Send the refunds to the providers, as the cron does, until nothing is due."""
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        env["ecommerce.automation"]._cron_run("send_refund")


def wait_for_answers(registry):
    """Let half an hour pass without an answer."""
    work(registry, _wait_for_answers)


def _wait_for_answers(env):
    env.cr.execute(
        SQL(
            "UPDATE ecommerce_refund_payment SET sent_at = sent_at - %s::interval, "
            "asked_at = asked_at - %s::interval WHERE step = 'sending'",
            WHILE,
            WHILE,
        )
    )
    env["ecommerce.failure"].search([("state", "=", "retry")]).next_attempt = False


def report_refunds(registry, refunds):
    """Report the results of refunds to the shop, as a provider does: twice."""
    for refund in refunds:
        for _time in range(2):
            work(registry, _report_refund, {**refund, "status": "succeeded"})


def _report_refund(env, refund):
    tx = env["payment.transaction"]._process("stub", refund)
    tx._post_process()


def send_refused_again(registry):
    """Press the button of each refund that a provider refused."""
    work(registry, _send_refused_again)


def _send_refused_again(env):
    refused = env["ecommerce.refund.payment"].search([("state", "=", "failed")])
    refused.action_send_again()


def decide_unknown(registry, references):
    """Decide the unknown refunds by the provider's list.

    :param list references: The references of the refunds that it has accepted.
    """
    work(registry, _decide_unknown, references)


def _decide_unknown(env, references):
    for payment in env["ecommerce.refund.payment"].search([("state", "=", "unknown")]):
        if payment.transaction_id.reference in references:
            payment.action_went_through()
        else:
            payment.action_did_not_go_through()
