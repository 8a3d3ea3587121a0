"""Runs in Odoo's Python: finds what the pictures show, and renders the emails."""

import json
import sys
from pathlib import Path
from unittest.mock import patch

from odoo.api import SUPERUSER_ID, Environment
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.tools import config

from .screens import TRACKING_NUMBER

OURS = "ecommerce_order_flow"
LAYOUT = f"{OURS}.shipment_mail_layout"  # of emails without a frame of their own
MAIL = """<!DOCTYPE html><meta charset="utf-8"/>
<meta name="viewport" content="width=device-width"/><title>{subject}</title>
<body style="margin: 0"><p style="margin: 8px"><b>{subject}</b></p>{body}"""
ORDER, CART, PARCEL, RETURN, REFUND = "order", "cart", "parcel", "return", "refund"
# Emails by the demo shop's order that they are about.
MAILS = {
    "mail_template_cart_consent": (CART, "peters"),
    "mail_template_cart_reminder_first": (CART, "bauer"),
    "mail_template_cart_reminder_second": (CART, "bauer"),
    "mail_template_cart_reminder_third": (CART, "bauer"),
    "mail_template_cart_payment_failed": (ORDER, "card_declined"),
    "mail_template_order_received": (ORDER, "transfer_awaited"),
    "mail_template_order_accepted": (ORDER, "transfer_awaited"),
    "mail_template_confirmation": (ORDER, "paid_and_ready"),
    "mail_template_payment_received": (ORDER, "paid_too_little"),
    "mail_template_payment_reminder": (ORDER, "transfer_overdue"),
    "mail_template_payment_expired": (ORDER, "cancelled_unpaid"),
    "mail_template_shipment_shipped": (PARCEL, "half_on_its_way"),
    "mail_template_shipment_tracking": (PARCEL, "on_its_way"),
    "mail_template_shipment_ready_for_pickup": (PARCEL, "waits_in_the_store"),
    "mail_template_shipment_picked_up": (PARCEL, "fetched_in_the_store"),
    "mail_template_cancellation": (ORDER, "cancelled_but_paid"),
    "mail_template_invoice_partly_paid": ("invoice", "paid_in_part"),
    "mail_template_return_requested": (RETURN, "return_requested"),
    "mail_template_return_approved": (RETURN, "return_approved"),
    "mail_template_return_declined": (RETURN, "return_declined"),
    "mail_template_return_cancelled": (RETURN, "return_requested"),
    "mail_template_return_expired": (RETURN, "return_approved"),
    "mail_template_return_valued": (RETURN, "return_to_inspect"),
    "mail_template_exchange_payment": (RETURN, "return_approved"),
    "mail_template_return_link": (ORDER, "return_approved"),
    "mail_template_refund": (REFUND, "refund_without_account"),
    "mail_template_refund_account": (REFUND, "refund_without_account"),
}

DAMAGE = {"quantity": 1.0, "condition": "damaged"}
LOSS = {
    **DAMAGE,
    "is_decided": True,
    "loss_percentage": 12.5,
    "loss_reason": "Ein Bein ist verbogen.",
}


