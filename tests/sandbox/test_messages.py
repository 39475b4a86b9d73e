"""Messages: sent, edited, answered, copied, deleted, pinned; and who may not be written to."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden

from sandbox.chat import Chat
from sandbox.person import Person
from sandbox.server import Sandbox
from tests.clock import FakeClock
from tests.sandbox.client import Client, RefusedError

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Oui", callback_data="oui")]])
YES_JSON = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}]]}
NOT_MODIFIED = "message is not modified: specified new message content and reply markup are exactly the same"


async def test_a_message_is_as_telegram_makes_it(bot: Bot, alice: Person, clock: FakeClock) -> None:
    message = await bot.send_message(alice.id, "<b>Bonjour</b> Alice", parse_mode="HTML", reply_markup=YES)
    assert message.text_html == "<b>Bonjour</b> Alice"
    assert message.reply_markup == YES
    assert message.date == clock()
    assert message.from_user is not None
    assert message.from_user.username == "consultation_bot"
    assert alice.last["text"] == "Bonjour Alice"


async def test_the_bot_cannot_write_first(bot: Bot, sandbox: Sandbox) -> None:
    bruno = sandbox.person("Bruno")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(bruno.id, "Bonjour")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(bruno.id)
    await bruno.sends("/start")
    await bot.send_message(bruno.id, "Bonjour")
    await bruno.sees("Bonjour")


async def test_someone_who_blocks_the_bot_is_not_reached(bot: Bot, alice: Person) -> None:
    await alice.blocks_bot()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(alice.id, "Bonjour")
    await alice.unblocks_bot()
    await bot.send_message(alice.id, "Bonjour")
    await alice.deletes_account()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(alice.id, "Bonjour")


@pytest.mark.parametrize("chat_id", [99, -99, -1001234567890, "@nulle_part", "nulle_part"])
async def test_a_chat_that_does_not_exist_is_not_found(call: Client, chat_id: int | str) -> None:
    with pytest.raises(RefusedError, match="Bad Request: chat not found"):
        await call("sendMessage", chat_id=chat_id, text="Bonjour")


async def test_a_channel_needs_an_administrator(call: Client, sandbox: Sandbox, mehdi: Person) -> None:
    channel = sandbox.channel("Nouvelles", members=[sandbox.bot, mehdi])
    with pytest.raises(RefusedError, match="need administrator rights in the channel chat"):
        await call("sendMessage", chat_id=channel.id, text="Bonjour")


async def test_a_bot_that_left_a_chat_is_refused_there(call: Client, sandbox: Sandbox, moderation: Chat) -> None:
    await call("leaveChat", chat_id=moderation.id)
    with pytest.raises(RefusedError, match="Forbidden: bot is not a member of the channel chat") as refused:
        await call("sendMessage", chat_id=moderation.id, text="Bonjour")
    assert refused.value.status == 403


async def test_a_channel_is_reached_by_its_username(call: Client, sandbox: Sandbox, mehdi: Person) -> None:
    channel = sandbox.channel("Nouvelles", admins=[sandbox.bot, mehdi], username="nouvelles_pgo")
    post = await call("sendMessage", chat_id="@Nouvelles_PGO", text="Bonjour")
    assert post["chat"]["id"] == channel.id
    assert post["sender_chat"]["username"] == "nouvelles_pgo"
    assert "from" not in post


async def test_a_group_made_a_supergroup_tells_its_new_id(bot: Bot, sandbox: Sandbox, mehdi: Person) -> None:
    group = sandbox.group("Équipe", members=[sandbox.bot, mehdi])
    supergroup = sandbox.upgrade(group)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group.id, "Bonjour")
    assert moved.value.new_chat_id == supergroup.id
    await bot.send_message(supergroup.id, "Bonjour")
    assert [update.message.migrate_to_chat_id for update in await bot.get_updates(offset=-2) if update.message] == [
        supergroup.id,
        None,
    ]


async def test_an_edit_that_changes_nothing_is_refused(call: Client, alice: Person) -> None:
    sent = await call("sendMessage", chat_id=alice.id, text="<b>Un</b>", parse_mode="HTML", reply_markup=YES_JSON)
    place = {"chat_id": alice.id, "message_id": sent["message_id"]}
    same_text: dict[str, object] = {"text": "<b>Un</b>", "parse_mode": "HTML", "reply_markup": YES_JSON}
    same_keyboard: dict[str, object] = {"reply_markup": YES_JSON}
    for method, same in [("editMessageText", same_text), ("editMessageReplyMarkup", same_keyboard)]:
        with pytest.raises(RefusedError, match=NOT_MODIFIED):
            await call(method, **place, **same)
    edited = await call("editMessageText", **place, text="Un", reply_markup=YES_JSON)
    assert (edited["text"], edited["edit_date"], "entities" in edited) == ("Un", sent["date"], False)


async def test_an_edit_without_keyboard_takes_the_old_one_away(call: Client, alice: Person) -> None:
    sent = await call("sendMessage", chat_id=alice.id, text="Un", reply_markup=YES_JSON)
    edited = await call("editMessageText", chat_id=alice.id, message_id=sent["message_id"], text="Deux")
    assert "reply_markup" not in edited
    assert alice.buttons() == []


async def test_a_message_that_is_not_there_cannot_be_edited(call: Client, alice: Person) -> None:
    with pytest.raises(RefusedError, match="message to edit not found"):
        await call("editMessageText", chat_id=alice.id, message_id=99, text="Un")
    with pytest.raises(RefusedError, match="message_id is required"):
        await call("editMessageText", chat_id=alice.id, text="Un")
    with pytest.raises(RefusedError, match="chat_id is required unless inline_message_id is given"):
        await call("editMessageText", text="Un")
    with pytest.raises(RefusedError, match="MESSAGE_ID_INVALID"):
        await call("editMessageText", inline_message_id="x", text="Un")


async def test_the_messages_of_others_cannot_be_edited(call: Client, alice: Person) -> None:
    hers = await alice.sends("à moi")
    with pytest.raises(RefusedError, match="message can't be edited"):
        await call("editMessageText", chat_id=alice.id, message_id=hers["message_id"], text="à nous")


async def test_what_was_sent_keeps_its_form_in_earlier_updates(call: Client, alice: Person) -> None:
    message = await alice.sends("avant")
    await alice.edits(message, "après")
    sent, edited = await call.updates()
    assert (sent["message"]["text"], edited["edited_message"]["text"]) == ("avant", "après")


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "", "callback_data": "a"}, "inline keyboard button text must be non-empty"),
        ({"text": " ", "callback_data": "a"}, "inline keyboard button text must be non-empty"),
        ({"text": "a"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "a", "callback_data": "b", "url": "https://a.fr"}, "only one of callback_data, url may be given"),
        ({"text": "a", "url": "pas une adresse"}, "Wrong HTTP URL"),
        ({"text": "a", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
    ],
)
async def test_a_button_that_is_wrong_is_refused(
    call: Client, alice: Person, button: dict[str, str], reason: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        await call("sendMessage", chat_id=alice.id, text="?", reply_markup={"inline_keyboard": [[button]]})
    assert reason in str(refused.value)
    assert alice.messages == []


async def test_a_channel_shows_no_reply_keyboard(call: Client, moderation: Chat) -> None:
    with pytest.raises(RefusedError, match="inline keyboard expected"):
        await call("sendMessage", chat_id=moderation.id, text="?", reply_markup={"keyboard": [["Oui"]]})


async def test_a_reply_keyboard_stays_until_removed(bot: Bot, alice: Person) -> None:
    sent = await bot.send_message(alice.id, "Menu", reply_markup=ReplyKeyboardMarkup([["Thèmes", "Aide"]]))
    assert sent.reply_markup is None
    await bot.send_message(alice.id, "autre chose")
    assert alice.keys() == [["Thèmes", "Aide"]]
    await bot.send_message(alice.id, "fin", reply_markup=ReplyKeyboardRemove())
    assert alice.keys() == []


async def test_a_one_time_keyboard_folds_after_a_key(bot: Bot, alice: Person) -> None:
    await bot.send_message(alice.id, "?", reply_markup=ReplyKeyboardMarkup([["Oui"]], one_time_keyboard=True))
    await alice.taps("Oui")
    assert alice.last["text"] == "Oui"
    assert alice.keys() == []


async def test_a_reply_holds_what_it_answers(bot: Bot, alice: Person) -> None:
    question = await alice.sends("Combien de thèmes ?")
    answer = await bot.send_message(
        alice.id, "Huit.", reply_parameters=ReplyParameters(question["message_id"], quote="thèmes")
    )
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.text == "Combien de thèmes ?"
    assert answer.quote is not None
    assert answer.quote.position == 11
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(alice.id, "Huit.", reply_parameters=ReplyParameters(99))
    lonely = await bot.send_message(
        alice.id, "Huit.", reply_parameters=ReplyParameters(99, allow_sending_without_reply=True)
    )
    assert lonely.reply_to_message is None


async def test_options_of_a_message_are_accepted(call: Client, alice: Person) -> None:
    options: dict[str, Any] = {
        "protect_content": True,
        "disable_notification": True,
        "link_preview_options": {"is_disabled": True},
        "message_effect_id": "5104841245755180586",
    }
    sent = await call("sendMessage", chat_id=alice.id, text="Bonjour", **options)
    assert sent["has_protected_content"] is True
    assert sent["link_preview_options"] == {"is_disabled": True}
    assert sent["effect_id"] == "5104841245755180586"
    with pytest.raises(RefusedError, match="message has protected content"):
        await call("copyMessage", chat_id=alice.id, from_chat_id=alice.id, message_id=sent["message_id"])


async def test_a_copy_hides_its_origin_and_a_forward_shows_it(
    bot: Bot, alice: Person, moderation: Chat, mehdi: Person
) -> None:
    message = await alice.sends_photo("ma rue")
    copied = await bot.copy_message(moderation.id, alice.id, message["message_id"], caption="sa rue")
    assert (await mehdi.sees("sa rue", chat=moderation))["message_id"] == copied.message_id
    forwarded = await bot.forward_message(moderation.id, alice.id, message["message_id"])
    assert forwarded.caption == "ma rue"
    assert forwarded.forward_origin is not None
    assert forwarded.forward_origin.to_dict()["sender_user"]["first_name"] == "Alice"
    assert len(await bot.copy_messages(moderation.id, alice.id, [message["message_id"], 99])) == 1
    assert len(await bot.forward_messages(moderation.id, alice.id, [message["message_id"]])) == 1
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await bot.copy_message(moderation.id, alice.id, 99)


async def test_messages_are_deleted(call: Client, alice: Person, clock: FakeClock) -> None:
    first, second, third = [await alice.sends(text) for text in ("un", "deux", "trois")]
    await call("deleteMessage", chat_id=alice.id, message_id=first["message_id"])
    assert [message["text"] for message in alice.messages] == ["deux", "trois"]
    with pytest.raises(RefusedError, match="message to delete not found"):
        await call("deleteMessage", chat_id=alice.id, message_id=first["message_id"])
    await call("deleteMessages", chat_id=alice.id, message_ids=[second["message_id"], 99])
    clock.advance(hours=49)
    with pytest.raises(RefusedError, match="message can't be deleted"):
        await call("deleteMessage", chat_id=alice.id, message_id=third["message_id"])


async def test_pinned_messages_are_told_by_get_chat(call: Client, alice: Person, moderation: Chat) -> None:
    posts = [await call("sendMessage", chat_id=moderation.id, text=text) for text in ("un", "deux")]
    for post in posts:
        await call("pinChatMessage", chat_id=moderation.id, message_id=post["message_id"])
    assert (await call("getChat", chat_id=moderation.id))["pinned_message"]["text"] == "deux"
    await call("unpinChatMessage", chat_id=moderation.id)
    assert (await call("getChat", chat_id=moderation.id))["pinned_message"]["text"] == "un"
    await call("unpinAllChatMessages", chat_id=moderation.id)
    assert "pinned_message" not in await call("getChat", chat_id=moderation.id)
    with pytest.raises(RefusedError, match="message to unpin not found"):
        await call("unpinChatMessage", chat_id=moderation.id)


async def test_other_things_are_sent(call: Client, alice: Person) -> None:
    location = await call("sendLocation", chat_id=alice.id, latitude=48.85, longitude=2.35)
    assert location["location"] == {"latitude": 48.85, "longitude": 2.35}
    venue = await call("sendVenue", chat_id=alice.id, latitude=48, longitude=2, title="Lab", address="Paris")
    assert venue["venue"]["title"] == "Lab"
    contact = await call("sendContact", chat_id=alice.id, phone_number="+33199000000", first_name="Pauline")
    assert contact["contact"]["first_name"] == "Pauline"
    dice = await call("sendDice", chat_id=alice.id, emoji="🎯")
    assert 1 <= dice["dice"]["value"] <= 6
    assert await call("sendChatAction", chat_id=alice.id, action="typing") is True
    with pytest.raises(RefusedError, match="wrong parameter action"):
        await call("sendChatAction", chat_id=alice.id, action="singing")
    with pytest.raises(RefusedError, match="wrong location specified"):
        await call("sendLocation", chat_id=alice.id, latitude=91, longitude=0)


async def test_an_old_history_is_forgotten(clock: FakeClock) -> None:
    async with Sandbox(clock=clock, history=3) as sandbox:
        alice = sandbox.person("Alice")
        for number in range(5):
            await alice.sends(f"message {number}")
        assert [message["text"] for message in alice.messages] == ["message 2", "message 3", "message 4"]
