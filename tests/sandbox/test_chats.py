"""Chats, their members, the bot's commands and its own description."""

from __future__ import annotations

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    BotCommandScopeChatMember,
    MenuButtonCommands,
)
from telegram.error import BadRequest, InvalidToken

from sandbox.bots import BotProfile
from sandbox.chat import Chat
from sandbox.commands import commands_for
from sandbox.person import Person
from sandbox.server import Sandbox
from tests.sandbox.client import Client, RefusedError


async def test_the_bot_tells_who_it_is(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.username, me.first_name, me.is_bot) == ("consultation_bot", "Consultation", True)
    assert me.can_read_all_group_messages is False


async def test_a_chat_is_described(bot: Bot, alice: Person, moderation: Chat) -> None:
    private = await bot.get_chat(alice.id)
    assert (private.type, private.first_name) == ("private", "Alice")
    channel = await bot.get_chat(moderation.id)
    assert (channel.type, channel.title) == ("channel", "Modération")
    assert await bot.set_chat_description(moderation.id, "Les contributions à lire")
    assert (await bot.get_chat(moderation.id)).description == "Les contributions à lire"
    with pytest.raises(BadRequest, match="Chat description is not modified"):
        await bot.set_chat_description(moderation.id, "Les contributions à lire")
    assert await bot.set_chat_title(moderation.id, "File")
    assert (await bot.get_chat(moderation.id)).title == "File"


async def test_everyone_has_a_place_in_a_chat(bot: Bot, sandbox: Sandbox, mehdi: Person, alice: Person) -> None:
    pauline = sandbox.person("Pauline")
    team = sandbox.supergroup("Équipe", members=[mehdi], admins=[sandbox.bot], owner=pauline)
    statuses = {
        who.id: (await bot.get_chat_member(team.id, who.id)).status for who in (pauline, sandbox.bot, mehdi, alice)
    }
    assert list(statuses.values()) == ["creator", "administrator", "member", "left"]
    assert {each.user.id for each in await bot.get_chat_administrators(team.id)} == {pauline.id, sandbox.bot.id}
    assert await bot.get_chat_member_count(team.id) == 3
    with pytest.raises(BadRequest, match="PARTICIPANT_ID_INVALID|Participant_id_invalid"):
        await bot.get_chat_member(team.id, 5)


async def test_two_are_in_a_private_chat(call: Client, alice: Person) -> None:
    assert await call("getChatMemberCount", chat_id=alice.id) == 2
    assert (await call("getChatMember", chat_id=alice.id, user_id=alice.id))["status"] == "member"
    for method in ("getChatAdministrators", "leaveChat", "setChatTitle"):
        with pytest.raises(RefusedError, match="Bad Request"):
            await call(method, chat_id=alice.id, **({"title": "x"} if method == "setChatTitle" else {}))


async def test_someone_removed_may_come_back_once_allowed(bot: Bot, sandbox: Sandbox, mehdi: Person) -> None:
    team = sandbox.supergroup("Équipe", members=[mehdi], admins=[sandbox.bot])
    await bot.ban_chat_member(team.id, mehdi.id)
    assert (await bot.get_chat_member(team.id, mehdi.id)).status == "kicked"
    with pytest.raises(AssertionError, match="was removed from Équipe"):
        await mehdi.joins(team)
    await bot.unban_chat_member(team.id, mehdi.id, only_if_banned=True)
    await mehdi.joins(team)
    assert (await bot.get_chat_member(team.id, mehdi.id)).status == "member"
    with pytest.raises(BadRequest, match="User is an administrator of the chat"):
        await bot.ban_chat_member(team.id, sandbox.bot.id)


async def test_being_made_administrator_is_told_to_the_bot(call: Client, moderation: Chat, mehdi: Person) -> None:
    told = (await call.last_update())["my_chat_member"]
    assert (told["chat"]["id"], told["from"]["id"]) == (moderation.id, mehdi.id)
    assert told["new_chat_member"]["can_post_messages"] is True


async def test_what_an_administrator_may_not_do_is_refused(call: Client, sandbox: Sandbox, mehdi: Person) -> None:
    team = sandbox.supergroup("Équipe", members=[mehdi, sandbox.bot])
    message = await mehdi.sends("/aide", chat=team)
    for method, more in [("pinChatMessage", {"message_id": message["message_id"]}), ("setChatTitle", {"title": "x"})]:
        with pytest.raises(RefusedError, match="not enough rights"):
            await call(method, chat_id=team.id, **more)
    with pytest.raises(RefusedError, match="message can't be deleted"):
        await call("deleteMessage", chat_id=team.id, message_id=message["message_id"])


