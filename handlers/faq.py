"""A citizen asks: an answer with its source, up to three likely questions, or an honest "I do not know".

- A follow-up leans on the question before it; the first two questions of a message are answered.
- What could not be answered, or was not helpful, is passed on to the press office, if the citizen says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection
from telegram import InlineKeyboardButton, Message

from consultation.content import FaqEntry, in_language
from consultation.faq import MOST_QUESTIONS, Outcome, split_questions
from consultation.refusal import Refusal
from handlers import fair_use
from handlers.context import Context
from handlers.faq_screens import answer_text
from handlers.questions import pass_on
from handlers.screens import Screen, button
from storage import people, questions, submissions

RELATED = 2
_published_button = lru_cache(maxsize=1024)(button)
"""A button that says what is published and carries nobody's number: made once."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A question of a message, and what the FAQ makes of it."""

    text: str
    outcome: Outcome


async def receive_text(context: Context, text: str) -> None:
    """A message that no form waits for: a question, or a few, or just a word to be kind."""
    if not await fair_use.may_ask(context):
        return
    heard = await hear(context, text)
    asked = [one for one in heard if one.outcome.kind != "smalltalk"]
    if not asked:
        await context.say(_smalltalk_screen(context, heard))
        return
    await answer(context, asked)
    if asks_more(text):
        await context.say(context.text("faq-one-by-one"))


def asks_more(text: str) -> bool:
    """Tells whether a message holds more questions than are answered at once."""
    return len(split_questions(text)) > MOST_QUESTIONS


async def hear(context: Context, text: str) -> list[Heard]:
    """Reads the first questions of a message; none in one without a word."""
    outcomes = context.services.faq.index.ask_all(text, (await context.look()).last_question)
    return [Heard(*pair) for pair in zip(split_questions(text), outcomes, strict=False)]


async def is_smalltalk(context: Context, text: str) -> bool:
    """Tells whether a message only greets, thanks or asks who we are."""
    heard = await hear(context, text)
    return bool(heard) and all(one.outcome.kind == "smalltalk" for one in heard)


async def answer(context: Context, asked: Sequence[Heard]) -> list[int]:
    """Keeps what was asked and answers it, a message for each question; returns their numbers."""

    def work(conn: Connection) -> tuple[list[int], int | None]:
        numbers = [_ask(conn, context, one.text, one.outcome.kind, one.outcome.entry) for one in asked]
        unanswered = any(one.outcome.kind != "answer" for one in asked)
        return numbers, submissions.asked_of(conn, context.person.id) if unanswered else None

    numbers, unclear = await context.write(work)
    for one, number in zip(asked, numbers, strict=True):
        context.services.meter.asked(one.outcome.kind)
        screen = _outcome_screen(context, one.outcome, number)
        theirs = [_in_their_language(context, one.outcome, number)]
        if unclear is not None and one.outcome.kind != "answer":
            theirs.append([_to_moderator(context, unclear, number)])
        await context.say(Screen.of(screen.text, *screen.rows, *theirs))
    return numbers


async def show(context: Context, entry_id: str) -> None:
    """Shows an entry that a link names, in a message of its own."""
    entry = _entry(context, entry_id)
    text = in_language(entry.question, context.language)
    await context.write(lambda conn: _ask(conn, context, text, "shown", entry))
    await context.say(answer_screen(context, entry))


async def on_show(_: object, context: Context) -> None:
    """A question was tapped: a likely one of the three (it carries the number of what was asked), or a related one."""
    entry = _entry(context, context.carried_word(0))
    number = context.carried_id(1) if len(context.carried) > 1 else None
    text = in_language(entry.question, context.language)

    def work(conn: Connection) -> None:
        if number is None or not questions.choose(conn, number, context.person.id, entry.id):
            _ask(conn, context, text, "shown", entry)

    await context.write(work)
    await context.toast()
    await context.say(answer_screen(context, entry, number))


async def on_none(_: object, context: Context) -> None:
    """None of the titles, or the answer did not help: offers to pass the question on."""
    number = context.carried_id()
    await context.write(lambda conn: questions.say_helped(conn, number, context.person.id, helped=False))
    await context.toast()
    await context.say(_pass_on_screen(context, number, context.text("faq-offer")))


async def on_helped(_: object, context: Context) -> None:
    """The answer helped."""
    number = context.carried_id()
    await context.write(lambda conn: questions.say_helped(conn, number, context.person.id, helped=True))
    await context.toast("faq-glad")


