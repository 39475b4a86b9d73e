"""Bugs reported to a Sentry-compatible service, if the settings name one: where in the code, never what someone wrote.

Sentry's client collects much by itself (variables, requests, breadcrumbs): all of it is off. An event is made here from
the types and places of the exception and of its causes, and passes the same redaction as the logs.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.incidents import place_of

if TYPE_CHECKING:
    from sentry_sdk.types import Event

LAST_WORDS = 2.0
"""Seconds that a process which ends on a bug waits for its report to leave."""


class Reporting:
    """The way to the service; what cannot be sent is dropped, and holds nothing up."""

    def __init__(self, dsn: str, redact: Callable[[str], str]) -> None:
        import sentry_sdk

        self._redact = redact
        self._client = sentry_sdk.Client(
            dsn=dsn,
            server_name="",
            default_integrations=False,
            auto_enabling_integrations=False,
            include_local_variables=False,
            include_source_context=False,
            max_breadcrumbs=0,
            auto_session_tracking=False,
            send_client_reports=False,
        )
        logging.getLogger("urllib3").setLevel(logging.ERROR)  # it warns of each attempt that fails

    def __call__(self, error: BaseException, event: str, *, last: bool = False) -> None:
        """Reports an exception under the name of the log event that told it; waits a moment if it is the `last`."""
        self._client.capture_event(_event(error, event, self._redact))
        if last:
            self._client.flush(timeout=LAST_WORDS)

    def close(self) -> None:
        """Gives up what was not sent."""
        self._client.close(timeout=0)


def _event(error: BaseException, name: str, redact: Callable[[str], str]) -> Event:
    return {
        "level": "error",
        "logger": name,
        "platform": "python",
        "fingerprint": [redact(place_of(error))],
        "exception": {"values": [_told(one, redact) for one in reversed(_chain(error))]},
    }


def _chain(error: BaseException) -> list[BaseException]:
    """An exception, then what caused it, and so on."""
    chain = [error]
    while True:
        last = chain[-1]
        before = last.__cause__ or (None if last.__suppress_context__ else last.__context__)
        if before is None or before in chain:
            return chain
        chain.append(before)


def _told(error: BaseException, redact: Callable[[str], str]) -> dict[str, Any]:
    frames = [
        {"filename": redact("/".join(frame.filename.split("/")[-2:])), "function": frame.name, "lineno": frame.lineno}
        for frame in traceback.extract_tb(error.__traceback__, limit=-50)
    ]
    return {"type": type(error).__name__, "module": type(error).__module__, "stacktrace": {"frames": frames}}
