"""The shop's server in the foreground."""

import http.client
import re
import socket
import subprocess
import threading
import time

from . import databases, foreground, layout
from .console import complain, say, say_about
from .problem import Problem
from .python_packages import get_python

ADDRESS = "127.0.0.1"
LONGEST_START = 180  # seconds
LONGEST_ANSWER = 120  # seconds
# Who may log in with which name; the password is the name.
LOGINS = {
    "shopkeeper": ("Shopkeeper", "/odoo", "orders, invoices, settings"),
    "warehouse": ("Warehouse", "/odoo", "deliveries and returns"),
    "customer": ("Customer", "/shop", "buys, and sees orders under /my"),
    "admin": ("Administrator", "/odoo", "everything"),
}


def ensure_port_free(port):
    """Check that nobody listens on the port.

    :raise Problem: If somebody does.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            mend = f"Stop what listens there, or take another: make run PORT={port + 1}"
            raise Problem(f"Port {port} is taken", mend) from None


def serve(database, port):
    """Run the shop until it ends or is told to."""
    log = layout.get_log("shop")
    log.unlink(missing_ok=True)
    say_about("Shop", "starting")
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with foreground.started(get_command(database, port), **output) as process:
        threading.Thread(target=pass_on, args=[process, log], daemon=True).start()
        wait_for_shop(process, port)
        say_welcome(database, port)
        process.wait()
    raise Problem("The shop has ended", f"Look at {log.relative_to(layout.ROOT)}")


def get_command(database, port):
    """Return the command that runs Odoo."""
    options = ["-d", database, f"--db-filter=^{re.escape(database)}$"]
    return [get_python(), "-m", "odoo", *options, f"--http-port={port}"]


def pass_on(process, log):
    """Write Odoo's log to a file, and show what is worse than a remark."""
    shown = False
    with log.open("a") as file:
        for line in process.stdout:
            file.write(line)
            file.flush()
            level = re.match(r"\d{4}-\d\d-\d\d [\d:,]+ \d+ (\w+) ", line)
            if level:
                shown = level[1] in {"WARNING", "ERROR", "CRITICAL"}
            if shown:
                complain(line.rstrip("\n"))


def wait_for_shop(process, port):
    """Wait until the shop shows its products.

    :raise Problem: If it does not.
    """
    deadline = time.monotonic() + LONGEST_START
    while process.poll() is None and time.monotonic() < deadline:
        if get_status(port, "/shop") == http.client.OK:
            return
        time.sleep(0.2)
    log = layout.get_log("shop").relative_to(layout.ROOT)
    raise Problem("The shop does not open", f"Look at {log}")


def get_status(port, path):
    """Return the status of a page, or None as long as nobody answers."""
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=LONGEST_ANSWER)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def say_welcome(database, port):
    """Say where the shop is, who may log in and where to look first."""
    site = f"http://localhost:{port}"
    say_about("Shop", f"open: {site}/shop")
    say()
    for login in get_logins(database):
        name, page, task = LOGINS[login]
        address = f"{site}/web/login?redirect={page}"
        say(f"  {name:<14} {login} / {login:<12} {address:<54} {task}")
    say()
    say("  Look first at Website > eCommerce > Orders (as shopkeeper).")
    say(f"  Odoo's log: {layout.get_log('shop').relative_to(layout.ROOT)}")
    say("  Ctrl-C closes the shop.")
    say()


def get_logins(database):
    """Return those of the logins that the database knows."""
    rows = databases.run_sql("SELECT login FROM res_users WHERE active", database)
    return [login for login in LOGINS if login in rows]
