"""The card of one submission: what it says, what moderators said of it, and everything that may be done with it now."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from aiohttp import web
from sqlalchemy import Connection

from consultation.content import in_language
from consultation.form import FORM, Answers
from consultation.moderation import NOTE_LONGEST, OPEN, WORD_LONGEST, Decision
from consultation.refusal import Refusal
from consultation.sanction import REASONS as SANCTION_REASONS
from consultation.sanction import Step
from consultation.text import shorten
from handlers import cards, masking, sanctions
from handlers.card_facts import Facts, facts_about
from handlers.dates import moment, since
from handlers.deciding import objection
from handlers.form import event_title, value_in_words
from handlers.services import Services
from storage import notes, queue, submissions
from storage.notes import Note
from storage.queue import Filter
from storage.submissions import Submission
from web import acting, csrf
from web.desk import DESK
from web.pages import LANGUAGE, SESSION
from web.saying import Said, Undo, done_of, undo_of

NOTES = 50
BESIDE = frozenset({"title", "theme"})
"""Answers that stand above the others, as the page's title and beside its state."""
TITLE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Line:
    """A field of the form and its answer; `masked` is what it would become, if that is something else."""

    key: str
    value: str
    label: str
    changed: bool
    masked: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """What the database tells of a submission, and who reads it.

    `barred` is why they may not decide, `step` what its author would be given, `undo` how they undo what was decided.
    """

    submission: Submission
    facts: Facts
    notes: list[Note]
    barred: Refusal | None
    step: Step | None
    undo: Undo | None


async def on_card(request: web.Request) -> web.StreamResponse:
    """One submission."""
    return await card_page(request, acting.number_of(request.match_info["number"]))


async def on_next(request: web.Request) -> web.StreamResponse:
    """The submission after a number (or before it) among those that wait; after the last, the first, or the list."""
    database, query = request.app[DESK].services.database, request.query
    after = acting.number_of(query["after"]) if "after" in query else None
    before = acting.number_of(query["before"]) if "before" in query else None

    def look(conn: Connection) -> Submission | None:
        wanted = Filter(OPEN)
        if before is not None:
            page = queue.page(conn, wanted, size=1, after=before, backwards=True)
        else:
            page = queue.page(conn, wanted, size=1, after=after)
        return next(iter(page.found or queue.page(conn, wanted, size=1).found), None)

    found = await database.read(look)
    done = urlencode({key: query[key] for key in ("done", "n") if key in query})
    raise web.HTTPSeeOther(f"/console{'' if found is None else f'/{found.id}'}{'?' if done else ''}{done}")


async def on_act(request: web.Request) -> web.StreamResponse:
    """A form of the card: done, then on to the next submission if this one is decided; or told why not."""
    number, form = acting.number_of(request.match_info["number"]), await request.post()
    verb, version = acting.word(form, "act"), acting.number_of(acting.word(form, "version"))
    if verb not in acting.ACTS:
        raise web.HTTPNotFound
    try:
        refusal = await acting.do(request, verb, number, version, acting.read(verb, form))
    except Refusal as told:
        refusal = told
    if refusal is not None:
        said = Said.of(refusal)
        return await card_page(request, number, status=200 if said.good else 409, said=said, kept=form)
    done = urlencode({"done": verb, "n": number})
    raise web.HTTPSeeOther(
        f"/console/next?after={number}&{done}" if verb in acting.DECISIONS else f"/console/{number}?{done}"
    )


