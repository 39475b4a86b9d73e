"""Measures every bot in turns and prints medians, and ratios to python-telegram-bot's echo."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from statistics import median

import uvloop

from bench.speed.bots import BASELINE, BOTS, HOME, IN_BODY, Bot, install
from bench.speed.measure import Round, measure

HEAD = (
    f"{'':28}{'replies/s':>10}{'ratio':>7}{'CPU/1000':>10}{'ratio':>7}{'p50':>8}{'p99':>8}"
    f"{'p99 at 30/s':>13}{'MiB':>7}{'ready':>8}"
)


def main() -> None:
    """Reads what to measure, measures it, keeps the figures in build/bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--steady", type=float, default=5.0, help="seconds at 30 updates/s; 0 leaves them out")
    parser.add_argument("--mode", choices=("webhook", "polling", "both"), default="both")
    parser.add_argument("--only", nargs="*", help="names")
    options = parser.parse_args()
    for absent in install():
        print(f"Not measured: {absent}.", file=sys.stderr)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; times in ms, start-up in s")
    for mode in ("webhook", "polling") if options.mode == "both" else (options.mode,):
        chosen = [bot for bot in (*BOTS, *(IN_BODY if mode == "webhook" else ())) if _wanted(bot, options.only)]
        rounds: dict[str, list[Round]] = {bot.name: [] for bot in chosen}
        for number in range(options.rounds):
            for bot in chosen if number % 2 == 0 else reversed(chosen):
                found = uvloop.run(measure(bot, mode, seconds=options.seconds, steady=options.steady))
                rounds[bot.name].append(found)
        _print(mode, rounds)
        _keep(mode, rounds)


def _wanted(bot: Bot, only: list[str] | None) -> bool:
    if bot.needs is not None and not bot.needs.exists():
        print(f"Not measured: {bot.name} is not installed.", file=sys.stderr)
        return False
    return not only or bot.name in only


def _print(mode: str, rounds: dict[str, list[Round]]) -> None:
    print(f"\n{mode}, medians of {len(next(iter(rounds.values())))} rounds\n{HEAD}")
    first = rounds.get(BASELINE) or next(iter(rounds.values()))
    base_rate, base_cpu = _middle(first, "replies_per_second"), _middle(first, "cpu_ms_per_1000")
    for name, found in rounds.items():
        rate, cpu = _middle(found, "replies_per_second"), _middle(found, "cpu_ms_per_1000")
        print(
            f"{name:28}{rate:10.0f}{rate / base_rate:7.2f}{cpu:10.0f}{cpu / base_cpu:7.2f}"
            f"{_middle(found, 'p50'):8.1f}{_middle(found, 'p99'):8.1f}{_middle(found, 'steady_p99'):13.1f}"
            f"{_middle(found, 'memory'):7.0f}{_middle(found, 'ready'):8.2f}"
        )


def _middle(rounds: list[Round], field: str) -> float:
    return float(median(asdict(one)[field] for one in rounds))


def _keep(mode: str, rounds: dict[str, list[Round]]) -> None:
    place = Path(HOME) / f"speed-{mode}.json"
    place.write_text(json.dumps({name: [asdict(one) for one in found] for name, found in rounds.items()}, indent=1))


if __name__ == "__main__":
    main()
