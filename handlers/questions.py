"""Questions the FAQ could not answer: the press office sees them, answers in the chat, the citizen hears back."""

from __future__ import annotations

from sqlalchemy import Connection

from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import clean, has_words, length, shorten
from handlers import roles
from handlers.context import Context
from handlers.screens import Screen, button
from storage import audit, drafts, outbox, people, questions
from storage.drafts import Draft, DraftKind
from storage.questions import Question

PAGE = 5
ANSWER_LONGEST = 900


def tell_press_office(conn: Connection, context: Context, number: int) -> None:
    """Queues a note to each press officer who has opened the bot: someone waits for an answer."""
    question = questions.get(conn, number)
    if question is None:
        return
    for telegram_id in sorted(context.services.policy.press_ids):
        officer = people.find(conn, telegram_id)
        if officer is None:
            continue
        texts = context.services.texts
        screen = Screen.of(
            texts(officer.language, "questions-new", number=str(number), text=shorten(question.text, 1000)),
            [button(texts.plain(officer.language, "questions-answer"), "question", "answer", number)],
        )
        _queue(conn, context, officer.id, screen)


async def on_questions(_: object, context: Context) -> None:
    """/questions: what waits for the press office, oldest first."""
    await roles.require(context, Role.PRESS)
    await context.say(await _list_screen(context, 0))


async def on_page(_: object, context: Context) -> None:
    """Another page of the list."""
    await roles.require(context, Role.PRESS)
    screen = await _list_screen(context, context.carried_id())
    await context.toast()
    await context.replace(screen)


async def on_answer(_: object, context: Context) -> None:
    """A press officer takes a question: the next message is its answer."""
    await roles.require(context, Role.PRESS)
    number, person_id, now = context.carried_id(), context.person.id, context.now

    def work(conn: Connection) -> Question:
        question = _waiting(conn, number)
        begun = drafts.find(conn, person_id, DraftKind.ANSWER)
        if begun is not None:
            drafts.discard(conn, begun.id)
        answers = {"question": number}
        drafts.begin(conn, person_id, DraftKind.ANSWER, field="answer", answers=answers, now=now)
        return question

    question = await context.write(work)
    await context.toast()
    await context.say(context.text("questions-write", text=shorten(question.text, 1000), maximum=ANSWER_LONGEST))


async def receive_text(context: Context, draft: Draft, typed: str) -> None:
    """The answer was typed: shows it as the citizen will read it, before it is sent."""
    answer = clean(typed)
    if not has_words(answer):
        raise Refusal("form-words-needed")
    if length(answer) > ANSWER_LONGEST:
        raise Refusal("form-too-long", maximum=ANSWER_LONGEST, excess=length(answer) - ANSWER_LONGEST)
    answers, now = {**draft.answers, "answer": answer}, context.now

    def work(conn: Connection) -> Question:
        drafts.save(conn, draft.id, field="answer", answers=answers, now=now)
        return _waiting(conn, int(draft.answers["question"]))

    question = await context.write(work)
    await context.say(
        Screen.of(
            context.text("questions-preview", text=shorten(question.text, 1000), answer=answer),
            [button(context.label("button-send"), "question", "send", draft.id)],
            [button(context.label("button-cancel"), "draft", "discard", draft.id)],
        )
    )


async def on_send(_: object, context: Context) -> None:
    """Sends the answer to the citizen who asked."""
    await roles.require(context, Role.PRESS)
    number, person_id, now = context.carried_id(), context.person.id, context.now

    def work(conn: Connection) -> None:
        draft = drafts.get(conn, number, person_id)
        if draft is None or "answer" not in draft.answers:
            raise Refusal("questions-already-answered")
        answered = questions.answer(
            conn, int(draft.answers["question"]), text=str(draft.answers["answer"]), by=person_id, now=now
        )
        drafts.discard(conn, draft.id)
        if answered is None:
            raise Refusal("questions-already-answered")
        audit.record(conn, "answered", f"question:{answered.id}", actor_id=person_id, now=now)
        asker = people.get(conn, answered.person_id)
        if asker is not None:
            text = context.services.texts(
                asker.language,
                "questions-answered",
                text=shorten(answered.text, 1000),
                answer=str(draft.answers["answer"]),
            )
            _queue(conn, context, asker.id, Screen(text))

    await context.write(work)
    await context.toast()
    await context.replace(context.text("questions-sent"))


async def _list_screen(context: Context, page: int) -> Screen:
    waiting = await context.read(lambda conn: questions.passed_on(conn, limit=PAGE, offset=page * PAGE))
    total = await context.read(questions.count_passed_on)
    if not waiting:
        return Screen(context.text("questions-none"))
    lines = [
        context.text(
            "questions-line", number=str(item.id), when=context.when(item.created_at), text=shorten(item.text, 300)
        )
        for item in waiting
    ]
    answer = [
        button(context.label("questions-answer-one", number=str(item.id)), "question", "answer", item.id)
        for item in waiting
    ]
    turn = []
    if page:
        turn.append(button(context.label("button-previous"), "question", "page", page - 1))
    if (page + 1) * PAGE < total:
        turn.append(button(context.label("button-next"), "question", "page", page + 1))
    head = context.text("questions-head", total=total)
    return Screen.of("\n\n".join([head, *lines]), *[[one] for one in answer], turn)


def _waiting(conn: Connection, number: int) -> Question:
    question = questions.get(conn, number)
    if question is None or question.state is not questions.QuestionState.PASSED_ON:
        raise Refusal("questions-already-answered")
    return question


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
TAPS = {"question:answer": on_answer, "question:page": on_page, "question:send": on_send}
