"""The simulated methods, one module a noun."""

from __future__ import annotations

from sandbox.call import Handler
from sandbox.methods import bot_profile, callbacks, chats, commands, edits, files, media, messages, updates

METHODS: dict[str, Handler] = {
    **bot_profile.METHODS,
    **callbacks.METHODS,
    **chats.METHODS,
    **commands.METHODS,
    **edits.METHODS,
    **files.METHODS,
    **media.METHODS,
    **messages.METHODS,
    **updates.METHODS,
}
