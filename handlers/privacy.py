"""/confidentialite: what is kept, why, how long and by whom, as the settings in force say; and what one agreed to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from consultation.retention import Retention
from handlers.context import Context
from handlers.screens import Screen, button
from storage import consents
from storage.consents import Consent


async def on_privacy(_: object, context: Context) -> None:
    """/confidentialite."""
    person_id = context.person.id
    agreed = await context.read(lambda conn: consents.of_person(conn, person_id))
    await context.say(
        Screen.of(
            "\n\n".join([context.text("privacy-head"), *_parts(context), _consent(context, agreed)]),
            [button(context.label("menu-mes-donnees"), "menu", "go", "mes_donnees")],
            [button(context.label("button-menu"), "menu", "show")],
        )
    )


def _parts(context: Context) -> list[str]:
    """What is generated from the settings; what the operator has not set is said to be unknown."""
    policy, kept = context.services.policy, Retention(context.services.policy.retention_days)
    unknown = context.label("privacy-not-said")
    controller, contact = policy.controller or unknown, policy.privacy_contact or unknown
    parts = [context.text("privacy-who", controller=controller, contact=contact)]
    parts += [context.text("privacy-what"), context.text("privacy-why")]
    parts.append(
        context.text(
            "privacy-how-long",
            everything=_days(context, kept.everything),
            drafts=_days(context, kept.drafts),
            incidents=_days(context, kept.incidents),
            messages=_days(context, kept.messages),
        )
    )
    parts.append(context.text("privacy-readers" if policy.moderation_chat_id is not None else "privacy-no-readers"))
    return [*parts, context.text("privacy-telegram"), context.text("privacy-rights", contact=contact)]


def _consent(context: Context, agreed: list[Consent]) -> str:
    """The record of what this person agreed to, newest last."""
    if not agreed:
        return context.text("privacy-never-agreed")
    lines = []
    for consent in agreed:
        lines.append(context.text("privacy-agreed", version=consent.version, when=context.when(consent.given_at)))
        if consent.withdrawn_at is not None:
            lines.append(context.text("privacy-withdrawn", when=context.when(consent.withdrawn_at)))
    return "\n".join([context.text("privacy-consent"), *lines])


def _days(context: Context, kept: timedelta) -> str:
    return context.label("privacy-days", count=kept.days)


COMMANDS = ((("confidentialite", "privacy"), on_privacy),)
TAPS: dict[str, Callable[[object, Context], Awaitable[None]]] = {}
