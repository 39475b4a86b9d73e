"""Who receives which announcements: only those who said yes, until they say no.

- /abonnements says where one stands, and lets one choose: all announcements, or those about some themes and
  départements. Each choice is a tap of its own; nothing is chosen for anyone.
- /stop opts out of everything at once and outranks any form; so does the button under each announcement. A delivery
  asks again whether its person still wants it just before it leaves, so this holds for one that is under way.
"""

from __future__ import annotations

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.refusal import Refusal
from consultation.subscription import Topic, TopicKind
from consultation.territory import find_departements
from handlers import topics
from handlers.context import Context
from handlers.screens import Screen, button
from storage import drafts, effects, people, registrations, subscriptions

HERE = "here"
"""Carried by a button that stands on the subscription screen itself, which may then be replaced."""


async def on_subscriptions(_: object, context: Context) -> None:
    """/abonnements: where one stands; "/abonnements 35" follows that département, or asks which was meant."""
    _refuse_in_public(context)
    typed = " ".join(context.args or [])
    if typed:
        await context.say(await _found_screen(context, typed))
    else:
        await context.say(await _screen(context, subscribed=context.person.subscribed))


async def on_stop(_: object, context: Context) -> None:
    """/stop: nothing any more, from the very next message; what was begun is kept."""
    person_id, now = context.person.id, context.now

    def work(conn: Connection) -> int:
        effects.note_opt_out(conn, person_id, None, now)
        subscriptions.stop(conn, person_id, now)
        return registrations.cancel_all(conn, person_id)

    cancelled = await context.write(work)
    begun = await context.read(lambda conn: drafts.current(conn, person_id))
    parts = [context.text("subscriptions-stopped")]
    if cancelled:
        parts.append(context.text("subscriptions-registrations-cancelled", count=cancelled))
    if begun is not None:
        parts.append(context.text("subscriptions-draft-kept"))
    await context.say(Screen.of("\n\n".join(parts), [button(context.label("subscriptions-on"), "subscriptions", "on")]))


async def on_subscribe(_: object, context: Context) -> None:
    """🔔 was tapped: all announcements."""
    await context.write(lambda conn: people.subscribe(conn, context.person.id, context.now))
    await _show(context, subscribed=True)


async def on_unsubscribe(_: object, context: Context) -> None:
    """🔕 was tapped, maybe under an announcement: none any more."""
    person_id, now, tapped = context.person.id, context.now, context.query.message

    def work(conn: Connection) -> None:
        effects.note_opt_out(conn, person_id, tapped.message_id if tapped else None, now)
        subscriptions.stop(conn, person_id, now)

    await context.write(work)
    await _show(context, subscribed=False)


async def on_only_topics(_: object, context: Context) -> None:
    """🎯 was tapped: no longer all announcements, only those about what one follows."""
    await context.write(lambda conn: people.unsubscribe(conn, context.person.id))
    await context.toast("subscriptions-now-topics")
    await context.replace(await _screen(context, subscribed=False))


async def on_back(_: object, context: Context) -> None:
    """↩️ Retour: where one stands."""
    await context.toast()
    await context.replace(await _screen(context, subscribed=context.person.subscribed))


async def on_themes(_: object, context: Context) -> None:
    """🗂 Par thème."""
    await context.toast()
    await context.replace(await _topics_screen(context, TopicKind.THEME))


async def on_departements(_: object, context: Context) -> None:
    """📍 Par département: a stretch of them, or all the stretches."""
    first = context.carried_word(0) if context.carried else None
    screen = await _topics_screen(context, TopicKind.DEPARTEMENT, first)
    await context.toast()
    await context.replace(screen)


async def on_follow(_: object, context: Context) -> None:
    """➕ Suivre: the announcements about a theme or a département."""
    topic = topics.chosen(context, context.carried_word(0), context.carried_word(1))
    await context.write(lambda conn: subscriptions.follow(conn, context.person.id, topic, context.now))
    await _show_topics(context, topic, "subscriptions-follows")


async def on_leave(_: object, context: Context) -> None:
    """✅ Suivi: not any more."""
    topic = topics.chosen(context, context.carried_word(0), context.carried_word(1))
    await context.write(lambda conn: subscriptions.leave(conn, context.person.id, topic))
    await _show_topics(context, topic, "subscriptions-left")


async def _show(context: Context, *, subscribed: bool) -> None:
    await context.toast("subscriptions-now-on" if subscribed else "subscriptions-now-off")
    screen = await _screen(context, subscribed=subscribed)
    if HERE in context.carried:
        await context.replace(screen)
    else:  # an announcement or the menu must stay what it is
        await context.say(screen)


