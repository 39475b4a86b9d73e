"""A plain text is read as python-telegram-bot reads it; whatever else an update holds is left to it."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot, Message, Update

from bot.plain import PlainMessage, PlainUpdate, read_update

BOT = Bot("1:token")
USER = {"id": 7, "is_bot": False, "first_name": "Alice", "last_name": "B.", "language_code": "fr", "is_premium": True}
CHAT = {"id": 7, "type": "private", "first_name": "Alice", "username": "alice"}
TEXT = {"message_id": 3, "from": USER, "chat": CHAT, "date": 1613988000, "text": "/faq combien ?"}
COMMAND = [{"type": "bot_command", "offset": 0, "length": 4}]


def of(**changes: Any) -> dict[str, Any]:
    return {"update_id": 12, "message": {**TEXT, **changes}}


@pytest.mark.parametrize("update", [of(), of(entities=COMMAND)])
def test_a_plain_text_reads_the_same(update: dict[str, Any]) -> None:
    plain, usual = read_update(update, BOT), Update.de_json(update, BOT)
    assert isinstance(plain, PlainUpdate)
    assert isinstance(plain.message, PlainMessage)
    assert plain.to_dict() == usual.to_dict()
    assert repr(plain.message.from_user).removeprefix("Plain") == repr(usual.effective_user)
    ours, theirs = plain.effective_message, usual.effective_message
    assert isinstance(ours, Message)
    assert isinstance(theirs, Message)
    for name in (name for kind in Message.__mro__ for name in getattr(kind, "__slots__", ())):
        if name not in {"_bot", "_id_attrs", "_effective_attachment", "chat", "from_user"}:
            assert getattr(ours, name) == getattr(theirs, name), name
    assert ours.effective_attachment is theirs.effective_attachment is None
    assert ours.parse_entities() == theirs.parse_entities()
    assert (plain.effective_user, plain.effective_chat) == (ours.from_user, ours.chat)
    assert ours.get_bot() is BOT
    assert plain.callback_query is None


@pytest.mark.parametrize(
    "update",
    [
        of(forward_origin={"type": "hidden_user", "sender_user_name": "B", "date": 1}),
        of(chat={"id": -7, "type": "group", "title": "G"}),
        {"update_id": 12, "edited_message": {**TEXT, "edit_date": 1613988001}},
        {"update_id": 12, "callback_query": {"id": "1", "from": USER, "chat_instance": "1", "data": "a:b"}},
    ],
)
def test_the_rest_is_left_to_python_telegram_bot(update: dict[str, Any]) -> None:
    assert type(read_update(update, BOT)) is Update


@pytest.mark.parametrize(
    "changes", [{"text": 5}, {"date": "x"}, {"date": 2**80}, {"from": {"id": "7"}}, {"chat": []}, {"entities": [1]}]
)
def test_what_is_not_as_told_is_no_plain_text(changes: dict[str, Any]) -> None:
    try:
        read = read_update(of(**changes), BOT)
    except Exception:  # noqa: BLE001 - intake sets aside what python-telegram-bot cannot read
        return
    assert type(read) is Update


def test_what_no_message_has_is_a_mistake() -> None:
    plain = read_update(of(), BOT)
    with pytest.raises(AttributeError):
        plain.message.nothing_of_the_sort  # type: ignore[union-attr]  # noqa: B018
