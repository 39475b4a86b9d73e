"""What a moderator does by a form: the same acts as by the card in Telegram, by the same rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web
from multidict import MultiDictProxy
from sqlalchemy import Connection

from consultation.moderation import NOTE_LONGEST, WORD_LONGEST, Decision
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.sanction import REASONS
from consultation.text import clean, has_words, length
from handlers import claiming, escalating, exchanges, masking, sanctions, undoing
from handlers.acts import Act
from handlers.deciding import settle
from handlers.services import Services
from web.desk import DESK
from web.pages import LANGUAGE, SESSION

FormData = MultiDictProxy[str | bytes | bytearray | web.FileField]
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Given:
    """What came with the act: a reason, field or number; a text."""

    detail: str | None
    text: str


Work = Callable[[Connection, Services, Act, Given], Refusal | None]


def _settling(decision: Decision) -> Work:
    def work(conn: Connection, services: Services, act: Act, given: Given) -> Refusal | None:
        return settle(conn, services, act, decision, given.detail, given.text or None)

    return work


def _undecided(work: Callable[[Connection, Services, Act], Refusal | None]) -> Work:
    return lambda conn, services, act, _: work(conn, services, act)


ACTS: dict[str, Work] = {
    **{decision.value.verb: _settling(decision) for decision in Decision},
    "claim": _undecided(claiming.claim),
    "release": _undecided(claiming.release),
    "escalate": _undecided(escalating.escalate),
    "mask": _undecided(masking.mask),
    "undo": _undecided(undoing.undo),
    "sanction": lambda conn, services, act, given: sanctions.give(conn, services, act, given.detail or ""),
    "note": lambda conn, services, act, given: exchanges.keep_note(conn, services, act, None, given.text),
    "message": lambda conn, services, act, given: exchanges.write_to_author(conn, services, act, None, given.text),
}
"""What the forms' buttons are named after."""
DECISIONS = frozenset(decision.value.verb for decision in Decision)
WRITTEN = frozenset({"note", "message"})


def read(verb: str, form: FormData) -> Given:
    """Reads what an act needs, or refuses with what to do."""
    detail, text = word(form, "detail") or None, clean(word(form, "text"))
    if verb in DECISIONS:
        detail = None if verb == "approve" else detail
        Decision.of(verb).check(detail)
    if verb == "sanction" and detail not in REASONS:
        raise Refusal("moderation-choose-detail")
    if verb in WRITTEN and not has_words(text):
        raise Refusal("form-words-needed")
    longest = NOTE_LONGEST if verb in WRITTEN else WORD_LONGEST
    if length(text) > longest:
        raise Refusal("form-too-long", maximum=longest, excess=length(text) - longest)
    return Given(detail, text if verb in WRITTEN or verb == "refuse" else "")


async def do(request: web.Request, verb: str, number: int, version: int, given: Given) -> Refusal | None:
    """Does it in one transaction, in the name of who is inside; says why not."""
    services, act = request.app[DESK].services, act_of(request, number, version)
    return await services.database.write(lambda conn: ACTS[verb](conn, services, act, given))


def act_of(request: web.Request, number: int, version: int) -> Act:
    """Says what who is inside would do, to a submission as it was shown."""
    session = request[SESSION]
    return Act(
        number=number,
        version=version,
        moderator_id=session.person_id,
        name=session.name,
        language=request[LANGUAGE],
        now=request.app[DESK].services.clock(),
        admin=session.role is Role.ADMIN,
    )


def word(form: FormData, name: str) -> str:
    """Reads a field of a form; empty if it is not there, or is a file."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def number_of(text: str) -> int:
    """Reads an id from an address or a form; there is nothing where none can be."""
    if not (text.isascii() and text.isdigit()) or len(text) > 19 or int(text) > LARGEST_ID:
        raise web.HTTPNotFound
    return int(text)
