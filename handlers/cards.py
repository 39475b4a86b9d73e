"""The card of a submission in the moderation chat: what it says, its buttons, where it is posted.

In the chat, where everyone sees the same message, a card speaks the consultation's language; in private, its reader's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.form import FORM, Answers, Field, Kind
from consultation.moderation import OPEN, Decision, Status
from consultation.text import shorten
from handlers import card_team
from handlers.card_facts import Facts, facts_about
from handlers.context import Context
from handlers.dates import moment
from handlers.fitting import fitted, visible
from handlers.form import event_title, value_in_words
from handlers.screens import TEXT_LIMIT, Screen, button, in_rows
from handlers.services import Services
from handlers.texts import DEFAULT_LANGUAGE
from handlers.voice import Voice
from storage import (
    cards,
    forum_topics,
    held_cards,
    moderation_chats,
    outbox,
    people,
    queue,
)
from storage.appeals import Appeal
from storage.moderation_chats import ModerationChat
from storage.submissions import Submission

NAME_LENGTH = 60
GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Place:
    """A message that shows a card: in a chat, or in private with a moderator."""

    message_id: int
    chat_id: int | None = None
    person_id: int | None = None


def card_screen(
    services: Services,
    submission: Submission,
    facts: Facts,
    now: datetime,
    language: str = DEFAULT_LANGUAGE,
    *,
    next_version: int | None = None,
    preview: bool = False,
) -> Screen:
    """Shows a submission to moderators: what it says, since when, who decided; buttons for what may be done now."""
    say = Voice(services, language)
    head, tail = _head(say, submission, facts, now), _tail(say, submission, facts, next_version)
    if preview:
        tail.append(say("mask-preview"))

    def answers_in_words(answers: Answers) -> str:
        return _answers(say, answers, facts.changed)

    room = TEXT_LIMIT - visible(head) - sum(visible(part) + len(GAP) for part in tail) - len(GAP)
    body = fitted(answers_in_words, submission.answers, room) or say("card-erased")
    rows = card_rows(say, submission, facts, now) if next_version is None else []
    return Screen.of(GAP.join([head, body, *tail]), *rows)


def card_rows(say: Voice, submission: Submission, facts: Facts, now: datetime) -> list[list[InlineKeyboardButton]]:
    """The buttons under a card: to decide, or to undo what was decided a moment ago, and what may follow from it."""
    if submission.status not in OPEN:
        follows = [*card_team.write_rows(say, submission), *card_team.blame_rows(say, submission, facts.team)]
        return [*card_team.undo_rows(say, submission, now), *follows]
    return [*decision_rows(say, submission), *card_team.rows(say, submission, facts.team, now)]


def decision_rows(say: Voice, submission: Submission) -> list[list[InlineKeyboardButton]]:
    """The decisions a moderator may take on a card. Each button names the version that it stands under."""
    shown = (submission.id, submission.version)
    return [
        [
            button(say.label("button-approve"), "card", "approve", *shown),
            button(say.label("button-refuse"), "card", "choose", *shown, "refuse"),
        ],
        [button(say.label("button-ask"), "card", "choose", *shown, "ask")],
    ]


def choice_rows(say: Voice, submission: Submission, decision: Decision) -> list[list[InlineKeyboardButton]]:
    """The reasons to refuse with, or the fields to ask about, and the way back."""
    shown, rule = (submission.id, submission.version), decision.value
    choices = [
        button(_detail(say, rule.target, choice), "card", "decide", *shown, rule.verb, choice)
        for choice in rule.choices
    ]
    back = [button(say.label("button-back"), "card", "show", *shown)]
    if decision is Decision.REFUSE:
        back.insert(0, button(say.label("button-with-word"), "card", "write", *shown, "word"))
    return [*map(list, in_rows(choices, 2)), back]


def post(
    conn: Connection, services: Services, submission: Submission, now: datetime, before: Submission | None = None
) -> None:
    """Queues the card for the moderation chat, or keeps it in mind while cards are held back behind the board.

    A new version, or an appeal, answers the card there was `before`.
    """
    chat = home(conn, services)
    if chat is None:
        return
    older = cards.latest(conn, submission.id)
    if before is not None and older is not None:
        _supersede(conn, services, before, submission, now, Place(older[1], chat_id=older[0]))
    if _holds_back(conn, services, chat, now) or not _topic_known(conn, chat, submission, now):
        held_cards.hold(conn, submission.id, now)
    else:
        post_now(conn, services, chat, submission, now)


def post_now(conn: Connection, services: Services, chat: ModerationChat, submission: Submission, now: datetime) -> None:
    """Queues the card, and its attachment, in the topic of its theme if the chat has topics."""
    facts, older = facts_about(conn, submission), cards.latest(conn, submission.id)
    topic = forum_topics.find(conn, chat.chat_id, submission.theme) if chat.is_forum else None
    where = {} if topic is None or topic.thread_id is None else {"message_thread_id": topic.thread_id}
    params = card_screen(services, submission, facts, now).params() | where
    if older is not None and older[0] == chat.chat_id:
        params["reply_parameters"] = {"message_id": older[1], "allow_sending_without_reply": True}
    place = Place(0, chat_id=chat.chat_id)
    _put(conn, place, "sendMessage", params, now, subject=f"card:{submission.id}")
    file = submission.answers.get("attachment")
    if isinstance(file, Mapping) and (not facts.changed or "attachment" in facts.changed):
        kind = str(file["kind"])
        caption = services.texts.plain(DEFAULT_LANGUAGE, "card-attachment", number=str(submission.id))
        method, content = "sendPhoto" if kind == "photo" else "sendDocument", {kind: file["file_id"]}
        _put(conn, place, method, {**content, "caption": caption, **where}, now, subject=f"file:{submission.id}")
    held_cards.posted(conn, submission.id)


def retire(conn: Connection, place: Place, now: datetime) -> None:
    """Queues the edit that takes the buttons of a card away: it stands again further down."""
    params = {"message_id": place.message_id}
    _put(conn, place, "editMessageReplyMarkup", params, now, subject=repaint_subject(place))


async def say_file(context: Context, submission: Submission) -> None:
    """Shows the file attached to a submission, where the moderator speaks."""
    chat, file = context.incoming.effective_chat, submission.answers.get("attachment")
    if chat is None or not isinstance(file, Mapping):
        return
    caption = context.label("card-attachment", number=str(submission.id))
    if file["kind"] == "photo":
        await context.bot.send_photo(chat.id, file["file_id"], caption=caption)
    else:
        await context.bot.send_document(chat.id, file["file_id"], caption=caption)


def home(conn: Connection, services: Services) -> ModerationChat | None:
    """Finds the moderation chat as it is now, wherever Telegram moved it."""
    chat_id = moderation_chats.home(conn, services.policy.moderation_chat_id)
    return None if chat_id is None else moderation_chats.get(conn, chat_id)


def _holds_back(conn: Connection, services: Services, chat: ModerationChat, now: datetime) -> bool:
    """Tells whether cards are held back; from the first one too many, they are."""
    most = services.policy.board_after
    if chat.board_since is None and most and queue.reaches(conn, OPEN, most):
        moderation_chats.open_board(conn, chat.chat_id, now)
        return True
    return chat.board_since is not None


def _topic_known(conn: Connection, chat: ModerationChat, submission: Submission, now: datetime) -> bool:
    if not chat.is_forum:
        return True
    topic = forum_topics.find(conn, chat.chat_id, submission.theme)
    return topic is not None and topic.settled(now)


def repaint(conn: Connection, services: Services, submission: Submission, now: datetime, place: Place) -> None:
    """Queues the edit that shows a card as it stands now."""
    screen = card_screen(services, submission, facts_about(conn, submission), now, _language_at(conn, place))
    params = {"message_id": place.message_id, **screen.params()}
    _put(conn, place, "editMessageText", params, now, subject=repaint_subject(place))


def _language_at(conn: Connection, place: Place) -> str:
    """The language a card speaks where it stands: its reader's in private."""
    reader = None if place.person_id is None else people.get(conn, place.person_id)
    return DEFAULT_LANGUAGE if reader is None else reader.language


