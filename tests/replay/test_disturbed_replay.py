"""The replay of a small file: interruptions, and their messages."""

import os
import signal
import subprocess

import pytest

from dev.shop import layout
from dev.shop.environment import get_environment

from .command import AGREED, LONGEST_RUN

pytestmark = pytest.mark.slow


# === INTERRUPTED === #


def test_interrupted_it_leaves_nobody_behind_and_says_how_to_go_on(replay):
    process = replay.run_until("sale_order")

    os.killpg(process.pid, signal.SIGINT)
    output, _errors = process.communicate(timeout=LONGEST_RUN)

    assert process.returncode == 130
    assert "run again to go on" in output
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_a_second_replay_at_the_same_time_is_refused(replay):
    process = replay.run_until("sale_order")
    os.killpg(process.pid, signal.SIGSTOP)
    try:
        status, output = replay.run()
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()

    assert (status, output.count("\n")) == (2, 1), output
    assert "Another replay is at work" in output


# === WRONG === #


def test_each_difference_is_listed_with_its_invoice(replay):
    assert replay.run()[0] == 0
    order = "SELECT id FROM sale_order WHERE client_order_ref = '{}'".format
    line = "SELECT id FROM sale_order_line WHERE order_id = ({})".format
    replay.query(
        f"""
        UPDATE payment_transaction SET amount = amount + 0.01 WHERE id IN (
            SELECT transaction_id FROM sale_order_transaction_rel
            WHERE sale_order_id = ({order("700001")})
        );
        UPDATE stock_move SET quantity = 2
        WHERE sale_line_id IN ({line(order("700002"))});
        UPDATE account_move SET amount_total = 1.28 WHERE ref = '700003';
        UPDATE sale_order SET client_order_ref = '999' WHERE id = ({order("700004")});
        UPDATE sale_order SET state = 'cancel' WHERE id = ({order("700005")});
        UPDATE account_move SET amount_residual = 5 WHERE ref = 'C700011';
        """
    )

    status, output = replay.run()

    assert status == 1
    for difference in (
        "700001: paid is 69.10 in the shop, 69.09 in the file",
        "700002: delivered is 6.78 in the shop, 3.39 in the file",
        "700003: invoiced is 1.28 in the shop, 1.27 in the file",
        "999: orders is 1 in the shop, 0 in the file",
        "700005: flow stage is cancelled in the shop, done in the file",
        "700010: unsettled is 5.00 in the shop, 0.00 in the file",
    ):
        assert difference in output


def test_what_is_left_out_makes_it_fail_and_is_named(replay, tmp_path):
    replay.orders = tmp_path / "orders.csv"
    replay.orders.write_text(
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,"
        "Country\n"
        "700002,LAMP,METAL LANTERN,1,2020-12-01 08:30,3.39,,Germany\n"
        "700002,LAMP,METAL LANTERN,five,2020-12-01 08:30,3.39,,Germany\n"
        "700002,LAMP,METAL LANTERN,5,2020-12-01 08:30,3.39,503,Germany\n"
        "700003,LAMP,METAL LANTERN,1,2020-12-01 09:00,3.39,,Narnia\n"
        "C700002,BEAD,GLASS BEAD,-1,2020-12-02 10:00,0.1,,Germany\n"
        ",LAMP,METAL LANTERN,5,2020-12-07 12:00,3.39,501,Germany\n"
    )

    status, output = replay.run()

    assert (status, AGREED in output) == (1, False)
    assert replay.count("sale_order") == 1
    for line in (
        "5 differences",
        "Line 3 isn't in the shop: Quantity is no whole number: 'five'",
        "Line 4 isn't in the shop: CustomerID differs from the lines of this invoice",
        "Line 5 isn't in the shop: Country is unknown: 'Narnia'",
        "Line 6 isn't in the shop: nothing of which is left in the order that it names",
        "Line 7 isn't in the shop: InvoiceNo is missing",
    ):
        assert line in output


def test_a_bad_order_stops_no_other_and_can_be_mended(replay):
    assert replay.run("--limit", 1)[0] == 0
    set_lamp_price(replay, 4)

    status, output = replay.run()

    assert status == 1
    for text in (
        "3 failures",
        "700002: OrderTrouble: The cart is 4.00, the file 3.39",
        "700005: OrderTrouble: The cart is 8.00, the file 6.78",
        "700014: OrderTrouble: The cart is 20.00, the file 16.95",
        "700014: orders is 0 in the shop, 1 in the file",
    ):
        assert text in output
    assert replay.count("sale_order WHERE flow_stage = 'done'") == 5

    set_lamp_price(replay, 3.39)
    assert replay.run()[0] == 0


def set_lamp_price(replay, price):
    replay.query(
        f"UPDATE product_template SET list_price = {price} "
        "WHERE default_code = 'LAMP@3.39'"
    )


def test_a_missing_file_is_said_in_one_line(replay):
    command = replay.get_command()
    command[3] = "nowhere.csv"
    result = subprocess.run(
        command,
        cwd=layout.ROOT,
        env=get_environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 2
    assert result.stderr == (
        "Stopped: nowhere.csv can't be read: No such file or directory\n"
    )
