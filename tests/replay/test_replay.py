"""The replay of a small file: the resulting orders, also after an interruption."""

import pytest

from dev.shop.api import database

from .command import AGREED, Replay

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def replayed():
    """A database in which the whole file has been replayed."""
    with database("test_replayed") as name:
        replay = Replay(name)
        replay.status, replay.output = replay.run()
        yield replay


# === WHAT BECOMES OF THE ORDERS === #


def test_shop_and_file_agree(replayed):
    assert replayed.status == 0, replayed.output
    assert AGREED in replayed.output


@pytest.mark.parametrize(
    ("number", "total", "payment", "fulfillment", "goods_return"),
    [
        ("700001", "69.09", "partially_refunded", "shipped", "settled"),
        ("700002", "3.39", "paid", "shipped", "none"),
        ("700003", "1.27", "paid", "shipped", "none"),
        ("700004", "0.00", "paid", "nothing", "none"),
        ("700005", "6.78", "paid", "shipped", "none"),
        ("700010", "19.90", "refunded", "shipped", "settled"),
        ("700012", "17.45", "partially_refunded", "shipped", "settled"),
    ],
)
def test_an_order_ends_as_the_file_says(
    replayed, number, total, payment, fulfillment, goods_return
):
    (order,) = replayed.query(
        "SELECT round(amount_total, 2), flow_stage, payment_status, "
        "fulfillment_status, return_status "
        f"FROM sale_order WHERE client_order_ref = '{number}'"
    )

    assert order == (total, "done", payment, fulfillment, goods_return)


def test_nothing_else_is_ordered(replayed):
    assert replayed.count("sale_order") == 8


def test_quantities_of_an_article_are_one_line(replayed):
    lines = replayed.query(
        "SELECT product_uom_qty::int, qty_delivered::int, qty_invoiced::int "
        "FROM sale_order_line line JOIN sale_order ON sale_order.id = order_id "
        "WHERE client_order_ref = '700001' AND line.name LIKE '%HEART%'"
    )

    assert lines == [("5", "0", "0")]  # five sold, four and one returned


def test_a_customer_with_a_number_is_the_same_each_time(replayed):
    names = replayed.query(
        "SELECT DISTINCT partner.name FROM sale_order "
        "JOIN res_partner partner ON partner.id = partner_id "
        "WHERE client_order_ref IN ('700001', '700010')"
    )

    assert names == [("Customer 501",)]


def test_each_guest_is_somebody_else(replayed):
    guests = replayed.query(
        "SELECT partner.name, country.code FROM sale_order "
        "JOIN res_partner partner ON partner.id = partner_id "
        "JOIN res_country country ON country.id = partner.country_id "
        "WHERE client_order_ref IN ('700002', '700005') ORDER BY 1"
    )

    assert guests == [("Guest 700002", "DE"), ("Guest 700005", "US")]


def test_a_refund_belongs_to_its_credit_note(replayed):
    refunds = replayed.query(
        "SELECT credit.ref, round(-refund.amount, 2), credit.payment_state "
        "FROM payment_transaction refund "
        "JOIN account_invoice_transaction_rel link ON transaction_id = refund.id "
        "JOIN account_move credit ON credit.id = invoice_id "
        "WHERE refund.operation = 'refund' AND refund.state = 'done' ORDER BY 1"
    )

    assert refunds == [
        ("C700006", "28.20", "paid"),
        ("C700007", "2.55", "paid"),
        ("C700011", "19.90", "paid"),
        ("C700013", "5.25", "paid"),
    ]


def test_returned_goods_are_in_the_warehouse_again(replayed):
    returned = replayed.query(
        "SELECT picking.origin, sum(move.quantity)::int FROM stock_picking picking "
        "JOIN stock_move move ON move.picking_id = picking.id "
        "WHERE picking.return_id IS NOT NULL AND move.state = 'done' "
        "GROUP BY 1 ORDER BY 1"
    )

    assert returned == [
        ("C700006", "4"),
        ("C700007", "1"),
        ("C700011", "2"),
        ("C700013", "1"),
    ]


def test_goods_at_their_price_come_back_by_the_form(replayed):
    cases = replayed.query(
        "SELECT request_key, state, round(estimated_amount, 2) FROM ecommerce_return "
        "ORDER BY 1"
    )

    assert cases == [("C700007", "settled", "2.55"), ("C700011", "settled", "19.90")]


def test_cancellations_of_no_order_are_counted(replayed):
    for text in (
        "Cancellations: 6, 4 of them of an order",
        "Cancelled lines of no order: 1, 5.10, more than was left of the order",
        "Cancelled lines of no order: 1, 9.95, no earlier order of the customer",
        "Cancelled lines of no order: 1, 3.39, of a guest",
    ):
        assert text in replayed.output


def test_lines_that_the_profile_knows_to_be_no_orders_are_counted(replayed):
    assert "Lines of no order: 2, correction of the stock" in replayed.output


def test_no_mail_leaves_the_shop(replayed):
    states = replayed.query("SELECT DISTINCT state FROM mail_mail")
    servers = replayed.query("SELECT smtp_host FROM ir_mail_server WHERE active")

    assert states in ([], [("outgoing",)])
    assert servers == [("invalid",)]


# === AGAIN, AND IN PARTS === #


def test_a_second_run_adds_nothing(replayed):
    tables = [
        name
        for (name,) in replayed.query(
            "SELECT relname FROM pg_stat_user_tables "
            "WHERE relname ~ '^(sale|stock|account|payment|product|res|mail|delivery)_'"
        )
    ]
    counts = " UNION ALL ".join(
        f"SELECT '{table}', count(*) FROM {table}" for table in tables
    )
    before = replayed.query(counts)

    status, output = replayed.run()

    assert (status, AGREED in output) == (0, True), output
    assert replayed.query(counts) == before


def test_a_limit_takes_the_first_invoices_and_never_goes_back(replay):
    assert replay.run("--limit", 2)[0] == 0
    assert replay.count("sale_order") == 2

    status, output = replay.run("--limit", 1, "--workers", 1)
    assert (status, "Invoices: 2\nOrders: 2, 1 of them of guests\n" in output) == (
        0,
        True,
    ), output

    assert replay.run("--limit", 6)[0] == 0
    assert replay.count("sale_order") == 5
    assert replay.count("account_move WHERE move_type = 'out_refund'") == 1


# === INTERRUPTED === #


def test_killed_again_and_again_it_ends_as_if_never_interrupted(replay, replayed):
    for event in (
        "sale_order",
        "sale_order WHERE state = 'sale'",
        "stock_picking WHERE return_id IS NOT NULL",
        "payment_transaction WHERE operation = 'refund'",
    ):
        process = replay.run_until(event)
        process.kill()
        process.wait()

    status, output = replay.run()

    assert (status, AGREED in output) == (0, True), output
    assert replay.get_totals() == replayed.get_totals()
    for table in ("account_move", "payment_transaction", "stock_picking"):
        assert replay.count(table) == replayed.count(table)
