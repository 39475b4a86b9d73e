"""Obvious spam, refused several at a time: one reason for all, one transaction each, and each told how it went."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from aiohttp import web

from consultation.moderation import Decision
from consultation.refusal import Refusal
from web import acting, csrf
from web.desk import DESK
from web.listing import PAGE, list_page
from web.saying import Said, Undo, undo_of

VERB = Decision.REFUSE.value.verb


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went with one; `refusal` is none if it is refused, `undo` is how to go back on that."""

    number: int
    refusal: Refusal | None
    undo: Undo | None


async def on_bulk(request: web.Request) -> web.StreamResponse:
    """The checked submissions are refused, each as if it had been opened."""
    form = await request.post()
    try:
        chosen, given = _chosen(form), acting.read(VERB, form)
    except Refusal as refusal:
        return await list_page(request, status=409, said=Said.of(refusal))

    database = request.app[DESK].services.database

    async def refuse(number: int, version: int) -> Outcome:
        refusal = await acting.do(request, VERB, number, version, given)
        undo = await database.read(lambda conn: undo_of(conn, request, number)) if refusal is None else None
        return Outcome(number, refusal, undo)

    outcomes = await asyncio.gather(*(refuse(number, version) for number, version in chosen))
    return request.app[DESK].pages.render(
        request,
        "bulk.html",
        csrf=csrf.word_for(request),
        outcomes=outcomes,
        refused=sum(outcome.refusal is None for outcome in outcomes),
    )


def _chosen(form: acting.FormData) -> list[tuple[int, int]]:
    """Reads the numbers and versions that were checked: those of a page, at most."""
    pairs = [value.split(":") for value in form.getall("chosen", []) if isinstance(value, str)]
    if not 0 < len(pairs) <= PAGE:
        raise Refusal("web-bulk-nothing")
    return [(acting.number_of(pair[0]), acting.number_of(pair[-1])) for pair in dict.fromkeys(map(tuple, pairs))]


ROUTES = (web.post("/console/bulk", on_bulk),)
