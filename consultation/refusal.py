"""An expected "no", shown kindly to the person; anything else that is raised is a bug."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - the domain's word; not an error
    """The rules say no. Carries the id of the sentence that explains it, and its arguments."""

    def __init__(self, message_id: str, **args: str | int) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.args_for_text = args

    def __str__(self) -> str:
        return self.message_id
