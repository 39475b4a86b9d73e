"""Whatever a bot sends, it gets a result of the published type or a refusal: never a failure of the sandbox."""

from __future__ import annotations

import random
from typing import Any

import orjson
import pytest

from sandbox.chat import Chat
from sandbox.methods import METHODS
from sandbox.person import Person
from sandbox.server import Sandbox
from tests.sandbox.client import Client, RefusedError
from tests.sandbox.test_condense import SHIPPED

PUBLISHED: dict[str, Any] = orjson.loads(SHIPPED.read_bytes())
TEXTS = [
    "",
    "a",
    "/start",
    "<b>gras</b>",
    "<b>",
    "été 😀",
    "x" * 70,
    "-1",
    "true",
    "attach://f",
    "@a",
    "https://a.fr",
    "typing",
]
NUMBERS = [-(2**53), -2, -1, 0, 1, 2, 3, 5, 100, 2**40]
WAITING = {"getUpdates": {"timeout": 0}}
YES = {"text": "Oui", "callback_data": "oui"}
# Nonsense never gets far here: their results are looked at in other tests.
SELDOM = {
    *("answerInlineQuery", "close", "reopenForumTopic", "setWebhook", "unpinChatMessage"),
    *("sendAnimation", "sendAudio", "sendSticker", "sendVideo", "sendVideoNote"),
}
LEAVING = {"logOut", "setWebhook"}


class Monkey:
    """Makes parameters that are mostly of the right type and mostly nonsense."""

    def __init__(self, seed: int, known: dict[str, list[Any]]) -> None:
        self._random = random.Random(seed)
        self._known = known

    def parameters(self, method: str) -> dict[str, Any]:
        return self._fields(PUBLISHED["methods"][method]["fields"], depth=0)

    def _fields(self, fields: dict[str, Any], depth: int) -> dict[str, Any]:
        wanted = [
            name
            for name, field in fields.items()
            if field.get("required") or name in {"chat_id", "message_id", "text"} or self._random.random() < 0.12
        ]
        return {name: self._field(name, fields[name], depth) for name in wanted if "business" not in name}

    def _field(self, name: str, field: dict[str, Any], depth: int) -> Any:
        if "is" in field:
            return field["is"]
        if name in self._known and self._random.random() < 0.8:
            return self._random.choice(self._known[name])
        return self._value(self._random.choice(field["types"]), depth)

    def _value(self, kind: str, depth: int) -> Any:
        pick = self._random.choice
        if kind.startswith("Array of "):
            return [self._value(kind.removeprefix("Array of "), depth + 1) for _ in range(self._random.randint(0, 3))]
        simple: dict[str, list[Any]] = {
            "String": TEXTS,
            "InputFile": TEXTS,
            "Integer": NUMBERS,
            "Float": [0, 1.5, -200.0, 48.8],
            "Boolean": [True, False],
        }
        if kind in simple:
            return pick(simple[kind])
        described = PUBLISHED["types"][kind]
        if "any_of" in described:
            return self._value(pick(described["any_of"]), depth)
        return self._fields(described["fields"], depth + 1) if depth < 6 else {}


async def furnish(call: Client, alice: Person, chats: list[int]) -> dict[str, list[Any]]:
    """Fills chats with the bot's messages; returns parameters that mean something there."""
    for chat in chats:
        await call("sendMessage", chat_id=chat, text="un", reply_markup={"inline_keyboard": [[YES]]})
    await call("sendPoll", chat_id=alice.id, question="?", options=[{"text": "A"}])
    await alice.taps("Oui")
    query = (await call.last_update())["callback_query"]["id"]
    photo = (await alice.sends_photo("photo"))["photo"][-1]["file_id"]
    sent = await call("sendPhoto", chat_id=alice.id, photo=photo)
    document = (await alice.sends_document("a.pdf", b"%PDF"))["document"]["file_id"]
    voice = (await alice.sends_voice())["voice"]["file_id"]
    messages = [message["message_id"] for message in alice.messages]
    return {
        "chat_id": [alice.id, alice.id, alice.id, *chats, 99],
        "from_chat_id": [alice.id],
        "message_id": [*messages, *[sent["message_id"]] * 6],
        "message_ids": [messages],
        "message_thread_id": [1],
        "callback_query_id": [query],
        "file_id": [photo, document],
        "photo": [photo],
        "document": [document],
        "voice": [voice],
        "media": [photo, [{"type": "photo", "media": photo}] * 2, {"type": "document", "media": document}],
        "parse_mode": ["HTML", "HTML", "MarkdownV2", "odd"],
    }


@pytest.mark.parametrize("method", sorted(METHODS))
async def test_any_call_is_answered(
    method: str, call: Client, sandbox: Sandbox, alice: Person, mehdi: Person, moderation: Chat
) -> None:
    forum = sandbox.supergroup("Forum", members=[mehdi], admins=[sandbox.bot], forum=True)
    await call("createForumTopic", chat_id=forum.id, name="Sujet")
    known = await furnish(call, alice, [alice.id, moderation.id, forum.id])
    known["user_id"] = [alice.id, mehdi.id, sandbox.bot.id, 99]
    results = 0
    for seed in range(1 if method in LEAVING else 60):
        parameters = {**Monkey(seed, known).parameters(method), **WAITING.get(method, {})}
        try:
            await call(method, **parameters)
            results += 1
        except RefusedError as refused:
            assert refused.status in {400, 403, 429}, parameters
    assert results > 0 or method in SELDOM
