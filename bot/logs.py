"""What the service says of itself: events with ids, never a secret, never what a person wrote.

Everything goes through one formatter, whoever logs: a secret is cut out of the finished line, and an exception
is told by its type and its place in the code. Its message is left out where it could quote a person.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TextIO
from urllib.parse import quote

import orjson
import structlog
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError, ProgrammingError
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.reporting import Reporting
from bot.settings import Logging

OURS = ("bot", "handlers", "storage", "consultation", "sandbox")
"""The packages whose events are logged at the level that the settings ask for; others only warn."""
SHORTEST_SECRET = 6
"""A shorter secret would also cut ordinary words."""
HIDDEN = "•••"
SAFE_LIBRARIES = ("telegram", "aiohttp", "alembic")
"""Libraries whose exceptions do not quote what people write."""
SAFE_SQL = (IntegrityError, InterfaceError, OperationalError, ProgrammingError)
"""The database's exceptions that do not either, once parameters and details are cut out; DataError does."""

_TOKEN = re.compile(r"\d{5,}(?::|%3A)[A-Za-z0-9_-]{20,}")
_SQL_PARAMETERS = re.compile(r"\[parameters: .*?\]\s*(?=\(Background|$)|DETAIL:.*?$", re.DOTALL | re.MULTILINE)

log = structlog.get_logger(__name__)


class Redactor:
    """Cuts secrets out of a text, also written as in an address or in JSON."""

    def __init__(self, secrets: Iterable[str]) -> None:
        words: set[str] = set()
        for secret in secrets:
            for word in (secret, secret.partition(":")[2]):
                words |= {word, quote(word, safe=""), json.dumps(word)[1:-1]}
        known = sorted((word for word in words if len(word) >= SHORTEST_SECRET), key=len, reverse=True)
        self._secrets = re.compile("|".join(re.escape(word) for word in known)) if known else None

    def __call__(self, text: str) -> str:
        """Says the text without its secrets."""
        if self._secrets is not None:
            text = self._secrets.sub(HIDDEN, text)
        return _TOKEN.sub(HIDDEN, text)


class RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Renders any event, ours or a library's, then cuts the secrets out of the finished line."""

    def __init__(self, renderer: Processor, redact: Redactor, told: Iterable[Processor]) -> None:
        super().__init__(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *told],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            pass_foreign_args=False,
        )
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """Renders one event, safely."""
        if record.name == "asyncio":  # its next lines show the exception, which may quote a person
            record.msg, record.args = record.getMessage().partition("\n")[0], None
        return self._redact(super().format(record))


def configure(settings: Logging, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Sets the logs of the whole process up, and the reporting of bugs if the settings name a service for it."""
    redact = Redactor(secrets)
    handler = logging.StreamHandler(stream or sys.stderr)
    dsn = settings.sentry_dsn.get_secret_value()
    told = (*_SHARED, _Reported(Reporting(dsn, redact)) if dsn else _pass, _add_exception)
    handler.setFormatter(RedactingFormatter(_renderer(settings, handler.stream), redact, told))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(settings.level.upper())
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_logger_name,
            *told,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    sys.excepthook = _log_crash
    threading.excepthook = lambda args: _log_crash(args.exc_type, args.exc_value, args.exc_traceback)


def tell(error: BaseException) -> str:
    """Tells an exception and what caused it: type, place in the code, and the message where it quotes nobody."""
    return "\n".join(_told(error, set()))


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _told(before, seen)
        yield "then:"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    message = _SQL_PARAMETERS.sub("", str(error)).strip() if _quotes_nobody(error) else ""
    yield f"{name}: {message}" if message else name
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from _told(part, seen)


def _quotes_nobody(error: BaseException) -> bool:
    library = type(error).__module__.partition(".")[0]
    return isinstance(error, (OSError, *SAFE_SQL)) or library in SAFE_LIBRARIES


class _Reported:
    """Reports the exception of an event, before it is told in the log."""

    def __init__(self, report: Reporting) -> None:
        self._report = report

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        error = _exception_of(event)
        if error is not None and event.get("level") in ("error", "critical"):
            name = str(event.get("event")) if str(event.get("logger", "")).startswith(OURS) else "library"
            self._report(error, name, last=event["level"] == "critical")
        return event


def _pass(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Reports nothing."""
    return event


def _add_exception(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replaces exc_info by what may be shown of it."""
    error = _exception_of(event)
    event.pop("exc_info", None)
    if error is not None:
        event["exception"] = tell(error)
    return event


def _exception_of(event: EventDict) -> BaseException | None:
    given = event.get("exc_info")
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    return error if isinstance(error, BaseException) else None


def _log_crash(kind: type[BaseException], error: BaseException | None, _: TracebackType | None) -> None:
    if error is None or issubclass(kind, KeyboardInterrupt):
        return
    log.critical("crashed", exc_info=error)


def _renderer(settings: Logging, stream: TextIO) -> Processor:
    if settings.format == "json":
        return structlog.processors.JSONRenderer(serializer=_json)
    return structlog.dev.ConsoleRenderer(
        colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback, sort_keys=False
    )


def _json(event: EventDict, **_: object) -> str:
    return orjson.dumps(event, default=repr).decode()


_SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
)
"""What every event gets: the update it is about, its level, its moment."""
