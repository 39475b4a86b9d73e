"""What anybody may read without coming in: the register of moderation, as a page and as the file to verify."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from sqlalchemy import Connection

from consultation.register import closing
from handlers.dates import moment
from storage import register
from web.desk import DESK
from web.pages import LANGUAGE

SHOWN = 20
"""The page shows the last entries; the file has all of them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as a row of the page."""

    position: int
    at: str
    when: str
    number: int
    kind: str


async def on_register(request: web.Request) -> web.StreamResponse:
    """The page: what the register is, its head, how to verify it, its last entries."""
    desk = request.app[DESK]

    def look(conn: Connection) -> tuple[int, str, list[Shown]]:
        head = register.head(conn)
        if head is None:
            return 0, "", []
        links = register.read(conn, max(0, head.position - SHOWN), head.position)
        return head.position, head.hash, [_shown(link.line, request[LANGUAGE]) for link in reversed(links)]

    count, head, last = await desk.services.database.read(look)
    return desk.pages.render(request, "register.html", count=count, head=head, last=last)


async def on_file(request: web.Request) -> web.StreamResponse:
    """The file, sent line by line as it is read: it may be large."""
    database = request.app[DESK].services.database
    head = await database.read(register.head)
    if head is None:
        raise web.HTTPNotFound
    response = web.StreamResponse(headers={"Content-Disposition": 'attachment; filename="register.jsonl"'})
    response.content_type, response.charset = "application/x-ndjson", "utf-8"
    await response.prepare(request)
    after = -1
    while after < head.position:
        links = await database.read(lambda conn, last=after: register.read(conn, last, head.position))  # type: ignore[misc]
        await response.write("".join(f"{link.line}\n" for link in links).encode())
        after = links[-1].position
    await response.write(f"{closing(head)}\n".encode())
    await response.write_eof()
    return response


def _shown(line: str, language: str) -> Shown:
    told = json.loads(line)
    when = moment(datetime.fromisoformat(told["at"]), language)
    return Shown(told["position"], told["at"], when, told["number"], told["kind"])


PUBLIC = (web.get("/register", on_register), web.get("/register.jsonl", on_file))
