"""Workers killed while refunding: each refund is made once, none is lost."""

import time
from collections import Counter, namedtuple

import pytest

from dev.shop.api import database, run_sql
from dev.shop.console import say
from tests.provider_stub import supervisor

from . import assistant, balance, workers
from .scale import scaled

pytestmark = pytest.mark.slow

ORDERS = scaled(250)
REFUNDS = 2 * ORDERS
KILLS = scaled(50)
WORKERS = 2  # at the same time
LONGEST_LIFE = 1.2  # seconds from the first request until a worker is killed
LONGEST_START = 60  # seconds until the first request
TROUBLE = 30  # percent of the requests
LATENCY = 60  # milliseconds
MOST_ROUNDS = 12  # rounds of checking refunds without an answer
# How a provider can be queried: by a key, by its list, or not at all.
PROVIDERS = {
    "keys": {"keys": True, "ask": False},
    "list": {"keys": False, "ask": True},
    "both": {"keys": True, "ask": True},
    "silent": {"keys": False, "ask": False},
}
PAYMENTS = """
    SELECT source.provider_reference, tx.reference, tx.provider_reference,
           payment.state, ROUND(payment.amount * 100), provider.name ->> 'en_US'
      FROM ecommerce_refund_payment payment
      JOIN payment_transaction source ON source.id = payment.source_transaction_id
      JOIN payment_provider provider ON provider.id = source.provider_id
 LEFT JOIN payment_transaction tx ON tx.id = payment.transaction_id"""
ORDERS_QUERY = """
    SELECT 'pay_' || name, ROUND(amount_refunded * 100) FROM sale_order
     WHERE id IN (SELECT order_id FROM ecommerce_refund)"""
BOOKED = """
    SELECT COUNT(*), COUNT(DISTINCT payment_transaction_id), SUM(amount)
      FROM account_payment
     WHERE payment_type = 'outbound' AND state IN ('in_process', 'paid')"""
UNPAID = """
    SELECT name FROM account_move WHERE move_type = 'out_refund'
       AND (state != 'posted' OR payment_state NOT IN ('paid', 'in_payment'))"""
LEFT = """
    SELECT COUNT(*) FROM ecommerce_refund_payment
     WHERE state IN ('queued', 'sending')"""
ASKED = "SELECT COUNT(*) FROM ecommerce_refund_payment WHERE sent_at IS NOT NULL"
MET = "SELECT COUNT(*) FROM ecommerce_refund_payment WHERE state = 'sending'"
PRICE = 2500  # cents per refund

Payment = namedtuple("Payment", "source reference number state amount provider")


@pytest.fixture
def name():
    with database("test_refunds") as name:
        yield name


@pytest.fixture
def providers(tmp_path, chance):
    """The providers by name: processes that restart when they die."""
    stubs = {}
    for name, can in PROVIDERS.items():
        options = [f"--{'' if can[it] else 'no-'}{it}" for it in can]
        options += ["--trouble", TROUBLE, "--seed", chance.random()]
        options += ["--latency", LATENCY, "--file", tmp_path / f"{name}.jsonl"]
        stubs[name] = supervisor.Provider(options)
        stubs[name].start()
    yield stubs
    for stub in stubs.values():
        stub.stop()


@pytest.fixture
def refunds(name, providers):
    """Requested refunds, none of them sent yet."""
    with assistant.hired(name) as helper:
        helper.do("install_stub")
    with assistant.hired(name) as helper:
        options = {
            name: {"url": stub.url, **PROVIDERS[name]}
            for name, stub in providers.items()
        }
        helper.do("request_refunds", providers=options, count=ORDERS)


