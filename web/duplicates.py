"""What a submission may be a duplicate of: what says much the same, or what holds words that are sought."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web
from sqlalchemy import Connection

from consultation.moderation import ORIGINALS
from consultation.refusal import Refusal
from consultation.text import clean, shorten
from handlers import duplicates
from handlers.deciding import objection
from storage import queue, submissions
from storage.queue import Filter
from storage.submissions import Submission
from web import acting, csrf
from web.card import title_of
from web.desk import DESK

SOUGHT = 10
WORDS_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Candidates:
    """What is offered; `found` is none when no words are sought, `barred` why who reads may not decide."""

    submission: Submission
    barred: Refusal | None
    alike: list[Submission]
    found: list[Submission] | None


async def on_duplicates(request: web.Request) -> web.StreamResponse:
    """The likely originals, those that hold the words sought, and the field for a number."""
    desk, number = request.app[DESK], acting.number_of(request.match_info["number"])
    words = shorten(clean(request.query.get("q", "")), WORDS_LENGTH)
    offered = await desk.services.database.read(lambda conn: _look(conn, request, number, words))
    if offered is None:
        raise web.HTTPNotFound
    return desk.pages.render(
        request,
        "duplicates.html",
        csrf=csrf.word_for(request),
        submission=offered.submission,
        title=title_of(offered.submission),
        barred=offered.barred,
        alike=[_in_words(one) for one in offered.alike],
        found=None if offered.found is None else [_in_words(one) for one in offered.found],
        words=words,
    )


def _look(conn: Connection, request: web.Request, number: int, words: str) -> Candidates | None:
    services, submission = request.app[DESK].services, submissions.get(conn, number)
    if submission is None:
        return None
    found, alike = None, duplicates.candidates(conn, services, submission)
    if words:
        wanted = Filter(ORIGINALS, newest_first=True)
        found = [one for one in queue.seek(conn, wanted, words, size=SOUGHT + 1).found if one.id != number][:SOUGHT]
    return Candidates(
        submission,
        objection(conn, submission, acting.act_of(request, number, submission.version)),
        [one for one in alike if one not in (found or ())],
        found,
    )


def _in_words(one: Submission) -> tuple[int, str, str]:
    return one.id, title_of(one), str(one.answers.get("proposal", ""))


ROUTES = (web.get(r"/console/{number:\d+}/duplicates", on_duplicates),)
