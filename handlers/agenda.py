"""The events of the consultation: the agenda, each one, registering, and the link that leads in by one.

- /agenda lists what comes next, then what has no day yet, then what is past. Nothing is invented: a day or a place that
  the source does not give is said to be unknown.
- Who registers is written to the evening before, and when the day becomes known or changes (`handlers/reminders.py`).
- A press officer takes an event's QR code. Who enters by it is told so; what they begin to contribute that day is
  linked to the event, unless they say no.
"""

from __future__ import annotations

from sqlalchemy import Connection
from telegram import InlineKeyboardButton
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from consultation import agenda
from consultation.content import Event, in_language
from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import contribution, event_files, roles
from handlers.context import Context
from handlers.dates import day, hour, month
from handlers.follow_up import turn_row
from handlers.screens import Screen, button
from handlers.services import Services
from storage import drafts, registrations, visits
from storage.drafts import Draft

PAGE = 5


async def on_agenda(_: object, context: Context) -> None:
    """/agenda: the first page."""
    await context.say(_list_screen(context, 0))


async def on_page(_: object, context: Context) -> None:
    """Another page, or back to it."""
    screen = _list_screen(context, context.carried_id())
    await context.toast()
    await context.replace(screen)


async def on_show(_: object, context: Context) -> None:
    """One event of the list."""
    screen = await _event_screen(context, _event(context), context.carried_id(1))
    await context.toast()
    await context.replace(screen)


async def on_open(_: object, context: Context) -> None:
    """One event, from a message that must stay what it is."""
    screen = await _event_screen(context, _event(context), 0)
    await context.toast()
    await context.say(screen)


async def enter(context: Context, event_id: str) -> None:
    """Someone came in by an event's link: notes it for a day, says so, shows the event."""
    event = _find(context, event_id)
    person_id, now = context.person.id, context.now
    await context.write(lambda conn: visits.enter(conn, person_id, event.id, now))
    screen = await _event_screen(context, event, 0)
    entered = context.text("agenda-entered", title=_title(context, event))
    detach = button(context.label("agenda-detach"), "event", "detach")
    await context.say(Screen.of(f"{entered}\n\n{screen.text}", *screen.rows, [detach]))


async def on_detach(_: object, context: Context) -> None:
    """🏷 Ne pas rattacher: what is begun from now on is linked to no event."""
    await context.write(lambda conn: visits.leave(conn, context.person.id))
    await context.toast("agenda-detached", alert=True)


async def on_unlink(_: object, context: Context) -> None:
    """🏷 Ne pas rattacher, from the summary: this contribution is linked to no event."""
    number, person_id = context.carried_id(), context.person.id

    def work(conn: Connection) -> Draft | None:
        visits.leave(conn, person_id)
        drafts.unlink(conn, number, person_id)
        return drafts.get(conn, number, person_id)

    draft = await context.write(work)
    if draft is None:
        raise Refusal("form-gone")
    await context.toast("agenda-detached")
    await context.replace(contribution.screen_of(context, draft))


async def on_join(_: object, context: Context) -> None:
    """✅ M’inscrire."""
    event, person_id, now = _event(context), context.person.id, context.now
    if agenda.is_over(event, now):
        raise Refusal("agenda-over")
    too_late = event.start if agenda.is_reminder_due(event, now) else None
    told = agenda.dated(event)
    await context.write(
        lambda conn: registrations.register(conn, person_id, event.id, told=told, reminded_for=too_late, now=now)
    )
    await context.toast("agenda-joined")
    await _show_again(context, event)


async def on_quit(_: object, context: Context) -> None:
    """✖️ Me désinscrire."""
    event, person_id = _event(context), context.person.id
    await context.write(lambda conn: registrations.cancel(conn, person_id, event.id))
    await context.toast("agenda-quit-done")
    await _show_again(context, event)


async def on_calendar(_: object, context: Context) -> None:
    """📅 Ajouter à mon agenda: a file that calendars open."""
    event, services = _event(context), context.services
    if event.start is None:
        raise Refusal("agenda-no-day")
    file = event_files.calendar_file(services.consultation, event, context.language, _link(context, event), context.now)
    try:
        await context.bot.send_document(_chat_id(context), file, filename=f"{event.id}.ics")
    except (BadRequest, Forbidden):
        raise
    except (NetworkError, RetryAfter) as error:
        raise Refusal("agenda-file-later") from error
    await context.toast()


async def on_qr_code(_: object, context: Context) -> None:
    """🔳 QR code, for the press office: to be shown, printed, scanned."""
    await roles.require(context, Role.PRESS)
    event = _event(context)
    address = _link(context, event)
    caption = context.text("agenda-qr-caption", title=_title(context, event), address=address)
    image = event_files.qr_code(address)
    try:
        await context.bot.send_photo(
            _chat_id(context), image, caption=caption, parse_mode=ParseMode.HTML, filename=f"{event.id}.png"
        )
    except (BadRequest, Forbidden):
        raise
    except (NetworkError, RetryAfter) as error:
        raise Refusal("agenda-file-later") from error
    await context.toast()


