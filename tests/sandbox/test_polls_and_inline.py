"""Polls that people answer, and results they choose after the bot's @username."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InlineQueryResultArticle, InputTextMessageContent
from telegram.error import BadRequest

from sandbox.bots import BotProfile
from sandbox.person import Person
from sandbox.server import Sandbox
from tests.sandbox.client import Client, RefusedError


async def test_a_vote_is_told_with_the_counts(bot: Bot, alice: Person) -> None:
    message = await bot.send_poll(alice.id, "Quand ?", ["Lundi", "Mardi"], is_anonymous=False)
    await alice.votes(alice.last, "Mardi")
    answer, poll = await bot.get_updates(offset=-2)
    assert answer.poll_answer is not None
    assert (answer.poll_answer.option_ids, answer.poll_answer.user) == ((1,), await _user(bot, alice))
    assert poll.poll is not None
    assert [option.voter_count for option in poll.poll.options] == [0, 1]
    await alice.votes(alice.last)
    final = await bot.stop_poll(alice.id, message.message_id)
    assert (final.is_closed, final.total_voter_count) == (True, 0)
    with pytest.raises(BadRequest, match="Poll has already been closed"):
        await bot.stop_poll(alice.id, message.message_id)
    with pytest.raises(AssertionError, match="there is no open poll here"):
        await alice.votes(alice.last, "Lundi")


async def _user(bot: Bot, person: Person) -> object:
    return (await bot.get_chat_member(person.id, person.id)).user


async def test_an_anonymous_vote_tells_only_the_counts(bot: Bot, alice: Person) -> None:
    await bot.send_poll(alice.id, "Lesquels ?", ["A", "B", "C"], allows_multiple_answers=True)
    await alice.votes(alice.last, "A", "C")
    (update,) = await bot.get_updates()
    assert update.poll is not None
    assert [option.voter_count for option in update.poll.options] == [1, 0, 1]
    with pytest.raises(AssertionError, match="these answers cannot be chosen: Z"):
        await alice.votes(alice.last, "Z")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"type": "quiz"}, "quiz must have a correct answer"),
        ({"type": "exam"}, "unsupported poll type"),
        ({"question": "x" * 301}, '"question" must be 1-300 characters'),
    ],
)
async def test_a_wrong_poll_is_refused(call: Client, alice: Person, more: dict[str, str], reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        await call("sendPoll", **{"chat_id": alice.id, "question": "?", "options": [{"text": "A"}], **more})


def article(title: str, text: str) -> InlineQueryResultArticle:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Plus", callback_data="more")]])
    return InlineQueryResultArticle(title, title, InputTextMessageContent(text, "HTML"), reply_markup=keyboard)


async def test_someone_shares_an_answer_by_typing_the_bots_name(bot: Bot, alice: Person) -> None:
    asking = asyncio.create_task(alice.asks_inline("thèmes"))
    (asked,) = await bot.get_updates(timeout=2)
    assert asked.inline_query is not None
    assert asked.inline_query.query == "thèmes"
    await bot.answer_inline_query(asked.inline_query.id, [article("Huit thèmes", "Il y en a <b>huit</b>.")])
    assert [result["title"] for result in await asking] == ["Huit thèmes"]
    posted = await alice.picks("Huit")
    assert (posted["text"], posted["via_bot"]["username"]) == ("Il y en a huit.", "consultation_bot")
    chosen = (await bot.get_updates(offset=-1))[0].chosen_inline_result
    assert chosen is not None
    assert (chosen.result_id, chosen.query) == ("Huit thèmes", "thèmes")
    assert await bot.edit_message_text("Il y en avait huit.", inline_message_id=chosen.inline_message_id) is True
    assert alice.last["text"] == "Il y en avait huit."


async def test_a_tap_on_a_shared_answer_carries_its_inline_id(bot: Bot, alice: Person) -> None:
    asking = asyncio.create_task(alice.asks_inline(""))
    (asked,) = await bot.get_updates(timeout=2)
    assert asked.inline_query is not None
    await bot.answer_inline_query(asked.inline_query.id, [article("Un", "un")])
    await asking
    await alice.picks("Un")
    await alice.taps("Plus")
    query = (await bot.get_updates(offset=-1))[0].callback_query
    assert query is not None
    assert query.message is None
    await bot.edit_message_reply_markup(inline_message_id=query.inline_message_id)
    assert alice.buttons() == []


async def test_wrong_answers_to_inline_queries_are_refused(bot: Bot, alice: Person) -> None:
    with pytest.raises(BadRequest, match="query id is invalid"):
        await bot.answer_inline_query("1", [])
    asking = asyncio.create_task(alice.asks_inline("x", patience=0.3))
    (asked,) = await bot.get_updates(timeout=2)
    assert asked.inline_query is not None
    with pytest.raises(BadRequest, match="RESULT_ID_DUPLICATE|Result_id_duplicate"):
        await bot.answer_inline_query(asked.inline_query.id, [article("a", "a"), article("a", "b")])
    with pytest.raises(BadRequest, match="an't parse entities"):
        await bot.answer_inline_query(asked.inline_query.id, [article("a", "<b>")])
    with pytest.raises(AssertionError, match='is offered nothing for "x"'):
        await asking
    with pytest.raises(AssertionError, match='is not offered "a", but'):
        await alice.picks("a")


async def test_a_bot_without_inline_mode_is_not_asked() -> None:
    async with Sandbox(bots={"1:token": BotProfile(inline=False)}) as sandbox:
        with pytest.raises(AssertionError, match="has no inline mode"):
            await sandbox.person("Camille").asks_inline("x")
