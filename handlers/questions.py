"""Questions the FAQ could not answer: those alike are one, the press office answers once, everyone who asked hears.

- /questions lists them, the most asked first; an answer is typed, shown, sent.
- A question that is set aside without an answer is not silent either: those who asked are told why.
- What was answered may become a FAQ entry (`handlers/proposals.py`).
"""

from __future__ import annotations

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.likeness import nearest
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import clean, has_words, length, shorten
from handlers import proposals, roles
from handlers.context import Context
from handlers.screens import Screen, button
from storage import audit, drafts, outbox, people, question_groups, questions
from storage.drafts import Draft, DraftKind
from storage.question_groups import Group, GroupState
from storage.questions import Question, QuestionState

PAGE = 5
WORDINGS = 10
ANSWER_LONGEST = 900
SHOWN = 1000


async def pass_on(context: Context, number: int) -> bool:
    """Hands a question to the press office, beside those alike; false if it was already."""
    person, now = context.person, context.now
    question = await context.read(lambda conn: questions.get(conn, number))
    if question is None or question.person_id != person.id:
        raise Refusal("button-gone")
    known = await context.read(question_groups.texts)
    place = nearest(question.text, [text for _, text in known])
    alike = None if place is None else known[place][0]

    def work(conn: Connection) -> bool:
        joined = alike is not None and question_groups.join(conn, alike, now)
        group_id = alike if joined and alike is not None else question_groups.begin(conn, question.text, now)
        passed = questions.pass_on(conn, number, person.id, group_id)
        if not passed:
            raise Refusal("faq-already-passed-on")
        if not joined:
            _tell_press_office(conn, context, group_id, question.text)
        return passed

    return await context.write(work)


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
    group = await context.read(lambda conn: _open_group(conn, number))
    asked = await context.read(lambda conn: questions.of_group(conn, number, limit=WORDINGS))
    lines = [context.text("questions-wording", text=shorten(item.text, 200)) for item in asked]
    await context.toast()
    await context.replace(
        Screen.of(
            "\n\n".join([_line(context, group), "\n".join(lines)]),
            [button(context.label("questions-answer"), "question", "answer", number)],
            [button(context.label("questions-dismiss"), "question", "dismiss", number)],
            [button(context.label("button-back"), "question", "page", 0)],
        )
    )


async def on_answer(_: object, context: Context) -> None:
    """A press officer takes a question: the next message is its answer."""
    await roles.require(context, Role.PRESS)
    number, person_id, now = context.carried_id(), context.person.id, context.now

    def work(conn: Connection) -> Group:
        group = _open_group(conn, number)
        begun = drafts.find(conn, person_id, DraftKind.ANSWER)
        if begun is not None:
            drafts.discard(conn, begun.id)
        answers = {"group": number}
        drafts.begin(conn, person_id, DraftKind.ANSWER, field="answer", answers=answers, now=now)
        return group

    group = await context.write(work)
    await context.toast()
    await context.say(context.text("questions-write", text=shorten(group.text, SHOWN), maximum=ANSWER_LONGEST))


async def receive_text(context: Context, draft: Draft, typed: str) -> None:
    """The answer was typed: shows it as the citizens will read it, before it is sent."""
    answer = clean(typed)
    if not has_words(answer):
        raise Refusal("form-words-needed")
    if length(answer) > ANSWER_LONGEST:
        raise Refusal("form-too-long", maximum=ANSWER_LONGEST, excess=length(answer) - ANSWER_LONGEST)
    answers, now = {**draft.answers, "answer": answer}, context.now

    def work(conn: Connection) -> Group:
        group = _open_group(conn, int(draft.answers["group"]))
        drafts.save(conn, draft.id, field="answer", answers=answers, now=now)
        return group

    group = await context.write(work)
    await context.say(
        Screen.of(
            context.text("questions-preview", text=shorten(group.text, SHOWN), answer=answer, count=group.count),
            [button(context.label("button-send"), "question", "send", draft.id)],
            [button(context.label("button-cancel"), "draft", "discard", draft.id)],
        )
    )


async def on_send(_: object, context: Context) -> None:
    """Sends the answer to everyone who asked, then offers to make it a FAQ entry."""
    await roles.require(context, Role.PRESS)
    number, person_id, now = context.carried_id(), context.person.id, context.now

    def work(conn: Connection) -> tuple[Group, int]:
        draft = drafts.get(conn, number, person_id)
        if draft is None or "answer" not in draft.answers:
            raise Refusal("questions-already-answered")
        answer = str(draft.answers["answer"])
        group = _settle(conn, context, int(draft.answers["group"]), GroupState.ANSWERED, answer)
        drafts.discard(conn, draft.id)
        people.set_staff_name(conn, person_id, context.staff_name)
        audit.record(conn, "answered", f"question_group:{group.id}", actor_id=person_id, now=now)
        asked = questions.settle_group(conn, group.id, QuestionState.ANSWERED, now)
        for question in asked:
            _tell(conn, context, question, "questions-answered", answer=answer)
        return group, len(asked)

    group, told = await context.write(work)
    await context.toast()
    await context.replace(context.text("questions-sent", count=told))
    await context.say(proposals.offer_screen(context, group.id))


