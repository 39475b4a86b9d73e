"""What an announcement is about: besides those who receive all of them, it then reaches those who follow that."""

from __future__ import annotations

from telegram import InlineKeyboardButton

from consultation.audience import TO_EVERYONE, Audience, Group, GroupKind
from consultation.subscription import Topic
from handlers import topics
from handlers.context import Context
from handlers.screens import Screen, button
from storage.drafts import Draft

TOPICS = (GroupKind.THEME, GroupKind.DEPARTEMENT)
TOPIC = "topic"
"""The key of the topic among an announcement's answers."""


def topic_of(draft: Draft) -> Topic | None:
    """Says what an announcement being prepared is about."""
    written = draft.answers.get(TOPIC)
    return None if written is None else Topic.parse(written)


def audience_of(draft: Draft) -> Audience:
    """Says whom an announcement being prepared is for."""
    topic = topic_of(draft)
    return TO_EVERYONE if topic is None else TO_EVERYONE.toggled(Group.parse(str(topic)))


def topics_in(context: Context, audience: Audience) -> str:
    """Names the themes and départements that an announcement is about; empty if it is about none."""
    about = [group for group in audience.groups if group.kind in TOPICS]
    return ", ".join(topics.in_words(context, Topic.parse(str(group))) for group in about)


def topic_screen(context: Context, draft: Draft) -> Screen:
    """Asks what an announcement is about: a theme, a département, nothing in particular."""
    return Screen.of(
        context.text("broadcast-topic-ask"),
        *topics.theme_rows(context, lambda topic: _pick(context, draft, topic)),
        [button(context.label("broadcast-topic-departements"), "broadcast", "departements", draft.id)],
        [button(context.label("broadcast-topic-none"), "broadcast", "untag", draft.id)],
        [_back(context, draft)],
    )


def departements_screen(context: Context, draft: Draft, first: str | None = None) -> Screen:
    """Asks which département an announcement is about, by stretches, then one by one."""
    if first is None:
        rows = topics.range_rows(
            lambda start, end: button(f"📍 {start} – {end}", "broadcast", "departements", draft.id, start)
        )
    else:
        rows = topics.departement_rows(first, lambda topic: _pick(context, draft, topic))
    return Screen.of(context.text("broadcast-topic-which-departement"), *rows, [_back(context, draft)])


def _pick(context: Context, draft: Draft, topic: Topic) -> InlineKeyboardButton:
    return button(f"🏷 {topics.in_words(context, topic)}", "tag", topic.kind, draft.id, topic.value)


def _back(context: Context, draft: Draft) -> InlineKeyboardButton:
    return button(context.label("button-back"), "broadcast", "show", draft.id)
