"""A sandbox in its own process, for benches and for bots in any language.

    python -m sandbox --port 8081 --people 3 --channel Modération

Writes one JSON line that says where it listens and who is there, then serves until it is stopped.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys

import orjson

from sandbox.bots import TOKEN
from sandbox.limits import Limits
from sandbox.server import Sandbox


def read_arguments() -> argparse.Namespace:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="sandbox", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--people", type=int, default=1, help="people who have written to the bot before")
    parser.add_argument("--channel", default="", help="title of a channel that the bot administers")
    parser.add_argument("--limits", action="store_true", help="refuse what comes faster than Telegram allows")
    parser.add_argument("--history", type=int, default=None, help="messages kept in each chat; all by default")
    return parser.parse_args()


async def serve(arguments: argparse.Namespace) -> None:
    """Serves until SIGINT or SIGTERM."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    limits = Limits(enabled=arguments.limits)
    async with Sandbox(port=arguments.port, limits=limits, history=arguments.history) as sandbox:
        people = [sandbox.person(f"Citoyen {number}", started=True) for number in range(1, arguments.people + 1)]
        admins = [sandbox.bot]
        channel = sandbox.channel(arguments.channel, admins=admins, members=people) if arguments.channel else None
        said = {
            "api_base_url": sandbox.api_base_url,
            "page_url": sandbox.page_url,
            "token": TOKEN,
            "people": [person.id for person in people],
            "channel": channel.id if channel else None,
        }
        sys.stdout.write(orjson.dumps(said).decode() + "\n")
        sys.stdout.flush()
        await stopped.wait()


def main() -> None:
    """Runs on uvloop where there is one."""
    arguments = read_arguments()
    try:
        import uvloop
    except ImportError:
        asyncio.run(serve(arguments))
    else:
        uvloop.run(serve(arguments))


if __name__ == "__main__":
    main()