async def on_dismiss(_: object, context: Context) -> None:
    """Asks before a question is set aside."""
    await roles.require(context, Role.PRESS)
    number = context.carried_id()
    group = await context.read(lambda conn: _open_group(conn, number))
    await context.toast()
    await context.replace(
        Screen.of(
            context.text("questions-dismiss-sure", text=shorten(group.text, SHOWN)),
            [button(context.label("questions-dismiss-yes"), "question", "aside", number)],
            [button(context.label("button-back"), "question", "show", number)],
        )
    )


async def on_set_aside(_: object, context: Context) -> None:
    """Sets a question aside: those who asked are told that the press office cannot answer it here."""
    await roles.require(context, Role.PRESS)
    number, person_id, now = context.carried_id(), context.person.id, context.now

    def work(conn: Connection) -> int:
        group = _settle(conn, context, number, GroupState.DISMISSED, None)
        audit.record(conn, "dismissed", f"question_group:{group.id}", actor_id=person_id, now=now)
        asked = questions.settle_group(conn, group.id, QuestionState.DISMISSED, now)
        for question in asked:
            _tell(conn, context, question, "questions-dismissed")
        return len(asked)

    told = await context.write(work)
    await context.toast()
    await context.replace(context.text("questions-set-aside", count=told))


async def _list_screen(context: Context, page: int) -> Screen:
    waiting = await context.read(lambda conn: question_groups.waiting(conn, limit=PAGE, offset=page * PAGE))
    total = await context.read(question_groups.count_waiting)
    if not waiting:
        return Screen(context.text("questions-none"))
    lines = [_line(context, group) for group in waiting]
    open_one = [
        [button(context.label("questions-open", number=str(group.id)), "question", "show", group.id)]
        for group in waiting
    ]
    head = context.text("questions-head", total=total)
    return Screen.of("\n\n".join([head, *lines]), *open_one, _turn(context, page, total))


def _turn(context: Context, page: int, total: int) -> list[InlineKeyboardButton]:
    turn = []
    if page:
        turn.append(button(context.label("button-previous"), "question", "page", page - 1))
    if (page + 1) * PAGE < total:
        turn.append(button(context.label("button-next"), "question", "page", page + 1))
    return turn


def _line(context: Context, group: Group) -> str:
    return context.text(
        "questions-line",
        number=str(group.id),
        count=group.count,
        when=context.when(group.created_at),
        text=shorten(group.text, 300),
    )


def _settle(conn: Connection, context: Context, number: int, state: GroupState, answer: str | None) -> Group:
    group = question_groups.settle(conn, number, state, by=context.person.id, now=context.now, answer=answer)
    if group is None:
        raise Refusal("questions-already-answered")
    return group


def _open_group(conn: Connection, number: int) -> Group:
    group = question_groups.get(conn, number)
    if group is None or group.state is not GroupState.OPEN:
        raise Refusal("questions-already-answered")
    return group


def _tell(conn: Connection, context: Context, question: Question, sentence: str, **args: str) -> None:
    asker = people.get(conn, question.person_id)
    if asker is not None:
        text = context.services.texts(asker.language, sentence, text=shorten(question.text, SHOWN), **args)
        _queue(conn, context, asker.id, Screen(text))


def _tell_press_office(conn: Connection, context: Context, number: int, text: str) -> None:
    """Queues a note to each press officer who has opened the bot: someone waits for an answer."""
    texts = context.services.texts
    for officer in people.find_all(conn, context.services.policy.press_staff):
        screen = Screen.of(
            texts(officer.language, "questions-new", number=str(number), text=shorten(text, SHOWN)),
            [button(texts.plain(officer.language, "questions-answer"), "question", "answer", number)],
        )
        _queue(conn, context, officer.id, screen)


def _queue(conn: Connection, context: Context, person_id: int, screen: Screen) -> None:
    outbox.put(
        conn,
        method="sendMessage",
        params=screen.params(),
        lane=outbox.Lane.REPLY,
        person_id=person_id,
        now=context.now,
    )


COMMANDS = ((("questions",), on_questions),)
TAPS = {
    "question:answer": on_answer,
    "question:aside": on_set_aside,
    "question:dismiss": on_dismiss,
    "question:page": on_page,
    "question:send": on_send,
    "question:show": on_show,
}
