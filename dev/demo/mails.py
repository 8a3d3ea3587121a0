"""Emails about past orders, which count as sent."""

from contextlib import contextmanager


@contextmanager
def on_their_way_for_long(env):
    """Mark the emails created in the block as sent.

    They have no PDF: printing takes longer than everything else.
    """
    old_mails = _get_waiting_mails(env)
    with _without_reports(env):
        yield
    mails = _get_waiting_mails(env) - old_mails
    mails.notification_ids.notification_status = "sent"
    mails.state = "sent"


def _get_waiting_mails(env):
    return env["mail.mail"].search([("state", "=", "outgoing")])


@contextmanager
def _without_reports(env):
    """Remove the reports of email templates for orders during the block."""
    reports = {
        template: template.report_template_ids
        for template in env["mail.template"].search([("model", "=", "sale.order")])
    }
    for template in reports:
        template.report_template_ids = False
    yield
    for template, report in reports.items():
        template.report_template_ids = report
