"""What every answer carries: nothing is run but our own files, nothing is framed, nothing is kept."""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler

from web.desk import DESK
from web.pages import LANGUAGE, LANGUAGE_COOKIE

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
YEAR = 365 * 24 * 3600


async def harden(request: web.Request, response: web.StreamResponse) -> None:
    """Adds the headers, also to answers that are refusals or files (a signal of aiohttp's, before they leave)."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.app[DESK].access.secure:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
    response.headers.pop("Server", None)


@web.middleware
async def speak(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Chooses the language, and keeps the one that was asked for."""
    pages = request.app[DESK].pages
    request[LANGUAGE] = language = pages.choose_language(request)
    response = await handler(request)
    if request.query.get("lang") == language and not response.prepared:
        response.set_cookie(
            LANGUAGE_COOKIE,
            language,
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.app[DESK].access.secure,
        )
    return response
