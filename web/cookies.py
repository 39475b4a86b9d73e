"""Cookies that scripts cannot read; over https they are bound to this very host by their name (`__Host-`)."""

from __future__ import annotations

from datetime import timedelta

from aiohttp import web

from web.desk import DESK

SESSION_COOKIE = "session"
VISIT_COOKIE = "visit"
"""Before one is let in: what ties a form to the browser it was shown in."""
LOGIN_COOKIE = "login"
"""What was agreed with the provider before the browser was sent there."""


def get(request: web.Request, name: str) -> str:
    """Reads a cookie; empty if there is none."""
    return request.cookies.get(_named(request, name), "")


def put(request: web.Request, response: web.StreamResponse, name: str, value: str, lasts: timedelta) -> None:
    """Sets a cookie. `Lax`, so that one still is inside when coming back from the provider."""
    response.set_cookie(
        _named(request, name),
        value,
        max_age=int(lasts.total_seconds()),
        path="/",
        httponly=True,
        samesite="Lax",
        secure=request.app[DESK].access.secure,
    )


def drop(request: web.Request, response: web.StreamResponse, name: str) -> None:
    """Takes a cookie back."""
    response.del_cookie(
        _named(request, name), path="/", httponly=True, samesite="Lax", secure=request.app[DESK].access.secure
    )


def _named(request: web.Request, name: str) -> str:
    return f"__Host-{name}" if request.app[DESK].access.secure else name
