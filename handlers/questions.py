"""Questions the FAQ could not answer: those alike are one, the press office answers once, everyone who asked hears.

- /questions lists them, the most asked first; an answer is typed, shown, sent; or an entry of the FAQ is the answer
  (`handlers/question_links.py`).
- A question that is set aside without an answer is not silent either: those who asked are told why.
- What was answered may become a FAQ entry (`handlers/proposals.py`).
"""

from __future__ import annotations

import asyncio

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.content import in_language
from consultation.faq_drafting import plain_answer
from consultation.likeness import nearest
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import shorten
from handlers import fair_use, question_answers, question_links, roles
from handlers.context import Context
from handlers.notes import tell_press_office
from handlers.question_answers import SHOWN, begin_answer, open_group, preview
from handlers.screens import Screen, button
from storage import question_groups, questions
from storage.drafts import Draft
from storage.question_groups import Group
from storage.questions import Question

PAGE = 5
WORDINGS = 10


async def pass_on(context: Context, number: int) -> None:
    """Hands a question to the press office, beside those alike; refuses if it was already."""
    person_id = context.person.id
    question = await context.read(lambda conn: questions.get(conn, number))
    if question is None or question.person_id != person_id:
        raise Refusal("button-gone")
    known, latest = await context.read(lambda conn: (question_groups.texts(conn), question_groups.latest(conn)))
    alike = await asyncio.to_thread(_alike, question.text, known)

    def work(conn: Connection) -> None:
        fair_use.refuse_more_for_the_press(conn, context)
        since = question_groups.texts(conn, after=latest)  # opened while we were comparing
        group_id = _join_or_open(conn, context, question.text, alike or _alike(question.text, since))
        if not questions.pass_on(conn, number, person_id, group_id):
            raise Refusal("faq-already-passed-on")

    await context.write(work)


def _alike(text: str, known: list[tuple[int, str]]) -> int | None:
    place = nearest(text, [other for _, other in known])
    return None if place is None else known[place][0]


def _join_or_open(conn: Connection, context: Context, text: str, alike: int | None) -> int:
    """Counts a person once in a group of questions alike; a first question is told to the press office."""
    if alike is not None:
        first = not questions.waits_in_group(conn, alike, context.person.id)
        if question_groups.join(conn, alike, context.now, counted=first):
            return alike
    group_id = question_groups.begin(conn, text, context.now)
    texts = context.services.texts
    tell_press_office(
        conn,
        context,
        lambda officer: Screen.of(
            texts(officer.language, "questions-new", number=str(group_id), text=shorten(text, SHOWN)),
            [button(texts.plain(officer.language, "questions-answer"), "question", "answer", group_id)],
            [button(texts.plain(officer.language, "questions-link"), "question", "link", group_id)],
        ),
    )
    return group_id


async def on_questions(_: object, context: Context) -> None:
    """/questions: what waits for the press office, the most asked first."""
    await roles.require(context, Role.PRESS)
    await context.say(await _list_screen(context, 0))


async def on_page(_: object, context: Context) -> None:
    """Another page of the list."""
    await roles.require(context, Role.PRESS)
    screen = await _list_screen(context, context.carried_id())
    await context.toast()
    await context.replace(screen)


async def on_show(_: object, context: Context) -> None:
    """One group: how often, since when, in which words, and what can be done."""
    await roles.require(context, Role.PRESS)
    number = context.carried_id()
    group = await open_group(context, number)
    asked = await context.read(lambda conn: questions.of_group(conn, number, limit=WORDINGS))
    lines = [_wording(context, item) for item in asked]
    await context.toast()
    await context.replace(
        Screen.of(
            "\n\n".join([_line(context, group), "\n".join(lines)]),
            [button(context.label("questions-answer"), "question", "answer", number)],
            [button(context.label("questions-link"), "question", "link", number)],
            [button(context.label("questions-dismiss"), "question", "dismiss", number)],
            [button(context.label("button-back"), "question", "page", 0)],
        )
    )


async def on_answer(_: object, context: Context) -> None:
    """✏️ Répondre: the next message is the answer."""
    await roles.require(context, Role.PRESS)
    group, _draft = await begin_answer(context, "answer")
    await context.toast()
    await context.say(context.text("questions-write", text=shorten(group.text, SHOWN)))


async def receive_text(context: Context, draft: Draft, typed: str) -> None:
    """The answer was typed (or words to find an entry): shows it as it will be read, before it is sent."""
    await roles.require(context, Role.PRESS)
    if draft.field == question_links.FIELD:
        await question_links.receive_text(context, draft, typed)
    else:
        await preview(context, draft, {"answer": plain_answer(typed)})


async def on_dismiss(_: object, context: Context) -> None:
    """Asks before a question is set aside."""
    await roles.require(context, Role.PRESS)
    number = context.carried_id()
    group = await open_group(context, number)
    await context.toast()
    await context.replace(
        Screen.of(
            context.text("questions-dismiss-sure", text=shorten(group.text, SHOWN)),
            [button(context.label("questions-dismiss-yes"), "question", "aside", number)],
            [button(context.label("button-back"), "question", "show", number)],
        )
    )


async def _list_screen(context: Context, page: int) -> Screen:
    def read(conn: Connection) -> tuple[list[Group], int]:
        return question_groups.waiting(conn, limit=PAGE, offset=page * PAGE), question_groups.count_waiting(conn)

    waiting, total = await context.read(read)
    if not waiting and page:
        return await _list_screen(context, 0)
    week = [button(context.label("weekly-show"), "weekly", "show")]
    if not waiting:
        return Screen.of(context.text("questions-none"), week)
    lines = [_line(context, group) for group in waiting]
    open_one = [
        [button(context.label("questions-open", number=str(group.id)), "question", "show", group.id)]
        for group in waiting
    ]
    head = context.text("questions-head", total=total)
    return Screen.of("\n\n".join([head, *lines]), *open_one, _turn(context, page, total), week)


def _turn(context: Context, page: int, total: int) -> list[InlineKeyboardButton]:
    turn = []
    if page:
        turn.append(button(context.label("button-previous"), "question", "page", page - 1))
    if (page + 1) * PAGE < total:
        turn.append(button(context.label("button-next"), "question", "page", page + 1))
    return turn


def _wording(context: Context, question: Question) -> str:
    """One way the question was asked, and the answer of the bot that did not help, if it gave one."""
    entry = context.services.faq.entry(question.entry_id or "")
    text = shorten(question.text, 200)
    if entry is None:
        return context.text("questions-wording", text=text)
    return context.text("questions-wording-answered", text=text, title=in_language(entry.question, context.language))


def _line(context: Context, group: Group) -> str:
    return context.text(
        "questions-line",
        number=str(group.id),
        count=group.count,
        when=context.when(group.created_at),
        text=shorten(group.text, 300),
    )


COMMANDS = ((("questions",), on_questions),)
TAPS = {
    **question_answers.TAPS,
    **question_links.TAPS,
    "question:answer": on_answer,
    "question:dismiss": on_dismiss,
    "question:page": on_page,
    "question:show": on_show,
}
