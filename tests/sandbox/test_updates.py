"""getUpdates: offsets, limits, waiting, kinds of updates, conflicts."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot, Update

from sandbox.chat import Chat
from sandbox.person import Person
from sandbox.server import Sandbox
from sandbox.spec import Specification
from tests.sandbox.client import Client, RefusedError


async def send_three(alice: Person) -> None:
    for text in ("un", "deux", "trois"):
        await alice.sends(text)


def texts(updates: list[dict[str, object]]) -> list[str]:
    return [update["message"]["text"] for update in updates]  # type: ignore[index]


async def test_updates_come_again_until_they_are_confirmed(call: Client, alice: Person) -> None:
    await send_three(alice)
    assert texts(await call.updates()) == texts(await call.updates()) == ["un", "deux", "trois"]


async def test_an_offset_confirms_what_is_before_it(call: Client, alice: Person) -> None:
    await send_three(alice)
    first, second, _ = await call.updates()
    assert second["update_id"] == first["update_id"] + 1
    assert texts(await call.updates(offset=second["update_id"])) == ["deux", "trois"]
    assert texts(await call.updates()) == ["deux", "trois"]
    assert texts(await call.updates(offset=first["update_id"])) == ["deux", "trois"]


async def test_a_negative_offset_keeps_only_the_end(call: Client, alice: Person) -> None:
    await send_three(alice)
    assert texts(await call.updates(offset=-2)) == ["deux", "trois"]
    assert texts(await call.updates(offset=-5)) == ["deux", "trois"]
    assert texts(await call.updates()) == ["deux", "trois"]


async def test_a_limit_leaves_the_rest_for_later(call: Client, alice: Person) -> None:
    await send_three(alice)
    assert texts(await call("getUpdates", limit=2)) == ["un", "deux"]


async def test_a_long_poll_answers_as_soon_as_something_comes(call: Client, alice: Person) -> None:
    poll = asyncio.create_task(call.updates(timeout=30))
    await asyncio.sleep(0.05)
    assert not poll.done()
    await alice.sends("me voilà")
    assert texts(await asyncio.wait_for(poll, 2)) == ["me voilà"]


async def test_a_short_poll_answers_with_nothing(call: Client) -> None:
    assert await call.updates() == []
    with pytest.raises(RefusedError, match="timeout must not be negative"):
        await call.updates(timeout=-1)


async def test_a_second_poller_ends_the_first_with_409(call: Client, alice: Person) -> None:
    first = asyncio.create_task(call.updates(timeout=30))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(call.updates(timeout=30))
    with pytest.raises(RefusedError, match="Conflict: terminated by other getUpdates request") as refused:
        await asyncio.wait_for(first, 2)
    assert refused.value.status == 409
    await alice.sends("à vous")
    assert texts(await asyncio.wait_for(second, 2)) == ["à vous"]


async def test_allowed_updates_hold_until_changed(
    call: Client, sandbox: Sandbox, mehdi: Person, moderation: Chat, alice: Person
) -> None:
    await call("getUpdates", offset=-1, allowed_updates=["callback_query"])
    (waiting,) = await call.updates()
    offset = waiting["update_id"] + 1
    await alice.sends("perdu")
    assert await call.updates(offset=offset) == []
    await call("getUpdates", allowed_updates=[])
    await alice.sends("reçu")
    assert texts(await call.updates()) == ["reçu"]
    info = await call("getWebhookInfo")
    assert "allowed_updates" not in info


async def test_unknown_kinds_of_updates_are_named(call: Client) -> None:
    with pytest.raises(RefusedError, match="allowed_updates holds unknown update types: pigeons"):
        await call("getUpdates", allowed_updates=["message", "pigeons"])


async def test_members_of_a_chat_are_told_only_on_request(
    call: Client, sandbox: Sandbox, mehdi: Person, moderation: Chat
) -> None:
    pauline = sandbox.person("Pauline")
    await call("getUpdates", offset=-1)
    await pauline.joins(moderation)
    assert "chat_member" not in await call.last_update()
    await call("getUpdates", allowed_updates=["chat_member"])
    await pauline.leaves(moderation)
    told = (await call.last_update())["chat_member"]
    assert told["from"]["first_name"] == "Pauline"
    assert (told["old_chat_member"]["status"], told["new_chat_member"]["status"]) == ("member", "left")


async def test_blocking_and_unblocking_is_told(call: Client, alice: Person) -> None:
    await alice.blocks_bot()
    blocked = (await call.last_update())["my_chat_member"]
    assert blocked["new_chat_member"]["status"] == "kicked"
    assert blocked["chat"]["id"] == alice.id
    await alice.unblocks_bot()
    assert (await call.last_update())["my_chat_member"]["new_chat_member"]["status"] == "member"


async def test_an_edited_message_is_told(call: Client, alice: Person, bot: Bot) -> None:
    message = await alice.sends("bnojour")
    await alice.edits(message, "bonjour")
    edited = (await bot.get_updates(offset=-1))[0].edited_message
    assert edited is not None
    assert edited.text == "bonjour"
    assert edited.edit_date == edited.date


async def test_a_channel_post_has_a_chat_as_sender_and_no_person(call: Client, sandbox: Sandbox, mehdi: Person) -> None:
    news = sandbox.channel("Nouvelles", admins=[sandbox.bot, mehdi])
    message = await mehdi.sends("Le plan est lancé", chat=news)
    post = (await call.last_update())["channel_post"]
    assert post == message
    assert post["sender_chat"]["id"] == news.id
    assert "from" not in post
    await mehdi.edits(message, "Le plan d’action est lancé")
    assert (await call.last_update())["edited_channel_post"]["text"] == "Le plan d’action est lancé"


async def test_a_bot_in_privacy_mode_hears_only_what_is_meant_for_it(
    call: Client, sandbox: Sandbox, mehdi: Person
) -> None:
    team = sandbox.group("Équipe", members=[sandbox.bot, mehdi])
    heard = await call("sendMessage", chat_id=team.id, text="Bonjour à tous")
    offset = (await call.updates())[-1]["update_id"] + 1
    for text in ("entre nous", "/aide", "/aide@consultation_bot", "/aide@un_autre_bot", "dis, @consultation_bot ?"):
        await mehdi.sends(text, chat=team)
    await mehdi.sends("je réponds", chat=team, reply_to=heard)
    got = texts(await call.updates(offset=offset))
    assert got == ["/aide", "/aide@consultation_bot", "dis, @consultation_bot ?", "je réponds"]


async def test_an_administrator_bot_hears_everything(call: Client, sandbox: Sandbox, mehdi: Person) -> None:
    team = sandbox.supergroup("Équipe", admins=[sandbox.bot], members=[mehdi])
    await mehdi.sends("entre nous", chat=team)
    assert (await call.last_update())["message"]["text"] == "entre nous"


async def test_all_that_people_do_is_told_as_published(
    call: Client, sandbox: Sandbox, alice: Person, mehdi: Person, moderation: Chat
) -> None:
    await alice.sends("Bonjour à #tous")
    await alice.sends_photo("ma rue")
    await alice.sends_document("plan.pdf", b"%PDF", "application/pdf", caption="le plan")
    await alice.sends_voice()
    await alice.sends_video()
    await alice.sends_sticker()
    await alice.sends_location()
    await alice.sends_contact()
    await alice.edits(await alice.sends("avant"), "après")
    await mehdi.leaves(moderation)
    updates = await call.updates()
    Specification.load().check(["Array of Update"], updates)
    assert all(Update.de_json(update, None) for update in updates)
    kinds = [next(key for key in update["message"] if key not in _EVERY) for update in updates if "message" in update]
    assert kinds == ["text", "photo", "document", "voice", "video", "sticker", "location", "contact", "text"]


_EVERY = {"message_id", "from", "chat", "date"}
