"""The FAQ of a consultation on disk: one entry a file, one thing said by entry, each quotation checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from consultation.content_files import Localized, Mistakes, Record, read_front_matter, read_text
from consultation.text import fold, length

QUESTION_LENGTH = 160
VARIANT_LENGTH = 200
SOURCE_LENGTH = 900
ANSWER_LENGTH = 899
"""UTF-16 units: an answer stays under 900 so that it fits one screen with its source and buttons."""
FEWEST_VARIANTS = 4
BESIDE_THEMES = ("pgo", "plan", "bot")
"""Subjects of an entry that are no theme: the partnership, the plan and its consultation, this service."""
SERVICE = "service"
"""The source of an entry about the bot itself, which no published text describes."""
PRESS = "press-office"
"""The source of an answer that the press office gave by itself: it may say what the published text does not."""
UNQUOTED = (SERVICE, PRESS)
"""Sources that are not words of a published text."""

_SLUG = re.compile(r"[a-z0-9-]{3,45}")
MARKUP = re.compile(r"</?[A-Za-z][^>]*>|\*\*|\]\(|^#{1,6} |^[-*] ", re.MULTILINE)
_QUOTED = re.compile(r"«([^«»]+)»")
_CUT = re.compile(r"\[…\]|…")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"<[^>]+>|\*|^#+ ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """One answer, the questions it answers, and the words of the source that support it."""

    id: str
    theme: str
    question: Localized
    answer: Localized
    variants: tuple[str, ...]
    source: str
    as_of: date


def read_faq(
    folder: Path, themes: tuple[str, ...], unanswered: Mapping[str, str], mistakes: Mistakes
) -> tuple[FaqEntry, ...]:
    """Reads faq/*.md in the order of their names.

    `themes` empty means that they could not be read. `unanswered` maps a folded question that the source does not
    answer to its silence: no entry may ask it, unless the press office itself answers.
    """
    texts = [plain_source(text) for text in _source_texts(folder, mistakes)]
    entries: list[FaqEntry] = []
    silent = {question: f"silences.toml, {silence}" for question, silence in unanswered.items()}
    asked: dict[str, str] = {}
    names = sorted(path.name for path in folder.glob("faq/*") if not path.name.startswith("."))
    if not names:
        mistakes.add("faq", 1, "aucune entrée", "ajoutez au moins un fichier faq/<identifiant>.md")
    for name in names:
        read = read_entry(folder, name, mistakes)
        if read is None:
            continue
        record, entry = read
        _check_subject(record, themes)
        _check_quotations(record, texts)
        _check_wording(record, entry, asked, {} if entry.source == PRESS else silent)
        entries.append(entry)
    return tuple(entries)


def read_entry(folder: Path, name: str, mistakes: Mistakes) -> tuple[Record, FaqEntry] | None:
    """Reads faq/<name>, without comparing it with the other files."""
    read = _read_file(folder, name, mistakes)
    if read is None:
        return None
    record, body = read
    return record, _entry(record, body, name.removesuffix(".md"))


def _source_texts(folder: Path, mistakes: Mistakes) -> Iterable[str]:
    for path in sorted(folder.glob("source/*.md")):
        text = read_text(folder, f"source/{path.name}", mistakes)
        if text is not None:
            yield text


def _read_file(folder: Path, name: str, mistakes: Mistakes) -> tuple[Record, str] | None:
    slug, dot, kind = name.rpartition(".")
    if not dot or kind != "md" or not _SLUG.fullmatch(slug):
        mistakes.add(
            f"faq/{name}",
            1,
            "ce nom de fichier n’est pas celui d’une entrée",
            "prenez de 3 à 45 lettres minuscules sans accent, chiffres ou tirets, puis « .md »",
        )
        return None
    return read_front_matter(folder, f"faq/{name}", mistakes)


def _entry(record: Record, body: str, slug: str) -> FaqEntry:
    record.only("question", "question_en", "theme", "variants", "source", "as_of", "answer_en")
    question, answer = {"fr": record.text("question", QUESTION_LENGTH)}, {"fr": body}
    _check_body(record, body)
    if record.has("question_en") or record.has("answer_en"):
        question["en"] = record.text("question_en", QUESTION_LENGTH)
        answer["en"] = record.text("answer_en", ANSWER_LENGTH)
        _check_markup(record, "answer_en", answer["en"], "la réponse en anglais")
    variants = record.texts("variants", VARIANT_LENGTH)
    if record.has("variants") and len(variants) < fewest_variants(str(record.values.get("source"))):
        record.refuse(
            "variants",
            f"{len(variants)} variante(s) seulement",
            f"écrivez au moins {FEWEST_VARIANTS} façons de poser la question, dont une en anglais",
        )
    return FaqEntry(
        id=slug,
        theme=record.text("theme", QUESTION_LENGTH),
        question=question,
        answer=answer,
        variants=variants,
        source=record.text("source", SOURCE_LENGTH),
        as_of=record.day("as_of"),
    )


def fewest_variants(source: str) -> int:
    """How many variants an entry has at least; the press office keeps those that citizens typed, if any."""
    return 0 if source == PRESS else FEWEST_VARIANTS


def _check_body(record: Record, body: str) -> None:
    if not body:
        record.refuse("body", "la réponse est vide", "écrivez-la sous l’en-tête, après la ligne « --- »")
    elif (size := length(body)) > ANSWER_LENGTH:
        record.refuse(
            "body",
            f"la réponse fait {size} signes, {size - ANSWER_LENGTH} de trop",
            f"raccourcissez à {ANSWER_LENGTH} signes au plus, ou faites-en deux entrées",
        )
    _check_markup(record, "body", body, "la réponse")


def _check_markup(record: Record, key: str, text: str, what: str) -> None:
    if found := MARKUP.search(text):
        record.mistakes.add(
            record.path,
            record.line(key) + text.count("\n", 0, found.start()) + (key != "body"),
            f"{what} contient une mise en forme (« {found.group().strip()} »)",
            "écrivez du texte simple, sans Markdown ni HTML",
        )


def _check_subject(record: Record, themes: tuple[str, ...]) -> None:
    theme = record.values.get("theme")
    known = (*themes, *BESIDE_THEMES)
    if themes and isinstance(theme, str) and theme not in known:
        record.refuse("theme", f"thème inconnu « {theme} »", f"choisissez parmi : {', '.join(known)}")


def _check_wording(record: Record, entry: FaqEntry, asked: dict[str, str], silent: Mapping[str, str]) -> None:
    """Refuses a question or variant that another line already asks: two answers could not be told apart."""
    wordings = [("question", entry.question["fr"]), ("question_en", entry.question.get("en", ""))]
    wordings += [(f"variants.{index}", text) for index, text in enumerate(entry.variants)]
    for key, text in wordings:
        words = fold(text)
        if not words:
            if text:
                record.refuse(key, f"« {text} » ne contient aucun mot", "écrivez une question")
        elif where := asked.get(words) or silent.get(words):
            record.refuse(
                key,
                f"« {text} » est déjà demandé ({where})",
                "retirez ce texte, ou rendez-le propre à cette entrée",
            )
        else:
            asked[words] = f"{record.path}:{record.line(key)}"


def _check_quotations(record: Record, texts: list[str]) -> None:
    source = record.values.get("source")
    if not isinstance(source, str) or source.strip() in {"", *UNQUOTED}:
        return
    quotations = _QUOTED.findall(source)
    if not quotations:
        beside = " ou ".join(f"« {name} »" for name in UNQUOTED)
        record.refuse("source", "la source ne cite rien", f"citez le texte entre « et », ou écrivez {beside}")
    for quotation in quotations:
        if not any(source_is_verbatim(quotation, text) for text in texts):
            record.refuse(
                "source",
                f"la citation « {quotation.strip()} » ne se trouve pas dans source/*.md",
                "copiez-la mot pour mot ; « … » marque une coupure",
            )


def source_is_verbatim(quotation: str, text: str) -> bool:
    """Tells whether a quotation, cut where it has "…", is found in order in a text from `plain_source`."""
    start = 0
    for part in _CUT.split(plain_source(quotation)):
        if words := part.strip():
            found = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, start)
            if found is None:
                return False
            start = found.end()
    return start > 0


def plain_source(text: str) -> str:
    """Sets aside what a quotation may change: marks of emphasis, links, kinds of spaces and apostrophes."""
    bare = _EMPHASIS.sub("", _LINK.sub(r"\1", unicodedata.normalize("NFC", text)))
    return " ".join(bare.replace("’", "'").split())