def repaint_subject(place: Place) -> str:
    """Names the edit of one message that shows a card, in the outbox."""
    where = f"person:{place.person_id}" if place.chat_id is None else f"chat:{place.chat_id}"
    return f"repaint:{where}:{place.message_id}"


def _supersede(
    conn: Connection, services: Services, before: Submission, after: Submission, now: datetime, place: Place
) -> None:
    """Keeps what the older card said, without its buttons, and tells that a newer version or an appeal follows it."""
    facts = replace(facts_about(conn, before), appeal=None)  # the new card tells it
    screen = card_screen(services, before, facts, now, next_version=after.version)
    params = {"message_id": place.message_id, **screen.params()}
    _put(conn, place, "editMessageText", params, now, subject=repaint_subject(place))


def _head(say: Voice, submission: Submission, facts: Facts, now: datetime) -> str:
    number, version, received = str(submission.id), submission.version, submission.submitted_at
    title = "card-head" if version == 1 else "card-head-version"
    lines = [say(title, number=number, version=version)]
    lines.append(say("card-received", when=moment(received, say.language)))  # an age would soon be wrong
    event = event_title(say.services.consultation, say.language, submission.event)
    if event is not None:
        lines.append(say("card-event", title=shorten(event, NAME_LENGTH)))
    if facts.change is not None:
        when = moment(facts.change.at, say.language)
        lines.append(say(f"card-{facts.change.action}", when=when))
    if facts.supports:
        lines.append(say("support-count", count=facts.supports))
    if facts.appeal is not None:
        lines.append(_appeal(say, facts, facts.appeal))
    lines += card_team.lines(say, submission, facts.team, now)
    return "\n".join(lines)


