"""The shop's server in the foreground."""

import http.client
import re
import subprocess
import threading
import time
from contextlib import contextmanager, suppress

from . import databases, foreground, layout, mailbox
from .console import complain, say, say_about
from .problem import Problem
from .python_packages import get_python
from .web import fetch, is_port_free

LONGEST_START = 180  # seconds
TROUBLE = {"WARNING", "ERROR", "CRITICAL"}
LOG_LINE = re.compile(r"\d{4}-\d\d-\d\d [\d:,]+ \d+ (\w+) ")
# Who may log in (the password is the name), where, and what for.
LOGINS = {
    "shopkeeper": ("/odoo", "orders, invoices, settings"),
    "warehouse": ("/odoo", "deliveries and returns"),
    "customer": ("/shop", "buys, and sees the orders under /my"),
    "admin": ("/odoo", "everything"),
}
BUNDLES = ("assets_frontend", "assets_web")


def ensure_port_free(port):
    """Check that nobody listens on the port.

    :raise Problem: If somebody does.
    """
    if not is_port_free(port):
        mend = f"Stop what listens there, or take another: make run PORT={port + 1}"
        raise Problem(f"Port {port} is taken", mend)


def serve(database, port):
    """Run the shop until it ends or is told to.

    :raise Problem: If it ends by itself.
    """
    say_about("Shop", "starting")
    closing = threading.Event()

    def tell_trouble(line):
        if not closing.is_set():
            complain(line)

    with started(database, port, tell_trouble) as process:
        wait_for_shop(process, port)
        say_welcome(database, port)
        threading.Thread(target=warm_up, args=[port], daemon=True).start()
        with suppress(KeyboardInterrupt):
            process.wait()
            raise Problem("The shop has ended", f"Look at {get_log_name(database)}")
        closing.set()  # requests that are cut off are no trouble
    say("The shop is closed.")


@contextmanager
def started(database, port, on_trouble=None):
    """Have Odoo run on a database during the block; yields its process.

    :param on_trouble: A function of one line, called for what Odoo warns of.
    """
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with mailbox.running() as mail_port:
        command = get_command(database, port, mail_port)
        with foreground.started(command, errors="replace", **output) as process:
            arguments = [process.stdout, layout.get_log(database), on_trouble]
            threading.Thread(target=pass_on, args=arguments, daemon=True).start()
            yield process


def get_command(database, port, mail_port):
    """Return the command that runs Odoo."""
    options = ["-d", database, f"--db-filter=^{re.escape(database)}$"]
    mail = [f"--smtp={mailbox.ADDRESS}", f"--smtp-port={mail_port}"]
    return [get_python(), "-m", "odoo", *options, *mail, f"--http-port={port}"]


def get_log_name(database):
    """Return where Odoo's log is, as seen from the checkout."""
    return layout.get_log(database).relative_to(layout.ROOT)


def pass_on(lines, log, on_trouble):
    """Write Odoo's log to a file, and pass on what is worse than a remark."""
    is_trouble = False
    with log.open("w") as file:
        for line in lines:
            file.write(line)
            file.flush()
            match = LOG_LINE.match(line)
            if match:
                is_trouble = match[1] in TROUBLE
            if is_trouble and on_trouble:
                on_trouble(line.rstrip("\n"))


def wait_for_shop(process, port):
    """Wait until the shop shows its products.

    :raise Problem: If it does not.
    """
    deadline = time.monotonic() + LONGEST_START
    while process.poll() is None and time.monotonic() < deadline:
        status, _page = fetch(port, "/shop")
        if status == http.client.OK:
            return
        time.sleep(0.2)
    raise Problem("The shop does not open", "Look at the logs in .shop/log")


def warm_up(port):
    """Have Odoo put its scripts and styles together before a visitor waits for them."""
    for bundle in BUNDLES:
        for kind in ("css", "js"):
            fetch(port, f"/web/assets/any/web.{bundle}.min.{kind}")


def say_welcome(database, port):
    """Say where the shop is, who may log in and where to look first."""
    site = f"http://localhost:{port}"
    say_about("Shop", f"open on {site}/shop (only this machine can reach it)")
    say()
    say(f"  {'Login':<12} {'Password':<12} {'Page':<28} For")
    for login in get_logins(database):
        page, purpose = LOGINS[login]
        say(f"  {login:<12} {login:<12} {site + page:<28} {purpose}")
    say()
    say("  Look first, as shopkeeper, at Website > eCommerce > Orders.")
    say("  Buy something as customer: the provider Demo pays without money.")
    say(f"  Mails the shop sends: {layout.MAIL.relative_to(layout.ROOT)}")
    say(f"  Odoo's log:           {get_log_name(database)}")
    say("  Ctrl-C closes the shop.")
    say()


def get_logins(database):
    """Return those of the logins that the database knows."""
    rows = databases.run_sql("SELECT login FROM res_users WHERE active", database)
    return [login for login in LOGINS if login in rows]
