"""/file: contributions by state, theme and age, by pages; words or a number are sought among them.

A list carries its filters in its buttons, and the words sought in its own first line. In a channel, where a post has no
author, /file leads to a private chat.
"""

from __future__ import annotations

from functools import partial

from sqlalchemy import Connection
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, MessageEntity

from consultation.content import in_language
from consultation.moderation import OPEN, Status
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import clean, shorten
from handlers import cards, roles
from handlers.card_facts import facts_about
from handlers.context import LARGEST_ID, Context
from handlers.dates import since
from handlers.deciding import is_one
from handlers.follow_up import NUMBER_SIGN
from handlers.moderation import name_of
from handlers.queue_filters import AGES, ALL, DEFAULT, STATES, Choice, Cursor
from handlers.screens import Screen, button, in_rows
from handlers.texts import DEFAULT_LANGUAGE
from storage import appeals, queue, submissions
from storage.queue import Page
from storage.submissions import Submission

PAGE = 8
AWAITED = frozenset({Status.CHANGES_REQUESTED})
THEME_LENGTH = 60
WORDS_LENGTH = 80
PAYLOAD = "file"
"""What a deep link carries that leads to the list."""


async def on_queue(_: object, context: Context) -> None:
    """/file: the first page; with a number, that contribution; with words, those that hold them."""
    await show(context, " ".join(context.args or []))


async def show(context: Context, typed: str = "") -> None:
    """Shows the list, what holds the words typed, or the one whose number it is."""
    await _require_moderator_here(context)
    words = shorten(clean(typed), WORDS_LENGTH)
    number = NUMBER_SIGN.sub("", words).strip()
    if number.isascii() and number.isdigit():
        await _open(context, int(number[:19]))
        return
    everything = Choice(state=ALL) if words else DEFAULT
    await context.say(await _list_screen(context, everything, Cursor(), words))


async def on_post(_: object, context: Context) -> None:
    """/file as a post of the moderation channel, which nobody signs: the way to a private chat."""
    chat = context.incoming.effective_chat
    if chat is None or chat.id != await roles.home(context):
        return
    link = f"https://t.me/{context.bot.username}?start={PAYLOAD}"
    rows = [[InlineKeyboardButton(context.label("queue-privately"), url=link)]]
    await context.bot.send_message(chat.id, context.label("queue-in-private"), reply_markup=InlineKeyboardMarkup(rows))


async def on_page(_: object, context: Context) -> None:
    """Another page or other filters, as the queue stands now."""
    await _require_moderator_here(context)
    choice, cursor = Choice.read(context.carried), Cursor.read(context.carried)
    screen = await _list_screen(context, choice, cursor, _words_of(context))
    await context.toast()
    await context.replace(screen)


async def on_choose(_: object, context: Context) -> None:
    """What a filter may be."""
    await _require_moderator_here(context)
    what, choice = context.carried_word(0), Choice.read(context.carried[1:])
    words = _words_of(context)
    head = [_search_line(context, words)] if words else []
    options = _options(context, what, choice)
    await context.toast()
    await context.replace(Screen.of("\n\n".join([*head, context.text(f"queue-which-{what}")]), *in_rows(options, 2)))


async def on_open(_: object, context: Context) -> None:
    """One submission of the queue: its card, with its buttons and its attachment."""
    await _require_moderator_here(context)
    number = context.carried_id()
    await context.toast()
    await _open(context, number)


async def _open(context: Context, number: int) -> None:
    now, services, chat = context.now, context.services, context.incoming.effective_chat
    language = context.language if chat is not None and chat.type == chat.PRIVATE else DEFAULT_LANGUAGE

    def look(conn: Connection) -> tuple[Submission, Screen]:
        submission = submissions.get(conn, number) if number <= LARGEST_ID else None
        if submission is None:
            raise Refusal("moderation-unknown", number=str(number))
        return submission, cards.card_screen(services, submission, facts_about(conn, submission), now, language)

    submission, screen = await context.read(look)
    await context.say(screen)
    await cards.say_file(context, submission)


