"""Every change of an announcement being prepared ends here: shown again if need be, kept, and asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import announcement, roles
from handlers.announcement import POLL, Announcement
from handlers.composition import Composition
from handlers.context import Context
from handlers.review import ask_screen, review_screen
from storage import drafts, outbox
from storage.drafts import Draft, DraftKind

KIND = DraftKind.BROADCAST
Answers = Mapping[str, Any]
Save = Callable[[Connection, Answers], Draft]
"""Writes a composition down as a draft, in the update's one transaction."""


async def take_up(context: Context, draft: Draft) -> None:
    """Goes on with a draft where it was left."""
    composed = Composition.of(draft)
    if draft.field is None and composed.ready:
        await review(context, draft, composed)
        return
    await context.write(
        lambda conn: drafts.save(conn, draft.id, field=draft.field, answers=draft.answers, now=context.now)
    )
    await context.say(ask_screen(context, draft))


async def review(context: Context, draft: Draft, composed: Composition, *, show: bool = True) -> None:
    """Keeps what a draft has become and asks what to do with it, as `keep_and_ask` does."""

    def save(conn: Connection, answers: Answers) -> Draft:
        drafts.save(conn, draft.id, field=None, answers=answers, now=context.now)
        return replace(draft, field=None, answers=answers)

    await keep_and_ask(context, composed, save, show=show)


async def keep_and_ask(context: Context, composed: Composition, save: Save, *, show: bool = True) -> None:
    """Shows the message as it will arrive, keeps it, and asks what to do with it.

    Telegram may refuse the message: then nothing is kept. Without `show`, the message is as it was shown before.
    """
    composed = replace(composed, revision=context.incoming.update_id)
    waiting: list[Announcement] = []
    if show:
        composed, waiting = await _show(context, composed)

    def work(conn: Connection) -> Draft:
        draft = save(conn, composed.answers())
        for said in waiting:
            _queue(conn, context, said)
        return draft

    draft = await context.write(work)
    screen = await review_screen(context, draft, composed)
    if waiting:  # it comes after what is shown
        asked = Announcement("sendMessage", screen.params())
        await context.services.database.write(lambda conn: _queue(conn, context, asked))
    else:
        await context.say(screen)


async def own_draft(context: Context, gone: str = "form-gone") -> Draft:
    """Finds the draft that a button is about, if it is this press officer's."""
    await roles.require(context, Role.PRESS)
    number, person_id = context.carried_id(), context.person.id
    draft = await context.read(lambda conn: drafts.get(conn, number, person_id))
    if draft is None or draft.kind is not KIND:
        raise Refusal(gone)
    return draft


async def _show(context: Context, composed: Composition) -> tuple[Composition, list[Announcement]]:
    """Shows each version to its writer; lists those that the network does not let through now."""
    sources: dict[str, int] = {}
    polls: dict[str, str] = {}
    waiting: list[Announcement] = []
    for code, said in composed.shown(context.services.texts).items():
        shown = None if waiting else await announcement.preview(context, said)
        if shown is None and said.method == POLL:  # it is this very message that is forwarded
            raise Refusal("broadcast-poll-later")
        if shown is None:
            waiting.append(said)
        elif said.method == POLL:
            sources[code] = shown.message_id
            polls |= {code: shown.poll_id} if shown.poll_id is not None else {}
    return replace(composed, sources=sources, polls=polls), waiting


def _queue(conn: Connection, context: Context, said: Announcement) -> None:
    lane = outbox.Lane.REPLY
    outbox.put(conn, method=said.method, params=said.params, lane=lane, person_id=context.person.id, now=context.now)
