"""`python -m bench.personal_data`: prints precision and recall of each set, and every mistake."""

from __future__ import annotations

from bench.personal_data.measure import HERE, judge, read, score


def main() -> None:
    """Measures every set beside this module."""
    for path in sorted(HERE.glob("*.txt")):
        verdicts = [judge(sentence) for sentence in read(path)]
        total = score(verdicts)
        print(f"{path.stem}: {total.sentences} sentences, precision {total.precision:.3f}, recall {total.recall:.3f}")
        for verdict in verdicts:
            if verdict.missed or verdict.for_nothing:
                print(f"  {verdict.sentence.text}\n    missed {verdict.missed}, for nothing {verdict.for_nothing}")


if __name__ == "__main__":
    main()
