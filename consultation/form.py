"""The contribution form, declared once: prompts, progress, validation, summary and card all iterate over it.

To add a field, add a row to `FORM` and its sentences to the locales (`field-<key>`, `field-<key>-prompt`).
Answers are JSON kept with `FORM_VERSION`: a new field needs no migration.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from consultation.refusal import Refusal
from consultation.territory import NATIONAL, departements, find_departements
from consultation.text import clean, has_words, length

FORM_VERSION = 1
Answer = str | Mapping[str, str | int]
"""JSON as kept in a draft: a text, an option's key, or an attachment's description."""
Answers = Mapping[str, Answer]


class Kind(StrEnum):
    """How a field is asked and read."""

    THEME = "theme"
    TEXT = "text"
    TERRITORY = "territory"
    OPTION = "option"
    SIGNATURE = "signature"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form. Lengths are UTF-16 units, as Telegram counts."""

    key: str
    kind: Kind
    required: bool = True
    shortest: int = 0
    longest: int = 0
    options: tuple[str, ...] = ()


AUTHOR_TYPES = ("citizen", "association", "public_agent", "company", "local_authority")
ANONYMOUS = "anonymous"

FORM: tuple[Field, ...] = (
    Field("theme", Kind.THEME),
    Field("title", Kind.TEXT, shortest=5, longest=120),
    Field("observation", Kind.TEXT, shortest=20, longest=1500),
    Field("proposal", Kind.TEXT, shortest=20, longest=1500),
    Field("territory", Kind.TERRITORY),
    Field("author_type", Kind.OPTION, options=AUTHOR_TYPES),
    Field("signature", Kind.SIGNATURE, shortest=2, longest=60),
    Field("attachment", Kind.ATTACHMENT, required=False),
)
FIELDS: dict[str, Field] = {field.key: field for field in FORM}

CLARIFIABLE = tuple(field.key for field in FORM if field.kind in (Kind.TEXT, Kind.TERRITORY, Kind.ATTACHMENT))
"""The fields a moderator may ask to be made clearer."""

ATTACHMENT_TYPES = {"image/jpeg", "image/png", "application/pdf"}
ATTACHMENT_BYTES = 10 * 1024 * 1024
ONE_LINE = 120
"""A text of at most this many units is kept on one line."""
SKIPPED = ""
"""The answer kept for an optional field that was passed over, and for an anonymous signature."""


_WORD = re.compile(r"([^\W\d_])(?!\1)[^\W\d_]", re.IGNORECASE)
"""Two letters side by side that differ: "A A A" and "aaaa" say nothing."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as the messaging app describes it; only its id is kept, the file stays there."""

    file_id: str
    kind: str  # "photo" | "document"
    name: str
    mime: str
    size: int


def progress(field: Field) -> tuple[int, int]:
    """Says where a field stands: (3, 8)."""
    return FORM.index(field) + 1, len(FORM)


def first_missing(answers: Answers) -> Field | None:
    """Finds the next field to ask; none when the summary can be shown."""
    return next((field for field in FORM if field.key not in answers), None)


def previous(field: Field) -> Field | None:
    """Finds the field before this one."""
    index = FORM.index(field)
    return FORM[index - 1] if index else None


def read_text(field: Field, typed: str) -> Answer:
    """Reads what was typed for a field, or refuses with what to do."""
    text = clean(typed)
    if field.kind is Kind.TERRITORY:
        return _read_territory(text)
    if field.kind not in (Kind.TEXT, Kind.SIGNATURE):
        raise Refusal("form-use-buttons" if field.kind is not Kind.ATTACHMENT else "form-send-file")
    if not has_words(text):
        raise Refusal("form-words-needed")
    if length(text) < field.shortest:
        raise Refusal("form-too-short", minimum=field.shortest, length=length(text))
    if length(text) > field.longest:
        raise Refusal("form-too-long", maximum=field.longest, excess=length(text) - field.longest)
    if field.kind is Kind.TEXT and not _WORD.search(text):
        raise Refusal("form-word-needed")
    return " ".join(text.split()) if field.longest <= ONE_LINE else text


def read_option(field: Field, option: str, themes: frozenset[str]) -> Answer:
    """Reads a tapped button: a theme, an option, national, anonymous or "skip"."""
    if option == SKIPPED and not field.required:
        return SKIPPED
    allowed = {
        Kind.THEME: themes,
        Kind.OPTION: frozenset(field.options),
        Kind.TERRITORY: frozenset({NATIONAL, *departements()}),
        Kind.SIGNATURE: frozenset({ANONYMOUS}),
    }.get(field.kind, frozenset())
    if option not in allowed:
        raise Refusal("form-option-gone")
    return "" if field.kind is Kind.SIGNATURE else option


def read_attachment(field: Field, file: Attached) -> Answer:
    """Reads a photo or a PDF sent for a field, or refuses with what to do."""
    if field.kind is not Kind.ATTACHMENT:
        raise Refusal("form-file-later")
    if file.mime not in ATTACHMENT_TYPES:
        raise Refusal("form-file-type")
    if file.size > ATTACHMENT_BYTES:
        raise Refusal("form-file-size", maximum=ATTACHMENT_BYTES // 1024 // 1024)
    return {
        "file_id": file.file_id,
        "kind": file.kind,
        "name": clean(file.name)[:100],
        "mime": file.mime,
        "size": file.size,
    }


def _read_territory(text: str) -> Answer:
    if text.casefold() in {"france", "national", "nationale", "toute la france", "all of france"}:
        return NATIONAL
    found = find_departements(text)
    if len(found) == 1:
        return found[0].code
    if found:
        raise Refusal("form-territory-several", names=", ".join(str(item) for item in found))
    raise Refusal("form-territory-unknown")
