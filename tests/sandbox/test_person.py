"""People as tests write about them: what they do, what they wait to see, what a failure shows."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup

from sandbox.chat import Chat
from sandbox.person import Person
from sandbox.server import Sandbox
from tests.sandbox.client import Client


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label.lower()[:20]) for label in labels]])


async def test_what_was_there_before_ones_act_is_not_seen(bot: Bot, alice: Person) -> None:
    await bot.send_message(alice.id, "contribution publiée")
    await alice.sees("publiée")
    await alice.sends("et maintenant ?")
    with pytest.raises(AssertionError, match='Alice does not see "publiée"'):
        await alice.sees("publiée", patience=0.05)
    assert (await alice.sees("publiée", since=0))["text"] == "contribution publiée"


async def test_an_edit_is_seen_as_new(bot: Bot, alice: Person) -> None:
    message = await bot.send_message(alice.id, "envoi : 1 sur 3")
    await alice.sends("où en est-on ?")
    await bot.edit_message_text("envoi : 3 sur 3", alice.id, message.message_id)
    assert (await alice.sees("3 sur 3"))["message_id"] == message.message_id


async def test_ones_own_words_are_not_an_answer(alice: Person) -> None:
    await alice.sends("bonjour")
    with pytest.raises(AssertionError, match='does not see "bonjour"'):
        await alice.sees("bonjour", patience=0.05)


async def test_an_answer_is_waited_for(bot: Bot, alice: Person) -> None:
    async def answer() -> None:
        await asyncio.sleep(0.1)
        await bot.send_message(alice.id, "voilà")

    task = asyncio.create_task(answer())
    assert (await alice.sees("voilà"))["text"] == "voilà"
    await task


async def test_a_failure_shows_the_last_messages_and_buttons(bot: Bot, alice: Person) -> None:
    for number in range(1, 5):
        await alice.sends(f"message {number}")
    await bot.send_message(alice.id, "Que faire ?\nDites-le.", reply_markup=keyboard("Contribuer", "Aide"))
    sent = await bot.send_message(alice.id, "Menu", reply_markup=ReplyKeyboardMarkup([["Thèmes"], ["Stop"]]))
    await bot.edit_message_text("Le menu", alice.id, sent.message_id)
    with pytest.raises(AssertionError) as failure:
        await alice.sees("jamais", patience=0.05)
    assert str(failure.value) == (
        'Alice does not see "jamais"\n'
        "┌─ Alice ↔ bot\n"
        "│ #2 Alice: message 2\n"
        "│ #3 Alice: message 3\n"
        "│ #4 Alice: message 4\n"
        "│ #5 Consultation: Que faire ?\n"
        "│     Dites-le.\n"
        "│     [Contribuer] [Aide]\n"
        "│ #6 Consultation (edited): Le menu\n"
        "│ ⌨ [Thèmes]\n"
        "│ ⌨ [Stop]\n"
        "└─"
    )
    assert alice.buttons() == ["Contribuer", "Aide"]
    assert alice.keys() == [["Thèmes"], ["Stop"]]


async def test_a_missing_button_shows_the_channel(bot: Bot, mehdi: Person, moderation: Chat) -> None:
    await bot.send_message(moderation.id, "Carte", reply_markup=keyboard("Approuver"))
    with pytest.raises(AssertionError) as failure:
        await mehdi.taps("Refuser", chat=moderation, patience=0.05)
    assert str(failure.value) == (
        'Mehdi has no button "Refuser" to tap\n┌─ Modération\n│ #1 Modération: Carte\n│     [Approuver]\n└─'
    )


async def test_a_tap_takes_the_newest_button(call: Client, bot: Bot, alice: Person) -> None:
    first = await bot.send_message(alice.id, "un", reply_markup=keyboard("Choisir"))
    second = await bot.send_message(alice.id, "deux", reply_markup=keyboard("Choisir"))
    await alice.taps("Choisir")
    assert (await call.last_update())["callback_query"]["message"]["message_id"] == second.message_id
    await alice.taps("Choisir", message=alice.chat.messages[first.message_id])
    assert (await call.last_update())["callback_query"]["message"]["message_id"] == first.message_id


async def test_a_tap_waits_for_the_answer_rather_than_taking_an_old_button(
    call: Client, bot: Bot, alice: Person
) -> None:
    await bot.send_message(alice.id, "avant", reply_markup=keyboard("Continuer"))
    await alice.sends("/contribuer")

    async def answer() -> None:
        await asyncio.sleep(0.1)
        await bot.send_message(alice.id, "après", reply_markup=keyboard("Continuer"))

    task = asyncio.create_task(answer())
    await alice.taps("Continuer")
    await task
    assert (await call.last_update())["callback_query"]["message"]["text"] == "après"


async def test_a_tap_takes_an_old_button_once_the_bot_is_quiet(call: Client, bot: Bot, alice: Person) -> None:
    await bot.send_message(alice.id, "carte", reply_markup=keyboard("Approuver"))
    await alice.sends("une question")
    await bot.send_message(alice.id, "une réponse")
    await alice.taps("Approuver")
    assert (await call.last_update())["callback_query"]["data"] == "approuver"


async def test_a_key_is_pressed_like_a_button(bot: Bot, alice: Person) -> None:
    await bot.send_message(alice.id, "Menu", reply_markup=ReplyKeyboardMarkup([["🗂 Thèmes"]]))
    await alice.taps("Thèmes")
    assert alice.last["text"] == "🗂 Thèmes"


async def test_a_link_is_not_tapped(bot: Bot, alice: Person) -> None:
    link = InlineKeyboardMarkup([[InlineKeyboardButton("Site", url="https://example.org")]])
    await bot.send_message(alice.id, "Lire", reply_markup=link)
    with pytest.raises(AssertionError, match='can only follow the button "Site"'):
        await alice.taps("Site")


async def test_toasts_are_seen_by_the_one_who_tapped(call: Client, bot: Bot, mehdi: Person, moderation: Chat) -> None:
    await bot.send_message(moderation.id, "Carte", reply_markup=keyboard("Approuver"))
    await mehdi.taps("Approuver", chat=moderation)
    query = (await call.last_update())["callback_query"]["id"]
    await bot.answer_callback_query(query, "déjà traité par Pauline")
    assert await mehdi.sees_toast("déjà traité") == "déjà traité par Pauline"
    await mehdi.taps("Approuver", chat=moderation)
    with pytest.raises(AssertionError, match="shown so far: .'déjà traité par Pauline'."):
        await mehdi.sees_toast("déjà traité", patience=0.05)


async def test_nothing_comes_and_that_is_seen(bot: Bot, alice: Person) -> None:
    await alice.sends("/stop")
    await alice.sees_nothing(during=0.05)
    await bot.send_message(alice.id, "annonce")
    with pytest.raises(AssertionError, match='sees "annonce", which should not come'):
        await alice.sees_nothing("annonce", during=0.05)


async def test_what_the_app_would_not_allow_fails(sandbox: Sandbox, alice: Person, moderation: Chat) -> None:
    for act, reason in [
        (alice.sends(" "), "an empty message cannot be sent"),
        (alice.sends("x" * 4097), "a message is at most 4096 characters long"),
        (alice.sends_photo("x" * 1025), "a caption is at most 1024 characters long"),
        (alice.sends("bonjour", chat=moderation), "Alice is not in Modération"),
        (alice.leaves(moderation), "Alice is not in Modération"),
    ]:
        with pytest.raises(AssertionError, match=reason):
            await act
    await alice.joins(moderation)
    with pytest.raises(AssertionError, match="only administrators write in the channel Modération"):
        await alice.sends("bonjour", chat=moderation)
    await alice.blocks_bot()
    with pytest.raises(AssertionError, match="Alice has blocked the bot"):
        await alice.sends("bonjour")
    bruno = sandbox.person("Bruno")
    with pytest.raises(AssertionError, match="Bruno has no message yet"):
        _ = bruno.last
    assert "(no message yet)" in bruno.screen()


async def test_a_group_is_told_who_comes_and_goes(sandbox: Sandbox, mehdi: Person, alice: Person) -> None:
    team = sandbox.group("Équipe", members=[sandbox.bot, mehdi])
    await alice.joins(team)
    await alice.sends("bonjour", chat=team)
    await alice.leaves(team)
    assert mehdi.screen(team) == (
        "┌─ Équipe\n│ #1 Alice <service>: Alice joined\n│ #2 Alice: bonjour\n│ #3 Alice <service>: Alice left\n└─"
    )
