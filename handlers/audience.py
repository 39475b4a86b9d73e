"""Whom an announcement is for, in words, and the screens that let a press officer choose."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from consultation.agenda import in_order
from consultation.audience import EVERYONE, Audience, Group, GroupKind
from consultation.content import in_language
from consultation.subscription import Topic
from handlers import topics
from handlers.context import Context
from handlers.screens import Screen, button
from handlers.texts import Safe
from storage import audiences, commitments
from storage.commitments import Commitment
from storage.drafts import Draft

TOPICS = (GroupKind.THEME, GroupKind.DEPARTEMENT)
MOST_COMMITMENTS = 40
COMBINED = 2
"""From so many groups on, it matters whether one must be in each of them."""


def topics_in(context: Context, audience: Audience) -> str:
    """Names the themes and départements that an announcement is about; empty if it is about none."""
    about = [group for group in audience.groups if group.kind in TOPICS]
    return ", ".join(topics.in_words(context, Topic.parse(str(group))) for group in about)


async def described(context: Context, audience: Audience) -> str:
    """Says in words who is in an audience."""
    names = [
        context.text(f"audience-group-{group.kind}", name=await _name(context, group)) for group in audience.groups
    ]
    if len(names) == 1:
        return context.text("audience-one", group=Safe(names[0]))
    head = "audience-all-at-once" if audience.all_at_once else "audience-any"
    return "\n".join([context.text(head), *(f"• {name}" for name in names)])


async def audience_screen(context: Context, draft: Draft, audience: Audience) -> Screen:
    """Shows who is in it and how many they are now; each group is taken in or out by a tap."""
    reached = await context.read(lambda conn: audiences.count(conn, audience))
    listed = await described(context, audience) if audience.groups else context.text("audience-nobody")
    rows = [
        [_pick(draft, group, ("☑️ " if group in audience.groups else "◻️ ") + await _name(context, group))]
        for group in dict.fromkeys((EVERYONE, *audience.groups))
    ]
    more = [
        button(context.label(f"audience-add-{kind}"), "audience", kind, draft.id)
        for kind in ("themes", "departements", "events", "commitments")
    ]
    meet = "audience-match-any" if audience.all_at_once else "audience-match-all"
    return Screen.of(
        context.text("audience-ask", count=reached) + "\n\n" + listed,
        *rows,
        *([one] for one in more),
        [button(context.label(meet), "audience", "match", draft.id)] if len(audience.groups) >= COMBINED else [],
        [button(context.label("button-back"), "broadcast", "show", draft.id)],
    )


async def themes_screen(context: Context, draft: Draft) -> Screen:
    """Offers the themes."""
    rows = topics.theme_rows(context, lambda topic: _pick_topic(context, draft, topic))
    return Screen.of(context.text("audience-which-theme"), *rows, _back(context, draft))


async def departements_screen(context: Context, draft: Draft, first: str | None = None) -> Screen:
    """Offers the départements, by stretches, then one by one."""
    if first is None:
        rows = topics.range_rows(
            lambda start, end: button(f"📍 {start} – {end}", "audience", "departements", draft.id, start)
        )
    else:
        rows = topics.departement_rows(first, lambda topic: _pick_topic(context, draft, topic))
    return Screen.of(context.text("audience-which-departement"), *rows, _back(context, draft))


async def events_screen(context: Context, draft: Draft) -> Screen:
    """Offers the events: those registered for one."""
    events = in_order(context.services.consultation.events, context.now)
    rows = [[_pick(draft, Group(GroupKind.EVENT, one.id), in_language(one.title, context.language))] for one in events]
    return Screen.of(
        context.text("audience-which-event" if rows else "audience-no-event"), *rows, _back(context, draft)
    )


async def commitments_screen(context: Context, draft: Draft) -> Screen:
    """Offers the plan's commitments: those whose contributions are linked to one."""
    found = await context.read(lambda conn: commitments.listed(conn, limit=MOST_COMMITMENTS))
    rows = [[_pick(draft, Group(GroupKind.COMMITMENT, str(one.number)), _titled(context, one))] for one in found]
    asked = "audience-which-commitment" if rows else "audience-no-commitment"
    return Screen.of(context.text(asked), *rows, _back(context, draft))


async def _name(context: Context, group: Group) -> str:
    """Names what the people of a group have in common: a theme, an event, a commitment."""
    if group.kind in TOPICS:
        return topics.in_words(context, Topic.parse(str(group)))
    if group.kind is GroupKind.EVENT:
        event = context.services.consultation.event(group.value)
        return group.value if event is None else in_language(event.title, context.language)
    if group.kind is GroupKind.COMMITMENT:
        one = await context.read(lambda conn: commitments.get(conn, int(group.value)))
        return group.value if one is None else _titled(context, one)
    return group.value or context.label("audience-everyone-button")


def _titled(context: Context, one: Commitment) -> str:
    return f"{one.number}. {in_language(one.content.title, context.language)}"


def _pick_topic(context: Context, draft: Draft, topic: Topic) -> InlineKeyboardButton:
    return _pick(draft, Group.parse(str(topic)), f"🏷 {topics.in_words(context, topic)}")


def _pick(draft: Draft, group: Group, label: str) -> InlineKeyboardButton:
    return button(label, "audience", "toggle", draft.id, group.kind, group.value)


def _back(context: Context, draft: Draft) -> Sequence[InlineKeyboardButton]:
    return [button(context.label("button-back"), "broadcast", "audience", draft.id)]
