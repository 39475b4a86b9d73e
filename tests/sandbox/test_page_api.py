"""The page's API: what a browser is shown, what it may order, and who is refused."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup
from yarl import URL

from sandbox.chat import Chat
from sandbox.image import plain_png
from sandbox.person import Person
from sandbox.server import Sandbox
from tests.sandbox.client import Client

Json = dict[str, Any]
FROM_PAGE = {"X-Sandbox": "1"}


class Page:
    """A browser with the page open."""

    def __init__(self, session: aiohttp.ClientSession, sandbox: Sandbox) -> None:
        self.session = session
        self.url = sandbox.page_url

    async def state(self) -> Json:
        async with self.session.get(f"{self.url}sandbox/state") as answer:
            body: Json = await answer.json()
        return body

    async def post(self, path: str, **how: Any) -> Json:
        async with self.session.post(f"{self.url}sandbox/{path}", headers=FROM_PAGE, **how) as answer:
            assert answer.status == 200, await answer.text()
            body: Json = await answer.json()
        return body

    async def act(self, person: Person, chat: int, do: str, **more: object) -> Json:
        return await self.post("act", json={"as": person.id, "chat": chat, "do": do, **more})

    @asynccontextmanager
    async def events(self, last: int | None = None) -> AsyncIterator[Events]:
        headers = {} if last is None else {"Last-Event-ID": str(last)}
        async with self.session.get(f"{self.url}sandbox/events", headers=headers) as answer:
            assert answer.headers["Content-Type"] == "text/event-stream"
            yield Events(answer.content)


class Events:
    """A stream of Server-Sent Events."""

    def __init__(self, content: aiohttp.StreamReader) -> None:
        self._content = content
        self.last = 0

    async def next(self) -> Json:
        async with asyncio.timeout(3):
            while True:
                line = (await self._content.readline()).decode()
                if line.startswith("id: "):
                    self.last = int(line[4:])
                if line.startswith("data: "):
                    event: Json = json.loads(line[6:])
                    return event

    async def next_of(self, kind: str) -> Json:
        while True:
            event = await self.next()
            if event["type"] == kind:
                return event


@pytest.fixture
def page(session: aiohttp.ClientSession, sandbox: Sandbox) -> Page:
    """A browser with the page open."""
    return Page(session, sandbox)


async def test_the_state_tells_people_chats_and_roles(
    page: Page, bot: Bot, sandbox: Sandbox, alice: Person, mehdi: Person, moderation: Chat
) -> None:
    sandbox.roles.update(citizen=alice.id, moderator=mehdi.id)
    await bot.set_my_commands([BotCommand("aide", "Aide")])
    await bot.send_message(
        alice.id, "Menu", reply_markup=ReplyKeyboardMarkup([["Thèmes"]], input_field_placeholder="Votre question")
    )
    post = await bot.send_message(moderation.id, "Carte")
    await bot.pin_chat_message(moderation.id, post.message_id)
    state = await page.state()
    assert state["bot"] == {"id": sandbox.bot.id, "username": "consultation_bot", "name": "Consultation"}
    assert state["roles"] == {"citizen": alice.id, "moderator": mehdi.id}
    assert state["now"] == "2021-02-23T10:00:00+00:00"
    assert state["people"][0] == {"id": alice.id, "name": "Alice", "username": None, "language": "fr", "blocked": False}
    private = next(chat for chat in state["chats"] if chat["id"] == alice.id)
    assert (private["type"], private["title"], private["members"]) == ("private", "Consultation", [alice.id])
    assert private["commands"] == {str(alice.id): [{"command": "aide", "description": "Aide"}]}
    assert private["reply_keyboard"][str(alice.id)]["keyboard"] == [[{"text": "Thèmes"}]]
    channel = next(chat for chat in state["chats"] if chat["id"] == moderation.id)
    assert (channel["type"], channel["members"], channel["pinned"]) == ("channel", [mehdi.id], post.message_id)


async def test_a_message_is_shown_as_safe_html(page: Page, bot: Bot, alice: Person) -> None:
    question = await alice.sends("<script>alert(1)</script> & https://example.org/a?b=1&c=2")
    await bot.send_message(
        alice.id,
        "<b>Gras</b> &lt;i&gt; 😀 <tg-spoiler>caché</tg-spoiler>",
        parse_mode="HTML",
        reply_to_message_id=question["message_id"],
        reply_markup=InlineKeyboardMarkup(
            [
                [
                    InlineKeyboardButton("Oui", callback_data="oui"),
                    InlineKeyboardButton("Site", url="https://example.org"),
                ]
            ]
        ),
    )
    hers, answer = next(chat for chat in (await page.state())["chats"] if chat["id"] == alice.id)["messages"]
    assert hers["html"].startswith("&lt;script&gt;alert(1)&lt;/script&gt; &amp; <a href=")
    assert "https://example.org/a?b=1&amp;c=2" in hers["html"]
    assert answer == {
        "id": question["message_id"] + 1,
        "chat": alice.id,
        "from": {"id": 123456, "name": "Consultation", "bot": True},
        "date": "2021-02-23T10:00:00+00:00",
        "edited": False,
        "kind": "text",
        "html": "<b>Gras</b> &lt;i&gt; 😀 <tg-spoiler>caché</tg-spoiler>",
        "text": "Gras <i> 😀 caché",
        "file": None,
        "keyboard": [
            [{"text": "Oui", "data": "oui", "url": None}, {"text": "Site", "data": None, "url": "https://example.org"}]
        ],
        "reply_to": {"id": question["message_id"], "text": question["text"]},
        "album": None,
        "deleted": False,
    }


async def test_what_happens_is_told_as_it_happens(
    page: Page, bot: Bot, sandbox: Sandbox, alice: Person, mehdi: Person, moderation: Chat
) -> None:
    async with page.events() as events:
        await bot.send_chat_action(alice.id, "typing")
        assert await events.next() == {"type": "typing", "chat": alice.id}
        sent = await bot.send_message(alice.id, "Menu", reply_markup=ReplyKeyboardMarkup([["Thèmes"]]))
        told = await events.next()
        assert (told["type"], told["message"]["text"]) == ("message", "Menu")
        assert told["reply_keyboard"][str(alice.id)]["keyboard"] == [[{"text": "Thèmes"}]]
        await bot.edit_message_text("Le menu", alice.id, sent.message_id)
        told = await events.next()
        assert (told["type"], told["message"]["edited"], "reply_keyboard" in told) == ("edit", True, False)
        await bot.delete_message(alice.id, sent.message_id)
        assert await events.next() == {"type": "delete", "chat": alice.id, "id": sent.message_id}
        await alice.blocks_bot()
        assert await events.next() == {"type": "block", "person": alice.id, "blocked": True}
        await mehdi.leaves(moderation)
        told = await events.next()
        assert (told["type"], told["chat"]["members"]) == ("chat", [])
        sandbox.world.events.toast(mehdi.id, "déjà traité", alert=True)
        assert await events.next() == {"type": "toast", "person": mehdi.id, "text": "déjà traité", "alert": True}
        await bot.set_my_commands([BotCommand("aide", "Aide")])
        told = await events.next()
        assert (told["type"], told["person"], told["commands"][0]["command"]) == ("commands", alice.id, "aide")


async def test_a_page_that_comes_back_gets_what_it_missed(page: Page, alice: Person) -> None:
    async with page.events() as events:
        await alice.sends("un")
        await events.next()
        last = events.last
    await alice.sends("deux")
    async with page.events(last) as events:
        assert (await events.next())["message"]["text"] == "deux"
        assert events.last == last + 1
    async with page.events() as events:
        await alice.sends("trois")
        assert (await events.next())["message"]["text"] == "trois"


async def test_people_act_from_the_page(
    page: Page, call: Client, alice: Person, mehdi: Person, moderation: Chat
) -> None:
    assert await page.act(alice, alice.id, "start", text="theme-3") == {"ok": True}
    assert (await call.last_update())["message"]["text"] == "/start theme-3"
    keyboard = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}]]}
    sent = await call("sendMessage", chat_id=alice.id, text="?", reply_markup=keyboard)
    assert await page.act(alice, alice.id, "tap", message=sent["message_id"], data="oui") == {"ok": True}
    assert (await call.last_update())["callback_query"]["data"] == "oui"
    await page.act(alice, alice.id, "send", text="bnojour", reply_to=sent["message_id"])
    hers = (await call.last_update())["message"]
    assert hers["reply_to_message"]["message_id"] == sent["message_id"]
    await page.act(alice, alice.id, "edit", message=hers["message_id"], text="bonjour")
    assert (await call.last_update())["edited_message"]["text"] == "bonjour"
    for do, blocked in (("block", True), ("unblock", False)):
        await page.act(alice, alice.id, do)
        assert (await page.state())["people"][0]["blocked"] is blocked
    await page.act(alice, moderation.id, "join")
    assert moderation.people == [mehdi.id, alice.id]
    await page.act(alice, moderation.id, "leave")
    assert moderation.people == [mehdi.id]


async def test_a_key_pressed_on_the_page_folds_a_one_time_keyboard(page: Page, call: Client, alice: Person) -> None:
    markup = {"keyboard": [["Oui"]], "one_time_keyboard": True}
    await call("sendMessage", chat_id=alice.id, text="?", reply_markup=markup)
    await page.act(alice, alice.id, "send", text="Oui")
    assert alice.keys() == []


@pytest.mark.parametrize(
    ("do", "more", "reason"),
    [
        ("send", {"text": "  "}, "an empty message cannot be sent"),
        ("tap", {"message": 9, "data": "x"}, "this message is not there any more"),
        ("fly", {}, "nobody can 'fly' here"),
        ("send", {}, "the order is not complete: 'text' is missing"),
        ("tap", {"message": "x", "data": 1}, "this message is not there any more"),
    ],
)
async def test_an_act_that_cannot_be_done_says_why(page: Page, alice: Person, do: str, more: Json, reason: str) -> None:
    assert await page.act(alice, alice.id, do, **more) == {"ok": False, "error": reason}


async def test_nobody_acts_for_another_or_nowhere(page: Page, sandbox: Sandbox, alice: Person, mehdi: Person) -> None:
    assert await page.act(alice, mehdi.id, "send", text="x") == {"ok": False, "error": "there is no such chat"}
    assert await page.act(alice, -1, "send", text="x") == {"ok": False, "error": "there is no such chat"}
    order = {"as": sandbox.bot.id, "chat": alice.id, "do": "send", "text": "x"}
    assert await page.post("act", json=order) == {"ok": False, "error": "there is no such person"}
    assert (await page.post("act", data=b"{"))["ok"] is False
    assert (await page.post("act", data=b"[]"))["ok"] is False


async def test_a_file_goes_up_and_comes_back(page: Page, call: Client, alice: Person) -> None:
    form = aiohttp.FormData({"as": str(alice.id), "chat": str(alice.id), "kind": "photo", "caption": "ma rue"})
    form.add_field("file", plain_png(), filename="rue.png", content_type="image/png")
    assert await page.post("upload", data=form) == {"ok": True}
    message = (await call.last_update())["message"]
    assert (message["caption"], len(message["photo"])) == ("ma rue", 2)
    view = (await page.state())["chats"][0]["messages"][0]
    assert view["kind"] == "photo"
    async with page.session.get(page.url + view["file"]["url"].lstrip("/")) as answer:
        assert await answer.read() == plain_png()
        assert answer.headers["Content-Type"] == "image/png"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"] == "inline"


async def test_what_is_no_picture_is_only_downloaded(page: Page, alice: Person) -> None:
    await alice.sends_document('a"b\r\n.svg', b"<svg onload='x'/>", "image/svg+xml")
    view = (await page.state())["chats"][0]["messages"][0]
    async with page.session.get(page.url + view["file"]["url"].lstrip("/")) as answer:
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="a_b__.svg"'
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("kind", "data", "reason"),
    [("photo", b"no picture", "Bad Request: IMAGE_PROCESS_FAILED"), ("rocket", b"x", "a file and its kind are needed")],
)
async def test_a_file_that_is_refused_says_why(page: Page, alice: Person, kind: str, data: bytes, reason: str) -> None:
    form = aiohttp.FormData({"as": str(alice.id), "chat": str(alice.id), "kind": kind})
    form.add_field("file", data, filename="a")
    assert await page.post("upload", data=form) == {"ok": False, "error": reason}


async def test_a_new_citizen_arrives_with_their_chat(page: Page, call: Client, sandbox: Sandbox) -> None:
    async with page.events() as events:
        person = await page.post("people", json={"name": "Bruno Petit", "language": "en"})
        assert (await events.next())["person"] == person
        assert (await events.next())["chat"]["members"] == [person["id"]]
    assert (person["name"], person["language"]) == ("Bruno Petit", "en")
    order = {"as": person["id"], "chat": person["id"], "do": "start"}
    assert await page.post("act", json=order) == {"ok": True}
    assert (await call.last_update())["message"]["from"]["last_name"] == "Petit"
    assert (await page.post("people", data=b""))["name"].startswith("Citoyen")


async def test_the_page_and_its_files_are_served_with_a_strict_policy(page: Page) -> None:
    for path, kind in [("", "text/html"), ("page/main.js", "text/javascript"), ("page/style.css", "text/css")]:
        async with page.session.get(page.url + path) as answer:
            assert answer.status == 200
            assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")
            assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["page/../server.py", "page/%2e%2e/server.py", "page/", "nothing", "sandbox/files/none", "page/.x"]
)
async def test_nothing_else_is_served(page: Page, path: str) -> None:
    async with page.session.get(URL(page.url + path, encoded=True)) as answer:
        assert answer.status == 404


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Sandbox": "1", "Origin": "https://evil.example"},
        {"X-Sandbox": "1", "Origin": "null"},
        {"X-Sandbox": "1", "Host": "evil.example"},
    ],
)
async def test_another_site_may_not_give_orders(page: Page, alice: Person, headers: dict[str, str]) -> None:
    order = {"as": alice.id, "chat": alice.id, "do": "send", "text": "x"}
    async with page.session.post(f"{page.url}sandbox/act", json=order, headers=headers) as answer:
        assert answer.status == 403
    assert alice.messages == []


async def test_a_name_that_leads_here_from_elsewhere_is_refused(page: Page) -> None:
    async with page.session.get(f"{page.url}sandbox/state", headers={"Host": "rebound.example:80"}) as answer:
        assert answer.status == 403


async def test_no_view_is_built_while_no_page_listens(sandbox: Sandbox, page: Page, alice: Person) -> None:
    await alice.sends("un")
    assert not sandbox.world.events.heard
    await page.state()
    assert sandbox.world.events.heard
