"""What readers of announcements do, as counters: buttons that lead back to the bot, links to it, votes in polls."""

from __future__ import annotations

from functools import partial

from handlers.context import Context
from storage import effects, polls


def count_tap(context: Context, name: str) -> None:
    """Counts, with what the tap does, a button that leads to a command; those of the menu are nobody's effect."""
    tapped = context.query.message
    if tapped is not None and tapped.chat.type == tapped.chat.PRIVATE:
        work = partial(effects.note_tap, person_id=context.person.id, message_id=tapped.message_id, asks_for=name)
        context.along(work)


def count_return(context: Context, payload: str) -> None:
    """Counts, with where it leads, a link that an announcement may have."""
    work = partial(effects.note_return, person_id=context.person.id, payload=payload, now=context.now)
    context.along(work)


async def on_poll(_: object, context: Context) -> None:
    """Somebody voted, or took it back: Telegram says how many chose what, and not who."""
    poll, update_id, now = context.incoming.poll, context.incoming.update_id, context.now
    if poll is None:
        return
    votes = [(option.text, option.voter_count) for option in poll.options]
    keep = partial(
        polls.keep,
        poll_id=poll.id,
        update_id=update_id,
        voters=poll.total_voter_count,
        votes=votes,
        closed=poll.is_closed,
        now=now,
    )
    await context.write(keep)
