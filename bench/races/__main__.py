"""`python -m bench.races`: many moderators decide on the same submissions at once.

The database is given by its address and must be empty: `--database postgresql+asyncpg://…`; without one, a SQLite file
of its own. Prints how many acts were tried, decisions lost or doubled, audit entries and notices; ends with 1 unless
each submission has exactly one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence

from bench.races.race import ITEMS, MODERATORS, race


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the race and prints what came of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.races", description=__doc__)
    parser.add_argument("--database", help="the address of an empty database; a SQLite file of its own otherwise")
    parser.add_argument("--moderators", type=int, default=MODERATORS)
    parser.add_argument("--items", type=int, default=ITEMS)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        url = chosen.database or f"sqlite+aiosqlite:///{folder}/races.db"
        sys.exit(race(url, chosen.moderators, chosen.items))


if __name__ == "__main__":
    main()
