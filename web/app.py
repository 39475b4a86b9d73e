"""The web application: its routes, what each answer carries, who may ask. What is not in `PUBLIC` needs a session."""

from __future__ import annotations

from aiohttp import web

from web import attachments, bulk, card, duplicates, listing, login, public, sanctions
from web.csrf import guard_forms
from web.desk import DESK, Desk
from web.errors import explain
from web.guard import PUBLIC_PATHS, guard
from web.headers import harden, speak
from web.live import stream
from web.pages import TYPES

LARGEST_FORM = 64 * 1024


async def on_root(_: web.Request) -> web.StreamResponse:
    """The address alone leads to the console."""
    raise web.HTTPSeeOther("/console")


async def on_static(request: web.Request) -> web.StreamResponse:
    """A style sheet or script of ours: its address changes with it."""
    name, static = request.match_info["name"], request.app[DESK].pages.static
    if name not in static:
        raise web.HTTPNotFound
    kind = TYPES[f".{name.rpartition('.')[2]}"]
    headers = {"Cache-Control": "public, max-age=86400"}
    return web.Response(body=static[name], content_type=kind, charset="utf-8", headers=headers)


async def on_live(request: web.Request) -> web.StreamResponse:
    """Tells the pages that are open to look again."""
    return await stream(request, request.app[DESK].changes)


PUBLIC: tuple[web.RouteDef, ...] = (
    web.get("/", on_root),
    web.get("/static/{name}", on_static),
    *login.PUBLIC,
    *public.PUBLIC,
)
"""What anybody may ask for; pages for the public are added here."""
PRIVATE: tuple[web.RouteDef, ...] = (
    *listing.ROUTES,
    web.get("/console/live", on_live),
    *bulk.ROUTES,
    *card.ROUTES,
    *duplicates.ROUTES,
    *sanctions.ROUTES,
    *attachments.ROUTES,
    *login.ROUTES,
)


def console_app(desk: Desk) -> web.Application:
    """Makes the application. Order matters: a page for what goes wrong, then the guards, then the routes."""
    app = web.Application(middlewares=[speak, explain, guard, guard_forms], client_max_size=LARGEST_FORM)
    app[DESK] = desk
    app[PUBLIC_PATHS] = frozenset(route.path for route in PUBLIC)
    app.router.add_routes([*PUBLIC, *PRIVATE])
    app.on_response_prepare.append(harden)
    return app
