"""Builds the service from its settings: the one place where every part meets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.http import AiohttpRequest
from bot.settings import Settings
from handlers.services import Policy


def policy(settings: Settings) -> Policy:
    """Derives what handlers may read of the settings."""
    return Policy(
        moderation_chat_id=settings.moderation.chat_id,
        moderator_ids=settings.moderation.moderator_ids,
        press_ids=settings.press.user_ids,
        admin_ids=settings.admin.user_ids,
        submissions_per_day=settings.limits.submissions_per_day,
        questions_per_minute=settings.limits.questions_per_minute,
        controller=settings.privacy.controller,
        privacy_contact=settings.privacy.contact,
        retention_days=settings.privacy.retention_days,
    )


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[AiohttpRequest]:
    """Opens the way to the Bot API."""
    request = AiohttpRequest()
    request.point_at(settings.telegram.api_base_url, settings.telegram.token.get_secret_value())
    await request.initialize()
    try:
        yield request
    finally:
        await request.shutdown()
