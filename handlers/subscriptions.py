"""Who receives the announcements: only those who said yes, until they say no.

- /abonnements says where one stands, with the one button that changes it.
- /stop opts out at once and outranks any form; so does the button under each announcement. A delivery asks again
  whether its person is subscribed just before it leaves, so this holds for an announcement that is under way.
"""

from __future__ import annotations

from handlers.context import Context
from handlers.screens import Screen, button
from storage import drafts, people

HERE = "here"
"""Carried by a button that stands on the subscription screen itself, which may then be replaced."""


async def on_subscriptions(_: object, context: Context) -> None:
    """/abonnements."""
    await context.say(_screen(context, subscribed=context.person.subscribed))


async def on_stop(_: object, context: Context) -> None:
    """/stop: no more announcements, from the very next one; what was begun is kept."""
    await context.write(lambda conn: people.unsubscribe(conn, context.person.id))
    begun = await context.read(lambda conn: drafts.current(conn, context.person.id))
    parts = [context.text("subscriptions-stopped")]
    if begun is not None:
        parts.append(context.text("subscriptions-draft-kept"))
    await context.say(Screen.of("\n\n".join(parts), [button(context.label("subscriptions-on"), "subscriptions", "on")]))


async def on_subscribe(_: object, context: Context) -> None:
    """🔔 was tapped."""
    await context.write(lambda conn: people.subscribe(conn, context.person.id, context.now))
    await _show(context, subscribed=True)


async def on_unsubscribe(_: object, context: Context) -> None:
    """🔕 was tapped, maybe under an announcement."""
    await context.write(lambda conn: people.unsubscribe(conn, context.person.id))
    await _show(context, subscribed=False)


async def _show(context: Context, *, subscribed: bool) -> None:
    await context.toast("subscriptions-now-on" if subscribed else "subscriptions-now-off")
    screen = _screen(context, subscribed=subscribed)
    if HERE in context.carried:
        await context.replace(screen)
    else:  # an announcement or the menu must stay what it is
        await context.say(screen)


def _screen(context: Context, *, subscribed: bool) -> Screen:
    state, change = ("subscribed", "off") if subscribed else ("not-subscribed", "on")
    return Screen.of(
        context.text(f"subscriptions-{state}"),
        [button(context.label(f"subscriptions-{change}"), "subscriptions", change, HERE)],
        [button(context.label("button-menu"), "menu", "show")],
    )


COMMANDS = (
    (("abonnements", "subscriptions"), on_subscriptions),
    (("stop",), on_stop),
)
TAPS = {
    "subscriptions:on": on_subscribe,
    "subscriptions:off": on_unsubscribe,
}
