"""🎯 Destinataires: a press officer chooses whom an announcement is for; each tap keeps the choice and counts anew."""

from __future__ import annotations

from dataclasses import replace

from consultation.audience import Audience, Group, GroupKind
from consultation.refusal import Refusal
from handlers import audience, topics
from handlers.composition import Composition
from handlers.context import Context
from handlers.reviewing import own_draft
from handlers.screens import Screen
from storage import commitments, drafts
from storage.drafts import Draft


async def on_audience(_: object, context: Context) -> None:
    """🎯 Destinataires."""
    draft, composed = await _own(context)
    await _show(context, await audience.audience_screen(context, draft, composed.audience))


async def on_themes(_: object, context: Context) -> None:
    """🏷 Un thème."""
    draft, _composed = await _own(context)
    await _show(context, await audience.themes_screen(context, draft))


async def on_departements(_: object, context: Context) -> None:
    """📍 Un département: a stretch of them, or all the stretches."""
    draft, _composed = await _own(context)
    first = context.carried_word(1) if len(context.carried) > 1 else None
    await _show(context, await audience.departements_screen(context, draft, first))


async def on_events(_: object, context: Context) -> None:
    """📅 Un événement."""
    draft, _composed = await _own(context)
    await _show(context, await audience.events_screen(context, draft))


async def on_commitments(_: object, context: Context) -> None:
    """🤝 Un engagement."""
    draft, _composed = await _own(context)
    await _show(context, await audience.commitments_screen(context, draft))


async def on_toggle(_: object, context: Context) -> None:
    """A group was taken in, or out."""
    draft, composed = await _own(context)
    group = await _chosen(context)
    await _keep(context, draft, composed, composed.audience.toggled(group))


async def on_match(_: object, context: Context) -> None:
    """One of the groups is enough, or one must be in each of them."""
    draft, composed = await _own(context)
    chosen = replace(composed.audience, all_at_once=not composed.audience.all_at_once)
    await _keep(context, draft, composed, chosen)


async def _own(context: Context) -> tuple[Draft, Composition]:
    draft = await own_draft(context)
    composed = Composition.of(draft)
    if composed.main is None or composed.change is not None:
        raise Refusal("button-gone")
    return draft, composed


async def _chosen(context: Context) -> Group:
    """Reads the group that a button carries; it must still be there to choose."""
    kind, value = context.carried_word(1), context.carried_word(2)
    plan = context.services.consultation
    if kind == GroupKind.EVERYONE:
        return Group(GroupKind.EVERYONE)
    if kind == GroupKind.EVENT and plan.event(value) is not None:
        return Group(GroupKind.EVENT, value)
    if kind == GroupKind.COMMITMENT and value.isdecimal():
        number = int(value)
        if await context.read(lambda conn: commitments.get(conn, number)) is not None:
            return Group(GroupKind.COMMITMENT, value)
    return Group.parse(str(topics.chosen(context, kind, value)))


async def _keep(context: Context, draft: Draft, composed: Composition, chosen: Audience) -> None:
    """Keeps an audience; a review shown before counted other recipients, and sends no more."""
    kept = replace(composed, audience=chosen, revision=context.incoming.update_id)
    answers = kept.answers()
    await context.write(lambda conn: drafts.save(conn, draft.id, field=None, answers=answers, now=context.now))
    await _show(context, await audience.audience_screen(context, draft, chosen))


async def _show(context: Context, screen: Screen) -> None:
    await context.toast()
    await context.replace(screen)


TAPS = {
    "audience:commitments": on_commitments,
    "audience:departements": on_departements,
    "audience:events": on_events,
    "audience:match": on_match,
    "audience:themes": on_themes,
    "audience:toggle": on_toggle,
    "broadcast:audience": on_audience,
}
