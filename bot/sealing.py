"""What happened, sealed into the public register every second; its head, posted once a day."""

from __future__ import annotations

from sqlalchemy import Connection

from handlers import publication
from handlers.dates import PARIS, day
from handlers.screens import Screen
from handlers.services import Services
from handlers.texts import DEFAULT_LANGUAGE
from storage import outbox, publications, register, rounds

HEAD_HOUR = 9
"""The hour in Paris from which the head of the day is posted."""
FOLLOWED_AT_ONCE = 200


async def seal(services: Services) -> None:
    """Seals what happened, and has the publication channel follow; as many times as there is more."""
    now, plan = services.clock(), services.consultation.id

    def unit(conn: Connection) -> bool:
        changed = register.seal(conn, plan, now)
        for number in dict.fromkeys([*changed, *publications.stale(conn, limit=FOLLOWED_AT_ONCE)]):
            publication.follow(conn, services, number, now)
        return bool(changed)

    def is_needed(conn: Connection) -> bool:
        return register.waits(conn) or bool(publications.stale(conn, limit=1))

    while await services.database.read(is_needed):
        if not await services.database.write(unit, apart=True):
            break


async def post_head(services: Services) -> None:
    """Posts the register's head in the publication channel once a day: whoever reads it then holds a witness."""
    chat_id, now = services.policy.publication_chat_id, services.clock()
    here = now.astimezone(PARIS)
    if chat_id is None or here.hour < HEAD_HOUR:
        return

    def unit(conn: Connection) -> None:
        head = register.head(conn)
        if head is None or not rounds.claim(conn, "register-head", here.date().isoformat()):
            return
        when = day(here.date(), DEFAULT_LANGUAGE)
        said = services.texts(DEFAULT_LANGUAGE, "register-head-post", when=when, entries=head.position, head=head.hash)
        params, lane = Screen(said).params(), outbox.Lane.CARD
        outbox.put(conn, method="sendMessage", params=params, lane=lane, chat_id=chat_id, now=now)

    await services.database.write(unit)
