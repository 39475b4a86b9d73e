"""Inline mode, on the side of people: they type after the bot's @username and choose a result."""

from __future__ import annotations

from sandbox.bots import Bot
from sandbox.chat import Chat
from sandbox.markup import inline_keyboard
from sandbox.people import NotPossible, People
from sandbox.queries import Query
from sandbox.text import read_text
from sandbox.wire import Json
from sandbox.world import World


class InlineMode:
    """Asks bots and posts what people choose."""

    def __init__(self, world: World, people: People) -> None:
        self._world, self._people = world, people

    def ask(self, person: Json, bot: Bot, text: str, chat: Chat) -> Query:
        """Types a query after the bot's @username, in a chat."""
        if not bot.profile.inline:
            raise NotPossible(f"@{bot.profile.username} has no inline mode")
        query = self._world.queries.ask(bot.id, person["id"], self._world.clock(), chat, text, inline=True)
        chat_type = "sender" if chat.type == "private" else chat.type
        bot.queue.put(
            "inline_query", {"id": query.id, "from": person, "query": text, "offset": "", "chat_type": chat_type}
        )
        return query

    def choose(self, person: Json, bot: Bot, query: Query, result: Json, chat: Chat) -> Json:
        """Posts a result in the chat, and tells the bot which one was chosen."""
        content = result.get("input_message_content", {})
        if "message_text" not in content:
            raise NotPossible(f"results of type {result['type']} are not simulated, only those that send a text")
        message: Json = {"via_bot": bot.user, **read_text({**content, "text": content["message_text"]})}
        keyboard = inline_keyboard(result.get("reply_markup"))
        if keyboard is not None:
            message["reply_markup"] = keyboard
        posted = self._people.send(person, chat, message)
        chosen: Json = {"result_id": result["id"], "from": person, "query": query.text}
        if keyboard is not None:
            # As with Telegram, only a message with buttons can be edited later, by this id.
            chosen["inline_message_id"] = self._world.inline_id(chat, posted["message_id"])
        bot.queue.put("chosen_inline_result", chosen)
        return posted
