"""How much one person may do, whatever they do: the one place where too much is noticed, said once, and left.

- Every kind of update is counted in a window of a minute, in this process's memory, before anything else happens. What
  is over the limit is not handled: nothing of it is kept, and nothing that was kept before is lost.
- Questions and contributions are counted in the database, hence across processes and restarts.
- One notice a window (for questions, one until the next is fair), as a message or on the tap; what follows is left
  without a word.
- Whoever works here is not counted: those the settings name, and anyone in the moderation chat.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from sqlalchemy import Connection
from telegram import InlineQueryResultsButton, Update
from telegram.ext import ApplicationHandlerStop

from consultation.fair_use import WINDOW, Verdict
from consultation.refusal import Refusal
from handlers import roles
from handlers.context import Context
from handlers.services import Policy
from storage import questions, submissions

DAY = timedelta(days=1)
TOO_FAST = "too-fast"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of update, and how many a minute are fair; the others (someone blocks, comes back) are not limited."""

    name: str
    is_one: Callable[[Update], bool]
    most: Callable[[Policy], int]


KINDS = (
    Kind("tap", lambda update: update.callback_query is not None, lambda policy: policy.taps_per_minute),
    Kind("inline", lambda update: update.inline_query is not None, lambda policy: policy.inline_per_minute),
    Kind("message", lambda update: update.effective_message is not None, lambda policy: policy.messages_per_minute),
)


async def on_any(_: object, context: Context) -> None:
    """Counts an update, and stops it here when its author has sent too many of its kind."""
    services, user, chat = context.services, context.incoming.effective_user, context.incoming.effective_chat
    policy = services.policy
    kind = next((kind for kind in KINDS if kind.is_one(context.incoming)), None)
    most = 0 if kind is None else kind.most(policy)
    if kind is None or not most or user is None or user.id in policy.staff_ids:
        return
    if chat is not None and chat.type != chat.PRIVATE and chat.id == await roles.home(context):
        return
    key = (user.id, kind.name)
    verdict = services.windows.count(key, most, context.now)
    if verdict is Verdict.FAIR:
        return
    services.recent.add(context.incoming.update_id)  # handled, with no effect: not worth a row
    if verdict is Verdict.TOO_MUCH:
        await _say_so(context, services.windows.seconds_left(key, context.now))
    raise ApplicationHandlerStop


async def may_ask(context: Context) -> bool:
    """Tells whether one more question is fair; if not, says once when the oldest that counts no longer does."""
    many_ago = (await context.look()).many_ago
    if many_ago is None or many_ago <= context.now - WINDOW:
        return True
    key = (context.person.telegram_id, "question", many_ago)
    if context.services.windows.count(key, 0, context.now) is Verdict.TOO_MUCH:
        await _say_so(context, max(1, ceil((many_ago + WINDOW - context.now).total_seconds())))
    context.services.recent.add(context.incoming.update_id)
    return False


def refuse_past_quota(conn: Connection, context: Context) -> None:
    """Refuses one more contribution than a day's; the draft stays for tomorrow."""
    most = context.services.policy.submissions_per_day
    if submissions.count_of_person(conn, context.person.id, since=context.now - DAY) >= most:
        raise Refusal("form-quota", maximum=most)


def refuse_more_for_the_press(conn: Connection, context: Context) -> None:
    """Refuses one more question for the press office than a day's."""
    most = context.services.policy.passed_on_per_day
    if questions.count_passed_on(conn, context.person.id, context.now - DAY) >= most:
        raise Refusal("faq-quota", maximum=most)


async def _say_so(context: Context, seconds: int) -> None:
    if context.incoming.inline_query is not None:
        words = context.label("too-fast-inline")
        pause = InlineQueryResultsButton(words, start_parameter="aide")
        await context.incoming.inline_query.answer([], cache_time=0, is_personal=True, button=pause)
    elif context.incoming.callback_query is not None:
        await context.toast(TOO_FAST, alert=True, seconds=seconds)
    else:
        await context.say(context.text(TOO_FAST, seconds=seconds))