async def on_speak(_: object, context: Context) -> None:
    """Goes on in the language the question was asked in, and answers it again."""
    number, code, person_id = context.carried_id(), context.carried_word(1), context.person.id
    question = await context.read(lambda conn: questions.get(conn, number))
    if question is None or question.person_id != person_id or code not in context.services.texts.languages:
        raise Refusal("button-gone")
    await context.write(lambda conn: people.set_language(conn, person_id, code))
    context.speak(code)
    faq = context.services.faq
    entry = faq.entry(question.entry_id) if question.entry_id else None
    again = Outcome("answer", entry=entry) if entry else faq.index.ask(question.text)
    await context.toast()
    await context.replace(_outcome_screen(context, again, number))


async def on_pass_on(_: object, context: Context) -> None:
    """Passes a question on to the press office, once."""
    await pass_on(context, context.carried_id())
    tapped = context.query.message
    before = [tapped.text_html] if isinstance(tapped, Message) and tapped.text else []
    await context.toast()
    await context.replace("\n\n".join([*before, context.text("faq-passed-on")]))


async def on_keep_to_myself(_: object, context: Context) -> None:
    """The question is not passed on."""
    await context.toast()
    await context.replace(Screen.of(context.text("faq-not-passed-on"), [_menu_button(context)]))


def answer_screen(context: Context, entry: FaqEntry, number: int | None = None) -> Screen:
    """An answer, the sentence of the source it stands on, its date, and (to a question asked) whether it helped."""
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


def _ask(conn: Connection, context: Context, text: str, outcome: str, entry: FaqEntry | None) -> int:
    entry_id = None if entry is None else entry.id
    person_id = context.person.id
    return questions.ask(conn, person_id=person_id, text=text, outcome=outcome, entry_id=entry_id, now=context.now)


def _outcome_screen(context: Context, outcome: Outcome, number: int) -> Screen:
    if outcome.kind == "answer" and outcome.entry is not None:
        screen = answer_screen(context, outcome.entry, number)
        return Screen.of(screen.text, *screen.rows, *_titles(context, outcome.related[:RELATED]))
    if outcome.suggestions:
        none = button(context.label("faq-none-of-these"), "faq", "none", number)
        return Screen.of(context.text("faq-suggestions"), *_titles(context, outcome.suggestions, number), [none])
    themes = [button(context.label("faq-themes"), "menu", "go", "themes")]
    if outcome.procedure:
        anyway = [button(context.label("faq-no-procedure"), "faq", "none", number)]
        return Screen.of(context.text("faq-procedure"), themes, anyway)
    if outcome.silence is not None:
        text = context.text("faq-silence", topic=in_language(outcome.silence.topic, context.language))
        return _pass_on_screen(context, number, text)
    screen = _pass_on_screen(context, number, context.text("faq-fallback"))
    return Screen.of(screen.text, *screen.rows, themes)


def _in_their_language(context: Context, outcome: Outcome, number: int) -> list[InlineKeyboardButton]:
    """Offers the language a question was asked in, when it is another than the person's."""
    code, texts = outcome.language, context.services.texts
    if code is None or code == context.language or code not in texts.languages:
        return []
    return [button(texts.plain(code, "faq-speak"), "faq", "speak", number, code)]


def _to_moderator(context: Context, unclear: int, number: int) -> InlineKeyboardButton:
    """Leads a question to the moderator who waits for a contribution to be made clearer: it may be about that."""
    return button(context.label("button-pass-about", number=str(unclear)), "message", "pass", unclear, number)


def _titles(context: Context, entries: Sequence[FaqEntry], *carried: int) -> list[list[InlineKeyboardButton]]:
    make = button if carried else _published_button
    return [
        [make(in_language(entry.question, context.language), "faq", "show", entry.id, *carried)] for entry in entries
    ]


def _pass_on_screen(context: Context, number: int, text: str) -> Screen:
    return Screen.of(
        text,
        [button(context.label("faq-yes-pass-on"), "faq", "pass", number)],
        [button(context.label("faq-no-thanks"), "faq", "drop", number)],
    )


def _smalltalk_screen(context: Context, heard: Sequence[Heard]) -> Screen:
    kinds = {one.outcome.smalltalk for one in heard}
    sentence = "faq-thanks" if "thanks" in kinds else "faq-greeting" if kinds else "faq-no-words"
    return Screen.of(context.text(sentence), [_menu_button(context)])


def _entry(context: Context, entry_id: str) -> FaqEntry:
    entry = context.services.faq.entry(entry_id)
    if entry is None:
        raise Refusal("faq-entry-gone")
    return entry


def _menu_button(context: Context) -> InlineKeyboardButton:
    return button(context.label("button-menu"), "menu", "show")


COMMANDS = ()
TAPS = {
    "faq:show": on_show,
    "faq:none": on_none,
    "faq:helped": on_helped,
    "faq:pass": on_pass_on,
    "faq:drop": on_keep_to_myself,
    "faq:speak": on_speak,
}
