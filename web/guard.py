"""The door: what is not public is refused to whoever is not inside, and rights are looked at each time."""

from __future__ import annotations

import secrets
from dataclasses import replace

from aiohttp import web
from aiohttp.typedefs import Handler
from sqlalchemy import Connection

from consultation.roles import Role, allows
from storage import web_sessions
from storage.web_sessions import Entry, Origin, WebSession
from web import cookies
from web.desk import DESK, LINK_LENGTH
from web.pages import SESSION

PUBLIC_PATHS = web.AppKey("public_paths", frozenset[str])
"""The paths of routes that need no session; all others do."""


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Lets in by session, unless the route is public."""
    resource = request.match_info.route.resource
    if resource is not None and resource.canonical in request.app[PUBLIC_PATHS]:
        return await handler(request)
    found = await _who(request)
    if found is None:
        raise web.HTTPUnauthorized
    request[SESSION] = found
    return await handler(request)


async def _who(request: web.Request) -> WebSession | None:
    """Finds who asks, with the rights they have at this moment."""
    token, desk = cookies.get(request, cookies.SESSION_COOKIE), request.app[DESK]
    if not token:
        return None
    now = desk.services.clock()
    found = await desk.services.database.read(lambda conn: web_sessions.find(conn, token, now))
    if found is not None and found.origin is Origin.TELEGRAM:
        role = None if found.telegram_id is None else await desk.role_of(found.telegram_id)
        found = None if role is None else replace(found, role=role)
    return found if found is not None and allows(frozenset({found.role}), Role.MODERATOR) else None


async def let_in(request: web.Request, entry: Entry) -> web.Response:
    """Opens a session under a new name, whatever the browser held before, and shows the way in."""
    desk, token, before = (
        request.app[DESK],
        secrets.token_urlsafe(LINK_LENGTH),
        cookies.get(request, cookies.SESSION_COOKIE),
    )
    now = desk.services.clock()
    until = now + desk.access.session

    def work(conn: Connection) -> None:
        web_sessions.end(conn, before)
        web_sessions.begin(conn, token, entry, now=now, until=until)

    await desk.services.database.write(work)
    response = sent_to("/console")
    cookies.put(request, response, cookies.SESSION_COOKIE, token, desk.access.session)
    cookies.drop(request, response, cookies.VISIT_COOKIE)
    return response


async def let_out(request: web.Request) -> web.Response:
    """Ends the session, here and in the browser."""
    token = cookies.get(request, cookies.SESSION_COOKIE)
    await request.app[DESK].services.database.write(lambda conn: web_sessions.end(conn, token))
    response = sent_to("/console/login?done=logout")
    cookies.drop(request, response, cookies.SESSION_COOKIE)
    return response


def sent_to(address: str) -> web.Response:
    """Sends a browser elsewhere, with the cookies that this answer sets."""
    return web.Response(status=303, headers={"Location": address})
