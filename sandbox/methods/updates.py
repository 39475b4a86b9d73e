"""How updates reach the bot: by getUpdates, or by a webhook."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sandbox.call import Call, Handler
from sandbox.spec import Specification
from sandbox.webhook import Target
from sandbox.wire import ApiError, Json, bad_request

_LONGEST_POLL = 50
_SECRET = re.compile(r"[A-Za-z0-9_-]+")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


async def get_updates(call: Call) -> list[Json]:
    """Returns what waits, holding the connection until something does."""
    if call.webhooks.of(call.bot) is not None:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    parameters, queue = call.parameters, call.bot.queue
    seconds = parameters.get("timeout", 0)
    if seconds < 0:
        raise bad_request("timeout must not be negative")
    _allow(call)
    return await queue.poll(parameters.get("offset", 0), parameters.get("limit", 100), min(seconds, _LONGEST_POLL))


async def set_webhook(call: Call) -> bool:
    """Has updates posted to a URL from now on; an empty one goes back to getUpdates."""
    parameters = call.parameters
    if not parameters["url"]:
        return await delete_webhook(call)
    target = Target(
        _checked_url(parameters["url"]),
        _checked_secret(parameters.get("secret_token", "")),
        parameters.get("max_connections", 40),
        parameters.get("ip_address", ""),
        "certificate" in parameters,
    )
    _allow(call)
    if parameters.get("drop_pending_updates"):
        await _drop(call)
    await call.webhooks.set(call.bot, target)
    return True


async def delete_webhook(call: Call) -> bool:
    """Goes back to getUpdates."""
    await call.webhooks.remove(call.bot)
    if call.parameters.get("drop_pending_updates"):
        call.bot.queue.clear()
    return True


def get_webhook_info(call: Call) -> Json:
    """Tells where updates go, how many wait, and what last went wrong."""
    webhook, queue = call.webhooks.of(call.bot), call.bot.queue
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(queue)}
    if webhook is not None:
        target = webhook.target
        info.update(url=target.url, has_custom_certificate=target.has_certificate, pending_update_count=webhook.pending)
        info["max_connections"] = target.max_connections
        if target.ip_address:
            info["ip_address"] = target.ip_address
        if webhook.last_error_date:
            info.update(last_error_date=webhook.last_error_date, last_error_message=webhook.last_error_message)
    if queue.allowed is not None:
        info["allowed_updates"] = list(queue.allowed)
    return info


async def _drop(call: Call) -> None:
    await call.webhooks.remove(call.bot)
    call.bot.queue.clear()


def _allow(call: Call) -> None:
    wanted = call.parameters.get("allowed_updates")
    if wanted is None:
        return
    unknown = set(wanted) - set(Specification.load().update_types())
    if unknown:
        raise bad_request(f"allowed_updates holds unknown update types: {', '.join(sorted(unknown))}")
    call.bot.queue.allow(wanted)


def _checked_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise bad_request(f"bad webhook: {error}") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise bad_request("bad webhook: an HTTPS URL must be provided for webhook")
    if host not in _LOOPBACK:
        raise bad_request("bad webhook: the sandbox delivers only to this machine (127.0.0.1, localhost, ::1)")
    return url


def _checked_secret(secret: str) -> str:
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return secret


METHODS: dict[str, Handler] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