async def card_page(
    request: web.Request,
    number: int,
    *,
    status: int = 200,
    said: Said | None = None,
    kept: acting.FormData | None = None,
) -> web.StreamResponse:
    """Shows a submission as it stands now; `kept` is what was typed in a form that was refused."""
    desk, language, session = request.app[DESK], request[LANGUAGE], request[SESSION]
    services, now = desk.services, desk.services.clock()
    card = await services.database.read(lambda conn: _look(conn, request, number, now))
    if card is None:
        raise web.HTTPNotFound
    submission, team = card.submission, card.facts.team
    claim = team.claim if team.claim is not None and team.claim.until > now else None
    return desk.pages.render(
        request,
        "card.html",
        status=status,
        csrf=csrf.word_for(request),
        said=said or await done_of(request),
        kept=_typed(kept),
        card=card,
        submission=submission,
        title=title_of(submission),
        lines=_lines(services, submission, card.facts, language),
        theme=_theme(services, submission, language),
        event=event_title(services.consultation, language, submission.event),
        received=moment(submission.submitted_at, language),
        age=since(submission.submitted_at, now, language),
        is_open=submission.status in OPEN,
        verdict=_verdict(submission, card.facts, language),
        decisions={decision.value.verb: decision.value.choices for decision in Decision},
        claim=claim,
        claim_until=moment(claim.until, language) if claim else "",
        mine=claim is not None and claim.moderator_id == session.person_id,
        reasons=SANCTION_REASONS,
        notes=[(note, moment(note.at, language)) for note in card.notes],
        has_file=isinstance(submission.answers.get("attachment"), Mapping),
        quorum=services.policy.quorum,
        word_longest=WORD_LONGEST,
        note_longest=NOTE_LONGEST,
        stamp=f"{submission.version}:{submission.status}:{len(card.notes)}:{claim and claim.moderator_id}:"
        f"{len(team.votes)}:{team.escalated_by is not None}:{team.sanction is not None}",
    )


def _look(conn: Connection, request: web.Request, number: int, now: datetime) -> Card | None:
    submission = submissions.get(conn, number)
    if submission is None:
        return None
    act = acting.act_of(request, number, submission.version)
    step = None
    with suppress(Refusal):
        step = sanctions.step_for(conn, sanctions.blamed(conn, number), now)
    return Card(
        submission,
        facts_about(conn, submission),
        notes.on(conn, number, last=NOTES),
        barred=objection(conn, submission, act) if submission.status in OPEN else None,
        step=step,
        undo=undo_of(conn, request, number),
    )


def _lines(services: Services, submission: Submission, facts: Facts, language: str) -> list[Line]:
    """The answers in words, and beside those that hold personal data what they would be once masked."""
    masked: Answers = masking.masked(services, submission) if submission.answers else {}

    def words(answers: Answers, key: str) -> str:
        [field] = [field for field in FORM if field.key == key]
        return value_in_words(services.texts, language, services.consultation, field, answers[key])

    return [
        Line(
            field.key,
            words(submission.answers, field.key),
            _label(services, field.key, language),
            field.key in facts.changed,
            words(masked, field.key) if masked.get(field.key) != submission.answers[field.key] else None,
        )
        for field in FORM
        if field.key in submission.answers and field.key not in BESIDE
    ]


def _label(services: Services, key: str, language: str) -> str:
    """Names a field as moderators read it: what asks the author "you are" is "who speaks" to them."""
    own = f"card-field-{key}"
    return services.texts.plain(language, own if services.texts.has(own) else f"field-{key}")


def _verdict(submission: Submission, facts: Facts, language: str) -> dict[str, str]:
    """What the sentence of a settled submission is told with."""
    return {
        "name": shorten(facts.decided_by or "?", cards.NAME_LENGTH),
        "when": moment(submission.decided_at, language) if submission.decided_at else "",
    }


def _theme(services: Services, submission: Submission, language: str) -> str:
    theme = services.consultation.theme(submission.theme)
    return submission.theme if theme is None else in_language(theme.title, language)


def title_of(submission: Submission) -> str:
    """The title of a submission, on one line."""
    return shorten(str(submission.answers.get("title", "")), TITLE_LENGTH)


def _typed(form: acting.FormData | None) -> dict[str, str]:
    names = ("act", "detail", "text")
    return {name: "" if form is None else acting.word(form, name) for name in names}


ROUTES = (
    web.get("/console/next", on_next),
    web.get(r"/console/{number:\d+}", on_card),
    web.post(r"/console/{number:\d+}", on_act),
)
