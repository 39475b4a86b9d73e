"""What became of a contribution, in words: for who wrote it, who supports it, who follows it under /suivi.

Everybody is told by rows made in one statement a language, in the transaction of what they tell: once each, and a
contribution with thousands of supporters holds nobody up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.content import in_language
from consultation.text import shorten
from handlers.screens import Screen, button
from handlers.texts import DEFAULT_LANGUAGE, Texts
from storage import commitment_links, commitments, mailings
from storage.commitment_links import Link, Numbers
from storage.commitments import Commitment
from storage.mailings import Recipients
from storage.outbox import Lane
from storage.submissions import Submission

LANES = (Lane.REPLY, Lane.REPLY, Lane.BROADCAST)
SHOWN = 3
EXCERPT = 300
GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a contribution, in words, and the buttons that lead to commitments."""

    lines: tuple[str, ...] = ()
    ways: tuple[InlineKeyboardButton, ...] = ()


NOTHING_YET = Became()


def key(word: str) -> str:
    """Says a stage or a verdict as sentences' ids do."""
    return word.replace("_", "-")


def verdict(texts: Texts, language: str, link: Link, commitment: Commitment | None) -> str:
    """Says in one sentence what became of a contribution, and where."""
    if commitment is None:
        return texts(language, "became-nowhere")
    return texts(
        language,
        f"became-{key(link.verdict)}",
        number=str(commitment.number),
        title=in_language(commitment.content.title, language),
    )


def notice(
    texts: Texts,
    language: str,
    link: Link,
    submission: Submission,
    commitment: Commitment | None,
    *,
    to: str = "author",
) -> Screen:
    """Tells what became of a contribution, and why: to its author, that of a duplicate ("merged"), a "supporter"."""
    head = texts(language, f"became-{to}", number=str(submission.id), title=str(submission.answers.get("title", "")))
    parts = [head, verdict(texts, language, link, commitment), texts(language, "became-why", answer=link.answer)]
    if link.revision > 1:
        parts.insert(1, texts(language, "became-corrected"))
    return Screen.of(GAP.join(parts), _see(texts, language, commitment))


def tell(
    conn: Connection,
    texts: Texts,
    link: Link,
    submission: Submission,
    commitment: Commitment | None,
    now: datetime,
) -> int:
    """Leaves a message for the author of a contribution, those of its duplicates, and all who support it."""

    def to(role: str) -> Callable[[str], Screen]:
        return lambda language: notice(texts, language, link, submission, commitment, to=role)

    screens = (to("author"), to("merged"), to("supporter"))
    return _tell(conn, texts, commitment_links.this(submission.id), screens, f"notice:{submission.id}", now)


def tell_stage(conn: Connection, texts: Texts, commitment: Commitment, explanation: str, now: datetime) -> int:
    """Leaves a message for all those concerned by a commitment that came to another stage, once each; counts them."""

    def screen(language: str) -> Screen:
        return stage_notice(texts, language, commitment, explanation)

    linked = commitment_links.linked_to(commitment.number)
    return _tell(conn, texts, linked, (screen,) * 3, f"commitment:{commitment.number}", now)


def stage_notice(texts: Texts, language: str, commitment: Commitment, explanation: str) -> Screen:
    """Tells that a commitment came to another stage, and why."""
    said = texts(
        language,
        "commitment-news",
        number=str(commitment.number),
        title=in_language(commitment.content.title, language),
        stage=texts.plain(language, f"commitment-stage-{key(commitment.stage)}"),
        explanation=explanation,
    )
    return Screen.of(said, _see(texts, language, commitment))


def became_of(conn: Connection, texts: Texts, language: str, submission_id: int) -> Became:
    """Says under /suivi what became of a contribution: the last answers, long ones shortened."""
    links = commitment_links.of_submission(conn, submission_id)[-SHOWN:]
    if not links:
        return NOTHING_YET
    found = commitments.titles(conn, [link.commitment for link in links if link.commitment is not None])
    said = [texts(language, "became-head")]
    for link in links:
        line = verdict(texts, language, link, None if link.commitment is None else found[link.commitment])
        said.append(line + "\n" + texts(language, "became-why", answer=shorten(link.answer, EXCERPT)))
    ways = [way for commitment in found.values() for way in _see(texts, language, commitment)]
    return Became(tuple(said), tuple(ways))


def _see(texts: Texts, language: str, commitment: Commitment | None) -> list[InlineKeyboardButton]:
    """Leads to the commitment, or to all of them."""
    if commitment is None:
        return [button(texts.plain(language, "menu-engagements"), "menu", "go", "engagements")]
    label = texts.plain(language, "commitment-see", number=str(commitment.number))
    return [button(label, "plan", "show", commitment.number, 0)]


def _tell(
    conn: Connection,
    texts: Texts,
    concerned: Numbers,
    screens: Sequence[Callable[[str], Screen]],
    subject: str,
    now: datetime,
) -> int:
    """Authors first, by `screens` in the same order; supporters may be thousands, and hold up no receipt."""
    told, groups = 0, _groups(concerned)
    for place, (recipients, lane, screen) in enumerate(zip(groups, LANES, screens, strict=True)):
        params = {language: screen(language).params() for language in texts.languages}
        told += mailings.put_for_each(
            conn,
            recipients,
            params,
            lane=lane,
            subject=subject,
            now=now,
            but=groups[:place],
            default=DEFAULT_LANGUAGE,
        )
    return told


def _groups(concerned: Numbers) -> tuple[Recipients, ...]:
    """Authors, authors of duplicates, supporters."""
    return (
        commitment_links.authors(concerned),
        commitment_links.authors(commitment_links.duplicates(concerned)),
        commitment_links.supporters(concerned),
    )


def concerned_by(conn: Connection, concerned: Numbers) -> int:
    """Counts those whom a change concerns and who can be written to."""
    return mailings.count(conn, *_groups(concerned))
