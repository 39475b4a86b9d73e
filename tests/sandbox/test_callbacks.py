"""Taps on buttons, and their answers."""

from __future__ import annotations

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from sandbox.chat import Chat
from sandbox.person import Person
from sandbox.server import Sandbox
from tests.clock import FakeClock
from tests.sandbox.client import Client, RefusedError

DECISIONS = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("✅ Approuver", callback_data="approve:1"),
            InlineKeyboardButton("❌ Refuser", callback_data="reject:1"),
        ]
    ]
)


async def newest(bot: Bot) -> Update:
    return (await bot.get_updates(offset=-1))[0]


async def test_a_tap_in_a_channel_comes_from_the_person_who_taps(bot: Bot, mehdi: Person, moderation: Chat) -> None:
    card = await bot.send_message(moderation.id, "Contribution n° 1", reply_markup=DECISIONS)
    await mehdi.taps("Refuser", chat=moderation)
    query = (await newest(bot)).callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("reject:1", mehdi.id)
    assert query.message is not None
    assert query.message.message_id == card.message_id
    assert query.message.chat.type == "channel"
    assert query.chat_instance
    await query.answer("Refusée")
    assert await mehdi.sees_toast("Refusée") == "Refusée"
    await query.edit_message_text("Contribution n° 1 : refusée")
    assert "reply_markup" not in await mehdi.sees("refusée", chat=moderation)


async def test_an_answer_must_be_to_a_query_asked_lately(bot: Bot, alice: Person, clock: FakeClock) -> None:
    await bot.send_message(alice.id, "?", reply_markup=DECISIONS)
    await alice.taps("Approuver")
    query = (await newest(bot)).callback_query
    assert query is not None
    await query.answer()
    await query.answer("encore")
    clock.advance(minutes=16)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await query.answer()
    with pytest.raises(BadRequest, match="query id is invalid"):
        await bot.answer_callback_query("1")


async def test_200_characters_fit_in_an_answer(call: Client, alice: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}]]}
    await call("sendMessage", chat_id=alice.id, text="?", reply_markup=keyboard)
    await alice.taps("Oui")
    query = (await call.last_update())["callback_query"]["id"]
    assert await call("answerCallbackQuery", callback_query_id=query, text="é" * 200, show_alert=True) is True
    with pytest.raises(RefusedError, match='"text" must be 0-200 characters'):
        await call("answerCallbackQuery", callback_query_id=query, text="é" * 201)


async def test_a_button_that_is_gone_cannot_be_tapped(bot: Bot, alice: Person) -> None:
    message = await bot.send_message(alice.id, "?", reply_markup=DECISIONS)
    before = alice.last
    await bot.edit_message_reply_markup(alice.id, message.message_id)
    with pytest.raises(AssertionError, match='has no button "Approuver"'):
        await alice.taps("Approuver", message=before, patience=0.05)


async def test_a_query_belongs_to_one_bot(call: Client, sandbox: Sandbox, alice: Person) -> None:
    query = sandbox.world.queries.ask(999, alice.id, sandbox.world.clock(), alice.chat)
    with pytest.raises(RefusedError, match="query ID is invalid"):
        await call("answerCallbackQuery", callback_query_id=query.id)
