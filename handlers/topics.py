"""Themes and départements as people pick them: to follow them, or to say what an announcement is about."""

from __future__ import annotations

from collections.abc import Callable

from telegram import InlineKeyboardButton

from consultation.content import in_language
from consultation.refusal import Refusal
from consultation.subscription import Topic, TopicKind
from consultation.territory import departements
from handlers.context import Context
from handlers.screens import in_rows

RANGE = 18
"""How many départements a screen offers: two columns of nine."""
Rows = list[list[InlineKeyboardButton]]


def in_words(context: Context, topic: Topic) -> str:
    """Names a topic: "Inclusion numérique", "Ille-et-Vilaine (35)"."""
    if topic.kind is TopicKind.DEPARTEMENT:
        return str(departements().get(topic.value, topic.value))
    theme = context.services.consultation.theme(topic.value)
    return topic.value if theme is None else in_language(theme.title, context.language)


def chosen(context: Context, kind: str, value: str) -> Topic:
    """Reads the topic that a tapped button carries."""
    return Topic.choose(kind, value, {theme.id for theme in context.services.consultation.themes})


def theme_rows(context: Context, make: Callable[[Topic], InlineKeyboardButton]) -> Rows:
    """Lays out a button for each theme."""
    return [[make(Topic(TopicKind.THEME, theme.id))] for theme in context.services.consultation.themes]


def range_rows(make: Callable[[str, str], InlineKeyboardButton]) -> Rows:
    """Lays out a button for each stretch of départements, from a code to another ("01", "18")."""
    codes = list(departements())
    stretches = [codes[start : start + RANGE] for start in range(0, len(codes), RANGE)]
    return [list(row) for row in in_rows([make(one[0], one[-1]) for one in stretches], 2)]


def departement_rows(first: str, make: Callable[[Topic], InlineKeyboardButton]) -> Rows:
    """Lays out a button for each département of the stretch that begins with a code."""
    codes = list(departements())
    if first not in codes[::RANGE]:
        raise Refusal("button-gone")
    start = codes.index(first)
    buttons = [make(Topic(TopicKind.DEPARTEMENT, code)) for code in codes[start : start + RANGE]]
    return [list(row) for row in in_rows(buttons, 2)]


def stretch_of(code: str) -> str:
    """Finds the stretch a département is in, by its first code."""
    codes = list(departements())
    return codes[codes.index(code) // RANGE * RANGE]
