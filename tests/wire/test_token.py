"""The bot's token: whatever goes wrong, nobody reads it in a log, a repr, an exception or a traceback."""

from __future__ import annotations

import asyncio
import io
import logging
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
from aiohttp import web
from telegram.error import InvalidToken, NetworkError, TelegramError, TimedOut

from bot.application import ConsultationApplication, ConsultationBot, build_application
from bot.http import AiohttpRequest, NotReachedError, ServerFaultError, TooFastError
from bot.polling import Poller
from sandbox.bots import BotProfile
from sandbox.faults import Fault
from sandbox.server import Sandbox
from tests.wire.conftest import Wire

SECRET = "AAcanary_Unusual-token.é~42"
TOKEN = f"424242:{SECRET}"
WRITTEN = (SECRET, "AAcanary", "Unusual-token", "%C3%A9~42")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Any database: the token is not kept in it."""
    return sqlite_url


@pytest.fixture
def logs() -> Iterator[io.StringIO]:
    """Everything that anyone logs, at DEBUG."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
async def canary(wire: Wire) -> AsyncIterator[ConsultationApplication]:
    """A bot with an unusual token, on a Telegram that knows it."""
    asyncio.get_running_loop().set_debug(enabled=True)
    async with Sandbox(bots={TOKEN: BotProfile()}) as sandbox:
        request = AiohttpRequest(read_timeout=0.3, connect_timeout=0.3)
        application = build_application(request, wire.services, TOKEN, sandbox.api_base_url)
        await application.initialize()
        wire.sandbox = sandbox
        yield application
        await application.shutdown()


def told(error: BaseException) -> str:
    """All that an exception can tell, its frames' variables included."""
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    return "".join(shown.format()) + repr(error) + str(error)


def assert_hidden(text: str) -> None:
    for word in WRITTEN:
        assert word not in text


async def failure(call: Awaitable[object]) -> TelegramError:
    """The exception that a call ends with."""
    with pytest.raises(TelegramError) as caught:
        await call
    return caught.value


Call = Callable[[ConsultationBot, int], Awaitable[object]]
CALLS: dict[str, Call] = {
    "through python-telegram-bot": lambda bot, chat_id: bot.send_message(chat_id, "hello"),
    "bare": lambda bot, chat_id: bot.call("sendMessage", {"chat_id": chat_id, "text": "hello"}),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
async def test_no_failure_tells_the_token(
    wire: Wire, canary: ConsultationApplication, logs: io.StringIO, call: Call
) -> None:
    bot, faults = canary.bot, wire.sandbox.faults
    alice = wire.sandbox.person("Alice", started=True)
    await call(bot, alice.id)
    assert_hidden(told(await failure(call(bot, 1))))
    faults_and_kinds: list[tuple[Fault, type[TelegramError]]] = [
        (Fault("flood", seconds=1, times=1), TooFastError),
        (Fault("status", status=500, times=1), ServerFaultError),
        (Fault("status", status=401, times=1), InvalidToken),
        (Fault("reset", times=1), NetworkError),
        (Fault("hang", seconds=1, times=1), TimedOut),
    ]
    for fault, kind in faults_and_kinds:
        faults.clear()
        faults.add(fault)
        error = await failure(call(bot, alice.id))
        assert isinstance(error, kind)
        assert_hidden(told(error))
    assert_hidden(logs.getvalue())


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
async def test_a_telegram_that_is_not_there_tells_nothing(
    canary: ConsultationApplication, logs: io.StringIO, call: Call
) -> None:
    request = canary.bot.request
    assert isinstance(request, AiohttpRequest)
    for address in ("http://127.0.0.1:1", "http://no-such-host.invalid", "http://[::", "nonsense"):
        request.point_at(address, TOKEN)
        error = await failure(call(canary.bot, 1))
        assert isinstance(error, NotReachedError), address
        assert_hidden(told(error))
    assert_hidden(logs.getvalue())


async def test_an_answer_that_quotes_the_address_is_redacted(
    canary: ConsultationApplication, logs: io.StringIO
) -> None:
    async def echo(request: web.Request) -> web.Response:
        body = f"The requested URL {request.raw_path} ({request.path}) was not found: {TOKEN}"
        return web.json_response({"ok": False, "description": body}, status=int(request.query.get("status", 404)))

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", echo)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    request = canary.bot.request
    assert isinstance(request, AiohttpRequest)
    request.point_at(f"http://127.0.0.1:{runner.addresses[0][1]}", TOKEN)
    for call in CALLS.values():
        assert_hidden(told(await failure(call(canary.bot, 1))))
    assert_hidden(logs.getvalue())
    await runner.cleanup()


async def test_nothing_shows_the_token_when_shown(canary: ConsultationApplication, logs: io.StringIO) -> None:
    bot = canary.bot
    for thing in (bot, canary, bot.request, bot.base_url, bot.base_file_url, bot.token, bot.to_dict()):
        assert_hidden(f"{thing!r} {thing}")
    assert_hidden(logs.getvalue())


async def test_a_refused_token_is_not_told_at_start_nor_when_polling(
    wire: Wire, canary: ConsultationApplication, logs: io.StringIO
) -> None:
    request = AiohttpRequest()
    refused = build_application(request, canary.bot_data, f"1:{SECRET}", wire.sandbox.api_base_url)
    assert_hidden(told(await failure(refused.initialize())))
    polling = Poller(refused.bot, wire.intake, allowed_updates=["message"])
    assert_hidden(told(await failure(polling.run())))
    assert_hidden(logs.getvalue())
    await request.shutdown()


async def test_files_are_fetched_without_telling_the_token(
    wire: Wire, canary: ConsultationApplication, logs: io.StringIO
) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    message = await alice.sends_document("note.txt", b"content")
    file = await canary.bot.get_file(message["document"]["file_id"])
    assert bytes(await file.download_as_bytearray()) == b"content"
    assert_hidden(f"{file!r} {file.file_path}")
    sent = await canary.bot.send_document(alice.id, b"answer", filename="réponse.txt", caption="Voilà")
    assert sent.document is not None
    assert sent.document.file_name == "réponse.txt"
    assert_hidden(logs.getvalue())
