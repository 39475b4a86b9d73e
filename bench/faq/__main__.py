"""`python -m bench.faq`: the engine on its own questions, at several sizes of store. Prints; passes no judgement."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.faq.distractors import distractors
from bench.faq.measure import Asked, ask, percentile, share
from bench.faq.sets import Half, Question, foreign, in_scope, out_of_scope
from consultation.content import load_consultation
from consultation.faq import FaqIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from consultation.content import FaqEntry, Silence

STORE = Path(__file__).parents[2] / "content" / "pgo-2021-2023"
SIZES = (0, 250, 10_000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the tables asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.faq", description=__doc__)
    parser.add_argument("--store", type=Path, default=STORE, help="folder of the consultation")
    parser.add_argument("--half", choices=("tune", "report"), default="report", help="which questions")
    parser.add_argument("--foreign", type=Path, nargs="*", default=[], help="another FAQ, JSON lines with a question")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES), help="entries in all; 0: the store alone")
    parser.add_argument("--misses", action="store_true", help="print every question that went wrong")
    chosen = parser.parse_args(arguments)
    consultation, entries = load_consultation(chosen.store)
    for size in chosen.sizes:
        index = build([*entries, *distractors(max(0, size - len(entries)))], consultation.silences)
        report(index, chosen.half, chosen.foreign, chosen.misses)


def build(store: list[FaqEntry], silences: tuple[Silence, ...]) -> FaqIndex:
    """Indexes a store, and prints how long that takes from nothing and after one entry changed."""
    start = time.perf_counter()
    index = FaqIndex.build(store, silences=silences)
    built = time.perf_counter() - start
    start = time.perf_counter()
    FaqIndex.build(store[1:], like=index)
    again = time.perf_counter() - start
    print(f"\n{len(store)} entries · built in {built * 1e3:.0f} ms, again without one in {again * 1e3:.0f} ms")
    return index


def report(index: FaqIndex, half: Half, others: Iterable[Path], misses: bool) -> None:
    """Prints what one store does with the questions."""
    inside = ask(index, in_scope(half))
    outside = ask(index, out_of_scope(half))
    print(f"{'':24}{'n':>5} {'direct':>7} {'wrong':>7} {'helped':>7}")
    for style, group in _by_style(inside):
        figures = " ".join(f"{share(group, name):>7}" for name in ("right", "wrong", "helped"))
        print(f"{style:24}{len(group):5} {figures}")
    print(f"{'':24}{'n':>5} {'false':>7} {'titles':>7}")
    for style, group in _by_style(outside):
        print(f"{style:24}{len(group):5} {share(group, 'wrong'):>7} {_proposed(group):>7}")
    for path in others:
        group = ask(index, foreign(path))
        print(f"{path.stem:24}{len(group):5} {share(group, 'wrong'):>7} {_proposed(group):>7}")
    both = [*inside, *outside]
    print(f"p50 {percentile(both, 0.5):.1f} ms · p95 {percentile(both, 0.95):.1f} ms")
    if misses:
        _print_misses(both)


def _by_style(asked: list[Asked]) -> list[tuple[str, list[Asked]]]:
    styles = sorted({one.question.style for one in asked})
    return [("all", asked), *((style, [one for one in asked if one.question.style == style]) for style in styles)]


def _proposed(asked: list[Asked]) -> str:
    return f"{100 * sum(one.outcome.kind == 'suggestions' for one in asked) / max(len(asked), 1):5.1f}%"


def _print_misses(asked: list[Asked]) -> None:
    for one in asked:
        question, outcome = one.question, one.outcome
        if one.wrong or (question.expected and not one.helped):
            got = outcome.entry.id if outcome.entry else [entry.id for entry in outcome.suggestions]
            print(f"{outcome.kind:11} {outcome.score:.2f} {_line(question)} -> {got}")


def _line(question: Question) -> str:
    before = f"{question.previous} => " if question.previous else ""
    return f"[{question.style}] {before}{question.text} ({question.topic})"


if __name__ == "__main__":
    main()
