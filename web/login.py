"""Coming in: by the provider of the administration, or by a one-time link."""

from __future__ import annotations

import hmac
from datetime import timedelta

from aiohttp import web
from sqlalchemy import Connection

from storage import staff, web_sessions
from storage.web_sessions import Entry, Origin
from web import cookies, csrf
from web.desk import DESK
from web.guard import let_in, let_out, sent_to
from web.oidc import Agreed, LoginError
from web.pages import LANGUAGE

CALLBACK = "/console/login/back"
LOGIN = timedelta(minutes=10)
DONE = frozenset({"logout"})


async def on_login(request: web.Request) -> web.StreamResponse:
    """The ways in."""
    return login_page(request)


async def on_provider(request: web.Request) -> web.StreamResponse:
    """Off to the provider, with what must come back from there."""
    desk = request.app[DESK]
    if desk.provider is None:
        raise web.HTTPNotFound
    agreed = Agreed.fresh()
    try:
        response = sent_to(await desk.provider.door(agreed, _callback(request)))
    except LoginError as error:
        return login_page(request, status=502, wrong=error.message_id)
    cookies.put(request, response, cookies.LOGIN_COOKIE, str(agreed), LOGIN)
    return response


async def on_back(request: web.Request) -> web.StreamResponse:
    """Back from the provider: inside, or told why not."""
    try:
        response: web.StreamResponse = await let_in(request, await _verified(request))
    except LoginError as error:
        response = login_page(request, status=403, wrong=error.message_id)
    cookies.drop(request, response, cookies.LOGIN_COOKIE)
    return response


async def _verified(request: web.Request) -> Entry:
    desk = request.app[DESK]
    if desk.provider is None:
        raise web.HTTPNotFound
    provider, now, language = desk.provider, desk.services.clock(), request[LANGUAGE]
    agreed = Agreed.read(cookies.get(request, cookies.LOGIN_COOKIE))
    code, state = request.query.get("code", ""), request.query.get("state", "")
    if not hmac.compare_digest(state.encode("utf-8", "replace"), agreed.state.encode("utf-8", "replace")):
        raise LoginError("web-login-expired")
    if not code or request.query.get("iss", provider.issuer) != provider.issuer:
        raise LoginError("web-login-failed")
    known = await provider.welcome(code, agreed, _callback(request))

    def work(conn: Connection) -> int:
        return staff.enter(conn, provider.issuer, known.subject, name=known.name, language=language, now=now)

    return Entry(await desk.services.database.write(work), known.role, Origin.OIDC)


async def on_link(request: web.Request) -> web.StreamResponse:
    """A one-time link was opened: it is used by the button only, so that no preview uses it up."""
    return request.app[DESK].pages.render(request, "enter.html", csrf=csrf.word_for(request))


async def on_enter(request: web.Request) -> web.StreamResponse:
    """The link's button."""
    token, desk = request.match_info["token"], request.app[DESK]
    now = desk.services.clock()
    entry = await desk.services.database.write(lambda conn: web_sessions.take_link(conn, token, now))
    if entry is None:
        return login_page(request, status=403, wrong="web-link-used")
    return await let_in(request, entry)


async def on_logout(request: web.Request) -> web.StreamResponse:
    """Out."""
    return await let_out(request)


def login_page(request: web.Request, *, status: int = 200, wrong: str | None = None) -> web.Response:
    """Shows the ways in, and what went wrong or was done."""
    desk, done = request.app[DESK], request.query.get("done")
    return desk.pages.render(
        request,
        "login.html",
        status=status,
        has_provider=desk.provider is not None,
        bot=desk.bot_name,
        minutes=int(desk.access.link.total_seconds() // 60),
        wrong=wrong,
        done=done if done in DONE else None,
    )


def _callback(request: web.Request) -> str:
    """Where the provider sends browsers back to: the address it was told beforehand."""
    return f"{request.app[DESK].access.public_url or f'{request.scheme}://{request.host}'}{CALLBACK}"


PUBLIC = (
    web.get("/console/login", on_login),
    web.get("/console/login/oidc", on_provider),
    web.get(CALLBACK, on_back),
    web.get("/console/enter/{token}", on_link),
    web.post("/console/enter/{token}", on_enter),
)
ROUTES = (web.post("/console/logout", on_logout),)
