"""Who may not contribute for a while is told so kindly, with until when; everything else goes on."""

from __future__ import annotations

from sqlalchemy import Connection

from consultation.refusal import Refusal
from handlers.context import Context
from handlers.dates import moment
from storage import sanctions


def refuse_paused(conn: Connection, context: Context) -> None:
    """Refuses a contribution by someone a sanction keeps from contributing; what they began is kept."""
    paused = sanctions.paused(conn, context.person.id, context.now)
    if paused is not None and paused.until is not None:
        raise Refusal("sanction-paused", until=moment(paused.until, context.language))
