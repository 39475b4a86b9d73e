"""The file of a submission, as bytes to keep: never shown in the page, its type told by what is in it."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from consultation.form import ATTACHMENT_BYTES
from storage import submissions
from web import acting
from web.desk import DESK, FileGoneError

KINDS = (
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"%PDF-", "application/pdf", "pdf"),
)
"""How the files that the form takes begin."""
UNKNOWN = ("application/octet-stream", "bin")


async def on_file(request: web.Request) -> web.StreamResponse:
    """Fetches it from where it stays, and hands it over under a name of ours."""
    desk, number = request.app[DESK], acting.number_of(request.match_info["number"])
    submission = await desk.services.database.read(lambda conn: submissions.get(conn, number))
    attached = None if submission is None else submission.answers.get("attachment")
    if not isinstance(attached, Mapping):
        raise web.HTTPNotFound
    if int(attached.get("size", 0)) > ATTACHMENT_BYTES:
        raise FileGoneError
    data = await desk.fetch(str(attached["file_id"]))
    if len(data) > ATTACHMENT_BYTES:
        raise FileGoneError
    kind, ending = next(((kind, ending) for start, kind, ending in KINDS if data.startswith(start)), UNKNOWN)
    name = f"contribution-{number}.{ending}"
    return web.Response(
        body=data,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


ROUTES = (web.get(r"/console/{number:\d+}/file", on_file),)
