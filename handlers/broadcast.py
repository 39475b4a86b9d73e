"""An announcement, from the first word to the last figure.

- /annonce asks for a message, or takes up the one begun (after a restart, or a week).
- What the press officer sends is shown as recipients will get it; what Telegram refuses is refused here.
- 🏷 says which theme or département it is about: those who follow that receive it, too.
- 📨 Envoyer turns the draft into rows, one a recipient, and this very message into live progress: one transaction.
- ⏸ pauses at once; a paused sending is resumed, or stopped for good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from telegram.error import NetworkError, RetryAfter

from consultation.broadcast import OPEN, Counts, Order
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import shorten
from handlers import announcement, audience, progress, roles, topics
from handlers.announcement import Announcement
from handlers.context import Context
from handlers.screens import Screen, button
from storage import audiences, audit, broadcasts, deliveries, drafts, outbox
from storage.broadcasts import Broadcast, Plan
from storage.drafts import Draft, DraftKind

MESSAGE = "message"
"""The one field of an announcement's draft; none waits once its preview is shown."""
LISTED = 10
EXCERPT = 80


async def on_announce(_: object, context: Context) -> None:
    """/annonce: asks for the message, or shows the one begun."""
    await roles.require(context, Role.PRESS)
    chat = context.incoming.effective_chat
    if chat is None or chat.type != chat.PRIVATE:
        raise Refusal("broadcast-in-private")
    begun = await context.read(lambda conn: drafts.find(conn, context.person.id, DraftKind.BROADCAST))
    if begun is not None and begun.field is None:
        await _review(context, begun, begun.answers)
        return
    draft = await context.write(lambda conn: _begin_or_touch(conn, context.person.id, context.now))
    await context.say(_ask_screen(context, draft))


async def receive_message(context: Context, draft: Draft) -> None:
    """The message came: it is shown as recipients will get it, and kept."""
    await roles.require(context, Role.PRESS)
    album = context.message.media_group_id
    if album is not None:
        await _refuse_album(context, draft, album)
        return
    written = announcement.read(context.message, context.services.texts)
    said = {"method": written.method, "params": dict(written.params), "revision": context.incoming.update_id}
    topic = draft.answers.get(audience.TOPIC)
    await _review(context, draft, said if topic is None else {**said, audience.TOPIC: topic})


async def on_show(_: object, context: Context) -> None:
    """↩️ Retour: the review again, under the preview that still stands."""
    draft = await _own_draft(context)
    if _written(draft) is None:
        raise Refusal("button-gone")
    await context.write(lambda conn: drafts.save(conn, draft.id, field=None, answers=draft.answers, now=context.now))
    await context.toast()
    await context.replace(await _review_screen(context, draft))


async def on_edit(_: object, context: Context) -> None:
    """📝 Modifier: the next message takes the place of this one."""
    draft = await _own_draft(context)
    await context.write(lambda conn: drafts.save(conn, draft.id, field=MESSAGE, answers=draft.answers, now=context.now))
    await context.toast()
    await context.replace(_ask_screen(context, draft))


async def on_topic(_: object, context: Context) -> None:
    """🏷 Thème ou département: which one is it about?"""
    draft = await _own_draft(context)
    await context.toast()
    await context.replace(audience.topic_screen(context, draft))


async def on_departements(_: object, context: Context) -> None:
    """📍 Département: a stretch of them, or all the stretches."""
    draft = await _own_draft(context)
    first = context.carried_word(1) if len(context.carried) > 1 else None
    screen = audience.departements_screen(context, draft, first)
    await context.toast()
    await context.replace(screen)


async def on_tag(_: object, context: Context) -> None:
    """A theme or a département was picked."""
    draft = await _own_draft(context)
    kind = (context.query.data or "").split(":")[1]
    topic = topics.chosen(context, kind, context.carried_word(1))
    await _keep_topic(context, draft, {**draft.answers, audience.TOPIC: str(topic)})


async def on_untag(_: object, context: Context) -> None:
    """🔔 Sans sujet: it is for those who receive all announcements."""
    draft = await _own_draft(context)
    await _keep_topic(context, draft, {key: draft.answers[key] for key in draft.answers if key != audience.TOPIC})


