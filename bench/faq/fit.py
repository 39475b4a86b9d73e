"""`python -m bench.faq.fit`: fits the weights of the FAQ on the "tune" half and writes them where they are explained.

What it learns from: the questions of the half; the store's own variants, each asked of an index that does not have
it; and the variants of entries taken out of the index, which nothing answers any more. The two thresholds are set on
predictions for questions that the weights were not fitted on (cross-validation), then everything is fitted again.
"""

from __future__ import annotations

import argparse
import random
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import consultation as package
from bench.faq.__main__ import STORE
from bench.faq.sets import Question, in_scope, out_of_scope
from consultation.content import load_consultation
from consultation.faq import FaqIndex
from consultation.faq_features import ALONE, PAIR
from consultation.faq_model import Model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from consultation.content import FaqEntry, Silence
    from consultation.faq import Examined

    Floats = NDArray[np.float64]

WEIGHTS = Path(package.__file__).parent / "faq_weights.toml"
FOLDS = 8
VARIANTS_ASKED = 8
VARIANT_WEIGHT = 0.25
MISSING_WEIGHT = 0.15
SILENCE_WEIGHT = 0.5
SHRINKS = (0.1, 0.2, 0.4)
LEAST_DIRECT = 0.76
"""The score to assert is the highest that still answers this share at once: caution, where the choice is free."""
MOST_PROPOSED = 0.15
"""The score to propose is the lowest that shows titles for no more than this share of strangers."""
SEED = 2021
LOOSE = Model((0.0,) * len(PAIR), (0.0,) * len(ALONE), answer=0.8, suggest=0.12, least=0.0)
"""Thresholds about where they end, to choose between the readings of a message while they are not known yet."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its readings; `weight` is what it counts for, `asked` tells the sets from the store's own."""

    examined: tuple[Examined, ...]
    expected: frozenset[str]
    weight: float
    asked: bool


def rows_of_sets(index: FaqIndex, questions: Sequence[Question]) -> list[Row]:
    """The questions of the sets."""
    return [Row(tuple(index.examine(q.text, q.previous)), q.expected, 1.0, asked=True) for q in questions]


def rows_of_variants(entries: Sequence[FaqEntry], silences: Sequence[Silence], shuffled: random.Random) -> list[Row]:
    """Some variants of every entry, a fold at a time, asked of an index without them."""
    rows = []
    places = [
        (entry.id, variant)
        for entry in entries
        for variant in shuffled.sample(entry.variants, min(VARIANTS_ASKED, len(entry.variants)))
    ]
    shuffled.shuffle(places)
    for fold in range(FOLDS):
        out = set(places[fold::FOLDS])
        kept = [
            replace(entry, variants=tuple(v for v in entry.variants if (entry.id, v) not in out)) for entry in entries
        ]
        index = FaqIndex.build(kept, silences=silences)
        rows += [
            Row(tuple(index.examine(v)), frozenset({entry_id}), VARIANT_WEIGHT, asked=False)
            for entry_id, v in sorted(out)
        ]
    return rows


def rows_of_missing(entries: Sequence[FaqEntry], silences: Sequence[Silence], shuffled: random.Random) -> list[Row]:
    """Two variants of every entry, asked of an index that lacks the entry."""
    order = list(entries)
    shuffled.shuffle(order)
    rows = []
    for fold in range(FOLDS):
        out = order[fold::FOLDS]
        index = FaqIndex.build([entry for entry in entries if entry not in out], silences=silences)
        for entry in out:
            for variant in shuffled.sample(entry.variants, min(2, len(entry.variants))):
                rows.append(Row(tuple(index.examine(variant)), frozenset(), MISSING_WEIGHT, asked=False))
    return rows


def rows_of_silences(entries: Sequence[FaqEntry], silences: Sequence[Silence]) -> list[Row]:
    """Every question that the source does not answer, asked of an index that lacks its silence."""
    index = FaqIndex.build(entries)
    rows = []
    for fold in range(FOLDS):
        out = silences[fold::FOLDS]
        without = FaqIndex.build(entries, silences=[one for one in silences if one not in out], like=index)
        rows += [
            Row(tuple(without.examine(question)), frozenset(), SILENCE_WEIGHT, asked=False)
            for silence in out
            for question in silence.questions
        ]
    return rows


def chances(params: Floats, examined: Examined) -> Floats:
    """The probability of each candidate, then of none."""
    sums = design(examined) @ params
    raised = np.exp(sums - sums.max())
    raised /= raised.sum()
    count = len(examined.candidates)
    return np.append(raised[:count], raised[count:].sum())


