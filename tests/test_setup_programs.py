"""Whatever is started ends with us; whatever the shop mails is kept."""

import os
import signal
import smtplib
import subprocess
import sys
import time
from email.message import EmailMessage

import pytest

from dev.shop import foreground, layout, mailbox, suites
from dev.shop.debian_packages import Installation
from dev.shop.mirror import tell_percentage
from dev.shop.web import find_free_port, is_port_free

# Starts a program that starts another in a session of its own, then names it.
NEST = """
import subprocess, sys, time
command = [sys.executable, "-c", "import time; time.sleep(60)"]
print(subprocess.Popen(command, start_new_session=True).pid, flush=True)
time.sleep(60)
"""


def is_running(pid):
    """Tell whether a process is there and not just its name on the door."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for_end(pid, seconds=10):
    """Wait until a process is gone; tell whether it is."""
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
    # The program tells its number itself: then it has begun.
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


def test_mail_is_kept_as_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr(layout, "MAIL", tmp_path)
    mail = EmailMessage()
    mail["Subject"] = "Your order S00042: größer"
    mail.set_content("Hello\n.\n..and a line that begins with a dot\n")
    with mailbox.running() as port, smtplib.SMTP(mailbox.ADDRESS, port) as client:
        client.send_message(mail, "shop@example.com", ["customer@example.com"])

    (path,) = tmp_path.iterdir()
    assert "Your-order-S00042-größer" in path.name
    assert "..and a line" in path.read_text()


def test_free_port_is_free():
    assert is_port_free(find_free_port())


class Told:
    """What was told last."""

    def at(self, text):
        self.text = text


def test_download_tells_its_percentage():
    told = Told()
    tell_percentage(told, "dlstatus:1:41.6667:Retrieving file 1 of 2")

    assert told.text == "downloaded 42 %"


def test_installation_tells_its_steps():
    told = Told()
    installation = Installation(told)
    for line in ("0 upgraded, 7 newly installed, 0 to remove", "Unpacking a (1) ..."):
        installation.read(line)

    assert told.text == "1 of 14 steps"


def test_counts_are_written_like_pytest_does():
    counts = {"passed": 40, "failed": 2, "skipped": 0, "error": 0}

    assert suites.format_counts(counts, 12.345) == "2 failed, 40 passed in 12.35s"


@pytest.mark.parametrize(
    ("selection", "names"),
    [
        ([], ["addon", "shop"]),
        (["-k", "hold"], ["addon", "shop"]),
        (["tests/test_setup_programs.py::test_free_port_is_free"], ["shop"]),
        (["ecommerce_order_flow"], ["addon"]),
    ],
)
def test_selection_decides_which_suites_run(selection, names):
    assert [suite.name for suite in suites.choose_suites(selection)] == names


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

    assert [it.options for it in suites.choose_suites(selection)] == [options] * 2