async def on_cancel(_: object, context: Context) -> None:
    """✖️ Annuler: asks first, since a message would be lost."""
    draft = await _own_draft(context)
    rows = [[button(context.label("button-discard"), "draft", "discard", draft.id)]]
    if _written(draft) is not None:
        rows.append([button(context.label("button-go-on"), "broadcast", "show", draft.id)])
    await context.toast()
    await context.replace(Screen.of(context.text("form-cancel-sure"), *rows))


async def on_send(_: object, context: Context) -> None:
    """📨 Envoyer: from here on it is sent by itself, whatever happens to this process."""
    draft = await _own_draft(context, gone="broadcast-already-sent")
    written = _written(draft)
    if written is None or draft.answers["revision"] != context.carried_id(1):
        raise Refusal("broadcast-changed-since")
    sent = await context.write(lambda conn: _send(conn, context, draft, written))
    await context.toast("broadcast-on-its-way", count=sent.total)


async def on_order(_: object, context: Context) -> None:
    """⏸, ▶️ or ✖️: pauses, resumes or stops, and shows it."""
    await roles.require(context, Role.PRESS)
    order = Order.of((context.query.data or "").split(":")[1])
    number = context.carried_id()
    await context.write(lambda conn: _order(conn, context, order, number))
    await context.toast(f"broadcast-{order.value.verb}-done")
    if "list" in context.carried:
        await context.replace(await _list_screen(context))


async def on_list(_: object, context: Context) -> None:
    """/annonces: the last ones, where they stand and whom they reached."""
    await roles.require(context, Role.PRESS)
    await context.say(await _list_screen(context))


def _begin_or_touch(conn: Connection, person_id: int, now: datetime) -> Draft:
    begun = drafts.find(conn, person_id, DraftKind.BROADCAST)
    if begun is None:
        return drafts.begin(conn, person_id, DraftKind.BROADCAST, field=MESSAGE, now=now)
    drafts.save(conn, begun.id, field=begun.field, answers=begun.answers, now=now)
    return begun


async def _review(context: Context, draft: Draft, answers: Mapping[str, Any]) -> None:
    """Shows the preview first, since Telegram may refuse the message; then keeps it and asks what to do with it."""
    written = Announcement(answers["method"], answers["params"])
    shown = await _preview(context, written)
    screen = await _review_screen(context, replace(draft, answers=answers))

    def work(conn: Connection) -> None:
        drafts.save(conn, draft.id, field=None, answers=answers, now=context.now)
        if not shown:
            _queue(conn, context, written.method, written.params)
            _queue(conn, context, "sendMessage", screen.params())

    await context.write(work)
    if shown:
        await context.say(screen)


async def _keep_topic(context: Context, draft: Draft, answers: Mapping[str, Any]) -> None:
    """Keeps what the announcement is about; a review shown before counted other recipients, and sends no more."""
    if _written(draft) is None:
        raise Refusal("button-gone")
    kept = {**answers, "revision": context.incoming.update_id}
    await context.write(lambda conn: drafts.save(conn, draft.id, field=None, answers=kept, now=context.now))
    await context.toast()
    await context.replace(await _review_screen(context, replace(draft, answers=kept)))


async def _preview(context: Context, written: Announcement) -> bool:
    """Shows the message to its writer; false if the network does not let it through now."""
    try:
        await announcement.preview(context.bot, context.person.telegram_id, written)
    except (NetworkError, RetryAfter):
        return False
    return True


async def _refuse_album(context: Context, draft: Draft, album: str) -> None:
    """Says once, for all the parts of an album, that it cannot be announced."""
    if draft.answers.get("album") == album:
        return
    answers = {**draft.answers, "album": album}
    await context.write(lambda conn: drafts.save(conn, draft.id, field=draft.field, answers=answers, now=context.now))
    await context.say(context.text("broadcast-album"))


def _send(conn: Connection, context: Context, draft: Draft, written: Announcement) -> Broadcast:
    now, person = context.now, context.person
    message = context.query.message
    sent = broadcasts.confirm(
        conn,
        draft.id,
        Plan(written.method, written.params, audience=audience.audience_of(draft)),
        author_id=person.id,
        progress_message_id=message.message_id if message else None,
        now=now,
    )
    details: dict[str, str | int | None] = {"total": sent.total, "audience": str(sent.audience)}
    audit.record(conn, "broadcast", f"broadcast:{sent.id}", actor_id=person.id, now=now, details=details)
    progress.queue_state(conn, context.services.texts, sent, now)
    return sent


