"""/file: what waits for a moderator, oldest first; each can be opened and decided from there."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from consultation.content import in_language
from consultation.moderation import OPEN, Status
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import shorten
from handlers import cards, roles
from handlers.context import Context
from handlers.dates import since
from handlers.follow_up import turn_row
from handlers.screens import Screen, button, in_rows
from storage import submissions
from storage.submissions import Submission

PAGE = 8
AWAITED = frozenset({Status.CHANGES_REQUESTED})
THEME_LENGTH = 60


async def on_queue(_: object, context: Context) -> None:
    """/file: the first page."""
    await _require_moderator_here(context)
    await context.say(await _page_screen(context, 0))


async def on_page(_: object, context: Context) -> None:
    """Another page, as the queue stands now."""
    await _require_moderator_here(context)
    screen = await _page_screen(context, context.carried_id())
    await context.toast()
    await context.replace(screen)


async def on_open(_: object, context: Context) -> None:
    """One submission of the queue: its card, with its buttons and its attachment."""
    await _require_moderator_here(context)
    number, now, services = context.carried_id(), context.now, context.services

    def look(conn: Connection) -> tuple[Submission, Screen]:
        submission = submissions.get(conn, number)
        if submission is None:
            raise Refusal("moderation-unknown", number=str(number))
        return submission, cards.card_screen(services, submission, cards.facts_about(conn, submission), now)

    submission, screen = await context.read(look)
    await context.toast()
    await context.say(screen)
    await _show_file(context, submission)


async def _page_screen(context: Context, page: int) -> Screen:
    def look(conn: Connection) -> tuple[int, int, int, list[Submission]]:
        total = submissions.count(conn, OPEN)
        kept = max(0, min(page, (total - 1) // PAGE))
        found = submissions.waiting(conn, OPEN, limit=PAGE, offset=kept * PAGE)
        return total, submissions.count(conn, AWAITED), kept, found

    total, awaited, page, found = await context.read(look)
    head = context.text("queue-head", count=total) if total else context.text("queue-empty")
    parts = [head, *(_line(context, item) for item in found)]
    if awaited:
        parts.append(context.text("queue-awaited", count=awaited))
    buttons = [button(context.label("queue-pick", number=str(item.id)), "queue", "open", item.id) for item in found]
    turn = turn_row(context, page, -(-total // PAGE), "queue", "page")
    again = button(context.label("queue-refresh"), "queue", "page", page)
    return Screen.of("\n\n".join(parts), *in_rows(buttons, 4), turn, [again])


def _line(context: Context, submission: Submission) -> str:
    theme = context.services.consultation.theme(submission.theme)
    title = submission.theme if theme is None else in_language(theme.title, context.language)
    return context.text(
        "queue-line",
        number=str(submission.id),
        title=shorten(str(submission.answers.get("title", "")), 120),
        theme=shorten(title, THEME_LENGTH),
        age=since(submission.submitted_at, context.now, context.language),
        version=submission.version,
    )


async def _show_file(context: Context, submission: Submission) -> None:
    chat, file = context.incoming.effective_chat, submission.answers.get("attachment")
    if chat is None or not isinstance(file, Mapping):
        return
    caption = context.label("card-attachment", number=str(submission.id))
    if file["kind"] == "photo":
        await context.bot.send_photo(chat.id, file["file_id"], caption=caption)
    else:
        await context.bot.send_document(chat.id, file["file_id"], caption=caption)


async def _require_moderator_here(context: Context) -> None:
    """Contributions are read in the moderation chat or in private, by moderators."""
    await roles.require(context, Role.MODERATOR)
    chat, home = context.incoming.effective_chat, context.services.policy.moderation_chat_id
    if chat is None or (chat.type != chat.PRIVATE and chat.id != home):
        raise Refusal("queue-elsewhere")


COMMANDS = ((("file", "queue"), on_queue),)
TAPS = {"queue:open": on_open, "queue:page": on_page}
