"""/ressources: what the source names to read, page by page, with a link only where it gives one."""

from __future__ import annotations

from consultation.content import Resource, in_language
from consultation.text import shorten
from handlers.context import Context
from handlers.follow_up import turn_row
from handlers.screens import Screen, button

PAGE = 3
DESCRIPTION_LENGTH, NOTE_LENGTH = 500, 250
"""So that a page holds in one message, whatever the content."""


async def on_resources(_: object, context: Context) -> None:
    """/ressources: the first page."""
    await context.say(_page_screen(context, 0))


async def on_page(_: object, context: Context) -> None:
    """Another page."""
    screen = _page_screen(context, context.carried_id())
    await context.toast()
    await context.replace(screen)


def _page_screen(context: Context, page: int) -> Screen:
    resources = context.services.consultation.resources
    pages = -(-len(resources) // PAGE)
    page = max(0, min(page, pages - 1))
    shown = resources[page * PAGE : (page + 1) * PAGE]
    return Screen.of(
        "\n\n".join([context.text("resources-head"), *(_line(context, item) for item in shown)]),
        turn_row(context, page, pages, "resources", "page"),
        [button(context.label("button-menu"), "menu", "show")],
    )


def _line(context: Context, resource: Resource) -> str:
    language = context.language
    parts = [
        context.text(
            "resources-line",
            title=in_language(resource.title, language),
            description=shorten(in_language(resource.description, language), DESCRIPTION_LENGTH),
        )
    ]
    if resource.url is not None:
        parts.append(context.text("resources-link", url=resource.url))
    if resource.note is not None:
        parts.append(context.text("resources-note", note=shorten(in_language(resource.note, language), NOTE_LENGTH)))
    return "\n".join(parts)


COMMANDS = ((("ressources", "resources"), on_resources),)
TAPS = {"resources:page": on_page}
