"""A form is believed if it carries a word that only a page shown in this very browser held.

The word is made of the session's cookie, or of a visit's before one is let in: it changes at login. What the browser
says of where the form comes from is looked at besides.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from aiohttp import web
from aiohttp.typedefs import Handler

from web import cookies
from web.desk import DESK

FIELD = "csrf"
VISIT = timedelta(hours=1)
NEW_VISIT = web.RequestKey("new_visit", str)


def word_for(request: web.Request) -> str:
    """The word to put in a page's forms; begins a visit if there is neither session nor visit."""
    held = cookies.get(request, cookies.SESSION_COOKIE) or cookies.get(request, cookies.VISIT_COOKIE)
    if not held:
        request[NEW_VISIT] = held = request.get(NEW_VISIT) or secrets.token_urlsafe(24)
    return _word(held)


@web.middleware
async def guard_forms(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses a form that does not come from one of our pages."""
    if request.method not in ("GET", "HEAD"):
        sent = (await request.post()).get(FIELD)
        if not (_comes_from_us(request) and isinstance(sent, str) and _matches(request, sent)):
            raise web.HTTPForbidden(reason="form")
    response = await handler(request)
    begun = request.get(NEW_VISIT)
    if begun is not None and not response.prepared:
        cookies.put(request, response, cookies.VISIT_COOKIE, begun, VISIT)
    return response


def _matches(request: web.Request, sent: str) -> bool:
    held = cookies.get(request, cookies.SESSION_COOKIE) or cookies.get(request, cookies.VISIT_COOKIE)
    return bool(held) and hmac.compare_digest(_word(held).encode(), sent.encode("utf-8", "replace"))


def _comes_from_us(request: web.Request) -> bool:
    """Believes what the browser says of the page the form was on; old ones say nothing."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    known = request.app[DESK].access.origin
    return origin == known if known is not None else origin.partition("://")[2] == request.host


def _word(held: str) -> str:
    return hashlib.sha256(f"form:{held}".encode("utf-8", "replace")).hexdigest()