async def _show_topics(context: Context, topic: Topic, toast: str) -> None:
    first = topics.stretch_of(topic.value) if topic.kind is TopicKind.DEPARTEMENT else None
    screen = await _topics_screen(context, topic.kind, first)
    await context.toast(toast, topic=topics.in_words(context, topic))
    await context.replace(screen)


async def _screen(context: Context, *, subscribed: bool) -> Screen:
    followed = await _followed(context)
    some = "topics" if followed else "not-subscribed"
    parts = [context.text(f"subscriptions-{'subscribed' if subscribed else some}")]
    if followed:
        names = "\n".join(f"• {topics.in_words(context, topic)}" for topic in followed)
        parts.append(context.text("subscriptions-followed", topics=names))
        if subscribed:
            parts.append(context.text("subscriptions-all-includes"))
    only = button(context.label("subscriptions-only-topics"), "subscriptions", "topics", HERE)
    return Screen.of(
        "\n\n".join(parts),
        [] if subscribed else [button(context.label("subscriptions-on"), "subscriptions", "on", HERE)],
        [
            button(context.label("subscriptions-by-theme"), "topic", "themes"),
            button(context.label("subscriptions-by-departement"), "topic", "departements"),
        ],
        [only] if subscribed and followed else [],
        [button(context.label("subscriptions-off"), "subscriptions", "off", HERE)] if subscribed or followed else [],
        [button(context.label("button-menu"), "menu", "show")],
    )


async def _topics_screen(context: Context, kind: TopicKind, first: str | None = None) -> Screen:
    """Offers the themes, the départements from `first` on, or (without it) the stretches of départements."""
    followed = await _followed(context)
    back = [button(context.label("button-back"), "subscriptions", "show")]
    if kind is TopicKind.THEME:
        rows = topics.theme_rows(context, lambda topic: _switch(context, topic, followed))
        return Screen.of(context.text("subscriptions-which-themes"), *rows, back)
    if first is None:
        mine = [[_switch(context, topic, followed)] for topic in followed if topic.kind is TopicKind.DEPARTEMENT]
        stretches = topics.range_rows(lambda start, end: button(f"📍 {start} – {end}", "topic", "departements", start))
        return Screen.of(context.text("subscriptions-which-departements"), *mine, *stretches, back)
    rows = topics.departement_rows(first, lambda topic: _switch(context, topic, followed))
    return Screen.of(
        context.text("subscriptions-which-departements"),
        *rows,
        [button(context.label("subscriptions-other-departements"), "topic", "departements")],
        back,
    )


async def _found_screen(context: Context, typed: str) -> Screen:
    found = find_departements(typed)
    if not found:
        raise Refusal("form-territory-unknown")
    followed = await _followed(context)
    if len(found) == 1 and (topic := Topic(TopicKind.DEPARTEMENT, found[0].code)) not in followed:
        await context.write(lambda conn: subscriptions.follow(conn, context.person.id, topic, context.now))
        said = context.text("subscriptions-follows", topic=topics.in_words(context, topic))
        way_back = button(context.label("button-back"), "subscriptions", "show")
        return Screen.of(said, [_switch(context, topic, [topic])], [way_back])
    rows = [[_switch(context, Topic(TopicKind.DEPARTEMENT, item.code), followed)] for item in found]
    back = [button(context.label("button-back"), "subscriptions", "show")]
    return Screen.of(context.text("subscriptions-which-departements"), *rows, back)


async def _followed(context: Context) -> list[Topic]:
    return await context.read(lambda conn: subscriptions.followed(conn, context.person.id))


def _switch(context: Context, topic: Topic, followed: list[Topic]) -> InlineKeyboardButton:
    state, verb = ("is-followed", "leave") if topic in followed else ("to-follow", "follow")
    label = context.label(f"subscriptions-{state}", topic=topics.in_words(context, topic))
    return button(label, "topic", verb, topic.kind, topic.value)


def _refuse_in_public(context: Context) -> None:
    """What one receives is nobody else's affair, and a button tapped in a group would change someone else's."""
    chat = context.incoming.effective_chat
    if chat is None or chat.type != chat.PRIVATE:
        raise Refusal("subscriptions-in-private")


COMMANDS = (
    (("abonnements", "subscriptions"), on_subscriptions),
    (("stop",), on_stop),
)
TAPS = {
    "subscriptions:off": on_unsubscribe,
    "subscriptions:on": on_subscribe,
    "subscriptions:show": on_back,
    "subscriptions:topics": on_only_topics,
    "topic:departements": on_departements,
    "topic:follow": on_follow,
    "topic:leave": on_leave,
    "topic:themes": on_themes,
}
