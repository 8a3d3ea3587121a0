"""No request makes a page of ours fail, tell a secret, or do what it should not."""

import pytest

from . import shop
from .campaign import Campaign
from .report import format_report

pytestmark = pytest.mark.slow

SEED = 1
COUNT = 300


def test_requests_break_no_promise():
    with shop.opened() as it:
        campaign = Campaign(it, SEED)
        sent = list(campaign.send(0, COUNT))
        text = format_report(campaign)

    assert len(sent) == COUNT
    assert not campaign.findings, text
    assert not campaign.wrong_quantities, text
