"""Fill the demo shop with orders; runs in Odoo's Python."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from dev.demo.__main__ import main

if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