class Finder:
    """The records of the demo shop, by name."""

    def __init__(self, env):
        self.env = env

    def find(self, name):
        return self.env.ref(f"demo_shop.{name}")

    def find_for_mail(self, kind, name):
        if kind == CART:
            return self.find(f"cart_{name}")
        order = self.find(f"order_{name}")
        return {
            ORDER: order,
            PARCEL: order.picking_ids.sorted("id")[:1],
            RETURN: order.return_ids[:1],
            REFUND: order.refund_ids[:1],
            "invoice": order.invoice_ids[:1],
        }[kind]

    # === RECORDS === #

    def list_ids(self):
        """Return the ids of the records whose screens are photographed."""
        stories = self.env["ir.model.data"].search(
            [("module", "=", "demo_shop"), ("model", "=", "sale.order")]
        )
        records = {story.name: story.res_id for story in stories}
        for name, record in self.find_others():
            records[name] = record[:1].id
        return records

    def find_others(self):
        env = self.env
        yield "transfer", self.find_for_mail(PARCEL, "paid_and_ready")
        yield "shipment", self.find_for_mail(PARCEL, "done_lately")
        yield "invoice", self.find_for_mail("invoice", "paid_in_part")
        yield "transaction", self.find("order_paid_and_ready").transaction_ids
        yield "carrier", env.ref("delivery.free_delivery_carrier")
        yield "warehouse", env.ref("stock.warehouse0")
        yield "case_requested", self.find_for_mail(RETURN, "return_requested")
        yield "case_to_inspect", self.find_for_mail(RETURN, "return_to_inspect")
        yield "case_declined", self.find_for_mail(RETURN, "return_declined")
        yield "policy", env.ref(f"{OURS}.ecommerce_return_policy_default")
        refund = self.find_for_mail(REFUND, "refund_without_account")
        yield "refund", refund
        yield "refund_payment", refund.payment_ids
        yield "bulk_run", env["ecommerce.bulk.run"].search([], limit=1)
        yield "failure", env["ecommerce.failure"].search([], limit=1)
        yield "reminder", env["ecommerce.cart.reminder"].search([], limit=1)
        yield "automation", env.ref(f"{OURS}.ecommerce_automation_confirm_paid")
        yield (
            "provider",
            env["payment.provider"].search(
                [("custom_mode", "=", "wire_transfer")], limit=1
            ),
        )
        yield "journal", env["account.journal"].search([("type", "=", "bank")], limit=1)
        yield "app", env.ref(f"base.module_{OURS}")

    def damage(self):
        """Find damage that is to be decided about; no demo order has any."""
        line = self.find_for_mail(RETURN, "return_declined").line_ids[:1]
        if not line.finding_ids:
            line.finding_ids = [Command.create(DAMAGE)]

    # === LINKS === #

    def list_links(self):
        """Return the paths of pages that only customers know."""
        env = self.env
        links = {
            name: self.find(name).get_portal_url()
            for name in self.list_ids()
            if name.startswith("order_")
        }
        for name, order, page in (
            ("cancel", "paid_and_ready", "cancel"),
            ("cancel_too_late", "on_its_way", "cancel"),
            ("invoice", "done_without_an_invoice", "invoice"),
            ("return_form", "done_lately", "return"),
        ):
            links[name] = links[f"order_{order}"].replace("?", f"/{page}?")
        for name in ("return_approved", "return_declined"):
            case = self.find_for_mail(RETURN, name)
            page = f"/return/{case.id}?"
            links[name] = links[f"order_{name}"].replace("?", page)
        cart = self.find("cart_peters")
        consent = env["ecommerce.cart.consent"]
        asked = consent._decide(
            cart.website_id,
            "anna@example.com",
            "unconfirmed",
            "checkout",
            text=cart.website_id._get_cart_consent_text(),
        )
        cart._portal_ensure_token()
        stop = consent._get_token(cart.website_id, "anna@example.com")
        refund = self.find_for_mail(REFUND, "refund_without_account")
        account_url = env["ecommerce.refund.account"]._get_url(refund)
        slip = f"/report/html/{OURS}"
        parcel = self.find_for_mail(PARCEL, "half_on_its_way")
        case = self.find_for_mail(RETURN, "return_approved")
        return links | {
            "product": env.ref("product.product_product_12").website_url,
            "cart": cut(env["ecommerce.cart.mail.content"]._get_cart_url(cart)),
            "refund_account": cut(account_url),
            "reminders_confirm": cut(asked._get_confirmation_url()),
            "reminders_stop": f"/shop/reminders/stop?token={stop}",
            "packing_slip": f"{slip}.report_packing_slip/{parcel.id}",
            "parcel_label": f"{slip}.report_parcel_label/{parcel.id}",
            "parcel_labels_on_a4": f"{slip}.report_parcel_labels_on_a4/{parcel.id}",
            "slip_with_label": f"{slip}.report_slip_with_label/{parcel.id}",
            "return_slip": f"{slip}.report_return_slip/{case.id}",
        }

    # === EMAILS === #

    def render_mails(self, folder, lang):
        """Save the emails in a language; the customers' own one doesn't matter."""
        folder.mkdir(exist_ok=True)
        self.env["res.partner"].search([]).lang = lang
        for name, (kind, story) in MAILS.items():
            record = self.find_for_mail(kind, story)
            if name == "mail_template_cart_consent":
                website = record.website_id.with_context(lang=lang)
                record = self.env["ecommerce.cart.consent"]._decide(
                    website,
                    record.partner_id.email,
                    "unconfirmed",
                    "checkout",
                    text=website._get_cart_consent_text(),
                )
            mail = self.write_mail(name, kind, record)
            path = folder / f"{name.removeprefix('mail_template_')}.html"
            path.write_text(MAIL.format(subject=mail.subject, body=mail.body_html))

    def write_mail(self, name, kind, record):
        template = self.env.ref(f"{OURS}.{name}")
        template.report_template_ids = False  # They take seconds.
        layout = None if kind == CART or "_cart_" in name else LAYOUT
        if record._name == "sale.order" and not layout:
            # As the automation sends reminders: with the way to object.
            template = template.with_context(
                ecommerce_order_flow_cart_mails={record.id: False}
            )
        if name == "mail_template_shipment_tracking":
            record.carrier_tracking_ref = TRACKING_NUMBER
        notifier = type(self.env["ecommerce.return.notifier"])
        if name == "mail_template_return_valued":
            record.line_ids[:1].finding_ids = [Command.create(LOSS)]
        # No demo order waits for the payment of an exchange.
        with patch.object(notifier, "_get_payable_amount", lambda *_args: 15.0):
            number = template.send_mail(record.id, email_layout_xmlid=layout)
        return self.env["mail.mail"].browse(number)


def cut(url):
    """Return the path of an address of the shop."""
    return "/" + url.split("/", 3)[3]


def main(database, folder, lang, has_mails=True):
    """Write what is found into a file, and the emails into a folder."""
    config.parse_config(["-d", database], setup_logging=True)
    folder = Path(folder)
    with Registry(database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {"lang": lang})
        finder = Finder(env)
        if has_mails:
            finder.damage()
        found = {"ids": finder.list_ids(), "links": finder.list_links()}
        (folder / "found.json").write_text(json.dumps(found))
        cr.commit()
        if has_mails:
            finder.render_mails(folder / "mails", lang)
        cr.rollback()


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
