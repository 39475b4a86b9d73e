"""/charte: what moderators go by, said with the very sentences that explain a refusal, so that the two never differ."""

from __future__ import annotations

from consultation.moderation import REASONS
from handlers.context import Context
from handlers.screens import Screen, button


async def on_charter(_: object, context: Context) -> None:
    """The charter, by its command."""
    await context.say(charter_screen(context))


async def on_show(_: object, context: Context) -> None:
    """The charter, from the summary of a contribution, which stays."""
    await context.toast()
    await context.say(charter_screen(context))


def charter_screen(context: Context) -> Screen:
    """Lists why a contribution may be refused, and what an author can do."""
    keys = [reason.replace("_", "-") for reason in REASONS]
    lines = [
        context.text("charter-line", name=context.label(f"reason-{key}"), why=context.label(f"reason-{key}-why"))
        for key in keys
    ]
    parts = [context.text("charter-head"), "\n".join(lines), context.text("charter-foot")]
    return Screen.of("\n\n".join(parts), [button(context.label("button-menu"), "menu", "show")])


COMMANDS = ((("charte", "charter"), on_charter),)
TAPS = {"charter:show": on_show}