async def _list_screen(context: Context, choice: Choice, cursor: Cursor, words: str) -> Screen:
    wanted = choice.filter(context.services, context.now)

    reader, name = context.person.id, name_of(context)

    def appeal_of(conn: Connection, item: Submission) -> str | None:
        appeal = appeals.find(conn, item.id) if item.status in OPEN else None
        if appeal is None:
            return None
        return "queue-appeal-own" if is_one(conn, appeal.refused_by, reader, name) else "queue-appeal"

    def look(conn: Connection) -> tuple[int, int, Page, Cursor, list[str | None]]:
        awaited, total, start = submissions.count(conn, AWAITED) if choice.is_default and not words else 0, 0, cursor
        if words:
            page = queue.seek(conn, wanted, words, size=PAGE, after=cursor.after)
        else:
            total = queue.count(conn, wanted)
            page = queue.page(conn, wanted, size=PAGE, after=cursor.number, backwards=cursor.backwards)
            if cursor.backwards and not page.more:  # the first page is always a full one
                page, start = queue.page(conn, wanted, size=PAGE), Cursor()
        return total, awaited, page, start, [appeal_of(conn, item) for item in page.found]

    total, awaited, page, cursor, appealed = await context.read(look)
    lines = map(partial(_line, context), page.found, appealed)
    parts = [_head(context, choice, total, words, page), *lines]
    if awaited:
        parts.append(context.text("queue-awaited", count=awaited))
    picks = [button(context.label("queue-pick", number=str(item.id)), "queue", "open", item.id) for item in page.found]
    filters = [
        button(
            context.label(f"queue-filter-{what}", now=_chosen(context, what, choice)), "queue", "choose", what, *choice
        )
        for what in ("state", "theme", "age")
    ]
    again = button(context.label("queue-refresh"), "queue", "page", *choice, str(cursor))
    turn = _turn(context, choice, cursor, page, words)
    return Screen.of("\n\n".join(parts), *in_rows(picks, 4), turn, *in_rows(filters, 2), [again])


def _turn(context: Context, choice: Choice, cursor: Cursor, page: Page, words: str) -> list[InlineKeyboardButton]:
    """The buttons that turn the pages; of a search, the one that looks further."""
    if words:
        further = button(context.label("queue-further"), "queue", "page", *choice, str(Cursor(page.reached)))
        return [further] if page.more and page.reached is not None else []
    row: list[InlineKeyboardButton] = []
    if not page.found:
        return row
    has_before = page.more if cursor.backwards else cursor.number is not None
    has_after = page.more or cursor.backwards
    if has_before:
        before = Cursor(page.found[0].id, backwards=True)
        row.append(button(context.label("button-previous"), "queue", "page", *choice, str(before)))
    if has_after:
        row.append(button(context.label("button-next"), "queue", "page", *choice, str(Cursor(page.found[-1].id))))
    return row


def _head(context: Context, choice: Choice, total: int, words: str, page: Page) -> str:
    if words:
        found = len(page.found)
        line = _search_line(context, words)
        return f"{line}\n{context.text('queue-found', count=found, more='yes' if page.more else 'no')}"
    if choice.is_default:
        return context.text("queue-head", count=total) if total else context.text("queue-empty")
    more = "yes" if total > queue.COUNTED else "no"
    return context.text("queue-listed", count=min(total, queue.COUNTED), more=more)


def _search_line(context: Context, words: str) -> str:
    return context.text("queue-search", words=words)


def _words_of(context: Context) -> str:
    """Reads the words sought from the list that was tapped: its own first line quotes them as code."""
    message = context.query.message
    if not isinstance(message, Message) or not message.text:
        return ""
    return next(iter(message.parse_entities([MessageEntity.CODE]).values()), "")


def _line(context: Context, submission: Submission, appeal: str | None) -> str:
    theme = context.services.consultation.theme(submission.theme)
    title = submission.theme if theme is None else in_language(theme.title, context.language)
    line = context.text(
        "queue-line",
        number=str(submission.id),
        title=shorten(str(submission.answers.get("title", "")), 120),
        theme=shorten(title, THEME_LENGTH),
        age=since(submission.submitted_at, context.now, context.language),
        version=submission.version,
    )
    if appeal is not None:
        line += "\n" + context.text(appeal)
    if submission.status is Status.PENDING:
        return line
    status = submission.status.replace("_", "-")
    return line + "\n" + context.text(f"status-{status}")


def _options(context: Context, what: str, choice: Choice) -> list[InlineKeyboardButton]:
    """A button for each value of a filter."""
    if what == "theme":
        values = [ALL, *map(str, range(len(context.services.consultation.themes)))]
    elif what in ("state", "age"):
        values = list(STATES if what == "state" else AGES)
    else:
        raise Refusal("button-gone")
    changed = [choice.change(what, value) for value in values]
    return [button(_chosen(context, what, one), "queue", "page", *one, str(Cursor())) for one in changed]


def _chosen(context: Context, what: str, choice: Choice) -> str:
    """Says the value of a filter."""
    if what == "theme":
        theme = choice.theme_of(context.services)
        if theme is None:
            return context.label("queue-theme-all")
        return f"{theme.emoji} {in_language(theme.title, context.language)}"
    value = choice.state if what == "state" else choice.age
    return context.label(f"queue-{what}-{value}", days=context.services.policy.expected_days)


async def _require_moderator_here(context: Context) -> None:
    """Contributions are read in the moderation chat or in private, by moderators."""
    await roles.require(context, Role.MODERATOR)
    chat = context.incoming.effective_chat
    if chat is None or (chat.type != chat.PRIVATE and chat.id != await roles.home(context)):
        raise Refusal("queue-elsewhere")


COMMANDS = ((("file", "queue"), on_queue),)
TAPS = {"queue:choose": on_choose, "queue:open": on_open, "queue:page": on_page}
