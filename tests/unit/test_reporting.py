"""A Sentry-compatible service hears of a bug: its type and place in the code, and not one word of anyone."""

from __future__ import annotations

import gzip
import json
import logging
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from typing import Any

import pytest
import structlog

from bot import logs
from bot.reporting import Reporting
from bot.settings import Logging
from tests.unit.test_logs import SAID, TOKEN

PATIENCE = 20


class Service:
    """What stands for the service: it keeps each event it is sent."""

    def __init__(self) -> None:
        self.heard: Queue[dict[str, Any]] = Queue()
        heard = self.heard

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                heard.put({"raw": body.decode(), **json.loads(body.splitlines()[-1])})
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
                """Says nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.dsn = f"http://publickey@127.0.0.1:{self.server.server_port}/1"
        self._thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def service() -> Iterator[Service]:
    opened = Service()
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, hook = root.handlers[:], root.level, sys.excepthook
    yield
    root.handlers[:], root.level, sys.excepthook = handlers, level, hook
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def stumble(said: str) -> None:
    """A bug that holds what someone wrote in its words, its variables and its cause."""
    try:
        raise KeyError(said)
    except KeyError as error:
        raise ValueError(f"{said} {TOKEN}") from error


def test_a_bug_is_reported_by_its_place_and_without_a_word(service: Service) -> None:
    logs.configure(Logging.model_validate({"sentry_dsn": service.dsn}), [TOKEN])
    try:
        stumble(SAID)
    except ValueError:
        structlog.get_logger("bot.intake").exception("update-set-aside", reference="Q-1")
    event = service.heard.get(timeout=PATIENCE)
    assert [value["type"] for value in event["exception"]["values"]] == ["KeyError", "ValueError"]
    assert event["exception"]["values"][1]["stacktrace"]["frames"][-1]["function"] == "stumble"
    assert event["logger"] == "update-set-aside"
    for word in (*SAID.split(), TOKEN, "Q-1"):
        assert len(word) < 4 or word not in event["raw"], word


def test_what_is_no_bug_is_not_reported(service: Service) -> None:
    logs.configure(Logging.model_validate({"sentry_dsn": service.dsn}), [TOKEN])
    logger = structlog.get_logger("bot.intake")
    logger.error("polling-conflict")
    try:
        stumble(SAID)
    except ValueError:
        logger.warning("answer-not-accepted", exc_info=True)
        logger.error("last", exc_info=True)
    assert service.heard.get(timeout=PATIENCE)["logger"] == "last"
    assert service.heard.empty()


def test_a_service_that_is_away_holds_nothing_up() -> None:
    report = Reporting("http://publickey@127.0.0.1:9/1", lambda text: text)
    begun = time.monotonic()
    for _ in range(200):
        report(ValueError(SAID), "update-set-aside")
    report.close()
    assert time.monotonic() - begun < PATIENCE
