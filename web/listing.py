"""The list of submissions: by state, theme, age and words, a page at a time; what is open may be refused in bulk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from aiohttp import web
from sqlalchemy import Connection

from consultation.content import in_language
from consultation.moderation import OPEN, REASONS, WORD_LONGEST
from consultation.text import shorten
from handlers.dates import since
from handlers.deciding import objection
from handlers.queue_filters import AGES, ALL, STATES, Choice, Cursor
from handlers.services import Services
from storage import appeals, claims, escalations, people, queue
from storage.queue import Filter, Page
from storage.submissions import Submission
from web import acting, csrf
from web.desk import DESK
from web.pages import LANGUAGE
from web.saying import Said, done_of

PAGE = 20
TITLE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Row:
    """A submission in the list; `taken_by` is empty unless a moderator has it.

    `appeal` is "own" for who refused it first, "other" for the rest; `may_decide` tells whether who reads may.
    """

    number: int
    version: int
    title: str
    theme: str
    age: str
    status: str
    taken_by: str
    appeal: str
    escalated: bool
    may_decide: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the list; `total` is none of a search."""

    rows: list[Row]
    page: Page
    total: int | None


async def on_list(request: web.Request) -> web.StreamResponse:
    """The queue, or another list."""
    return await list_page(request)


async def list_page(request: web.Request, *, status: int = 200, said: Said | None = None) -> web.StreamResponse:
    """Shows the list that was asked for, and what was just done."""
    desk, query, language = request.app[DESK], request.query, request[LANGUAGE]
    choice = Choice.read([query.get("state", ""), query.get("theme", ""), query.get("age", "")])
    cursor, words = Cursor.read(["", "", "", query.get("at", "")]), query.get("q", "").strip()[:200]
    number = words.lstrip("#n°N ").strip()
    if number.isascii() and number.isdigit() and len(number) <= 18:
        raise web.HTTPSeeOther(f"/console/{int(number)}")
    services, now = desk.services, desk.services.clock()
    wanted = choice.filter(services, now)
    listed = await services.database.read(lambda conn: _look(conn, request, wanted, cursor, words, now))
    return desk.pages.render(
        request,
        "list.html",
        status=status,
        csrf=csrf.word_for(request),
        said=said or await done_of(request),
        rows=listed.rows,
        total=listed.total,
        many=queue.COUNTED,
        words=words,
        choice=choice,
        states=list(STATES),
        ages=AGES,
        late_days=services.policy.expected_days,
        themes=[(ALL, None), *_themes(services, language)],
        reasons=REASONS,
        word_longest=WORD_LONGEST,
        links=_links(choice, cursor, words, listed.page),
        can_bulk=any(row.may_decide for row in listed.rows),
        stamp=_stamp(listed.rows),
    )


def _look(conn: Connection, request: web.Request, wanted: Filter, cursor: Cursor, words: str, now: datetime) -> Listed:
    if words:
        page, total = queue.seek(conn, wanted, words, size=PAGE, after=cursor.after), None
    else:
        page, total = queue.page(conn, wanted, size=PAGE, after=cursor.number, backwards=cursor.backwards), None
        if cursor.backwards and not page.more:  # the first page is always a full one
            page = queue.page(conn, wanted, size=PAGE)
        total = queue.count(conn, wanted)
    return Listed([_row(conn, request, one, now) for one in page.found], page, total)


def _row(conn: Connection, request: web.Request, submission: Submission, now: datetime) -> Row:
    language, number, is_open = request[LANGUAGE], submission.id, submission.status in OPEN
    theme = request.app[DESK].services.consultation.theme(submission.theme)
    claim, appeal = (claims.live(conn, number, now), appeals.find(conn, number)) if is_open else (None, None)
    refused = objection(conn, submission, acting.act_of(request, number, submission.version))
    own = refused is not None and refused.message_id == "moderation-own-refusal"
    return Row(
        number=number,
        version=submission.version,
        title=shorten(str(submission.answers.get("title", "")), TITLE_LENGTH),
        theme=submission.theme if theme is None else in_language(theme.title, language),
        age=since(submission.submitted_at, now, language),
        status=submission.status.replace("_", "-"),
        taken_by="" if claim is None else people.staff_name(conn, claim.moderator_id),
        appeal="" if appeal is None else "own" if own else "other",
        escalated=is_open and escalations.by(conn, number) is not None,
        may_decide=refused is None,
    )


def _themes(services: Services, language: str) -> list[tuple[str, str]]:
    themes = services.consultation.themes
    return [(str(place), in_language(theme.title, language)) for place, theme in enumerate(themes)]


def _links(choice: Choice, cursor: Cursor, words: str, page: Page) -> dict[str, str]:
    """The addresses of the pages before and after, where there are any."""

    def to(place: Cursor) -> str:
        asked = {"state": choice.state, "theme": choice.theme, "age": choice.age, "q": words, "at": str(place)}
        return "/console?" + urlencode({key: value for key, value in asked.items() if value})

    links = {"previous": "", "next": ""}
    if words:
        return {**links, "next": to(Cursor(page.reached)) if page.more and page.reached is not None else ""}
    if page.found and (page.more if cursor.backwards else cursor.number is not None):
        links["previous"] = to(Cursor(page.found[0].id, backwards=True))
    if page.found and (page.more or cursor.backwards):
        links["next"] = to(Cursor(page.found[-1].id))
    return links


def _stamp(rows: list[Row]) -> str:
    """Changes when the list does, but for the ages."""
    seen = "|".join(
        f"{row.number}:{row.version}:{row.status}:{row.taken_by}:{row.appeal}:{row.escalated}" for row in rows
    )
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


ROUTES = (web.get("/console", on_list),)