def _appeal(say: Voice, facts: Facts, appeal: Appeal) -> str:
    name, reason = shorten(facts.refused_by, NAME_LENGTH), _detail(say, Status.REJECTED, appeal.reason)
    said = say("card-appeal", name=name, reason=reason)
    return said + ("\n" + say("card-appeal-text", text=appeal.text) if appeal.text else "")


def _answers(say: Voice, answers: Answers, changed: frozenset[str]) -> str:
    """Writes the answers: what is short on lines of its own kind, what is written in paragraphs."""
    written, after_short = "", False
    for field in FORM:
        if field.key not in answers:
            continue
        label = _field_label(say, field, field.key in changed)
        value = value_in_words(say.services.texts, say.language, say.services.consultation, field, answers[field.key])
        short = field.kind is not Kind.TEXT
        line = say("card-line" if short else "form-line", field=label, value=value)
        written += line if not written else ("\n" if short and after_short else GAP) + line
        after_short = short
    return written


def _field_label(say: Voice, field: Field, is_new: bool) -> str:
    own = f"card-field-{field.key}"
    label = say.label(own if say.services.texts.has(own) else f"field-{field.key}")
    return say.label("card-field-clarified", field=label) if is_new else label


def _tail(say: Voice, submission: Submission, facts: Facts, next_version: int | None) -> list[str]:
    parts = []
    if submission.status not in OPEN:
        merged = str(submission.merged_into or "")
        detail = submission.reason or submission.requested_field
        verdict = say(
            f"card-verdict-{submission.status.replace('_', '-')}",
            name=shorten(facts.decided_by or "?", NAME_LENGTH),
            when=moment(submission.decided_at, say.language) if submission.decided_at else "",
            detail=_detail(say, submission.status, detail) if detail else merged,
        )
        parts.append(verdict)
    if next_version is not None:
        follows = "card-newer" if next_version != submission.version else "card-appeal-follows"
        parts.append(say(follows, version=next_version))
    return parts


def _detail(say: Voice, status: Status, detail: str) -> str:
    """Names the reason of a refusal, or the field of a request for precision."""
    return say.label(f"reason-{detail.replace('_', '-')}" if status is Status.REJECTED else f"field-{detail}")


def _put(
    conn: Connection, place: Place, method: str, params: Mapping[str, Any], now: datetime, subject: str | None = None
) -> None:
    outbox.put(
        conn,
        method=method,
        params=params,
        lane=outbox.Lane.CARD,
        chat_id=place.chat_id,
        person_id=place.person_id,
        subject=subject,
        now=now,
    )
