"""The themes of the plan: what each is, its questions, and the way to contribute to it."""

from __future__ import annotations

from consultation.content import Theme, in_language
from consultation.refusal import Refusal
from handlers import phases
from handlers.context import Context
from handlers.screens import Screen, button

QUESTIONS_SHOWN = 8


async def on_themes(_: object, context: Context) -> None:
    """/themes: the list."""
    await context.say(_list_screen(context))


async def on_list(_: object, context: Context) -> None:
    """Back to the list."""
    await context.toast()
    await context.replace(_list_screen(context))


async def on_theme(_: object, context: Context) -> None:
    """One theme: a paragraph, its questions, contribute to it."""
    theme = context.services.consultation.theme(context.carried_word(0))
    if theme is None:
        raise Refusal("button-gone")
    now_in = await phases.current(context)
    await context.toast()
    await context.replace(_theme_screen(context, theme, contribute=now_in.takes_contributions))


def _list_screen(context: Context) -> Screen:
    language = context.language
    rows = [
        [button(f"{theme.emoji} {in_language(theme.title, language)}", "theme", "show", theme.id)]
        for theme in context.services.consultation.themes
    ]
    menu = [button(context.label("button-menu"), "menu", "show")]
    return Screen.of(context.text("themes-head"), *rows, menu)


def _theme_screen(context: Context, theme: Theme, *, contribute: bool) -> Screen:
    language = context.language
    entries = [entry for entry in context.services.faq.entries() if entry.theme == theme.id][:QUESTIONS_SHOWN]
    text = context.text(
        "themes-one",
        emoji=theme.emoji,
        title=in_language(theme.title, language),
        summary=in_language(theme.summary, language),
        questions=len(entries),
    )
    rows = [[button(in_language(entry.question, language), "faq", "show", entry.id)] for entry in entries]
    return Screen.of(
        text,
        [button(context.label("themes-contribute"), "form", "theme", theme.id)] if contribute else [],
        *rows,
        [button(context.label("button-back"), "theme", "list")],
    )


COMMANDS = ((("themes",), on_themes),)
TAPS = {"theme:list": on_list, "theme:show": on_theme}