def when(services: Services, language: str, event: Event) -> str:
    """Says when an event is, as plain text; or that the source does not say."""
    if event.start is None and event.month is not None:
        return services.texts.plain(language, "agenda-month", month=month(event.month, language))
    if event.start is None:
        return services.texts.plain(language, "agenda-no-date")
    said = day(event.start, language)
    if event.begins is None:
        return said
    begins, ends = hour(event.begins, language), hour(event.ends, language) if event.ends else ""
    return services.texts.plain(
        language, "agenda-from-to" if ends else "agenda-from", day=said, begins=begins, ends=ends
    )


def _list_screen(context: Context, page: int) -> Screen:
    events = agenda.in_order(context.services.consultation.events, context.now)
    pages = -(-len(events) // PAGE)
    page = max(0, min(page, pages - 1))
    shown = events[page * PAGE : (page + 1) * PAGE]
    return Screen.of(
        "\n\n".join([context.text("agenda-head"), *(_line(context, event) for event in shown)]),
        *([button(f"🗓 {_title(context, event)}", "event", "show", event.id, page)] for event in shown),
        turn_row(context, page, pages, "event", "page"),
        [button(context.label("button-menu"), "menu", "show")],
    )


def where(services: Services, language: str, event: Event) -> str:
    """Says where an event is, as plain text; or that the source does not say."""
    return event.place or services.texts.plain(language, "agenda-no-place")


def _line(context: Context, event: Event, *, whole: bool = False) -> str:
    """Says what, when and where; an unknown place only where the `whole` of an event is told."""
    services, language = context.services, context.language
    title = "agenda-title-past" if agenda.is_over(event, context.now) else "agenda-title"
    moment = context.text("agenda-when", when=when(services, language, event))
    if event.place or whole:
        moment += "\n" + context.text("agenda-where", place=where(services, language, event))
    return context.text(title, title=_title(context, event)) + "\n" + moment


async def _event_screen(context: Context, event: Event, page: int) -> Screen:
    """Shows an event: what is known of it, what it is to who looks (in private), what can be done."""
    over, personal = agenda.is_over(event, context.now), _is_private(context)
    person_id = context.person.id
    count, joined = await context.read(
        lambda conn: (registrations.count(conn, event.id), registrations.is_registered(conn, person_id, event.id))
    )
    press = personal and await roles.has(context, Role.PRESS)
    parts = [
        _line(context, event, whole=True),
        context.text("agenda-about", text=in_language(event.description, context.language)),
    ]
    if personal and joined and not over:
        parts.append(context.text(_registered(context, event)))
    if press:
        parts.append(context.text("agenda-count", count=count))
    calendar = button(context.label("agenda-calendar"), "event", "file", event.id)
    return Screen.of(
        "\n\n".join(parts),
        [_registration(context, event, joined, page)] if personal and not over else [],
        [calendar] if event.start else [],
        [button(context.label("button-contribute"), "form", "open")],
        [button(context.label("agenda-qr"), "event", "qr", event.id)] if press else [],
        [button(context.label("button-back"), "event", "page", page)],
    )


def _registered(context: Context, event: Event) -> str:
    if event.start is None:
        return "agenda-registered-undated"
    return "agenda-registered-late" if agenda.is_reminder_due(event, context.now) else "agenda-registered"


def _registration(context: Context, event: Event, joined: bool, page: int) -> InlineKeyboardButton:
    if joined:
        quit_label = "agenda-quit" if event.start else "agenda-do-not-tell-me"
        return button(context.label(quit_label), "event", "quit", event.id, page)
    return button(context.label("agenda-join" if event.start else "agenda-tell-me"), "event", "join", event.id, page)


async def _show_again(context: Context, event: Event) -> None:
    """Shows an event after it changed for who looks; a message that is not its screen stays what it is."""
    if len(context.carried) > 1:
        await context.replace(await _event_screen(context, event, context.carried_id(1)))
    else:
        await context.say(await _event_screen(context, event, 0))


def _event(context: Context) -> Event:
    return _find(context, context.carried_word(0))


def _find(context: Context, event_id: str) -> Event:
    event = context.services.consultation.event(event_id)
    if event is None:
        raise Refusal("agenda-gone")
    return event


def _title(context: Context, event: Event) -> str:
    return in_language(event.title, context.language)


def _link(context: Context, event: Event) -> str:
    return event_files.link(context.bot.username, event)


def _is_private(context: Context) -> bool:
    chat = context.incoming.effective_chat
    return chat is not None and chat.type == chat.PRIVATE


def _chat_id(context: Context) -> int:
    chat = context.incoming.effective_chat
    return context.person.telegram_id if chat is None else chat.id


COMMANDS = ((("agenda", "events"), on_agenda),)
TAPS = {
    "event:detach": on_detach,
    "event:file": on_calendar,
    "event:join": on_join,
    "event:open": on_open,
    "event:page": on_page,
    "event:qr": on_qr_code,
    "event:quit": on_quit,
    "event:show": on_show,
    "event:unlink": on_unlink,
}
