"""The user PostgreSQL's server runs as: it refuses to run as root."""

import os
import pwd
import shutil

from .problem import Problem


def get_server_user():
    """Return the password entry of an unprivileged user, or None if we are one."""
    if os.geteuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Problem("PostgreSQL does not run as root", "Run make as an ordinary user")


def as_server_user(command, signal_name="KILL"):
    """Return the command, run as the server's user and ending with its parent.

    A checkout of root's often lies under /root, which nobody else may enter but with
    the capability to do so.
    """
    prefix = ["setpriv", "--pdeathsig", signal_name]
    user = get_server_user()
    if user:
        prefix += [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        prefix += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    return [*prefix, "--", *map(str, command)]


def give_to_server_user(folder):
    """Make a folder that only the server's user (and root) may enter."""
    folder.mkdir(parents=True, exist_ok=True)
    user = get_server_user()
    if user:
        shutil.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o700)