def targets(examined: Examined, expected: frozenset[str]) -> list[int]:
    """Where the right outcomes are among the lines of `design`; decoys and "none" come after the candidates."""
    count = len(examined.candidates)
    if not expected:
        return list(range(count, count + len(examined.decoys) + 1))
    return [place for place, one in enumerate(examined.candidates) if one.id in expected]


def design(examined: Examined) -> Floats:
    """One line of features a candidate and one for none, the two families side by side."""
    pairs = np.array((*examined.pairs, *examined.decoys)).reshape(-1, len(PAIR))
    full = np.zeros((len(pairs) + 1, len(PAIR) + len(ALONE)))
    full[:-1, : len(PAIR)] = pairs
    full[-1, len(PAIR) :] = examined.alone
    return full


def chance_of(params: Floats, examined: Examined, expected: frozenset[str]) -> float:
    """The probability of the right outcomes."""
    p = chances(params, examined)
    return float(p[-1] if not expected else p[targets(examined, expected)].sum())


@dataclass(frozen=True, slots=True)
class Stacked:
    """Many readings in one matrix of features: where each begins, its weight, which lines are right."""

    lines: Floats
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    weights: Floats
    right: Floats

    def shares(self, sums: Floats, kept: Floats) -> Floats:
        """The softmax of sums within each reading, over the lines kept (1.0) of it."""
        highest = np.repeat(np.maximum.reduceat(np.where(kept > 0, sums, -np.inf), self.starts), self.sizes)
        raised = np.exp(np.minimum(sums - highest, 0.0)) * kept
        return np.asarray(raised / np.repeat(np.add.reduceat(raised, self.starts), self.sizes), dtype=np.float64)


def stack(params: Floats, rows: Sequence[Row]) -> Stacked:
    """For a question with an answer its most telling reading; for one without, all of them."""
    lines, right, weights = [], [], []
    for row in rows:
        readings = [one for one in row.examined if targets(one, row.expected)]
        if row.expected and readings:
            readings = [max(readings, key=lambda one: chance_of(params, one, row.expected))]
        for one in readings:
            lines.append(design(one))
            mark = np.zeros(len(lines[-1]))
            mark[targets(one, row.expected)] = 1.0
            right.append(mark)
            weights.append(row.weight / len(readings))
    sizes = np.array([len(one) for one in lines])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    return Stacked(np.concatenate(lines), starts, sizes, np.array(weights), np.concatenate(right))


def fit(rows: Sequence[Row], start: Floats, shrink: float) -> Floats:
    """Maximises the likelihood of the right outcomes, shrunk towards zero, by Newton's method."""
    params = start
    ridge = np.full(len(start), shrink)
    ridge[len(PAIR)] = 0.01
    for _ in range(4):
        data = stack(params, rows)
        weight = np.repeat(data.weights, data.sizes)
        for _ in range(15):
            sums = data.lines @ params
            p = data.shares(sums, np.ones(len(sums)))
            q = data.shares(sums, data.right)
            means = np.add.reduceat(data.lines * p[:, None], data.starts)
            gradient = data.lines.T @ (weight * (q - p)) - ridge * params
            curvature = (data.lines * (weight * p)[:, None]).T @ data.lines
            curvature -= (means * data.weights[:, None]).T @ means
            step = np.linalg.solve(curvature + np.diag(ridge), gradient)
            params = params + step * min(1.0, 3.0 / float(np.abs(step).max()))
            if np.abs(step).max() < 1e-3:
                break
    return params


@dataclass(frozen=True, slots=True)
class Predicted:
    """What the weights say of a question they were not fitted on."""

    top: float
    something: float
    right: bool
    helped: bool
    inside: bool


def predict(params: Floats, row: Row) -> Predicted:
    """The reading the engine would keep, and how it would fare."""
    judged = [chances(params, one) for one in row.examined]
    kept = LOOSE.choose([(tuple(p.tolist()), one.reading.joined) for p, one in zip(judged, row.examined, strict=True)])
    p, one = judged[kept], row.examined[kept]
    order = np.argsort(-p[:-1], kind="stable")
    ids = [one.candidates[place].id for place in order[:3]]
    return Predicted(
        top=float(p[:-1].max(initial=0.0)),
        something=1.0 - float(p[-1]),
        right=bool(ids) and ids[0] in row.expected,
        helped=any(one_id in row.expected for one_id in ids),
        inside=bool(row.expected),
    )


