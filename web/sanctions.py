"""⚖️ For admins: the suspensions in force and the appeals that wait, each kept or lifted for good."""

from __future__ import annotations

from aiohttp import web
from markupsafe import Markup
from sqlalchemy import Connection

from consultation.refusal import Refusal
from consultation.roles import Role, allows
from handlers import sanctions
from storage import sanctions as given
from web import acting, csrf
from web.desk import DESK
from web.errors import error_page
from web.pages import LANGUAGE, SESSION
from web.saying import Said, done_of

ADMINS_ONLY = Refusal("web-admin-only")


async def on_list(request: web.Request) -> web.StreamResponse:
    """What /sanctions shows."""
    return await _page(request) if _is_admin(request) else error_page(request, 403, ADMINS_ONLY)


async def on_outcome(request: web.Request) -> web.StreamResponse:
    """Kept or lifted; told why not if somebody was faster."""
    if not _is_admin(request):
        return error_page(request, 403, ADMINS_ONLY)
    number, outcome = acting.number_of(request.match_info["number"]), acting.word(await request.post(), "outcome")
    services, session = request.app[DESK].services, request[SESSION]
    now = services.clock()
    try:
        await services.database.write(
            lambda conn: sanctions.settle(conn, services, number, outcome, by=session.person_id, now=now)
        )
    except Refusal as refusal:
        return await _page(request, status=409, said=Said.of(refusal))
    raise web.HTTPSeeOther(f"/console/sanctions?done={outcome}&n={number}")


async def _page(request: web.Request, *, status: int = 200, said: Said | None = None) -> web.StreamResponse:
    desk, language = request.app[DESK], request[LANGUAGE]
    services, now = desk.services, desk.services.clock()

    def look(conn: Connection) -> list[tuple[given.Sanction, list[Markup]]]:
        found = given.running(conn, now, limit=sanctions.SHOWN)
        return [(one, [Markup(line) for line in sanctions.in_lines(conn, services, language, one)]) for one in found]  # noqa: S704 - sentences are ours, arguments escaped

    return desk.pages.render(
        request,
        "sanctions.html",
        status=status,
        csrf=csrf.word_for(request),
        said=said or await done_of(request),
        listed=await services.database.read(look),
        outcomes=sanctions.OUTCOMES,
    )


def _is_admin(request: web.Request) -> bool:
    return allows(frozenset({request[SESSION].role}), Role.ADMIN)


ROUTES = (
    web.get("/console/sanctions", on_list),
    web.post(r"/console/sanctions/{number:\d+}", on_outcome),
)
