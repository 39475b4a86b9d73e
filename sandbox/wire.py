"""What travels on the wire: JSON objects as dicts, uploaded files, and the errors a Bot API call is answered with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

# A Bot API object, exactly as it is sent. The specification checks its shape; it is never changed once stored.
Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in a multipart body."""

    name: str
    mime: str
    data: bytes


class ApiError(Exception):
    """A call the Bot API refuses, with its HTTP status, description and optional response parameters."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """Returns the JSON object that answers the call."""
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(reason: str, parameters: Json | None = None) -> ApiError:
    """A 400, worded like Telegram's."""
    return ApiError(400, f"Bad Request: {reason}", parameters)


def forbidden(reason: str) -> ApiError:
    """A 403, worded like Telegram's."""
    return ApiError(403, f"Forbidden: {reason}")


def too_large() -> ApiError:
    """A 413."""
    return ApiError(413, "Request Entity Too Large")


def too_many_requests(seconds: int) -> ApiError:
    """A 429 with the seconds to wait."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
