"""/annonce: from the first word of an announcement to its departure.

- /annonce takes up the draft begun (after a restart, or a week), lists several of them, or asks for a message.
- What the press officer sends is shown as recipients will get it; what Telegram refuses is refused here.
- Whatever changes the message shows it again; whatever changes the rest asks again: an older review sends nothing.
- 📨 Envoyer turns the draft into rows, one a recipient, and this very message into live progress: one transaction.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from consultation.broadcast import State
from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import announcement, approvals, correcting, options, progress, roles
from handlers.announcement import Announcement
from handlers.composition import Composition
from handlers.context import Context
from handlers.review import MESSAGE, ask_screen, begun_screen, count, needs_approval, review_screen
from handlers.reviewing import KIND, own_draft, review, take_up
from handlers.screens import Screen, button
from handlers.texts import DEFAULT_LANGUAGE
from storage import audit, broadcasts, drafts, people
from storage.broadcasts import Broadcast
from storage.drafts import Draft


async def on_announce(_: object, context: Context) -> None:
    """/annonce: the one begun, a choice among several, or a new one."""
    await roles.require(context, Role.PRESS)
    chat = context.incoming.effective_chat
    if chat is None or chat.type != chat.PRIVATE:
        raise Refusal("broadcast-in-private")
    begun = await context.read(lambda conn: drafts.of_person(conn, context.person.id, (KIND,)))
    if len(begun) > 1:
        await context.say(begun_screen(context, begun))
    elif begun:
        await take_up(context, begun[0])
    else:
        draft = await context.write(lambda conn: _begin(conn, context.person.id, context.now))
        await context.say(ask_screen(context, draft))


async def on_new(_: object, context: Context) -> None:
    """➕ Une autre annonce: what was begun is kept."""
    await roles.require(context, Role.PRESS)
    draft = await context.write(lambda conn: _begin(conn, context.person.id, context.now))
    await context.toast()
    await context.say(ask_screen(context, draft))


async def on_open(_: object, context: Context) -> None:
    """One of several drafts."""
    draft = await own_draft(context)
    await context.toast()
    await take_up(context, draft)


async def receive_message(context: Context, draft: Draft) -> None:
    """Something came for a draft: its message, or what one of its options waits for."""
    await roles.require(context, Role.PRESS)
    if draft.field != MESSAGE:
        await options.receive_text(context, draft, context.message.text or "")
        return
    composed, album = Composition.of(draft), context.message.media_group_id
    said = announcement.read(context.message)
    if album is not None:
        await _collect(context, draft, composed, album, said)
        return
    said = await correcting.fitted(context, composed, said)
    await review(context, draft, _with_text(composed, said))


async def on_album_done(_: object, context: Context) -> None:
    """👁 Voir l’aperçu: all parts of the album have come."""
    draft = await own_draft(context)
    composed = Composition.of(draft)
    if composed.incoming is None:
        raise Refusal("button-gone")
    said = await correcting.fitted(context, composed, announcement.settled(composed.incoming))
    await context.toast()
    await review(context, draft, _with_text(composed, said))


async def on_show(_: object, context: Context) -> None:
    """↩️ Retour: the review again, under the preview that still stands."""
    draft = await own_draft(context)
    composed = Composition.of(draft)
    if not composed.ready:
        raise Refusal("button-gone")
    answers = replace(composed, album=None, incoming=None).answers()
    await context.write(lambda conn: drafts.save(conn, draft.id, field=None, answers=answers, now=context.now))
    await context.toast()
    await context.replace(await review_screen(context, draft, composed))


async def on_edit(_: object, context: Context) -> None:
    """📝 Modifier: the next message takes the place of this one."""
    await _write_version(context, DEFAULT_LANGUAGE)


async def on_english(_: object, context: Context) -> None:
    """🇬🇧 Version anglaise: the next message is for those who read in English."""
    await _write_version(context, "en")


async def on_french_only(_: object, context: Context) -> None:
    """✖️ Sans version anglaise: everyone gets the French one."""
    draft = await own_draft(context)
    composed = Composition.of(draft)
    french = {code: said for code, said in composed.texts.items() if code == DEFAULT_LANGUAGE}
    await context.toast()
    await review(context, draft, replace(composed, texts=french, writing=DEFAULT_LANGUAGE))


async def on_cancel(_: object, context: Context) -> None:
    """✖️ Annuler: asks first, since a message would be lost."""
    draft = await own_draft(context)
    rows = [[button(context.label("button-discard"), "draft", "discard", draft.id)]]
    if Composition.of(draft).ready:
        rows.append([button(context.label("button-go-on"), "broadcast", "show", draft.id)])
    await context.toast()
    await context.replace(Screen.of(context.text("form-cancel-sure"), *rows))


async def on_send(_: object, context: Context) -> None:
    """📨 Envoyer: from here on it is sent by itself, whatever happens to this process."""
    draft = await own_draft(context, gone="broadcast-already-sent")
    composed = Composition.of(draft)
    if not composed.ready or composed.revision != context.carried_id(1):
        raise Refusal("broadcast-changed-since")
    if composed.due_at is not None and composed.due_at <= context.now:
        raise Refusal("broadcast-when-gone")
    await correcting.check(context, composed)
    sent = await context.write(lambda conn: _send(conn, context, draft, composed))
    when = context.when(sent.due_at) if sent.due_at else ""
    notes = {State.PROPOSED: "broadcast-proposed-done", State.SCHEDULED: "broadcast-scheduled-done"}
    await context.toast(notes.get(sent.state, "broadcast-on-its-way"), count=sent.total, when=when)


def _begin(conn: Connection, person_id: int, now: datetime) -> Draft:
    return drafts.begin(conn, person_id, KIND, field=MESSAGE, now=now)


async def _write_version(context: Context, language: str) -> None:
    draft = await own_draft(context)
    composed = Composition.of(draft)
    if composed.deletes or (composed.main is None and language != DEFAULT_LANGUAGE):
        raise Refusal("button-gone")
    waiting = replace(draft, field=MESSAGE, answers=replace(composed, writing=language).answers())
    await context.write(
        lambda conn: drafts.save(conn, draft.id, field=MESSAGE, answers=waiting.answers, now=context.now)
    )
    await context.toast()
    await context.replace(ask_screen(context, waiting))


def _with_text(composed: Composition, said: Announcement) -> Composition:
    """Puts a message in; versions of other languages are of the same kind, so that a correction reaches all."""
    if composed.writing == DEFAULT_LANGUAGE:
        others = {code: other for code, other in composed.texts.items() if other.method == said.method}
        return replace(composed, texts={**others, DEFAULT_LANGUAGE: said}, album=None, incoming=None)
    if composed.main is None or composed.main.method != said.method:
        raise Refusal("broadcast-other-kind")
    return replace(composed, texts={**composed.texts, composed.writing: said}, album=None, incoming=None)


async def _collect(context: Context, draft: Draft, composed: Composition, album: str, part: Announcement) -> None:
    """Adds a part to the album that is coming in; says once that it is, since nobody knows which part is the last."""
    if composed.in_place:
        raise Refusal("correction-edit-one")
    first = composed.album != album
    joined = announcement.joined(None if first else composed.incoming, part)
    kept = replace(composed, incoming=joined, album=album)
    await context.write(
        lambda conn: drafts.save(conn, draft.id, field=MESSAGE, answers=kept.answers(), now=context.now)
    )
    if first:
        see = button(context.label("broadcast-album-see"), "broadcast", "album", draft.id)
        await context.say(Screen.of(context.text("broadcast-album-coming"), [see]))


def _send(conn: Connection, context: Context, draft: Draft, composed: Composition) -> Broadcast:
    now, person, message = context.now, context.person, context.query.message
    proposed = needs_approval(context)
    state = State.PROPOSED if proposed else State.SCHEDULED if composed.due_at else State.SENDING
    if not count(conn, composed, now):
        raise Refusal("broadcast-nobody")
    sent = broadcasts.confirm(
        conn,
        draft.id,
        composed.plan(context.services.texts),
        author_id=person.id,
        progress_message_id=message.message_id if message else None,
        now=now,
        state=state,
    )
    people.set_staff_name(conn, person.id, context.staff_name)
    details: dict[str, str | int | None] = {"total": sent.total, "audience": str(sent.audience), "state": state.value}
    audit.record(conn, "broadcast", f"broadcast:{sent.id}", actor_id=person.id, now=now, details=details)
    progress.queue_state(conn, context.services.texts, sent, now)
    if proposed:
        approvals.ask(conn, context, sent)
    return sent


COMMANDS = ((("annonce", "announce"), on_announce),)
TAPS = {
    "broadcast:album": on_album_done,
    "broadcast:cancel": on_cancel,
    "broadcast:edit": on_edit,
    "broadcast:english": on_english,
    "broadcast:french": on_french_only,
    "broadcast:new": on_new,
    "broadcast:open": on_open,
    "broadcast:send": on_send,
    "broadcast:show": on_show,
}
