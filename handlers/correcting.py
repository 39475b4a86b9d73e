"""Putting right what was sent: a correction that says so, a rewriting in place, a deletion while Telegram allows it.

Each is composed, previewed, approved, scheduled and followed as an announcement is: only its recipients are given,
those who received the one it is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from sqlalchemy import Connection

from consultation.audience import Audience, Group, GroupKind
from consultation.broadcast import IN_PLACE, Change, ChangeKind
from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import announcement, published, roles
from handlers.announcement import ALBUM, POLL, Announcement
from handlers.composition import Composition, links_of
from handlers.context import Context
from handlers.dates import PARIS, day
from handlers.review import MESSAGE, ask_screen
from handlers.reviewing import KIND, Answers, keep_and_ask
from storage import broadcasts, drafts
from storage.broadcasts import Broadcast
from storage.drafts import Draft

_WITH_CAPTION = frozenset({"sendPhoto", "sendVideo", "sendAnimation", "sendDocument"})


async def on_correct(_: object, context: Context) -> None:
    """✏️ Rectificatif: the next message goes to those who received the announcement, marked as its correction."""
    await _begin(context, ChangeKind.CORRECTION)


async def on_rewrite(_: object, context: Context) -> None:
    """📝 Réécrire sur place: the next message takes the place of what was received."""
    await _begin(context, ChangeKind.EDIT)


async def on_delete(_: object, context: Context) -> None:
    """🗑 Supprimer: says first how many messages can still be deleted."""
    await _begin(context, ChangeKind.DELETION)


async def fitted(context: Context, composed: Composition, said: Announcement) -> Announcement:
    """Fits a message to what it puts right: headed as a correction, or of a kind that can take its place."""
    if composed.change is None:
        return said
    about = await _about(context, composed.change.about)
    if composed.change.kind is ChangeKind.CORRECTION:
        language = composed.writing
        when = day(about.sent_at.astimezone(PARIS).date(), language)
        head = context.services.texts.plain(language, "correction-head", number=str(about.id), when=when)
        return announcement.headed(said, head)
    before = published.said(context.services.texts, about, composed.writing)
    return _in_the_place_of(before, said)


async def check(context: Context, composed: Composition) -> None:
    """Refuses what can no longer be put right so, or would leave readers of a language with the wrong words."""
    change = composed.change
    if change is None:
        return
    about = await _about(context, change.about)
    if change.kind is ChangeKind.EDIT and set(about.versions) - set(composed.texts):
        raise Refusal("correction-edit-both")


async def _begin(context: Context, kind: ChangeKind) -> None:
    await roles.require(context, Role.PRESS)
    about = await _about(context, context.carried_id())
    if about.method == POLL and kind is ChangeKind.EDIT:
        raise Refusal("correction-no-poll-edit")
    received = Audience((Group(GroupKind.RECEIVED, str(about.id)),))
    english = about.versions.get("en")
    links = links_of(about.params, english.params if english else None)
    composed = Composition(change=Change(kind, about.id), audience=received, links=links)
    waits = kind is not ChangeKind.DELETION
    begin = partial(_begin_draft, context=context, field=MESSAGE if waits else None)
    await context.toast()
    if waits:
        draft = await context.write(lambda conn: begin(conn, composed.answers()))
        await context.say(ask_screen(context, draft))
    else:
        await keep_and_ask(context, composed, begin, show=False)


def _begin_draft(conn: Connection, answers: Answers, context: Context, field: str | None) -> Draft:
    return drafts.begin(conn, context.person.id, KIND, field=field, answers=answers, now=context.now)


async def _about(context: Context, number: int) -> Broadcast:
    """Finds the announcement to put right: one that was received, and is no longer on its way."""
    about = await context.read(lambda conn: broadcasts.get(conn, number))
    if about is None or (about.change is not None and about.change.kind in IN_PLACE) or about.started_at is None:
        raise Refusal("button-gone")
    if about.finished_at is None:
        raise Refusal("correction-still-sending", number=str(number))
    return about


def _in_the_place_of(before: Announcement, said: Announcement) -> Announcement:
    """Makes a message that can take the place of another: text for text, a caption or a file with it for a file."""
    if before.method == "sendMessage":
        if said.method != "sendMessage":
            raise Refusal("correction-edit-text-only")
        return said
    if said.method == "sendMessage":
        return _with_caption(before, said)
    if before.method == ALBUM or said.method not in _WITH_CAPTION:
        raise Refusal("correction-edit-one")
    return said


def _with_caption(before: Announcement, said: Announcement) -> Announcement:
    """Gives other words to what keeps its file."""
    words = {"caption": said.params["text"]}
    if "entities" in said.params:
        words["caption_entities"] = said.params["entities"]
    announcement.check_caption(str(words["caption"]))
    if before.method == ALBUM:
        first, *others = [_without_words(item) for item in before.params["media"]]
        return Announcement(ALBUM, {"media": [{**first, **words}, *others]})
    kept = {key: value for key, value in _without_words(before.params).items() if key != "reply_markup"}
    return Announcement(before.method, {**kept, **words})


def _without_words(held: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in held.items() if key not in ("caption", "caption_entities")}


TAPS = {
    "correction:begin": on_correct,
    "correction:delete": on_delete,
    "correction:rewrite": on_rewrite,
}
