"""What a press officer reads before an announcement leaves: for whom, when, what else may be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.audience import TO_EVERYONE
from consultation.broadcast import ChangeKind, stars
from consultation.roles import Role
from consultation.text import shorten
from handlers import audience, roles
from handlers.composition import Composition
from handlers.context import Context
from handlers.screens import Screen, button
from handlers.texts import DEFAULT_LANGUAGE
from storage import audiences, deliveries
from storage.drafts import Draft

MESSAGE = "message"
"""The field of a draft that waits for its message; none waits once the review is shown."""
EXCERPT = 40


def count(conn: Connection, composed: Composition, now: datetime) -> int:
    """Counts whom it would reach now, by the very condition that it will be sent by."""
    if composed.in_place and composed.change is not None:
        return deliveries.count_changeable(conn, composed.change, now)
    return audiences.count(conn, composed.audience)


def needs_approval(context: Context) -> bool:
    """Tells whether another press officer must approve; the setting says so even if there is none yet."""
    return context.services.policy.second_approval


def ask_screen(context: Context, draft: Draft) -> Screen:
    """Asks for the message of an announcement."""
    composed = Composition.of(draft)
    back = [button(context.label("button-back"), "broadcast", "show", draft.id)]
    cancel = [button(context.label("button-cancel"), "broadcast", "cancel", draft.id)]
    if composed.writing != DEFAULT_LANGUAGE:
        without = [button(context.label("broadcast-french-only"), "broadcast", "french", draft.id)]
        return Screen.of(context.text("broadcast-ask-english"), without, back)
    if composed.main is not None:
        return Screen.of(context.text("broadcast-ask-again"), back)
    if composed.change is not None:
        about = str(composed.change.about)
        return Screen.of(context.text(f"{composed.change.kind}-ask", number=about), cancel)
    return Screen.of(context.text("broadcast-ask"), cancel)


def begun_screen(context: Context, begun: Sequence[Draft]) -> Screen:
    """Lists the drafts of a press officer."""
    rows = [[button(f"📝 {_excerpt(context, draft)}", "broadcast", "open", draft.id)] for draft in begun]
    return Screen.of(context.text("broadcast-begun", count=len(begun)), *rows, [_another(context)])


async def review_screen(context: Context, draft: Draft, composed: Composition) -> Screen:
    """Says for whom and when it is, and offers to send it."""
    now = context.now
    reached = await context.read(lambda conn: count(conn, composed, now))
    parts = [_head(context, composed, reached), *await _choices(context, composed, reached)]
    needs_second = needs_approval(context)
    if needs_second and reached:
        parts.append(context.text("broadcast-will-be-proposed"))
    label = "broadcast-propose" if needs_second else "broadcast-schedule-it" if composed.due_at else "button-send"
    if composed.deletes and not needs_second and composed.due_at is None:
        label = "deletion-send"
    send = button(context.label(label), "broadcast", "send", draft.id, composed.revision)
    return Screen.of("\n\n".join(parts), [send] if reached else [], *await _option_rows(context, draft, composed))


def _head(context: Context, composed: Composition, reached: int) -> str:
    if composed.change is not None:
        about = str(composed.change.about)
        return context.text(f"{composed.change.kind}-review", number=about, count=reached)
    if not reached:
        return context.text("broadcast-review-nobody")
    everyone = composed.audience == TO_EVERYONE
    return context.text("broadcast-review" if everyone else "broadcast-review-some", count=reached)


async def _choices(context: Context, composed: Composition, reached: int) -> list[str]:
    parts = []
    if composed.change is None and composed.audience != TO_EVERYONE:
        parts.append(await audience.described(context, composed.audience))
    if len(composed.texts) > 1:
        parts.append(context.text("broadcast-two-versions"))
    if composed.due_at is not None:
        parts.append(context.text("broadcast-due", when=context.when(composed.due_at)))
    if composed.paid:
        parts.append(context.text("broadcast-paid-on", stars=stars(reached), count=reached))
    if composed.change is not None and composed.change.kind is ChangeKind.DELETION:
        change, now = composed.change, context.now
        total = await context.read(lambda conn: deliveries.counts(conn, change.about).sent)
        left = total - reached
        parts += [context.text("deletion-too-old", count=left)] if left and now else []
    return parts


async def _option_rows(context: Context, draft: Draft, composed: Composition) -> list[list[InlineKeyboardButton]]:
    def option(label: str, verb: str) -> InlineKeyboardButton:
        return button(context.label(label), "broadcast", verb, draft.id)

    rows = []
    if composed.change is None:
        rows.append([option("broadcast-audience", "audience")])
    rows.append([option("broadcast-when", "when")])
    if not composed.deletes:
        rows[-1].append(option("broadcast-english", "english"))
    look = [option("broadcast-buttons", "buttons")] if composed.takes_links else []
    rows.append(look + ([option("broadcast-link-preview", "preview")] if composed.takes_preview else []))
    if not composed.in_place and await _may_pay(context):
        rows.append([option("broadcast-paid-off" if composed.paid else "broadcast-pay", "pay")])
    rows.append([] if composed.deletes else [option("button-edit", "edit")])
    rows[-1].append(option("button-cancel", "cancel"))
    return [*rows, [_another(context)]]


async def _may_pay(context: Context) -> bool:
    return context.services.policy.paid_broadcast and await roles.has(context, Role.ADMIN)


def _another(context: Context) -> InlineKeyboardButton:
    return button(context.label("broadcast-another"), "broadcast", "new")


def _excerpt(context: Context, draft: Draft) -> str:
    composed = Composition.of(draft)
    said = "" if composed.main is None else " ".join(composed.main.text.split())
    words = shorten(said, EXCERPT) or context.label("broadcast-no-text")
    if composed.change is None:
        return words
    return context.label(f"{composed.change.kind}-of", number=str(composed.change.about), text=words)
