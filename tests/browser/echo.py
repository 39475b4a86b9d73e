"""A bot for looking at the page: it repeats texts, and its buttons say themselves what a tap does."""

from __future__ import annotations

from typing import Any

from aiohttp import ClientSession, FormData

from sandbox.bots import TOKEN
from sandbox.server import Sandbox

Row = list[tuple[str, str]]


def buttons(*rows: Row) -> dict[str, object]:
    """An inline keyboard: (label, what a tap does: "toast:…", "alert:…" or "edit:…")."""
    return {"inline_keyboard": [[{"text": label, "callback_data": data} for label, data in row] for row in rows]}


class EchoBot:
    """Polls; answers "echo: …" to a text, and to a tap what the button's data asks for. Remembers its updates."""

    def __init__(self, session: ClientSession, sandbox: Sandbox) -> None:
        self._session = session
        self._address = f"{sandbox.api_base_url}/bot{TOKEN}"
        self.updates: list[dict[str, Any]] = []

    async def call(self, method: str, **parameters: object) -> Any:
        """Calls a method; returns its result."""
        async with self._session.post(f"{self._address}/{method}", json=parameters) as answer:
            body = await answer.json()
        assert body["ok"], body
        return body["result"]

    async def says(self, chat: int, text: str, **more: object) -> Any:
        """Sends a message in HTML."""
        return await self.call("sendMessage", chat_id=chat, text=text, parse_mode="HTML", **more)

    async def sends_file(self, method: str, chat: int, name: str, data: bytes, mime: str, caption: str = "") -> None:
        """Uploads a file: "sendPhoto" or "sendDocument"."""
        form = FormData({"chat_id": str(chat), "caption": caption})
        form.add_field(method.removeprefix("send").lower(), data, filename=name, content_type=mime)
        async with self._session.post(f"{self._address}/{method}", data=form) as answer:
            assert answer.status == 200, await answer.text()

    async def run(self) -> None:
        """Polls for as long as the test lasts."""
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20):
                offset = update["update_id"] + 1
                self.updates.append(update)
                await self._react(update)

    async def _react(self, update: dict[str, Any]) -> None:
        if "callback_query" in update:
            await self._tapped(update["callback_query"])
        elif "text" in update.get("message", {}):
            message = update["message"]
            await self.call("sendMessage", chat_id=message["chat"]["id"], text=f"echo: {message['text']}")

    async def _tapped(self, query: dict[str, Any]) -> None:
        what, _, words = query["data"].partition(":")
        shown = {"text": words, "show_alert": what == "alert"} if what in {"toast", "alert"} else {}
        await self.call("answerCallbackQuery", callback_query_id=query["id"], **shown)
        if what == "edit":
            message = query["message"]
            place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
            await self.call("editMessageText", **place, text=words)

    def heard(self, kind: str) -> list[dict[str, Any]]:
        """The updates of one kind, as they came."""
        return [update[kind] for update in self.updates if kind in update]
