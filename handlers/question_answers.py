"""An answer on its way to everyone who asked: begun by one press officer, shown, sent once, whoever else began one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from sqlalchemy import Connection

from consultation.content import FaqEntry
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import shorten
from handlers import proposals, roles
from handlers.context import Context
from handlers.faq_screens import answer_text
from handlers.notes import leave
from handlers.screens import Screen, button
from handlers.texts import Safe, Texts
from storage import audit, drafts, people, question_groups, questions
from storage.drafts import Draft, DraftKind
from storage.people import Person
from storage.question_groups import Group, GroupState
from storage.questions import QuestionState

SHOWN = 1000


@dataclass(frozen=True, slots=True)
class Reply:
    """What everyone who asked is answered, in French; an `entry` of the FAQ is said as any citizen reads it."""

    text: str
    entry: FaqEntry | None = None

    def said(self, texts: Texts, language: str) -> str:
        """Says it in a language."""
        return self.text if self.entry is None else Safe(answer_text(texts, language, self.entry))


async def open_group(context: Context, number: int) -> Group:
    """Finds a group that waits for an answer, or says who dealt with it."""
    group = await context.read(lambda conn: question_groups.get(conn, number))
    if group is None:
        raise Refusal("button-gone")
    if group.state is not GroupState.OPEN:
        await _refuse_settled(context, group)
    return group


async def begin_answer(context: Context, field: str) -> tuple[Group, Draft]:
    """A press officer takes a question: what they type next is for it."""
    group, person_id, now = await open_group(context, context.carried_id()), context.person.id, context.now

    def work(conn: Connection) -> Draft:
        begun = drafts.find(conn, person_id, DraftKind.ANSWER)
        if begun is not None:
            drafts.discard(conn, begun.id)
        return drafts.begin(conn, person_id, DraftKind.ANSWER, field=field, answers={"group": group.id}, now=now)

    return group, await context.write(work)


async def own_draft(context: Context) -> Draft:
    """Finds the answer that a button speaks of, if it is this officer's and still to send."""
    number, person_id = context.carried_id(), context.person.id
    draft = await context.read(lambda conn: drafts.get(conn, number, person_id))
    if draft is None or draft.kind is not DraftKind.ANSWER:
        raise Refusal("questions-draft-gone")
    return draft


async def preview(context: Context, draft: Draft, chosen: Mapping[str, str]) -> None:
    """Shows an answer (its text, or the id of an `entry`) as it will be read, before it is sent."""
    answers, now = {"group": draft.answers["group"], **chosen}, context.now
    reply = _reply(context, answers)

    def work(conn: Connection) -> Group | None:
        group = question_groups.get(conn, int(answers["group"]))
        if group is not None and group.state is GroupState.OPEN:
            drafts.save(conn, draft.id, field=draft.field, answers=answers, now=now)
        else:
            drafts.discard(conn, draft.id)
        return group

    group = await context.write(work)
    if group is None or group.state is not GroupState.OPEN:
        await _refuse_settled(context, group)
    await context.say(_preview_screen(context, draft, group, reply))


async def on_send(_: object, context: Context) -> None:
    """📨 Envoyer: everyone who asked gets the answer; one that is new may become a FAQ entry."""
    await roles.require(context, Role.PRESS)
    draft = await own_draft(context)
    number, reply = int(draft.answers["group"]), _reply(context, draft.answers)

    def work(conn: Connection) -> int | None:
        if not drafts.discard(conn, draft.id):
            raise Refusal("questions-draft-gone")
        return _settle(conn, context, number, reply)

    told = await context.write(work)
    if told is None:
        await open_group(context, number)
    await context.toast()
    await context.replace(context.text("questions-sent", count=told or 0))
    if reply.entry is None:
        await context.say(proposals.offer_screen(context, number))


async def on_set_aside(_: object, context: Context) -> None:
    """🗑 Oui, classer: those who asked are told that the press office cannot answer it here."""
    await roles.require(context, Role.PRESS)
    number = context.carried_id()
    told = await context.write(lambda conn: _settle(conn, context, number, None))
    if told is None:
        await open_group(context, number)
    await context.toast()
    await context.replace(context.text("questions-set-aside", count=told or 0))


def _settle(conn: Connection, context: Context, number: int, reply: Reply | None) -> int | None:
    """Answers a group, or dismisses it without a reply; tells each person who asked, once; none if it is settled."""
    person_id, now = context.person.id, context.now
    state = GroupState.DISMISSED if reply is None else GroupState.ANSWERED
    answer, entry_id = (reply.text, reply.entry.id if reply.entry else None) if reply else (None, None)
    if not question_groups.settle(conn, number, state, by=person_id, now=now, answer=answer, entry_id=entry_id):
        return None
    people.set_staff_name(conn, person_id, context.staff_name)
    audit.record(conn, state.value, f"question_group:{number}", actor_id=person_id, now=now)
    asked = questions.settle_group(conn, number, QuestionState(state.value), now)
    first_words = {question.person_id: question.text for question in reversed(asked)}
    askers = [asker for person in sorted(first_words) if (asker := people.get(conn, person)) is not None]
    for asker in askers:
        leave(conn, context, asker.id, _told(context, asker, shorten(first_words[asker.id], SHOWN), reply))
    return len(askers)


def _told(context: Context, asker: Person, text: str, reply: Reply | None) -> Screen:
    texts = context.services.texts
    if reply is None:
        return Screen(texts(asker.language, "questions-dismissed", text=text))
    return Screen(texts(asker.language, "questions-answered", text=text, answer=reply.said(texts, asker.language)))


def _preview_screen(context: Context, draft: Draft, group: Group, reply: Reply) -> Screen:
    said, asked = reply.said(context.services.texts, context.language), shorten(group.text, SHOWN)
    sentence = "questions-preview" if reply.entry is None else "questions-preview-entry"
    return Screen.of(
        context.text(sentence, text=asked, answer=said, count=group.count),
        [button(context.label("button-send"), "question", "send", draft.id)],
        [button(context.label("button-cancel"), "draft", "discard", draft.id)],
    )


def _reply(context: Context, answers: Mapping[str, str]) -> Reply:
    if "answer" in answers:
        return Reply(str(answers["answer"]))
    if "entry" not in answers:
        raise Refusal("questions-draft-gone")
    entry = context.services.faq.entry(answers["entry"])
    if entry is None:
        raise Refusal("faq-entry-gone")
    return Reply(entry.answer["fr"], entry)


async def _refuse_settled(context: Context, group: Group | None) -> NoReturn:
    by = group.answered_by if group else None
    name = "?" if by is None else await context.read(lambda conn: people.staff_name(conn, by))
    raise Refusal("questions-settled-by", name=name)


TAPS = {"question:aside": on_set_aside, "question:send": on_send}
