"""Started programs end with the starter; the shop's mails are kept."""

import os
import signal
import smtplib
import subprocess
import sys
import time
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from dev.shop import foreground, layout, mailbox, suites
from dev.shop.problem import Problem
from dev.shop.web import ADDRESS, find_free_port, is_port_free

# Starts a program that starts another in its own session, then prints its id.
NEST = """
import subprocess, sys, time
command = [sys.executable, "-c", "import time; time.sleep(60)"]
print(subprocess.Popen(command, start_new_session=True).pid, flush=True)
time.sleep(60)
"""


def is_running(pid):
    """Return whether a process is running, and not just a zombie."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for_end(pid, seconds=10):
    """Wait until a process has ended; return whether it has."""
    deadline = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_running(pid)


def test_nothing_is_left_of_a_program_and_what_it_started():
    options = {"stdout": subprocess.PIPE, "text": True}
    with foreground.started([sys.executable, "-c", NEST], **options) as process:
        grandchild = int(process.stdout.readline())
        assert is_running(grandchild)

    assert not is_running(process.pid)
    assert not is_running(grandchild)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_ends_the_program_we_wait_for(number):
    program = (
        "import sys; from dev.shop import foreground as f; f.end_like_ctrl_c()\n"
        "with f.started([sys.executable, '-c', 'import time; time.sleep(60)']) as p:\n"
        "    print(p.pid, flush=True); p.wait()"
    )
    command = [sys.executable, "-c", program]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    process = subprocess.Popen(command, cwd=layout.ROOT, **options)
    child = int(process.stdout.readline())

    os.kill(process.pid, number)

    process.wait(timeout=20)
    assert wait_for_end(child)


def test_program_does_not_outlive_us_when_we_are_killed():
    # The program prints its own id, so it has started by then.
    program = (
        "import sys; from dev.shop import foreground as f\n"
        "sleeper = 'import os, time; print(os.getpid(), flush=True); time.sleep(60)'\n"
        "with f.started([sys.executable, '-c', sleeper]) as p:\n"
        "    p.wait()"
    )
    command = [sys.executable, "-c", program]
    options = {"stdout": subprocess.PIPE, "text": True}
    process = subprocess.Popen(command, cwd=layout.ROOT, **options)
    child = int(process.stdout.readline())

    process.kill()
    process.wait()

    assert wait_for_end(child)


def test_mail_is_kept_as_a_file(tmp_path):
    mail = EmailMessage()
    mail["Subject"] = "Your order S00042: größer"
    mail.set_content("Hello\n.\n..and a line that begins with a dot\n")
    with mailbox.running(tmp_path) as port, smtplib.SMTP(ADDRESS, port) as client:
        client.send_message(mail, "shop@example.com", ["customer@example.com"])

    (path,) = (tmp_path / "new").iterdir()
    kept = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert kept["Subject"] == mail["Subject"]
    assert kept.get_content() == mail.get_content()


def test_free_port_is_free():
    assert is_port_free(find_free_port())


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ([], [*suites.ADDON_SUITES.values(), suites.run_shop_suite]),
        (["-k", "hold"], [suites.ADDON_SUITES["test"], suites.run_shop_suite]),
        (
            ["tests/test_setup_programs.py::test_free_port_is_free"],
            [suites.run_shop_suite],
        ),
        (["ecommerce_order_flow"], [suites.ADDON_SUITES["test"]]),
    ],
)
def test_selection_decides_which_suites_run(selection, expected):
    assert [run for run, _words in suites.choose_suites(selection)] == expected


def test_flavour_decides_on_which_database_the_addons_are_tested():
    chosen = suites.choose_suites(["ecommerce_order_flow"], ["full"])

    assert chosen == [(suites.ADDON_SUITES["full"], ["ecommerce_order_flow"])]


@pytest.mark.parametrize(
    ("addon", "shop", "status"), [(0, 5, 0), (1, 0, 1), (0, -9, -9), (5, 1, 1)]
)
def test_failing_suite_fails_all(monkeypatch, addon, shop, status):
    chosen = [(lambda _words: addon, []), (lambda _words: shop, [])]
    monkeypatch.setattr(suites, "choose_suites", lambda *_args: chosen)

    assert suites.run_suites("") == status


def test_finding_no_test_is_a_problem(monkeypatch):
    chosen = [(lambda _words: suites.NO_TESTS, [])]
    monkeypatch.setattr(suites, "choose_suites", lambda *_args: chosen)

    with pytest.raises(Problem, match="No test was found"):
        suites.run_suites("-k nothing")


@pytest.mark.parametrize(
    ("processors", "selection", "options"),
    [
        ({0, 1}, [], ["-n", "2", "--dist=loadfile", "--no-loadscope-reorder"]),
        ({0}, [], []),
        ({0, 1}, ["-k", "hold"], ["-k", "hold"]),
    ],
)
def test_all_tests_are_spread_over_the_processors(
    monkeypatch, processors, selection, options
):
    monkeypatch.setattr(suites.os, "sched_getaffinity", lambda _pid: processors)

    *addon, shop = (words for _run, words in suites.choose_suites(selection))

    assert all(words == [*options, "ecommerce_order_flow/tests"] for words in addon)
    assert shop == [*options, "tests"]
