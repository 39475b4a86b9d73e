"""Logs never show a secret, nor what a person wrote, whoever logs and however."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
import structlog
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from bot import logs
from bot.settings import Logging

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
PASSWORD = 'pass"word/1'
SAID = "Je m’appelle Camille et j’habite à Quimper"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, hook = root.handlers[:], root.level, sys.excepthook
    yield
    root.handlers[:], root.level, sys.excepthook = handlers, level, hook
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def configured(**settings: str) -> io.StringIO:
    stream = io.StringIO()
    logs.configure(Logging.model_validate({"format": "json", **settings}), [TOKEN, PASSWORD], stream)
    return stream


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("form", ["json", "console"])
@pytest.mark.parametrize("logger", ["bot.run", "telegram.ext", "aiohttp.server", "httpx", "asyncio"])
def test_the_token_is_cut_out_whoever_logs(form: str, logger: str) -> None:
    stream = configured(format=form)
    url = f"https://api.telegram.org/bot{TOKEN}/getMe"
    logging.getLogger(logger).warning("calling %s", url)
    logging.getLogger(logger).error(f"calling {quote(url, safe='')}")
    structlog.get_logger(logger).error("calling", url=url, secret=PASSWORD)
    try:
        raise ConnectionError(url) from ValueError(url)
    except ConnectionError:
        logging.getLogger(logger).exception("failed for %s", url)
        structlog.get_logger(logger).exception("failed", url=url)
    written = stream.getvalue()
    assert "calling" in written
    assert "failed" in written
    for secret in (TOKEN, TOKEN.partition(":")[2], PASSWORD, json.dumps(PASSWORD)[1:-1], quote(TOKEN)):
        assert secret not in written


def test_a_token_that_we_do_not_know_is_cut_out_too() -> None:
    stream = configured()
    logging.getLogger("telegram").warning("bot%s", TOKEN.replace("H", "G"))
    assert lines(stream)[0]["event"] == "bot•••"


def test_an_exception_is_told_by_its_type_and_place_but_does_not_quote() -> None:
    stream = configured()

    def fail() -> None:
        {"Quimper": 29}[SAID]

    try:
        fail()
    except KeyError as error:
        structlog.get_logger("bot").exception("bug")
        logging.getLogger("telegram").error("bug", exc_info=error)
    for line in lines(stream):
        assert line["exception"].endswith("\nKeyError")
        assert "in fail" in line["exception"]
    assert "Camille" not in stream.getvalue()


def test_a_database_error_does_not_show_what_was_to_be_saved() -> None:
    stream = configured()
    with create_engine("sqlite://").connect() as connection, pytest.raises(OperationalError) as raised:
        connection.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": f"[{SAID}]"})
    structlog.get_logger("bot").error("lost", exc_info=raised.value)
    told = lines(stream)[0]["exception"]
    assert "no such table: nowhere" in told
    assert "Camille" not in told


def test_what_caused_an_exception_is_told_and_a_group_is_told_whole() -> None:
    stream = configured()
    try:
        try:
            raise TimeoutError("first")
        except TimeoutError:
            raise ExceptionGroup("several", [OSError("one"), ValueError(SAID)]) from None
    except ExceptionGroup:
        structlog.get_logger("bot").exception("both")
    told = lines(stream)[0]["exception"]
    assert "OSError: one" in told
    assert told.endswith("ValueError")
    assert "TimeoutError" not in told


async def test_a_forgotten_task_does_not_quote() -> None:
    stream = configured()

    async def fail() -> None:
        raise ValueError(SAID)

    task = asyncio.create_task(fail())
    await asyncio.wait([task])
    asyncio.get_running_loop().call_exception_handler(
        {"message": "Task exception was never retrieved", "exception": ValueError(SAID), "future": task}
    )
    assert task.exception() is not None
    assert lines(stream)[0]["event"] == "Task exception was never retrieved"
    assert "Camille" not in stream.getvalue()


def test_an_event_carries_the_update_it_is_about() -> None:
    stream = configured()
    with structlog.contextvars.bound_contextvars(update_id=42):
        structlog.get_logger("bot").info("handled")
        logging.getLogger("telegram").warning("slow")
    assert [(line["event"], line["update_id"]) for line in lines(stream)] == [("handled", 42), ("slow", 42)]


def test_libraries_only_warn_whatever_the_level() -> None:
    stream = configured(level="debug")
    for logger in ("telegram", "aiosqlite", "sqlalchemy.engine", "aiohttp.access"):
        logging.getLogger(logger).debug("%s", SAID)
        logging.getLogger(logger).info("%s", SAID)
    structlog.get_logger("bot").debug("seen")
    assert [line["event"] for line in lines(stream)] == ["seen"]


def test_the_level_is_the_one_asked_for() -> None:
    stream = configured(level="warning")
    structlog.get_logger("handlers").info("no")
    structlog.get_logger("handlers").warning("yes")
    assert [line["event"] for line in lines(stream)] == ["yes"]


def test_a_crash_is_logged_without_its_message() -> None:
    stream = configured()
    error = ValueError(TOKEN)
    sys.excepthook(ValueError, error, None)
    assert lines(stream)[0]["event"] == "crashed"
    assert lines(stream)[0]["exception"].endswith("ValueError")


def test_a_short_secret_does_not_cut_ordinary_words() -> None:
    assert logs.Redactor(["s"])("sending messages") == "sending messages"
