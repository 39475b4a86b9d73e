"""Which handler answers what: the one place where updates meet their journeys. Order matters."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from sqlalchemy import Connection
from telegram import Chat, Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    PollHandler,
    TypeHandler,
    filters,
)

from consultation.refusal import Refusal
from handlers import (
    agenda,
    amending,
    announcement_report,
    announcements,
    appeals,
    approvals,
    arrivals,
    board,
    broadcast,
    charter,
    commitment_stages,
    commitment_writing,
    commitments,
    console,
    contribution,
    correcting,
    drafting,
    exchanges,
    exporting,
    fair_use,
    faq,
    faq_desk,
    faq_editing,
    follow_up,
    inline,
    linking,
    moderation,
    moves,
    my_data,
    news,
    options,
    phases,
    privacy,
    proposals,
    questions,
    queue,
    reactions,
    receipts,
    recipients,
    resources,
    roles,
    said_done,
    sanctions,
    sending,
    similar,
    start,
    stats,
    subscriptions,
    themes,
    typed,
    weekly,
    writing,
)
from handlers.context import ConsultationApp, Context
from storage import effects, people

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]
JOURNEYS = (
    start,
    themes,
    contribution,
    charter,
    follow_up,
    commitments,
    news,
    subscriptions,
    agenda,
    resources,
    my_data,
    privacy,
    moderation,
    sanctions,
    queue,
    console,
    board,
    broadcast,
    announcements,
    announcement_report,
    exporting,
    said_done,
    questions,
    weekly,
    faq_desk,
    linking,
    phases,
    stats,
)

CITIZEN_COMMANDS = (
    "start",
    "aide",
    "themes",
    "contribuer",
    "mes_contributions",
    "suivi",
    "charte",
    "engagements",
    "actualites",
    "agenda",
    "ressources",
    "abonnements",
    "mes_donnees",
    "confidentialite",
    "langue",
    "annuler",
    "stop",
)
MODERATOR_COMMANDS = ("file", "stats", "console")
PRESS_COMMANDS = ("annonce", "annonces", "questions", "faq", "relier", "stats", "export")
ADMIN_COMMANDS = ("phase", "sanctions")
"""What each role finds in the app's command menu; descriptions are the sentences `command-<name>`."""
WITHIN_FORM = (start.on_start, start.on_cancel, contribution.on_contribute)
"""Commands that see to an open form themselves; any other sets it aside."""


def commands() -> dict[str, Callback]:
    """Every command by each of its names."""
    return {name: callback for journey in JOURNEYS for names, callback in journey.COMMANDS for name in names}


def taps() -> dict[str, Callback]:
    """Every button by its noun and verb ("form:send")."""
    tables = [journey.TAPS for journey in JOURNEYS] + [
        faq.TAPS,
        faq_editing.TAPS,
        proposals.TAPS,
        typed.TAPS,
        arrivals.TAPS,
        sending.TAPS,
        amending.TAPS,
        appeals.TAPS,
        similar.TAPS,
        writing.TAPS,
        exchanges.TAPS,
        options.TAPS,
        recipients.TAPS,
        approvals.TAPS,
        correcting.TAPS,
        receipts.TAPS,
        commitment_writing.TAPS,
        commitment_stages.TAPS,
        drafting.TAPS,
    ]
    return {name: callback for table in tables for name, callback in table.items()}


def kindly(callback: Callback) -> Callback:
    """Says a refusal to the person: as an alert on a tap, as a message otherwise."""

    async def wrapped(update: Update, context: Context) -> None:
        try:
            await callback(update, context)
        except Refusal as refusal:
            await explain(context, refusal)

    return wrapped


async def explain(context: Context, refusal: Refusal) -> None:
    """Says why something is not possible, and what to do."""
    if context.incoming.callback_query is None:
        await context.say(context.text(refusal.message_id, **refusal.args_for_text))
    else:
        await context.toast(refusal.message_id, alert=True, **refusal.args_for_text)


async def on_unknown_command(_: object, context: Context) -> None:
    """A command nobody listens to."""
    raise Refusal("command-unknown")