def test_killed_at_any_moment_each_refund_is_made_once(
    name, providers, refunds, chance
):
    left, met = [], []
    for _life in range(max(KILLS // WORKERS, 1)):
        looks = live_and_die(name, chance)
        left += [it[0] for it in looks]
        met.append(looks[-1][1])
        assert find_doubled(name, providers) == []
    say(f"Left after each of {len(left)} kills: {left}")
    say(f"Without an answer after each round of kills: {met}")
    assert min(left) > 0, "Nothing was left to do at the last kill"
    assert any(met), "No kill met a refund that was asked for"

    with assistant.hired(name) as helper:
        asked = solve(name, helper, providers)
        check_unknown(name, providers)
        let_people_decide(name, helper, providers)
        assert helper.do("check_consistency") == []

    say(f"Deaths of providers: { ({it: providers[it].deaths for it in providers}) }")
    say(f"Without an answer in each round: {asked}")
    check_balance(name, providers)
    assert balance.find_failures(name) == []


def live_and_die(name, chance):
    """Have workers send refunds, and kill them once they have started.

    :return: The numbers of remaining and of unanswered refunds, after each kill.
    """
    before = count(ASKED, name)
    with workers.hired(name, WORKERS) as people:
        workers.begin_all(people, "send_refunds")
        deadline = time.monotonic() + LONGEST_START
        while count(ASKED, name) == before:
            assert time.monotonic() < deadline, "No worker has begun"
            time.sleep(0.02)
        lives = [chance.uniform(0, LONGEST_LIFE) for _ in range(WORKERS)]
        return list(
            workers.kill_one_after_the_other(
                people, lives, lambda: (count(LEFT, name), count(MET, name))
            )
        )


def solve(name, helper, providers):
    """Let the shop clarify the refunds by itself, as far as it can."""
    rounds = []
    for _round in range(MOST_ROUNDS):
        for stub in providers.values():
            stub.wait_until_idle()
        helper.do("wait_for_answers")
        workers.work_off(name, WORKERS, "send_refunds")
        assert find_doubled(name, providers) == []
        rounds.append(count(LEFT, name))
        if not rounds[-1]:
            break
    return rounds


def check_unknown(name, providers):
    """Check that only refunds of the silent provider are left to staff."""
    payments = read_payments(name)
    states = {it: Counter() for it in providers}
    for payment in payments:
        states[payment.provider][payment.state] += 1
    say(f"Solved without people: { {it: dict(states[it]) for it in states} }")
    unknown = {it: states[it]["unknown"] for it in providers if states[it]["unknown"]}
    assert set(unknown) <= {"silent"}
    listed = run_sql(
        "SELECT COUNT(*) FROM ecommerce_failure WHERE reason LIKE 'It is unknown%'",
        name,
    )
    assert listed == [str(sum(unknown.values()))]


def let_people_decide(name, helper, providers):
    """Clarify each silent provider's refunds, resend the refused ones, and report."""
    while True:
        helper.do("decide_unknown", references=[*read_references(providers)])
        states = Counter(it.state for it in read_payments(name))
        if not states["failed"] and not states["unknown"]:
            break
        helper.do("send_refused_again")
        solve(name, helper, providers)
    pending = [
        refund
        for stub in providers.values()
        for refund in stub.get_refunds()
        if refund["status"] == "pending"
    ]
    helper.do("report_refunds", refunds=pending)
    helper.do("send_refunds")  # It removes the failures that staff has settled.
    say(f"{len(pending)} refunds were reported later, twice each")


def read_references(providers):
    """Return how often the providers have accepted each of the shop's references."""
    return Counter(
        refund["reference"]
        for stub in providers.values()
        for refund in stub.get_refunds()
    )


def read_payments(name):
    return [Payment(*row.split("|")) for row in run_sql(PAYMENTS, name)]


def count(query, name):
    """Return the number that a query yields."""
    return int(run_sql(query, name)[0])


def find_doubled(name, providers):
    """Return the refunds made more often than requested."""
    accepted = Counter(
        refund["payment"]
        for stub in providers.values()
        for refund in stub.get_refunds()
    )
    return [payment for payment, times in accepted.items() if times > 2] + [
        reference
        for reference, times in read_references(providers).items()
        if times > 1
    ]


def check_balance(name, providers):
    """Check that the providers' list agrees with the orders and the books."""
    payments = read_payments(name)
    assert Counter(it.state for it in payments) == {"done": REFUNDS}
    accepted = [it for stub in providers.values() for it in stub.get_refunds()]
    assert sorted(it["reference"] for it in accepted) == sorted(
        it.reference for it in payments
    )
    given = Counter()
    for refund in accepted:
        given[refund["payment"]] += refund["amount"]
    refunded = dict(row.split("|") for row in run_sql(ORDERS_QUERY, name))
    assert {it: int(amount) for it, amount in refunded.items()} == dict(given)
    (booked,) = run_sql(BOOKED, name)
    count, transactions, amount = booked.split("|")
    assert (int(count), int(transactions)) == (REFUNDS, REFUNDS)
    assert float(amount) * 100 == sum(given.values()) == REFUNDS * PRICE
    assert run_sql(UNPAID, name) == []
    say(f"{len(accepted)} refunds accepted by providers, and {len(payments)} booked")
