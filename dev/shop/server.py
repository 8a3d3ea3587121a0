"""The shop's server in the foreground."""

import http.client
import re
import subprocess
import threading
import time
from contextlib import contextmanager, suppress

from . import databases, foreground, layout, mailbox
from .console import say, say_about
from .problem import Problem
from .python_packages import get_python
from .web import ADDRESS, fetch

LONGEST_START = 180  # seconds
WELCOME = """
  Login        Password     Page                         For
{logins}

  Look first, as shopkeeper, at Website > eCommerce > Orders.
  Buy something as customer: the provider Demo pays without money.
  Mails the shop sends: {mails}
  Odoo's log:           {log}
  Ctrl-C closes the shop.
"""
# Users (the password is the name), their start page, and their purpose.
LOGINS = {
    "shopkeeper": ("/odoo", "orders, invoices, settings"),
    "warehouse": ("/odoo", "deliveries and returns"),
    "customer": ("/shop", "buys, and sees the orders under /my"),
    "admin": ("/odoo", "everything"),
}
BUNDLES = ("assets_frontend", "assets_web")


def serve(database, port):
    """Run the shop until it is stopped.

    :raise Problem: If it ends by itself.
    """
    say_about("Shop", "starting")
    with started(database, port) as process:
        wait_for_shop(process, database, port)
        say_about(
            "Shop", f"open on http://localhost:{port}/shop, for this machine only"
        )
        say(get_welcome(database, port))
        threading.Thread(target=warm_up, args=[port], daemon=True).start()
        with suppress(KeyboardInterrupt):
            process.wait()
            raise Problem("The shop has ended", f"Look at {get_log_name(database)}")
    say("The shop is closed.")


@contextmanager
def started(database, port):
    """Run Odoo on a database during the block; yields its process."""
    options = ["-d", database, f"--db-filter=^{re.escape(database)}$"]
    with mailbox.running() as mail_port, layout.get_log(database).open("w") as log:
        mail = [f"--smtp={ADDRESS}", f"--smtp-port={mail_port}"]
        odoo = [get_python(), "-m", "odoo", *options, *mail, f"--http-port={port}"]
        with foreground.started(odoo, stdout=log, stderr=subprocess.STDOUT) as process:
            yield process


def get_log_name(database):
    """Return the path of Odoo's log relative to the checkout."""
    return layout.get_log(database).relative_to(layout.ROOT)


def wait_for_shop(process, database, port):
    """Wait until the shop shows its products.

    :raise Problem: If it does not.
    """
    deadline = time.monotonic() + LONGEST_START
    while process.poll() is None and time.monotonic() < deadline:
        status, _page = fetch(port, "/shop")
        if status == http.client.OK:
            return
        time.sleep(0.2)
    raise Problem("The shop does not open", f"Look at {get_log_name(database)}")


def warm_up(port):
    """Build Odoo's asset bundles before the first visitor."""
    for bundle in BUNDLES:
        for kind in ("css", "js"):
            fetch(port, f"/web/assets/any/web.{bundle}.min.{kind}")


def get_welcome(database, port):
    """Return the welcome text with the database's users and their pages."""
    known = databases.run_sql("SELECT login FROM res_users WHERE active", database)
    logins = [
        f"  {login:<12} {login:<12} {f'http://localhost:{port}{page}':<28} {purpose}"
        for login, (page, purpose) in LOGINS.items()
        if login in known
    ]
    return WELCOME.format(
        logins="\n".join(logins),
        mails=layout.MAIL.relative_to(layout.ROOT),
        log=get_log_name(database),
    )
