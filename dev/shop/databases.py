"""Databases of the private cluster with their filestores."""

import os
import re
import shutil
from contextlib import closing
from pathlib import Path

from . import layout
from .problem import Problem
from .stages import remove


def run_sql(sql, database="postgres", parameters=None):
    """Run SQL and return a line per row, with all values as text.

    :raise Problem: If PostgreSQL refuses it.
    """
    import psycopg2  # noqa: PLC0415 the set-up begins without it
    import psycopg2.extensions as pg  # noqa: PLC0415

    server = {"host": str(layout.get_socket_directory()), "user": "odoo"}
    as_text = pg.new_type(tuple(pg.string_types), "TEXT", lambda it, _: it or "")
    try:
        with closing(psycopg2.connect(**server, dbname=database)) as connection:
            connection.autocommit = True
            pg.register_type(as_text, connection)
            cursor = connection.cursor()
            cursor.execute(sql, parameters)
            return ["|".join(row) for row in cursor] if cursor.description else []
    except psycopg2.Error as error:
        reason = str(error).splitlines()[0]
        mend = "Look at .shop/log/postgres.log"
        raise Problem(f"PostgreSQL refuses: {reason}", mend) from error


def quote(name):
    """Return a name quoted for SQL."""
    return '"{}"'.format(name.replace('"', '""'))


def get_names():
    """Return the names of all databases."""
    return run_sql("SELECT datname FROM pg_database ORDER BY datname")


def exists(name):
    """Return whether a database exists."""
    return name in get_names()


def create(name):
    """Create an empty database."""
    drop(name)
    run_sql(f"CREATE DATABASE {quote(name)} TEMPLATE template0 LC_COLLATE 'C'")


def clone(source, name):
    """Create a database from a template in seconds, replacing an existing one."""
    drop(name)
    copy_filestore(source, name)
    # Since version 15 PostgreSQL only copies a database file by file on request.
    is_told = int(run_sql("SHOW server_version_num")[0]) >= 150000
    strategy = "STRATEGY file_copy" if is_told else ""
    run_sql(f"CREATE DATABASE {quote(name)} TEMPLATE {quote(source)} {strategy}")


def drop(name):
    """Remove a database, if it exists, and all its connections."""
    if exists(name):
        run_sql(f"ALTER DATABASE {quote(name)} IS_TEMPLATE false")
        run_sql(f"DROP DATABASE {quote(name)} WITH (FORCE)")
    remove(layout.get_filestore(name))


def rename(old, new):
    """Rename a database and its filestore."""
    if layout.get_filestore(old).exists():
        remove(layout.get_filestore(new))
        layout.get_filestore(old).replace(layout.get_filestore(new))
    run_sql(f"ALTER DATABASE {quote(old)} RENAME TO {quote(new)}")


def seal(name):
    """Make a database a template without connections, so that nothing blocks it."""
    run_sql(f"ALTER DATABASE {quote(name)} IS_TEMPLATE true ALLOW_CONNECTIONS false")


def copy_filestore(source, name):
    """Copy a filestore by links, because Odoo never changes its files."""
    if layout.get_filestore(source).exists():
        shutil.copytree(
            layout.get_filestore(source),
            layout.get_filestore(name),
            copy_function=os.link,
        )


def get_remark(name):
    """Return the comment of a database."""
    sql = "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
    return run_sql(f"{sql} WHERE datname = %s", parameters=[name])[0]


def set_remark(name, text):
    """Set the comment of a database."""
    run_sql(f"COMMENT ON DATABASE {quote(name)} IS %s", parameters=[text])


# === DATABASES THAT DO NOT OUTLIVE THEIR PROCESS === #


def get_temporary_name(purpose):
    """Return a name for a database of this process."""
    return f"tmp_{purpose}_{os.getpid()}"


def drop_orphans():
    """Remove the databases of processes that were killed."""
    for name in get_names():
        match = re.match(r"tmp_\w+?_(\d+)(-gw\d+)?(_partial)?$", name)
        if match and not Path("/proc", match[1]).exists():
            drop(name)
