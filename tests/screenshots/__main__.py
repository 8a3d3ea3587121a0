"""``make screenshots``: photographs every screen, page and email in both languages.

The pictures are below ``.shop/screenshots``, by language and width; README and the
description of the app get theirs.
"""

import argparse
import json
import shutil

from dev.shop import api, layout
from dev.shop.console import say
from dev.shop.inside_odoo import run_script
from tests.journeys import browser
from tests.journeys.remote import Remote

from .camera import Camera
from .photographer import Photographer

FOLDER = layout.HOME / "screenshots"
LANGUAGES = {"en-US": "en_US", "de-DE": "de_DE"}


def main():
    """Take the pictures.

    :return: The exit status: whether some could not be taken.
    """
    options = parse_options()
    if not options.only:
        shutil.rmtree(FOLDER, ignore_errors=True)
    with api.database("screenshots", "demo") as name, api.odoo_server(name) as site:
        remote = Remote(site, name)
        remote.call("ir.config_parameter", "set_param", "web.base.url", site)
        failed = []
        for language in LANGUAGES:
            failed += photograph(language, remote, name, options.only)
    say(f"Pictures: {FOLDER.relative_to(layout.ROOT)}")
    for picture in failed:
        say(f"Failed: {picture}")
    return bool(failed)


def photograph(language, remote, database, only):
    """Take all pictures in a language; returns the names of the failed ones."""
    folder = FOLDER / language
    folder.mkdir(parents=True, exist_ok=True)
    code = LANGUAGES[language]
    remote.write("res.users", remote.search("res.users"), lang=code)
    run_script(
        database, "-m", "tests.screenshots.inside", folder=str(folder), lang=code
    )
    found = json.loads((folder / "found.json").read_text())
    with browser.started(remote.site, language) as it:
        return Photographer(Camera(it, folder), found, only).take_all()


def parse_options():
    parser = argparse.ArgumentParser(prog="make screenshots", description=__doc__)
    parser.add_argument("only", nargs="*", help="beginnings of names")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