async def on_block(_: object, context: Context) -> None:
    """Someone blocked the bot, or came back."""
    member = context.incoming.my_chat_member
    if member is None or member.chat.type != member.chat.PRIVATE:
        return
    since, person = context.now if member.new_chat_member.status in ("kicked", "left") else None, context.person

    def work(conn: Connection) -> None:
        if since is not None:
            effects.note_block(conn, person.id, since)
        people.set_unreachable(conn, person.id, since)

    await context.write(work)


class WordsHandler(BaseHandler[Update, Context, None]):
    """Takes a text in a private chat that holds nothing else: most updates are that, and need no filter of the others.

    An entity may be a command; a text sent through a bot is somebody's else.
    """

    def check_update(self, update: object) -> bool:
        """Tells whether an update is one."""
        message = update.message if isinstance(update, Update) else None
        return (
            message is not None
            and bool(message.text)
            and not message.entities
            and message.via_bot is None
            and message.chat.type == Chat.PRIVATE
        )


def register(application: ConsultationApp) -> None:
    """Adds every handler. Commands outrank drafts; a tap is found by its noun and verb; other text comes last."""
    by_name, by_tap = commands(), taps()
    within = {name for name, callback in by_name.items() if callback in WITHIN_FORM}

    async def on_tap(update: Update, context: Context) -> None:
        noun, _, rest = (context.query.data or "").partition(":")
        callback = by_tap.get(f"{noun}:{rest.partition(':')[0]}")
        if callback is None:
            raise Refusal("button-gone")
        await callback(update, context)

    async def on_go(update: Update, context: Context) -> None:
        callback = by_name.get(context.carried_word(0))
        if callback is None:
            raise Refusal("button-gone")
        await context.toast()
        reactions.count_tap(context, context.carried_word(0))
        await callback(update, context)
        await context.settle()

    async def on_command(update: Update, context: Context) -> None:
        text, length = context.message.text or "", context.message.entities[0].length  # as python-telegram-bot reads it
        name = text[1:length].partition("@")[0].lower()
        if name not in within and context.message.chat.type == Chat.PRIVATE:
            await contribution.leave(context)
        await by_name[name](update, context)
        await context.settle()

    by_tap["menu:go"] = on_go
    application.add_handler(TypeHandler(Update, fair_use.on_any), group=-1)  # before anything else
    application.add_handler(WordsHandler(kindly(typed.on_text)))
    everywhere = filters.UpdateType.MESSAGE
    private = everywhere & filters.ChatType.PRIVATE
    application.add_handler(CommandHandler(list(by_name), kindly(on_command), everywhere))
    in_channel = filters.UpdateType.CHANNEL_POST  # nobody signs it
    application.add_handler(CommandHandler(queue.COMMANDS[0][0], kindly(queue.on_post), in_channel))
    application.add_handler(CommandHandler(stats.COMMANDS[0][0], kindly(stats.on_post), in_channel))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, kindly(moves.on_moved)))
    application.add_handler(CallbackQueryHandler(kindly(on_tap)))
    application.add_handler(MessageHandler(private & filters.COMMAND, kindly(on_unknown_command)))
    own = private & ~filters.VIA_BOT  # an answer of ours that someone shares here asks nothing
    application.add_handler(MessageHandler(own & filters.TEXT, kindly(typed.on_text)))
    application.add_handler(MessageHandler(own & ~filters.StatusUpdate.ALL, kindly(typed.on_file)))
    edited = filters.UpdateType.EDITED_MESSAGE & filters.ChatType.PRIVATE
    application.add_handler(MessageHandler(edited, kindly(typed.on_edited)))
    to_card = everywhere & filters.ChatType.GROUPS & filters.REPLY & filters.TEXT
    application.add_handler(MessageHandler(to_card, kindly(exchanges.on_reply)))
    application.add_handler(InlineQueryHandler(kindly(inline.on_inline)))
    application.add_handler(ChatMemberHandler(kindly(on_block), ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(PollHandler(reactions.on_poll))
    application.add_handler(ChatMemberHandler(roles.on_member, ChatMemberHandler.CHAT_MEMBER))


ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.CHAT_MEMBER,
    Update.INLINE_QUERY,
    Update.POLL,
]
"""What the bot asks to be sent: the rest would be paid for and thrown away."""
