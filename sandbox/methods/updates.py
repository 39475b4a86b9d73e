"""How updates reach the bot."""

from __future__ import annotations

from sandbox.call import Call, Handler
from sandbox.wire import ApiError, Json, bad_request

_LONGEST_POLL = 50


async def get_updates(call: Call) -> list[Json]:
    """Returns what waits, holding the connection until something does."""
    if call.webhooks.active(call.bot):
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    parameters, queue = call.parameters, call.bot.queue
    if "allowed_updates" in parameters:
        queue.allow(parameters["allowed_updates"])
    seconds = parameters.get("timeout", 0)
    if seconds < 0:
        raise bad_request("timeout must not be negative")
    return await queue.poll(parameters.get("offset", 0), parameters.get("limit", 100), min(seconds, _LONGEST_POLL))


def delete_webhook(call: Call) -> bool:
    """Goes back to getUpdates."""
    if call.parameters.get("drop_pending_updates"):
        call.bot.queue.clear()
    return True


METHODS: dict[str, Handler] = {"getUpdates": get_updates, "deleteWebhook": delete_webhook}
