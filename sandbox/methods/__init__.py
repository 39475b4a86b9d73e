"""The simulated methods, one module a noun."""

from __future__ import annotations

from sandbox.call import Handler
from sandbox.methods import (
    bot_profile,
    callbacks,
    chats,
    commands,
    edits,
    files,
    inline,
    media,
    messages,
    polls,
    topics,
    updates,
)

METHODS: dict[str, Handler] = {
    **bot_profile.METHODS,
    **callbacks.METHODS,
    **chats.METHODS,
    **commands.METHODS,
    **edits.METHODS,
    **files.METHODS,
    **inline.METHODS,
    **media.METHODS,
    **messages.METHODS,
    **polls.METHODS,
    **topics.METHODS,
    **updates.METHODS,
}
