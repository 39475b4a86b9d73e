"""A second press officer approves an announcement before it leaves, when the settings ask for it.

- Everyone else in the press office is told, and sees the announcement itself before the buttons that decide.
- Who wrote it does not approve it. Of two who decide at once, one does; the other reads that it is done.
- Approved, it leaves at its moment, or at once. Refused, it is a draft of its author again. Both are told.
"""

from __future__ import annotations

from sqlalchemy import Connection

from consultation.broadcast import State
from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import announcement, audience, notes, progress, published, roles
from handlers.context import Context
from handlers.screens import Screen, button
from storage import audit, broadcasts, drafts, people
from storage.broadcasts import Broadcast
from storage.drafts import DraftKind
from storage.people import Person


def ask(conn: Connection, context: Context, proposed: Broadcast) -> None:
    """Asks every other press officer to look at an announcement."""
    texts, name = context.services.texts, context.staff_name

    def screen(officer: Person) -> Screen:
        said = texts(officer.language, "approval-asked", number=str(proposed.id), name=name)
        look = texts.plain(officer.language, "approval-look", number=str(proposed.id))
        return Screen.of(said, [button(look, "approval", "look", proposed.id)])

    notes.tell_press_office(conn, context, screen, but=proposed.author_id)


async def on_look(_: object, context: Context) -> None:
    """👁 Voir: the announcement as it will be received, then the decision to take."""
    await roles.require(context, Role.PRESS)
    proposed = await _proposed(context)
    await context.toast()
    for said in published.versions_of(context, proposed):
        if await announcement.preview(context, said) is None:
            raise Refusal("approval-later")
    await context.say(await _decide_screen(context, proposed))


async def on_approve(_: object, context: Context) -> None:
    """✅ Approuver: it leaves at its moment, or now."""
    await roles.require(context, Role.PRESS)
    proposed = await _proposed(context)
    if proposed.author_id == context.person.id:
        raise Refusal("approval-own")
    done = await context.write(lambda conn: _approve(conn, context, proposed))
    await context.toast("approval-done")
    await context.replace(context.text("approval-approved", number=str(done.id), count=done.total))


async def on_refuse(_: object, context: Context) -> None:
    """❌ Refuser: it goes back to its author."""
    await roles.require(context, Role.PRESS)
    proposed = await _proposed(context)
    await context.write(lambda conn: _refuse(conn, context, proposed))
    await context.toast("approval-done")
    await context.replace(context.text("approval-refused", number=str(proposed.id)))


async def _proposed(context: Context) -> Broadcast:
    number = context.carried_id()
    proposed = await context.read(lambda conn: broadcasts.get(conn, number))
    if proposed is None or proposed.state is not State.PROPOSED:
        raise Refusal("approval-decided")
    return proposed


async def _decide_screen(context: Context, proposed: Broadcast) -> Screen:
    parts = [
        context.text("approval-decide", number=str(proposed.id)),
        await audience.described(context, proposed.audience),
    ]
    if proposed.change is not None:
        parts[1:] = [context.text(f"{proposed.change.kind}-of-line", number=str(proposed.change.about))]
    if proposed.due_at is not None:
        parts.append(context.text("broadcast-due", when=context.when(proposed.due_at)))
    own = proposed.author_id == context.person.id
    return Screen.of(
        "\n\n".join(parts),
        [] if own else [button(context.label("approval-yes"), "approval", "yes", proposed.id)],
        [] if own else [button(context.label("approval-no"), "approval", "no", proposed.id)],
    )


def _approve(conn: Connection, context: Context, proposed: Broadcast) -> Broadcast:
    now, later = context.now, proposed.due_at is not None and proposed.due_at > context.now
    if later:
        moved = broadcasts.enter(conn, proposed.id, State.PROPOSED, State.SCHEDULED)
    else:
        moved = broadcasts.start(conn, proposed.id, State.PROPOSED, now)
    if moved is None:
        raise Refusal("approval-decided")
    if not later and not moved.total:
        raise Refusal("broadcast-nobody")
    _note(conn, context, "broadcast-approved", moved, "approval-author-approved")
    return moved


def _refuse(conn: Connection, context: Context, proposed: Broadcast) -> None:
    if broadcasts.recall(conn, proposed.id, context.now) is None:
        raise Refusal("approval-decided")
    answers, author = {**(proposed.composition or {}), "number": proposed.id}, proposed.author_id
    drafts.begin(conn, author, DraftKind.BROADCAST, field=None, answers=answers, now=context.now)
    stopped = broadcasts.get(conn, proposed.id)
    if stopped is not None:
        _note(conn, context, "broadcast-refused", stopped, "approval-author-refused")


def _note(conn: Connection, context: Context, action: str, moved: Broadcast, sentence: str) -> None:
    """Keeps who decided, shows the state, and tells the author."""
    now, person = context.now, context.person
    people.set_staff_name(conn, person.id, context.staff_name)
    audit.record(conn, action, f"broadcast:{moved.id}", actor_id=person.id, now=now)
    progress.queue_state(conn, context.services.texts, moved, now)
    author = people.get(conn, moved.author_id)
    if author is not None:
        told = context.services.texts(author.language, sentence, number=str(moved.id), name=context.staff_name)
        notes.leave(conn, context, author.id, Screen(told))


TAPS = {
    "approval:look": on_look,
    "approval:no": on_refuse,
    "approval:yes": on_approve,
}
