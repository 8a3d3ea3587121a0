"""The environment of Odoo, its tests and its tools."""

import os

from . import layout

# They would select another installation of Odoo or Python, or slow down each start.
UNWANTED = (
    "ODOO_RC",
    "OPENERP_SERVER",
    "PGDATABASE",
    "PGPASSWORD",
    "PGPORT",
    "PGSERVICE",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHOME",
    "PYTHONPATH",
)


def get_environment():
    """Return the environment variables for all programs of the setup."""
    environment = {k: v for k, v in os.environ.items() if k not in UNWANTED}
    cache = layout.CACHE
    return {
        **environment,
        "LC_ALL": "C.UTF-8",
        "ODOO_RC": str(layout.CONFIG),
        "PATH": f"{layout.VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
        "PGHOST": str(layout.get_socket_directory()),
        "PGUSER": "odoo",
        "QT_QPA_PLATFORM": "offscreen",  # for wkhtmltopdf without a display
        "VIRTUAL_ENV": str(layout.VENV),
        # The tools' caches stay in the checkout.
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PYTHONPYCACHEPREFIX": str(cache / "python"),
        "RUFF_CACHE_DIR": str(cache / "ruff"),
        "SE_AVOID_STATS": "true",
        "SE_CACHE_PATH": str(cache / "selenium"),
        "XDG_CACHE_HOME": str(cache),
        "XDG_CONFIG_HOME": str(cache / "config"),
        "npm_config_cache": str(cache / "npm"),
        "npm_config_update_notifier": "false",
    }
