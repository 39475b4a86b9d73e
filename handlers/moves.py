"""A group that becomes a supergroup gets a new id: what waits for it, and its cards, follow."""

from __future__ import annotations

import structlog

from handlers.context import Context
from storage import moderation_chats

log = structlog.get_logger(__name__)


async def on_moved(_: object, context: Context) -> None:
    """Telegram's note in the old group ("migrate to") or in the new one ("migrate from")."""
    message, now = context.message, context.now
    here = message.chat.id
    if message.migrate_to_chat_id is not None:
        old, new = here, message.migrate_to_chat_id
    elif message.migrate_from_chat_id is not None:
        old, new = message.migrate_from_chat_id, here
    else:
        return
    if await context.write(lambda conn: moderation_chats.move(conn, old, new, now)):
        log.warning("chat-moved", old=old, new=new)
