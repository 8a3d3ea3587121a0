"""The mails about old orders: the customers have them already."""

from contextlib import contextmanager


@contextmanager
def on_their_way_for_long(env):
    """Let the mails that are written during the block count as sent.

    They carry no PDF: to print one takes longer than the rest of an order's life.
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
    """Have mail templates about orders attach nothing during the block."""
    reports = {
        template: template.report_template_ids
        for template in env["mail.template"].search([("model", "=", "sale.order")])
    }
    for template in reports:
        template.report_template_ids = False
    yield
    for template, report in reports.items():
        template.report_template_ids = report
