"""The phase of the consultation: what it changes for everyone, and /phase, by which an admin changes it.

It is read from the database whenever it matters, so that every process follows at once. While contributions are not
taken, all that concerns those already sent goes on: questions asked back, changes, withdrawals, appeals, follow-up.
"""

from __future__ import annotations

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation import phase as rules
from consultation.content import in_language
from consultation.phase import InForce, Phase
from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import roles
from handlers.context import Context
from handlers.dates import PARIS, day
from handlers.screens import Screen, button
from storage import audit, drafts, phases
from storage.drafts import DraftKind

GAP = "\n\n"
INSTEAD = ("suivi", "engagements", "abonnements")
"""What is offered where contributions are not taken, each named by its command."""


def in_force(conn: Connection, context: Context) -> InForce:
    """Finds the phase the consultation is in at the moment of an update."""
    return rules.in_force(context.services.consultation.phases, phases.decided(conn), context.now)


def refuse_new(conn: Connection, context: Context) -> None:
    """Refuses that a contribution be begun while none is taken."""
    if not in_force(conn, context).takes_contributions:
        raise Refusal("phase-closed-now")


def refuse_when_closed(conn: Connection, context: Context) -> None:
    """Refuses a contribution that comes too late; what was written is kept."""
    now_in = in_force(conn, context)
    if not now_in.takes_what_was_begun(context.now, context.services.policy.closing_grace):
        raise Refusal("phase-too-late")


async def current(context: Context) -> InForce:
    """Reads the phase in force."""
    return await context.read(lambda conn: in_force(conn, context))


async def closed_screen(context: Context, now_in: InForce) -> Screen:
    """Explains why no contribution is taken: since when, what follows, what can be done instead."""
    person_id = context.person.id
    begun = await context.read(lambda conn: drafts.find(conn, person_id, DraftKind.CONTRIBUTION))
    parts = [context.text(f"phase-{now_in.phase}-explained", since=_since(context, now_in)), *_next(context, now_in)]
    if begun is not None:
        parts.append(context.text("phase-draft-kept"))
    return Screen.of(
        GAP.join(parts),
        *plan_rows(context, now_in),
        *([button(context.label(_label(name)), "menu", "go", name)] for name in INSTEAD),
        [button(context.label("menu-mes-donnees"), "menu", "go", "mes_donnees")] if begun is not None else [],
        [button(context.label("button-menu"), "menu", "show")],
    )


def plan_rows(context: Context, now_in: InForce) -> list[list[InlineKeyboardButton]]:
    """The way to the plan, once it is published and its address is known."""
    planned = rules.planned(context.services.consultation.phases, now_in.phase)
    if now_in.phase is not Phase.PUBLISHED or planned is None or planned.url is None:
        return []
    return [[InlineKeyboardButton(context.label("phase-plan"), url=planned.url)]]


async def on_phase(_: object, context: Context) -> None:
    """/phase: where the consultation stands, what the calendar foresees, what can be changed."""
    await roles.require(context, Role.ADMIN)
    await context.say(_phase_screen(context, await current(context)))


async def on_show(_: object, context: Context) -> None:
    """Back from the confirmation."""
    await roles.require(context, Role.ADMIN)
    screen = _phase_screen(context, await current(context))
    await context.toast()
    await context.replace(screen)


async def on_ask(_: object, context: Context) -> None:
    """A phase was tapped: what it changes, before it is confirmed."""
    await roles.require(context, Role.ADMIN)
    wanted, now_in = _carried(context, 0), await current(context)
    back = button(context.label("button-back"), "phase", "show")
    await context.toast()
    await context.replace(
        Screen.of(
            context.text("phase-sure", now=_name(context, now_in.phase), wanted=_name(context, wanted))
            + GAP
            + context.text(f"phase-{wanted}-effect"),
            [button(context.label("phase-confirm"), "phase", "set", wanted.value, now_in.phase.value)],
            [back],
        )
    )


async def on_set(_: object, context: Context) -> None:
    """✅ Confirmer: from now on, in every process."""
    await roles.require(context, Role.ADMIN)
    wanted, seen = _carried(context, 0), _carried(context, 1)
    by, now = context.person.id, context.now

    def work(conn: Connection) -> None:
        if in_force(conn, context).phase is not seen or wanted is seen:
            raise Refusal("phase-changed-since")
        phases.decide(conn, wanted, by=by, now=now)
        subject = f"consultation:{context.services.consultation.id}"
        details = {"from": seen.value, "to": wanted.value}
        audit.record(conn, "phase", subject, actor_id=by, now=now, details=details)

    await context.write(work)
    await context.toast("phase-set")
    await context.replace(_phase_screen(context, InForce(wanted, now)))


def _phase_screen(context: Context, now_in: InForce) -> Screen:
    head = context.text("phase-head", phase=_name(context, now_in.phase), since=_since(context, now_in))
    foreseen = [
        context.text("phase-foreseen", when=context.when(change.since), phase=_name(context, change.phase))
        for change in rules.schedule(context.services.consultation.phases)
        if change.since is not None and change.since > context.now
    ]
    rows = [
        [button(context.label(f"phase-to-{phase}"), "phase", "ask", phase.value)]
        for phase in Phase
        if phase is not now_in.phase
    ]
    return Screen.of(GAP.join([head, *foreseen]), *rows)


def _carried(context: Context, index: int) -> Phase:
    word = context.carried_word(index)
    if word not in list(Phase):
        raise Refusal("button-gone")
    return Phase(word)


def _name(context: Context, phase: Phase) -> str:
    return context.label(f"phase-{phase}")


def _since(context: Context, now_in: InForce) -> str:
    """Says the day a phase began; the launch, for one that nobody ever changed."""
    launched = context.services.consultation.launched
    return day(now_in.since.astimezone(PARIS).date() if now_in.since else launched, context.language)


def _next(context: Context, now_in: InForce) -> list[str]:
    """Says what comes next, in the words of the consultation's files."""
    after = rules.following(now_in.phase)
    planned = rules.planned(context.services.consultation.phases, after) if after else None
    if planned is None:
        return []
    return [context.text("phase-next", title=in_language(planned.title, context.language))]


def _label(name: str) -> str:
    return f"menu-{name.replace('_', '-')}"


COMMANDS = ((("phase",), on_phase),)
TAPS = {"phase:ask": on_ask, "phase:set": on_set, "phase:show": on_show}
