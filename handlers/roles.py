"""Who may do what, asked at each click, of the account that clicks: a button carries no right."""

from __future__ import annotations

from contextlib import suppress

from telegram import ChatMember, ChatMemberRestricted
from telegram.error import BadRequest, TelegramError

from consultation.refusal import Refusal
from consultation.roles import Role, allows
from handlers.context import Context
from handlers.memberships import SIGNAL
from handlers.services import Policy
from storage import moderation_chats
from storage.signals import signal

REFUSALS = {
    Role.MODERATOR: "role-moderator-only",
    Role.PRESS: "role-press-only",
    Role.ADMIN: "role-admin-only",
}
INSIDE = (ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER)


async def has(context: Context, role: Role) -> bool:
    """Tells whether who speaks holds a role; what cannot be verified is not held."""
    with suppress(Refusal):
        return await _holds(context, role)
    return False


async def require(context: Context, role: Role) -> None:
    """Refuses, politely, who does not hold a role."""
    if not await _holds(context, role):
        raise Refusal(REFUSALS[role])


async def home(context: Context) -> int | None:
    """Finds the moderation chat, wherever Telegram moved it since the settings named it."""
    named = context.services.policy.moderation_chat_id
    if named is None:
        return None
    return await context.read(lambda conn: moderation_chats.home(conn, named))


async def _holds(context: Context, role: Role) -> bool:
    if role is Role.CITIZEN:
        return True
    user, policy = context.incoming.effective_user, context.services.policy
    if user is None or user.is_bot:  # an anonymous administrator of a group speaks as a bot: who it is stays unknown
        return False
    if allows(_listed(policy, user.id), role):
        return True
    chat_id = await home(context)
    if chat_id is None or not allows(frozenset({Role.MODERATOR}), role):
        return False
    return await _is_in_chat(context, chat_id, user.id)


def _listed(policy: Policy, telegram_id: int) -> frozenset[Role]:
    lists = {
        Role.MODERATOR: policy.moderator_ids,
        Role.PRESS: policy.press_ids,
        Role.ADMIN: policy.admin_ids,
    }
    return frozenset(role for role, ids in lists.items() if telegram_id in ids)


async def _is_in_chat(context: Context, chat_id: int, telegram_id: int) -> bool:
    """Asks Telegram whether an account is in a chat now; someone it does not know there is not."""
    known, now = context.services.memberships, context.now
    if known.holds(chat_id, telegram_id, now):
        return True
    generation = known.generation
    try:
        member = await context.bot.get_chat_member(chat_id, telegram_id)
    except BadRequest:
        return False
    except TelegramError as error:
        raise Refusal("role-unverified") from error
    if is_inside(member):
        known.found(chat_id, telegram_id, now, generation)
    return is_inside(member)


async def on_member(_: object, context: Context) -> None:
    """Somebody joined the moderation chat, or left it: every process looks again at the next click."""
    changed = context.incoming.chat_member
    if changed is not None and changed.chat.id == await home(context):
        context.services.memberships.forget()
        await context.write(lambda conn: signal(conn, SIGNAL))


def is_inside(member: ChatMember) -> bool:
    """Tells whether a membership is of someone who is in the chat now, restricted or not."""
    return member.status in INSIDE or (isinstance(member, ChatMemberRestricted) and member.is_member)
