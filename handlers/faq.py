"""A citizen asks: an answer with its source, up to three likely questions, or an honest "I do not know".

What could not be answered is passed on to the press office, if the citizen says so.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.content import FaqEntry, in_language
from consultation.faq import Outcome, split_questions
from consultation.refusal import Refusal
from handlers.context import Context
from handlers.faq_screens import answer_text
from handlers.questions import pass_on
from handlers.screens import Screen, button
from storage import questions

QUESTIONS_IN_A_MESSAGE = 2


async def receive_text(context: Context, text: str) -> None:
    """A message that no form waits for: a question."""
    await _refuse_flood(context)
    previous = await context.read(lambda conn: questions.last_of(conn, context.person.id))
    asked = split_questions(text)[:QUESTIONS_IN_A_MESSAGE] or [text]
    outcomes = [(part, context.services.faq.index.ask(part, previous)) for part in asked]
    real = [(part, outcome) for part, outcome in outcomes if outcome.kind != "smalltalk"]
    numbers = await keep(context, real)
    for (_, outcome), number in zip(real, numbers, strict=True):
        await context.say(_outcome_screen(context, outcome, number))
    if not real:
        await context.say(Screen.of(context.text("faq-smalltalk"), [_menu_button(context)]))


async def keep(context: Context, outcomes: list[tuple[str, Outcome]]) -> list[int]:
    """Keeps what was asked and what was made of it; returns the questions' numbers."""
    person, now = context.person, context.now

    def work(conn: Connection) -> list[int]:
        return [
            questions.ask(
                conn,
                person_id=person.id,
                text=text,
                outcome=outcome.kind,
                entry_id=outcome.entry.id if outcome.entry else None,
                now=now,
            )
            for text, outcome in outcomes
        ]

    return await context.write(work)


async def show(context: Context, entry_id: str) -> None:
    """Shows an entry in a message of its own."""
    await context.say(answer_screen(context, _entry(context, entry_id)))


async def on_show(_: object, context: Context) -> None:
    """A likely title, or a theme's question, was tapped."""
    entry, person, now = _entry(context, context.carried_word(0)), context.person, context.now
    text = in_language(entry.question, context.language)
    await context.write(
        lambda conn: questions.ask(conn, person_id=person.id, text=text, outcome="shown", entry_id=entry.id, now=now)
    )
    await context.toast()
    await context.say(answer_screen(context, entry))


async def on_none(_: object, context: Context) -> None:
    """None of the titles, or the answer did not help: offers to pass the question on."""
    number = context.carried_id()
    await context.write(lambda conn: questions.say_helped(conn, number, context.person.id, helped=False))
    await context.toast()
    await context.say(_pass_on_screen(context, number, "faq-offer"))


async def on_helped(_: object, context: Context) -> None:
    """The answer helped."""
    number = context.carried_id()
    await context.write(lambda conn: questions.say_helped(conn, number, context.person.id, helped=True))
    await context.toast("faq-glad")


async def on_pass_on(_: object, context: Context) -> None:
    """Passes a question on to the press office, once."""
    await pass_on(context, context.carried_id())
    await context.toast()
    await context.replace(context.text("faq-passed-on"))


async def on_keep_to_myself(_: object, context: Context) -> None:
    """The question is not passed on."""
    await context.toast()
    await context.replace(Screen.of(context.text("faq-not-passed-on"), [_menu_button(context)]))


def answer_screen(context: Context, entry: FaqEntry, number: int | None = None) -> Screen:
    """An answer, the sentence of the source it stands on, its date, and what else may be of use."""
    text = answer_text(context.services.texts, context.language, entry)
    if number is None:
        return Screen.of(text, [_menu_button(context)])
    return Screen.of(
        text + "\n\n" + context.text("faq-did-it-help"),
        [
            button(context.label("button-yes"), "faq", "helped", number),
            button(context.label("button-no"), "faq", "none", number),
        ],
    )


def _outcome_screen(context: Context, outcome: Outcome, number: int) -> Screen:
    if outcome.kind == "answer" and outcome.entry is not None:
        screen = answer_screen(context, outcome.entry, number)
        return Screen(screen.text, (*screen.rows, *_titles(context, outcome.related[:2])))
    if outcome.suggestions:
        none = button(context.label("faq-none-of-these"), "faq", "none", number)
        return Screen.of(context.text("faq-suggestions"), *_titles(context, outcome.suggestions), [none])
    return _pass_on_screen(context, number, "faq-fallback")


def _titles(context: Context, entries: tuple[FaqEntry, ...]) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    return tuple((button(in_language(entry.question, context.language), "faq", "show", entry.id),) for entry in entries)


def _pass_on_screen(context: Context, number: int, text: str) -> Screen:
    themes = ", ".join(in_language(theme.title, context.language) for theme in context.services.consultation.themes)
    return Screen.of(
        context.text(text, themes=themes),
        [button(context.label("faq-yes-pass-on"), "faq", "pass", number)],
        [button(context.label("faq-no-thanks"), "faq", "drop", number)],
    )


def _entry(context: Context, entry_id: str) -> FaqEntry:
    entry = context.services.faq.entry(entry_id)
    if entry is None:
        raise Refusal("faq-entry-gone")
    return entry


async def _refuse_flood(context: Context) -> None:
    since, most = context.now - timedelta(minutes=1), context.services.policy.questions_per_minute
    if await context.read(lambda conn: questions.count_since(conn, context.person.id, since)) >= most:
        raise Refusal("too-fast")


def _menu_button(context: Context) -> InlineKeyboardButton:
    return button(context.label("button-menu"), "menu", "show")


COMMANDS = ()
TAPS = {
    "faq:show": on_show,
    "faq:none": on_none,
    "faq:helped": on_helped,
    "faq:pass": on_pass_on,
    "faq:drop": on_keep_to_myself,
}