def _order(conn: Connection, context: Context, order: Order, number: int) -> None:
    now, person = context.now, context.person
    moved = broadcasts.move(conn, number, order.value, now)
    if moved is None:
        raise Refusal("broadcast-order-too-late")
    subject = f"broadcast:{number}"
    audit.record(conn, f"broadcast-{order.value.verb}", subject, actor_id=person.id, now=now)
    progress.queue_state(conn, context.services.texts, moved, now)


def _queue(conn: Connection, context: Context, method: str, params: Mapping[str, Any]) -> None:
    lane = outbox.Lane.REPLY
    outbox.put(conn, method=method, params=params, lane=lane, person_id=context.person.id, now=context.now)


async def _own_draft(context: Context, gone: str = "form-gone") -> Draft:
    await roles.require(context, Role.PRESS)
    number, person_id = context.carried_id(), context.person.id
    draft = await context.read(lambda conn: drafts.get(conn, number, person_id))
    if draft is None or draft.kind is not DraftKind.BROADCAST:
        raise Refusal(gone)
    return draft


def _written(draft: Draft) -> Announcement | None:
    if "method" not in draft.answers:
        return None
    return Announcement(draft.answers["method"], draft.answers["params"])


def _ask_screen(context: Context, draft: Draft) -> Screen:
    if _written(draft) is None:
        return Screen.of(
            context.text("broadcast-ask"),
            [button(context.label("button-cancel"), "broadcast", "cancel", draft.id)],
        )
    back = button(context.label("button-back"), "broadcast", "show", draft.id)
    return Screen.of(context.text("broadcast-ask-again"), [back])


async def _review_screen(context: Context, draft: Draft) -> Screen:
    topic = audience.topic_of(draft)
    count = await context.read(lambda conn: audiences.count(conn, audience.audience_of(draft)))
    parts = [context.text("broadcast-review" if count else "broadcast-review-nobody", count=count)]
    if topic is not None:
        parts.append(context.text("broadcast-about", topic=topics.in_words(context, topic)))
    send = button(context.label("button-send"), "broadcast", "send", draft.id, draft.answers["revision"])
    return Screen.of(
        "\n\n".join(parts),
        [send] if count else [],
        [button(context.label("broadcast-topic"), "broadcast", "topic", draft.id)],
        [
            button(context.label("button-edit"), "broadcast", "edit", draft.id),
            button(context.label("button-cancel"), "broadcast", "cancel", draft.id),
        ],
    )


async def _list_screen(context: Context) -> Screen:
    found = await context.read(_with_counts)
    texts, language = context.services.texts, context.language
    if not found:
        return Screen(context.text("broadcast-list-empty"))
    parts, rows = [context.text("broadcast-list-head")], []
    for sent, counts in found:
        line = context.text(
            "broadcast-list-line",
            number=str(sent.id),
            when=context.when(sent.created_at),
            state=context.label(f"broadcast-state-{sent.state}"),
            excerpt=shorten(_excerpt(context, sent), EXCERPT),
        )
        parts.append(line + "\n" + progress.figures(texts, language, counts))
        if sent.state in OPEN:
            rows.append(progress.order_buttons(texts, language, sent, Order.possible(sent.state), "list"))
    return Screen.of("\n\n".join(parts), *rows)


def _with_counts(conn: Connection) -> list[tuple[Broadcast, Counts]]:
    return [(sent, deliveries.counts(conn, sent.id)) for sent in broadcasts.recent(conn, limit=LISTED)]


def _excerpt(context: Context, sent: Broadcast) -> str:
    text = Announcement(sent.method, sent.params).text
    return " ".join(text.split()) or context.label("broadcast-no-text")


COMMANDS = (
    (("annonce", "announce"), on_announce),
    (("annonces", "announcements"), on_list),
)
TAPS = {
    "broadcast:cancel": on_cancel,
    "broadcast:departements": on_departements,
    "broadcast:edit": on_edit,
    "broadcast:pause": on_order,
    "broadcast:resume": on_order,
    "broadcast:send": on_send,
    "broadcast:show": on_show,
    "broadcast:stop": on_order,
    "broadcast:topic": on_topic,
    "broadcast:untag": on_untag,
    "tag:departement": on_tag,
    "tag:theme": on_tag,
}
