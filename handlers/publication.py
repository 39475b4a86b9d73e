"""Approved contributions in the publication channel: a post each, which follows whatever becomes of it.

A post is edited rather than deleted: Telegram lets a bot edit its post of any age, but delete only those of two days.
One that may not be read any more says so, and nothing else.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Connection

from consultation.form import FORM, Answers
from consultation.moderation import Status
from consultation.visibility import is_public, public_answers
from handlers.fitting import fitted, visible
from handlers.form import value_in_words
from handlers.screens import TEXT_LIMIT, Screen
from handlers.services import Services
from handlers.texts import DEFAULT_LANGUAGE
from storage import outbox, publications, submissions
from storage.publications import Publication
from storage.submissions import Submission

GAP = "\n\n"
CHANNEL_PREFIX = "-100"
"""What Telegram writes before a channel's own number."""
IN_THE_HEAD = frozenset({"theme", "title", "signature"})
"""Fields that a post says in its first lines or its last, in words of their own."""


def follow(conn: Connection, services: Services, submission_id: int, now: datetime, *, afresh: bool = False) -> None:
    """Makes the post of a submission say what may be read of it now; what it says already is said again if `afresh`."""
    submission, post = submissions.get(conn, submission_id), publications.find(conn, submission_id)
    if submission is None:
        return
    public = is_public(submission.status, submission.answers)
    if post is None:
        if public and services.policy.publication_chat_id is not None:
            _publish(conn, services, submission, services.policy.publication_chat_id, now)
    elif post.message_id is None:
        _change_on_its_way(conn, services, submission, post, public, now)
    else:
        screen = post_screen(services, submission) if public else _gone_screen(services, submission)
        if afresh or _mark(screen) != post.shown:
            params = {"message_id": post.message_id, **screen.params()}
            _put(conn, "editMessageText", params, post.chat_id, now, f"{publications.EDIT}:{submission_id}")
        publications.show(conn, submission_id, _mark(screen))


def post_screen(services: Services, submission: Submission) -> Screen:
    """Shows a contribution to everyone: what it says, and the name its author chose to show, if any."""
    answers = public_answers(submission.answers)
    number, title = str(submission.id), str(answers.get("title", ""))
    theme = _value(services, "theme", answers)
    head = _text(services, "publication-head", number=number, theme=theme, title=title)
    signature = str(answers.get("signature", ""))
    tail = _text(services, "publication-signed", name=signature) if signature else ""
    tail = tail or _text(services, "publication-anonymous")

    def in_words(shown: Answers) -> str:
        return GAP.join(
            _text(
                services,
                "form-line",
                field=services.texts.plain(DEFAULT_LANGUAGE, f"field-{field.key}"),
                value=_value(services, field.key, shown),
            )
            for field in FORM
            if field.key in shown and field.key not in IN_THE_HEAD
        )

    room = TEXT_LIMIT - visible(head) - visible(tail) - 2 * len(GAP)
    return Screen(GAP.join([head, fitted(in_words, answers, room), tail]))


def link(services: Services, post: Publication) -> str | None:
    """The address of a post, once it stands in a channel."""
    if post.message_id is None:
        return None
    if services.policy.publication_url and post.chat_id == services.policy.publication_chat_id:
        return f"{services.policy.publication_url}/{post.message_id}"
    number = str(post.chat_id)
    return f"https://t.me/c/{number.removeprefix(CHANNEL_PREFIX)}/{post.message_id}" if number[:4] == "-100" else None


def _publish(
    conn: Connection, services: Services, submission: Submission, chat_id: int, now: datetime, *, refusals: int = 0
) -> None:
    screen = post_screen(services, submission)
    publications.add(conn, submission.id, chat_id, _mark(screen), refusals=refusals)
    _put(conn, "sendMessage", screen.params(), chat_id, now, f"{publications.SUBJECT}:{submission.id}")


def _change_on_its_way(
    conn: Connection, services: Services, submission: Submission, post: Publication, public: bool, now: datetime
) -> None:
    """Changes or takes back a post that has not left; one that is leaving is looked at again once it stands."""
    number = submission.id
    if not public:
        if publications.cancel_waiting(conn, number) or not publications.is_leaving(conn, number):
            publications.remove(conn, number)
        return
    screen = post_screen(services, submission)
    if publications.rewrite_waiting(conn, number, screen.params()):
        publications.show(conn, number, _mark(screen))
    elif not publications.is_leaving(conn, number):  # it was given up, or erased on its way
        chat_id = services.policy.publication_chat_id or post.chat_id
        publications.remove(conn, number)
        _publish(conn, services, submission, chat_id, now, refusals=post.refusals)


def _gone_screen(services: Services, submission: Submission) -> Screen:
    """Says that a contribution may be read no more; of one its author took back, or that is a duplicate, so."""
    reason = submission.status if submission.status in (Status.WITHDRAWN, Status.MERGED) else "other"
    return Screen(_text(services, f"publication-gone-{reason}", number=str(submission.id)))


def _value(services: Services, key: str, answers: Answers) -> str:
    [field] = [field for field in FORM if field.key == key]
    return value_in_words(services.texts, DEFAULT_LANGUAGE, services.consultation, field, answers.get(key, ""))


def _text(services: Services, message_id: str, **args: str | int) -> str:
    return services.texts(DEFAULT_LANGUAGE, message_id, **args)


def _mark(screen: Screen) -> str:
    return hashlib.sha256(screen.text.encode()).hexdigest()


def _put(conn: Connection, method: str, params: dict[str, object], chat_id: int, now: datetime, subject: str) -> None:
    lane = outbox.Lane.CARD
    outbox.put(conn, method=method, params=params, lane=lane, chat_id=chat_id, subject=subject, now=now)
