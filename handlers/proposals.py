"""From an answer to a FAQ entry: one press officer proposes, another validates, everyone's bot knows it in seconds."""

from __future__ import annotations

import asyncio

from sqlalchemy import Connection

from consultation import faq_drafting
from consultation.content import FaqEntry
from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import faq_editing, roles
from handlers.context import Context
from handlers.faq_publishing import decide_screen, may_publish_alone, publish, refuse_twins
from handlers.notes import leave
from handlers.screens import Screen, button
from storage import audit, faq_entries, faq_proposals, people, question_groups, questions
from storage.faq_proposals import Proposal, ProposalState
from storage.question_groups import Group

WORDINGS_READ = 100
SHOWN = 5


def offer_screen(context: Context, group_id: int) -> Screen:
    """Offers to keep an answer for the next citizens who ask."""
    return Screen.of(
        context.text("proposal-offer"),
        [button(context.label("proposal-yes"), "proposal", "begin", group_id)],
        [button(context.label("proposal-no"), "proposal", "leave")],
    )


async def on_begin(_: object, context: Context) -> None:
    """Drafts an entry from an answered question: its words, its answer, how citizens asked it."""
    await roles.require(context, Role.PRESS)
    number, today = context.carried_id(), context.now.date()

    def read(conn: Connection) -> tuple[Group | None, list[str]]:
        if faq_proposals.is_made(conn, number):
            raise Refusal("proposal-made")
        asked = questions.of_group(conn, number, limit=WORDINGS_READ)
        return question_groups.get(conn, number), [item.text for item in asked]

    group, asked = await context.read(read)
    if group is None or group.answer is None:
        raise Refusal("button-gone")
    taken = await asyncio.to_thread(faq_drafting.taken_by, context.services.faq.entries())
    entry = faq_drafting.begin_from(group.text, group.answer, asked, today, taken)
    await faq_editing.open_draft(context, entry, group_id=number)


async def on_leave(_: object, context: Context) -> None:
    """The answer stays between those who asked and the press office."""
    await context.toast()
    await context.replace(context.text("proposal-left"))


async def on_list(_: object, context: Context) -> None:
    """Proposals that wait for a second press officer, oldest first."""
    await roles.require(context, Role.PRESS)
    waiting = await context.read(faq_proposals.pending)
    await context.toast()
    if not waiting:
        await context.say(context.text("proposal-none"))
    for proposal in waiting[:SHOWN]:
        entry = faq_entries.entry_of(proposal.content)
        await context.say(decide_screen(context, context.language, proposal.id, entry))


async def on_accept(_: object, context: Context) -> None:
    """✅ Valider: the entry answers from now on."""
    await roles.require(context, Role.PRESS)
    known = await _pending(context)
    await refuse_twins(context, faq_entries.entry_of(known.content))

    def work(conn: Connection) -> FaqEntry:
        proposal = _decided(conn, context, known, ProposalState.ACCEPTED)
        content = faq_entries.entry_of(proposal.content)
        entry = publish(conn, context, content, proposal.group_id, by=proposal.proposed_by)
        _tell_proposer(conn, context, proposal, "proposal-accepted", entry)
        return entry

    entry = await context.write(work)
    await context.services.faq.refresh_if_changed()
    await context.toast()
    await context.replace(context.text("proposal-published", question=entry.question["fr"], name=context.staff_name))


async def on_refuse(_: object, context: Context) -> None:
    """❌ Refuser: the proposer is told, the entry is not made."""
    await roles.require(context, Role.PRESS)
    known, person, now = await _pending(context), context.person, context.now

    def work(conn: Connection) -> FaqEntry:
        proposal = _decided(conn, context, known, ProposalState.REFUSED)
        people.set_staff_name(conn, person.id, context.staff_name)
        audit.record(conn, "refused", f"faq_proposal:{proposal.id}", actor_id=person.id, now=now)
        entry = faq_entries.entry_of(proposal.content)
        _tell_proposer(conn, context, proposal, "proposal-refused", entry)
        return entry

    entry = await context.write(work)
    await context.toast()
    await context.replace(context.text("proposal-turned-down", question=entry.question["fr"], name=context.staff_name))


async def on_edit(_: object, context: Context) -> None:
    """📝 Modifier: takes the proposal over as a draft; it then waits for yet another press officer."""
    await roles.require(context, Role.PRESS)
    proposal = await _pending(context)
    entry = faq_entries.entry_of(proposal.content)
    await faq_editing.open_draft(context, entry, group_id=proposal.group_id, proposal_id=proposal.id)


async def _pending(context: Context) -> Proposal:
    number = context.carried_id()
    proposal = await context.read(lambda conn: faq_proposals.get(conn, number))
    if proposal is None or proposal.state is not ProposalState.PENDING:
        raise Refusal("proposal-decided")
    return proposal


def _decided(conn: Connection, context: Context, known: Proposal, state: ProposalState) -> Proposal:
    """Decides, once. Nobody validates their own, unless alone; anyone may take theirs back."""
    own = known.proposed_by == context.person.id
    if own and state is ProposalState.ACCEPTED and not may_publish_alone(context):
        raise Refusal("proposal-own")
    proposal = faq_proposals.decide(conn, known.id, state, by=context.person.id, now=context.now)
    if proposal is None:
        raise Refusal("proposal-decided")
    return proposal


def _tell_proposer(conn: Connection, context: Context, proposal: Proposal, sentence: str, entry: FaqEntry) -> None:
    proposer = people.get(conn, proposal.proposed_by)
    if proposer is not None and proposer.id != context.person.id:
        question, name = entry.question["fr"], context.staff_name
        text = context.services.texts(proposer.language, sentence, question=question, name=name)
        leave(conn, context, proposer.id, Screen(text))


TAPS = {
    "proposal:accept": on_accept,
    "proposal:begin": on_begin,
    "proposal:edit": on_edit,
    "proposal:leave": on_leave,
    "proposal:list": on_list,
    "proposal:refuse": on_refuse,
}