async def test_the_narrowest_scope_and_the_language_decide_the_commands(
    bot: Bot, sandbox: Sandbox, mehdi: Person, alice: Person
) -> None:
    pauline = sandbox.person("Pauline", language="en")
    team = sandbox.supergroup("Équipe", members=[mehdi, sandbox.bot], admins=[pauline])

    async def publish(name: str, scope: object = None, language: str | None = None) -> None:
        await bot.set_my_commands([BotCommand(name, name)], scope=scope, language_code=language)  # type: ignore[arg-type]

    def offered(person: Person, chat: Chat) -> list[str]:
        return [each["command"] for each in commands_for(sandbox.bot, chat, person.user)]

    assert offered(alice, alice.chat) == []
    await publish("partout")
    await publish("everywhere", language="en")
    assert (offered(alice, alice.chat), offered(pauline, pauline.chat)) == (["partout"], ["everywhere"])
    await publish("prive", BotCommandScopeAllPrivateChats())
    await publish("groupe", BotCommandScopeAllGroupChats())
    assert (offered(pauline, pauline.chat), offered(mehdi, team)) == (["prive"], ["groupe"])
    await publish("ici", BotCommandScopeChat(team.id))
    await publish("chefs", BotCommandScopeChatAdministrators(team.id))
    await publish("mehdi", BotCommandScopeChatMember(team.id, mehdi.id))
    assert (offered(mehdi, team), offered(pauline, team)) == (["mehdi"], ["chefs"])
    await bot.delete_my_commands(BotCommandScopeChatMember(team.id, mehdi.id))
    assert offered(mehdi, team) == ["ici"]
    assert [each.command for each in await bot.get_my_commands(language_code="en")] == ["everywhere"]


@pytest.mark.parametrize("name", ["Aide", "été", "a-b", "a b"])
async def test_a_command_is_small_letters_digits_and_underscores(call: Client, name: str) -> None:
    with pytest.raises(RefusedError, match="BOT_COMMAND_INVALID"):
        await call("setMyCommands", commands=[{"command": name, "description": "x"}])
    with pytest.raises(RefusedError, match="invalid language code"):
        await call("setMyCommands", commands=[], language_code="français")


async def test_the_bot_describes_itself_by_language(bot: Bot, alice: Person) -> None:
    assert (await bot.get_my_name()).name == "Consultation"
    await bot.set_my_name("Consultation PGO")
    await bot.set_my_description("Un plan, vos idées", language_code="fr")
    await bot.set_my_short_description("Un plan")
    assert (await bot.get_my_name(language_code="en")).name == "Consultation PGO"
    assert (await bot.get_my_description(language_code="fr")).description == "Un plan, vos idées"
    assert (await bot.get_my_description()).description == ""
    assert (await bot.get_my_short_description()).short_description == "Un plan"
    await bot.set_my_name("")
    assert (await bot.get_my_name()).name == "Consultation"
    assert (await bot.get_chat_menu_button(alice.id)).type == "default"
    await bot.set_chat_menu_button(alice.id, MenuButtonCommands())
    assert (await bot.get_chat_menu_button(alice.id)).type == "commands"
    assert (await bot.get_chat_menu_button()).type == "default"


async def test_logging_out_closes_the_door(bot: Bot) -> None:
    assert await bot.log_out()
    with pytest.raises(InvalidToken):
        await bot.get_me()


async def test_closing_just_after_the_start_is_refused(call: Client) -> None:
    with pytest.raises(RefusedError, match="Too Many Requests: retry after 600"):
        await call("close")


async def test_two_bots_live_apart(session: object) -> None:
    bots = {"1:first": BotProfile("premier_bot", "Premier"), "2:second": BotProfile("second_bot", "Second")}
    async with Sandbox(bots=bots) as sandbox:
        camille = sandbox.person("Camille")
        await camille.sends("Bonjour")
        assert [len(bot.queue) for bot in sandbox.bots.values()] == [1, 0]


async def test_topics_of_a_forum(call: Client, sandbox: Sandbox, mehdi: Person) -> None:
    forum = sandbox.supergroup("Forum", members=[mehdi], admins=[sandbox.bot], forum=True)
    topic = await call("createForumTopic", chat_id=forum.id, name="Environnement")
    place = {"chat_id": forum.id, "message_thread_id": topic["message_thread_id"]}
    sent = await call("sendMessage", **place, text="Bienvenue")
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic["message_thread_id"], True)
    await mehdi.sends("merci", chat=forum, topic=topic["message_thread_id"])
    assert (await call.last_update())["message"]["message_thread_id"] == topic["message_thread_id"]
    assert await call("editForumTopic", **place, name="Climat")
    assert await call("closeForumTopic", **place)
    with pytest.raises(RefusedError, match="TOPIC_CLOSED"):
        await call("sendMessage", **place, text="trop tard")
    with pytest.raises(RefusedError, match="TOPIC_NOT_MODIFIED"):
        await call("closeForumTopic", **place)
    assert await call("reopenForumTopic", **place)
    assert await call("deleteForumTopic", **place)
    assert all(message.get("message_thread_id") != topic["message_thread_id"] for message in forum.messages.values())
    with pytest.raises(RefusedError, match="message thread not found"):
        await call("sendMessage", **place, text="où ?")


async def test_a_chat_without_topics_has_none(call: Client, moderation: Chat) -> None:
    with pytest.raises(RefusedError, match="the chat is not a forum"):
        await call("createForumTopic", chat_id=moderation.id, name="Sujet")
    with pytest.raises(RefusedError, match="message thread not found"):
        await call("sendMessage", chat_id=moderation.id, message_thread_id=1, text="Bonjour")
