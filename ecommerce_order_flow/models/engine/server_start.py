from datetime import UTC, datetime

import psutil

from odoo.tools import config


def get_server_start():
    """Return when the Odoo server was started, in UTC.

    Its workers are processes that it replaces from time to time.
    """
    process = psutil.Process()
    if config["workers"]:
        process = process.parent() or process
    started_at = datetime.fromtimestamp(process.create_time(), UTC)
    return started_at.replace(tzinfo=None)
