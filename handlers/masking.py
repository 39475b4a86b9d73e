"""🖍 Masquer: personal data is masked before a submission is published. Both versions are kept, and its author knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from consultation import personal_data
from consultation.form import Answers
from consultation.refusal import Refusal
from consultation.text import shorten
from handlers import cards
from handlers.acts import Act
from handlers.card_facts import Facts
from handlers.deciding import record, repaint_all, too_late
from handlers.screens import Screen, button
from handlers.services import Services
from handlers.voice import Voice
from storage import drafts, outbox, people, submissions
from storage.submissions import Submission

EXCERPT = 80
SHOWN = 10


def masked(services: Services, submission: Submission) -> Answers:
    """What a submission would say once masked; the press office's contacts may stay."""
    return personal_data.mask_answers(submission.answers, public_contacts(services))


def preview(say: Voice, submission: Submission, masked: Answers, now: datetime) -> Screen:
    """Shows what a submission would say once personal data is masked, before that is done."""
    would_be = replace(submission, answers=masked)
    screen = cards.card_screen(say.services, would_be, Facts(), now, say.language, preview=True)
    shown = (submission.id, submission.version)
    return Screen.of(
        screen.text,
        [button(say.label("button-mask-sure"), "card", "mask-sure", *shown)],
        [button(say.label("button-back"), "card", "unmask", *shown)],
    )


def public_contacts(services: Services) -> tuple[str, str]:
    """What everybody may know."""
    contact = services.consultation.press_contact
    return contact.phone, contact.email


def mask(conn: Connection, services: Services, act: Act) -> Refusal | None:
    """Puts the masked version in the place of the one read; says why not if there is nothing to mask, or too late."""
    submission = submissions.lock(conn, act.number)
    refusal = too_late(conn, services, act)
    if submission is None or refusal is not None:
        return refusal
    answers = masked(services, submission)
    if answers == submission.answers:
        return Refusal("mask-nothing", number=str(act.number))
    rewritten = submissions.rewrite(conn, submission, answers, now=act.now)
    if rewritten is None:
        return too_late(conn, services, act)
    people.set_staff_name(conn, act.moderator_id, act.name)
    record(conn, act, rewritten, "masked")
    drafts.discard_about(conn, act.number)  # its author was changing a version that is not the one in force any more
    _tell_author(conn, services, submission, rewritten, act)
    repaint_all(conn, services, rewritten, act)
    return None


def _tell_author(conn: Connection, services: Services, before: Submission, after: Submission, act: Act) -> None:
    author = people.get(conn, before.person_id)
    if author is None:
        return
    texts, language = services.texts, author.language
    found = personal_data.find_in_answers(before.answers, public_contacts(services))
    lines = [
        texts(
            language,
            "mask-line",
            field=texts.plain(language, f"field-{key}"),
            text=shorten(item.text, EXCERPT),
            mask=personal_data.MASKS[item.kind],
        )
        for key, items in found.items()
        for item in items
    ]
    head = texts(language, "mask-told", number=str(after.id), title=str(after.answers.get("title", "")))
    foot = texts(language, "mask-both-kept")
    now_it_is = button(texts.plain(language, "button-see-now"), "follow", "show", after.id, 0)
    original = button(texts.plain(language, "button-see-original"), "follow", "version", after.id, before.version, 0)
    screen = Screen.of("\n\n".join([head, "\n".join(lines[:SHOWN]), foot]), [now_it_is], [original])
    outbox.put(
        conn,
        method="sendMessage",
        params=screen.params(),
        lane=outbox.Lane.REPLY,
        person_id=author.id,
        subject=f"notice:{after.id}",
        now=act.now,
    )
