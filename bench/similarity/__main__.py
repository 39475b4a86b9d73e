"""`python -m bench.similarity`: are similar contributions among the three shown? Prints; passes no judgement."""

from __future__ import annotations

import argparse
import json
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path

from consultation.similarity import SHOWN, Similarity

HERE = Path(__file__).parent
DROPPED = 5
"""Of a foreign text said again, one word in five is missing."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures, among the bench's own contributions alone or among foreign ones too."""
    parser = argparse.ArgumentParser(prog="python -m bench.similarity", description=__doc__)
    parser.add_argument(
        "--foreign", type=Path, nargs="*", default=[], help="real contributions, JSON lines with a body"
    )
    parser.add_argument("--misses", action="store_true", help="print every contribution that was not found")
    chosen = parser.parse_args(arguments)
    pairs = tomllib.loads((HERE / "pairs.toml").read_text("utf-8"))["pair"]
    said = [pair["said"] for pair in pairs]
    report("own contributions alone", Similarity(said), pairs, chosen.misses)
    unlike(said)
    foreign = [text for path in chosen.foreign for text in bodies(path)]
    if foreign:
        start = time.perf_counter()
        index = Similarity([*said, *foreign])
        print(f"\nindexed {len(said) + len(foreign)} in {time.perf_counter() - start:.2f} s")
        report(f"among {len(foreign)} real ones", index, pairs, chosen.misses)
        said_again(index, len(said), foreign)


def report(name: str, index: Similarity, pairs: Sequence[dict[str, str]], misses: bool) -> None:
    """Prints how many of each kind are among those shown."""
    for kind, held_out in (("easy", False), ("other", False), ("easy", True), ("other", True)):
        places = [place for place, pair in enumerate(pairs) if bool(pair.get("held_out")) is held_out]
        lost = [place for place in places if place not in shown(index, pairs[place][kind])]
        which = "held out" if held_out else "tuned on"
        print(f"{name}, {which}: {kind} {len(places) - len(lost)}/{len(places)} among the first {SHOWN}")
        if misses:
            for place in lost:
                print(f"  lost: {pairs[place][kind]}")


def unlike(said: Sequence[str]) -> None:
    """Prints how many contributions, each unlike all others, are shown something."""
    alone = [Similarity([other for other in said if other is not text]) for text in said]
    count = sum(bool(index.nearest(text)) for index, text in zip(alone, said, strict=True))
    print(f"unlike all others, and shown something: {count}/{len(said)}")


def said_again(index: Similarity, first: int, texts: Sequence[str]) -> None:
    """Prints how many real texts are found again with a word in five missing, and how long a look takes."""
    found, start = 0, time.perf_counter()
    asked = texts[:: max(1, len(texts) // 500)]
    for place, text in enumerate(texts):
        if text in asked:
            words = [word for number, word in enumerate(text.casefold().split(), 1) if number % DROPPED]
            found += first + place in shown(index, " ".join(words))
    spent = time.perf_counter() - start
    print(f"real ones with a word in five missing: {found}/{len(asked)}, {1e3 * spent / len(asked):.1f} ms a look")


def shown(index: Similarity, text: str) -> list[int]:
    """The places of what would be shown."""
    return [one.place for one in index.nearest(text)]


def bodies(path: Path) -> list[str]:
    """Reads real contributions of some length, each once."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return list(dict.fromkeys(f"{row.get('title', '')}\n{row['body']}" for row in rows if len(row["body"]) >= 80))


if __name__ == "__main__":
    main()
