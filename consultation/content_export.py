"""The FAQ back on disk: a file an entry, written as an author would, so that a review sees only what changed."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from consultation.content_faq import FaqEntry, read_entry
from consultation.content_files import Mistakes

_NOT_FIRST = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`\s]")
_NOT_INSIDE = re.compile(r":(?=\s|$)|\s#|[\t\n]")


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did, by the ids of entries."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    """Retired, and still there: removed only when asked."""


def export_faq(entries: Iterable[FaqEntry], folder: Path, retired: Collection[str], *, prune: bool) -> Exported:
    """Writes entries as faq/<id>.md of a consultation's folder; a file that already says the same is not touched.

    The files of `retired` entries go only with `prune`; files of no known entry always stay.
    """
    (folder / "faq").mkdir(parents=True, exist_ok=True)
    written, unchanged = [], []
    for entry in entries:
        if _stands_in(folder, entry):
            unchanged.append(entry.id)
        else:
            _path(folder, entry.id).write_text(as_file(entry), encoding="utf-8", newline="\n")
            written.append(entry.id)
    there = [ident for ident in sorted(retired) if _path(folder, ident).exists()]
    if prune:
        for ident in there:
            _path(folder, ident).unlink()
    return Exported(tuple(written), tuple(unchanged), *((tuple(there), ()) if prune else ((), tuple(there))))


def as_file(entry: FaqEntry) -> str:
    """Writes an entry as its file: front matter in YAML, then the French answer."""
    lines = ["---", f"question: {_scalar(entry.question['fr'])}"]
    if "en" in entry.question:
        lines.append(f"question_en: {_scalar(entry.question['en'])}")
    lines.append(f"theme: {_scalar(entry.theme)}")
    lines += ["variants:", *(f"  - {_scalar(text)}" for text in entry.variants)] if entry.variants else ["variants: []"]
    lines += [f"source: {_scalar(entry.source)}", f"as_of: {entry.as_of.isoformat()}"]
    if "en" in entry.answer:
        rows = entry.answer["en"].split("\n")
        lines += ["answer_en: |", *(f"  {row}" if row else "" for row in rows)]
    return "\n".join([*lines, "---", "", entry.answer["fr"], ""])


def _scalar(text: str) -> str:
    """Writes a text bare where YAML reads it back as it is, else between quotation marks."""
    known = yaml.SafeLoader.yaml_implicit_resolvers
    is_text = text and not any(form.match(text) for _, form in known.get(text[0], ()))
    if is_text and text == text.strip() and not _NOT_FIRST.match(text) and not _NOT_INSIDE.search(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _stands_in(folder: Path, entry: FaqEntry) -> bool:
    """Tells whether an entry's file says the same, however it is laid out."""
    if not _path(folder, entry.id).exists():
        return False
    mistakes = Mistakes()
    read = read_entry(folder, f"{entry.id}.md", mistakes)
    return read is not None and not mistakes.found and read[1] == entry


def _path(folder: Path, ident: str) -> Path:
    return folder / "faq" / f"{ident}.md"
