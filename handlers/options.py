"""What may be chosen beside an announcement's message: buttons, link preview, departure, paid broadcast."""

from __future__ import annotations

from dataclasses import replace

from consultation import links, schedule
from consultation.broadcast import STARS_A_MESSAGE, stars
from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import roles
from handlers.composition import Composition, LinkPreview
from handlers.context import Context
from handlers.review import count
from handlers.reviewing import own_draft, review
from handlers.screens import Screen, button
from storage import drafts
from storage.drafts import Draft

BUTTONS, WHEN = "buttons", "when"
"""The fields of a draft that wait for what is typed."""


async def receive_text(context: Context, draft: Draft, typed: str) -> None:
    """Reads what was typed for an option that waits for it."""
    composed = Composition.of(draft)
    if draft.field == BUTTONS:
        await review(context, draft, replace(composed, links=links.read(typed)))
    elif draft.field == WHEN:
        await review(context, draft, replace(composed, due_at=schedule.read(typed, context.now)), show=False)
    else:
        raise Refusal("button-gone")


async def on_buttons(_: object, context: Context) -> None:
    """🔗 Boutons: waits for them, one a line."""
    draft, composed = await _own(context)
    if not composed.takes_links:
        raise Refusal("button-gone")
    kept = "\n".join(f"{link.label} | {link.url}" for link in composed.links) or "–"
    screen = Screen.of(
        context.text("broadcast-buttons-ask", kept=kept, most=links.MOST),
        [button(context.label("broadcast-buttons-none"), "broadcast", "unlink", draft.id)] if composed.links else [],
        [button(context.label("button-back"), "broadcast", "show", draft.id)],
    )
    await _wait_for(context, draft, BUTTONS, screen)


async def on_unlink(_: object, context: Context) -> None:
    """✖️ Sans bouton."""
    draft, composed = await _own(context)
    await context.toast()
    await review(context, draft, replace(composed, links=()))


async def on_preview(_: object, context: Context) -> None:
    """🖼 Aperçu du lien: large, small, none, or as Telegram would."""
    draft, composed = await _own(context)
    rows = [
        [
            button(
                ("✅ " if choice is composed.link_preview else "") + context.label(f"broadcast-preview-{choice}"),
                "broadcast",
                "look",
                draft.id,
                choice,
            )
        ]
        for choice in LinkPreview
    ]
    back = [button(context.label("button-back"), "broadcast", "show", draft.id)]
    await context.toast()
    await context.replace(Screen.of(context.text("broadcast-preview-ask"), *rows, back))


async def on_look(_: object, context: Context) -> None:
    """One of the link previews: shown at once."""
    draft, composed = await _own(context)
    word = context.carried_word(1)
    if word not in list(LinkPreview) or not composed.takes_preview:
        raise Refusal("button-gone")
    await context.toast()
    await review(context, draft, replace(composed, link_preview=LinkPreview(word)))


async def on_when(_: object, context: Context) -> None:
    """🕘 Programmer: waits for a moment, in Paris time."""
    draft, composed = await _own(context)
    screen = Screen.of(
        context.text("broadcast-when-ask", now=context.when(context.now)),
        [button(context.label("broadcast-when-now"), "broadcast", "now", draft.id)] if composed.due_at else [],
        [button(context.label("button-back"), "broadcast", "show", draft.id)],
    )
    await _wait_for(context, draft, WHEN, screen)


async def on_now(_: object, context: Context) -> None:
    """⚡ Dès que j’envoie: no departure is set any more."""
    draft, composed = await _own(context)
    await context.toast()
    await review(context, draft, replace(composed, due_at=None), show=False)


async def on_pay(_: object, context: Context) -> None:
    """⭐ Diffusion payante: what it costs comes first."""
    draft, composed = await _own_paid(context)
    if composed.paid:
        await context.toast()
        await review(context, draft, replace(composed, paid=False), show=False)
        return
    now = context.now
    reached = await context.read(lambda conn: count(conn, composed, now))
    price = str(float(STARS_A_MESSAGE)).replace(".", "," if context.language == "fr" else ".")
    screen = Screen.of(
        context.text("broadcast-pay-sure", stars=stars(reached), count=reached, price=price),
        [button(context.label("broadcast-pay-yes", stars=stars(reached)), "broadcast", "paid", draft.id)],
        [button(context.label("button-back"), "broadcast", "show", draft.id)],
    )
    await context.toast()
    await context.replace(screen)


async def on_paid(_: object, context: Context) -> None:
    """⭐ Oui: paid for, having read the cost."""
    draft, composed = await _own_paid(context)
    await context.toast()
    await review(context, draft, replace(composed, paid=True), show=False)


async def _own(context: Context) -> tuple[Draft, Composition]:
    draft = await own_draft(context)
    composed = Composition.of(draft)
    if not composed.ready:
        raise Refusal("button-gone")
    return draft, composed


async def _own_paid(context: Context) -> tuple[Draft, Composition]:
    await roles.require(context, Role.ADMIN)
    draft, composed = await _own(context)
    if not context.services.policy.paid_broadcast or composed.in_place:
        raise Refusal("button-gone")
    return draft, composed


async def _wait_for(context: Context, draft: Draft, field: str, screen: Screen) -> None:
    await context.write(lambda conn: drafts.save(conn, draft.id, field=field, answers=draft.answers, now=context.now))
    await context.toast()
    await context.replace(screen)


TAPS = {
    "broadcast:buttons": on_buttons,
    "broadcast:look": on_look,
    "broadcast:now": on_now,
    "broadcast:paid": on_paid,
    "broadcast:pay": on_pay,
    "broadcast:preview": on_preview,
    "broadcast:unlink": on_unlink,
    "broadcast:when": on_when,
}
