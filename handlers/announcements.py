"""/annonces: what was announced, where each stands, and what may still be done about it.

- The list tells figures and carries the orders of what is under way; each announcement opens.
- ⏸ pauses at once, what is scheduled too; what is paused goes on, or stops for good.
- 📝 makes a draft again of what has not left.
- 🔁 sends again what a crash left in doubt, after saying that some may receive it twice. Nothing does so by itself.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.broadcast import AHEAD, IN_PLACE, OPEN, Counts, Order
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import shorten
from handlers import audience, progress, published, roles
from handlers.announcement import POLL
from handlers.composition import Composition
from handlers.context import Context
from handlers.follow_up import turn_row
from handlers.published import Story
from handlers.reviewing import KIND, Answers, keep_and_ask
from handlers.screens import Screen, button
from storage import audit, broadcasts, deliveries, drafts, outbox
from storage.broadcasts import Broadcast
from storage.drafts import Draft

PAGE = 8
EXCERPT = 80


async def on_list(_: object, context: Context) -> None:
    """/annonces: the last ones, where they stand and whom they reached."""
    await roles.require(context, Role.PRESS)
    await context.say(await _list_screen(context, 0))


async def on_page(_: object, context: Context) -> None:
    """Another page."""
    await roles.require(context, Role.PRESS)
    await context.toast()
    await context.replace(await _list_screen(context, context.carried_id()))


async def on_show(_: object, context: Context) -> None:
    """One announcement of the list."""
    await context.replace(await _one(context))


async def on_open(_: object, context: Context) -> None:
    """One announcement, from a message that must stay what it is."""
    await context.say(await _one(context))


async def on_read(_: object, context: Context) -> None:
    """👁 Relire: the message as it was sent."""
    await roles.require(context, Role.PRESS)
    sent = await _found(context)
    texts, now, lane = context.services.texts, context.now, outbox.Lane.REPLY
    said = published.copied(texts, sent, context.language)
    if sent.composition is None and sent.method.startswith("edit"):
        raise Refusal("button-gone")
    person_id = context.person.id
    await context.write(
        lambda conn: outbox.put(conn, method=said.method, params=said.params, lane=lane, person_id=person_id, now=now)
    )
    await context.toast()


async def on_order(_: object, context: Context) -> None:
    """⏸, ▶️ or ✖️: pauses, resumes or stops, and shows it."""
    await roles.require(context, Role.PRESS)
    order = Order.of((context.query.data or "").split(":")[1])
    number = context.carried_id()
    await context.write(lambda conn: _order(conn, context, order, number))
    await context.toast(f"broadcast-{order.value.verb}-done")
    if "list" in context.carried:
        await context.replace(await _list_screen(context, 0))


async def on_recall(_: object, context: Context) -> None:
    """📝 Reprendre en brouillon: what has not left is written again, by whoever takes it up."""
    await roles.require(context, Role.PRESS)
    sent = await _found(context)
    if sent.state not in AHEAD or sent.composition is None:
        raise Refusal("broadcast-order-too-late")
    composed = replace(Composition.read(sent.composition), number=sent.id)
    await context.toast("broadcast-recalled")
    save = partial(_recall, context=context, number=sent.id)
    await keep_and_ask(context, composed, save, show=not composed.deletes)


async def on_again(_: object, context: Context) -> None:
    """🔁 Renvoyer les incertaines: says what may happen, first."""
    await roles.require(context, Role.PRESS)
    sent = await _found(context)
    counts = await context.read(lambda conn: deliveries.counts(conn, sent.id))
    if not counts.unknown:
        raise Refusal("announcement-none-in-doubt")
    await context.toast()
    await context.say(
        Screen.of(
            context.text("announcement-again-sure", count=counts.unknown, number=str(sent.id)),
            [button(context.label("announcement-again-yes", count=counts.unknown), "announcement", "resend", sent.id)],
            [button(context.label("announcement-again-no"), "announcement", "show", sent.id)],
        )
    )


async def on_resend(_: object, context: Context) -> None:
    """🔁 Oui, renvoyer: a press officer said so, and the audit keeps who."""
    await roles.require(context, Role.PRESS)
    sent, story = await _found(context), await _story(context)
    if story.edited or story.deleted:
        raise Refusal("announcement-changed-since")
    count = await context.write(lambda conn: _resend(conn, context, sent.id))
    await context.toast()
    await context.replace(context.text("announcement-again-done", count=count, number=str(sent.id)))


async def _list_screen(context: Context, page: int) -> Screen:
    def look(conn: Connection) -> tuple[int, int, list[tuple[Broadcast, Counts]]]:
        total = broadcasts.count(conn)
        kept = max(0, min(page, (total - 1) // PAGE))
        found = broadcasts.recent(conn, limit=PAGE, offset=kept * PAGE)
        return total, kept, [(sent, deliveries.counts(conn, sent.id)) for sent in found]

    total, page, found = await context.read(look)
    compose = [button(context.label("said-done"), "said", "which")]
    if not found:
        return Screen.of(context.text("broadcast-list-empty"), compose)
    texts, language = context.services.texts, context.language
    rows = [
        progress.order_buttons(texts, language, sent, Order.possible(sent.state), "list")
        for sent, _ in found
        if sent.state in OPEN | AHEAD and sent.finished_at is None
    ]
    opened = [button(f"📄 {sent.id}", "announcement", "show", sent.id) for sent, _ in found]
    return Screen.of(
        "\n\n".join([context.text("broadcast-list-head"), *(_line(context, *one) for one in found)]),
        *rows,
        opened[: PAGE // 2],
        opened[PAGE // 2 :],
        turn_row(context, page, -(-total // PAGE), "announcement", "page"),
        compose,
    )


def _line(context: Context, sent: Broadcast, counts: Counts) -> str:
    line = context.text(
        "broadcast-list-line",
        number=str(sent.id),
        when=context.when(sent.due_at if sent.state in AHEAD and sent.due_at else sent.sent_at),
        state=context.label(f"broadcast-state-{sent.stage}"),
        excerpt=shorten(_words(context, sent), EXCERPT),
    )
    if sent.state in AHEAD or sent.started_at is None:
        return line
    return line + "\n" + progress.figures(context.services.texts, context.language, counts)


async def _one(context: Context) -> Screen:
    await roles.require(context, Role.PRESS)
    sent, story = await _found(context), await _story(context)
    counts = await context.read(lambda conn: deliveries.counts(conn, sent.id))
    parts = [_line(context, sent, counts)]
    if sent.change is not None:
        parts.append(context.text(f"{sent.change.kind}-of-line", number=str(sent.change.about)))
    else:
        parts.append(await audience.described(context, sent.audience))
    parts += [_changed(context, one) for one in story.changes]
    await context.toast()
    again = [progress.again_button(context.services.texts, context.language, sent, counts)] if counts.unknown else []
    return Screen.of("\n\n".join(parts), *_doings(context, sent, story), again, [_back(context)])


def _doings(context: Context, sent: Broadcast, story: Story) -> list[list[InlineKeyboardButton]]:
    """What may be done about an announcement, as it stands."""
    texts, language = context.services.texts, context.language
    if sent.finished_at is None:
        recall = button(context.label("progress-recall", number=str(sent.id)), "broadcast", "recall", sent.id)
        orders = progress.order_buttons(texts, language, sent, Order.possible(sent.state), "list")
        report = button(context.label("announcement-report"), "announcement", "report", sent.id)
        return [orders, [recall] if sent.state in AHEAD else [report]]
    if sent.started_at is None or (sent.change is not None and sent.change.kind in IN_PLACE):
        return []

    def doing(label: str, noun: str, verb: str) -> InlineKeyboardButton:
        return button(context.label(label), noun, verb, sent.id)

    here = [] if story.deleted or sent.method == POLL else [doing("correction-rewrite", "correction", "rewrite")]
    gone = [] if story.deleted else [doing("correction-delete", "correction", "delete")]
    read = [] if sent.method == POLL else [doing("announcement-read", "announcement", "read")]
    read.append(doing("announcement-report", "announcement", "report"))
    return [[doing("correction-begin", "correction", "begin")], here + gone, read]


def _changed(context: Context, one: Broadcast) -> str:
    kind = "correction" if one.change is None else str(one.change.kind)
    return context.text(f"{kind}-done-line", number=str(one.id), when=context.when(one.sent_at))


async def _found(context: Context) -> Broadcast:
    number = context.carried_id()
    sent = await context.read(lambda conn: broadcasts.get(conn, number))
    if sent is None:
        raise Refusal("button-gone")
    return sent


async def _story(context: Context) -> Story:
    sent = await _found(context)
    changes = await context.read(lambda conn: broadcasts.changes_of(conn, [sent.id]))
    return Story(sent, tuple(changes))


def _order(conn: Connection, context: Context, order: Order, number: int) -> None:
    now, person = context.now, context.person
    moved = broadcasts.move(conn, number, order.value, now)
    if moved is None:
        raise Refusal("broadcast-order-too-late")
    subject = f"broadcast:{number}"
    audit.record(conn, f"broadcast-{order.value.verb}", subject, actor_id=person.id, now=now)
    progress.queue_state(conn, context.services.texts, moved, now)


def _recall(conn: Connection, answers: Answers, context: Context, number: int) -> Draft:
    now, person = context.now, context.person
    recalled = broadcasts.recall(conn, number, now)
    if recalled is None:
        raise Refusal("broadcast-order-too-late")
    audit.record(conn, "broadcast-recall", f"broadcast:{number}", actor_id=person.id, now=now)
    progress.queue_state(conn, context.services.texts, recalled, now)
    return drafts.begin(conn, person.id, KIND, field=None, answers=answers, now=now)


def _resend(conn: Connection, context: Context, number: int) -> int:
    now, person = context.now, context.person
    count = broadcasts.resend_unknown(conn, number, now)
    if not count:
        raise Refusal("announcement-none-in-doubt")
    details: dict[str, str | int | None] = {"count": count}
    audit.record(conn, "broadcast-again", f"broadcast:{number}", actor_id=person.id, now=now, details=details)
    return count


def _words(context: Context, sent: Broadcast) -> str:
    if sent.change is not None and sent.change.kind in IN_PLACE:
        return context.label(f"{sent.change.kind}-of-line", number=str(sent.change.about))
    text = published.said(context.services.texts, sent, context.language).text
    return " ".join(text.split()) or context.label("broadcast-no-text")


def _back(context: Context) -> InlineKeyboardButton:
    return button(context.label("announcement-all"), "announcement", "page", 0)


COMMANDS = ((("annonces", "announcements"), on_list),)
TAPS = {
    "announcement:again": on_again,
    "announcement:open": on_open,
    "announcement:page": on_page,
    "announcement:read": on_read,
    "announcement:resend": on_resend,
    "announcement:show": on_show,
    "broadcast:pause": on_order,
    "broadcast:recall": on_recall,
    "broadcast:resume": on_order,
    "broadcast:stop": on_order,
}