def cross_validated(asked: list[Row], others: list[Row], start: Floats, shrink: float) -> tuple[list[Predicted], float]:
    """Predictions of every question by weights fitted without it, and the likelihood of what was right."""
    order = list(range(len(asked)))
    random.Random(SEED).shuffle(order)
    predicted, likelihood = [], 0.0
    for fold in range(FOLDS):
        out = set(order[fold::FOLDS])
        params = fit([row for place, row in enumerate(asked) if place not in out] + others, start, shrink)
        for place in sorted(out):
            row = asked[place]
            predicted.append(predict(params, row))
            best = [chance_of(params, one, row.expected) for one in row.examined]
            likelihood += np.log(max(max(best) if row.expected else min(best), 1e-6))
    return predicted, likelihood / len(asked)


def thresholds(predicted: Sequence[Predicted]) -> tuple[float, float]:
    """The score to assert and the score to propose."""
    inside = [one for one in predicted if one.inside]
    outside = [one for one in predicted if not one.inside]
    levels = np.arange(0.01, 1.0, 0.005)
    answer = max(
        at for at in levels if sum(one.top >= at and one.right for one in inside) >= LEAST_DIRECT * len(inside)
    )
    suggest = min(at for at in levels if sum(one.something >= at for one in outside) <= MOST_PROPOSED * len(outside))
    return float(answer), float(suggest)


def summary(predicted: Sequence[Predicted], answer: float, suggest: float) -> str:
    """The bench's figures for predictions."""
    inside = [one for one in predicted if one.inside]
    outside = [one for one in predicted if not one.inside]
    direct = sum(one.top >= answer and one.right for one in inside) / len(inside)
    wrong = sum(one.top >= answer and not one.right for one in inside) / len(inside)
    helped = sum(
        (one.top >= answer and one.right) or (one.top < answer and one.something >= suggest and one.helped)
        for one in inside
    )
    false = sum(one.top >= answer for one in outside) / len(outside)
    proposed = sum(one.top < answer and one.something >= suggest for one in outside) / len(outside)
    return (
        f"answer {answer:.3f} suggest {suggest:.3f}: direct {direct:.1%} wrong {wrong:.1%} "
        f"helped {helped / len(inside):.1%} false {false:.1%} proposed {proposed:.1%}"
    )


def write(path: Path, params: Floats, answer: float, suggest: float) -> None:
    """Writes the numbers into the file, leaving its explanations as they are."""
    values = dict(zip((*PAIR, *ALONE), params, strict=True)) | {"answer": answer, "suggest": suggest}
    text = path.read_text("utf-8")
    for name, value in values.items():
        text = re.sub(rf"(?m)^{name} = -?[\d.]+ *", f"{name} = {value:.3f}".ljust(24), text)
    path.write_text(text, "utf-8")


def main() -> None:
    """Fits, prints what cross-validation says, writes."""
    parser = argparse.ArgumentParser(prog="python -m bench.faq.fit", description=__doc__)
    parser.add_argument("--store", type=Path, default=STORE, help="folder of the consultation")
    parser.add_argument("--dry", action="store_true", help="print without writing")
    chosen = parser.parse_args()
    consultation, entries = load_consultation(chosen.store)
    silences, shuffled = consultation.silences, random.Random(SEED)
    index = FaqIndex.build(entries, silences=silences)
    asked = rows_of_sets(index, [*in_scope("tune"), *out_of_scope("tune")])
    others = rows_of_variants(entries, silences, shuffled)
    others += rows_of_missing(entries, silences, shuffled) + rows_of_silences(entries, silences)
    model = Model.load()
    start = np.concatenate((model.pair, model.alone))
    results = {shrink: cross_validated(asked, others, start, shrink) for shrink in SHRINKS}
    for shrink, (predicted, likelihood) in results.items():
        print(f"shrink {shrink}: likelihood {likelihood:.3f}, {summary(predicted, *thresholds(predicted))}")
    shrink = max(SHRINKS, key=lambda value: results[value][1])
    answer, suggest = thresholds(results[shrink][0])
    params = fit(asked + others, start, shrink)
    for name, value in zip((*PAIR, *ALONE), params, strict=True):
        print(f"{name:16} {value:7.2f}")
    if not chosen.dry:
        write(WEIGHTS, params, answer, suggest)


if __name__ == "__main__":
    main()
