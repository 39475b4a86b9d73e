"""The door: /start, the menu, /aide, /langue, /annuler."""

from __future__ import annotations

from telegram import InlineKeyboardButton

from consultation.content import in_language
from consultation.phase import InForce
from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import agenda, board, contribution, faq, phases, queue, reactions, roles, writing
from handlers.context import Context
from handlers.dates import day
from handlers.event_files import ENTRY
from handlers.screens import Screen, button
from storage import drafts, people
from storage.drafts import FORMS

MENU: tuple[tuple[str, ...], ...] = (
    ("question", "contribuer"),
    ("themes", "mes_contributions"),
    ("engagements", "actualites"),
    ("abonnements", "agenda"),
    ("ressources", "mes_donnees"),
    ("confidentialite", "langue"),
    ("aide",),
)
"""The buttons of the menu, each named by the command it stands for."""

HELP: tuple[tuple[Role, str], ...] = (
    (Role.CITIZEN, "help-citizen"),
    (Role.MODERATOR, "help-moderator"),
    (Role.PRESS, "help-press"),
    (Role.ADMIN, "help-admin"),
)


async def on_start(_: object, context: Context) -> None:
    """/start: who we are, privacy in two lines, the menu; a deep link goes straight where it says."""
    payload = context.args[0] if context.args else ""
    if payload:
        reactions.count_return(context, payload)
    await _go(context, payload)
    await context.settle()


async def _go(context: Context, payload: str) -> None:
    """Goes where a deep link says, or to the welcome."""
    if payload == "contribuer":
        await contribution.start(context)
    elif payload.startswith("faq_"):
        await faq.show(context, payload.removeprefix("faq_"))
    elif payload == board.PAYLOAD:
        await board.show_privately(context)
    elif payload == queue.PAYLOAD:
        await queue.show(context)
    elif payload == writing.PAYLOAD:
        await writing.resume(context)
    elif payload.startswith(ENTRY):
        await agenda.enter(context, payload.removeprefix(ENTRY))
    else:
        await contribution.leave(context)
        await context.say(welcome_screen(context, await phases.current(context)))


async def on_menu(_: object, context: Context) -> None:
    """The menu again."""
    await contribution.leave(context)
    await context.toast()
    await context.say(menu_screen(context, await phases.current(context)))
    await context.settle()


async def on_question(_: object, context: Context) -> None:
    """“Ask a question”: how it works, with examples."""
    await context.say(context.text("start-question"))


async def on_help(_: object, context: Context) -> None:
    """/aide: the commands this person may use."""
    parts = [context.text(text) for role, text in HELP if await roles.has(context, role)]
    await context.say(Screen.of("\n\n".join(parts), [_menu_button(context)]))


async def on_language(_: object, context: Context) -> None:
    """/langue: which languages there are; /langue en switches at once."""
    texts, asked = context.services.texts, (context.args or [""])[0].lower()
    if asked in texts.languages:
        await _speak(context, asked)
        await context.say(welcome_screen(context, await phases.current(context)))
        return
    rows = [[button(texts.plain(code, "language-name"), "language", "set", code)] for code in texts.languages]
    await context.say(Screen.of(context.text("language-which"), *rows))


async def on_set_language(_: object, context: Context) -> None:
    """A language was chosen: everything is said in it from now on."""
    code = context.carried_word(0)
    if code not in context.services.texts.languages:
        raise Refusal("button-gone")
    await _speak(context, code)
    await context.toast()
    await context.replace(welcome_screen(context, await phases.current(context)))


async def _speak(context: Context, code: str) -> None:
    """Keeps the language someone chose, and speaks it at once."""
    await context.write(lambda conn: people.set_language(conn, context.person.id, code))
    context.speak(code)


async def on_cancel(_: object, context: Context) -> None:
    """/annuler: outranks any form, and asks before text is lost."""
    begun = await context.read(lambda conn: drafts.current(conn, context.person.id))
    if begun is None:
        raise Refusal("nothing-to-cancel")
    if begun.kind in FORMS:
        await context.say(contribution.cancel_screen(context, begun))
        return
    discard = button(context.label("button-discard"), "draft", "discard", begun.id)
    await context.say(Screen.of(context.text("form-cancel-sure"), [discard]))


async def on_discard(_: object, context: Context) -> None:
    """A draft of any kind is thrown away."""
    number, person_id = context.carried_id(), context.person.id
    if await context.read(lambda conn: drafts.get(conn, number, person_id)) is None:
        raise Refusal("form-gone")
    await context.write(lambda conn: drafts.discard(conn, number))
    await context.toast()
    await context.replace(context.text("draft-discarded"))


def welcome_screen(context: Context, now_in: InForce) -> Screen:
    """Says what this is, and privacy in two lines, above the menu."""
    plan = context.services.consultation
    text = context.text(
        "start-welcome" if now_in.takes_contributions else f"phase-{now_in.phase}-welcome",
        title=in_language(plan.title, context.language),
        launched=day(plan.launched, context.language),
    )
    return Screen.of(text, *phases.plan_rows(context, now_in), *_menu_rows(context, now_in))


def menu_screen(context: Context, now_in: InForce) -> Screen:
    """The menu alone."""
    return Screen.of(context.text("start-menu"), *_menu_rows(context, now_in))


def _menu_rows(context: Context, now_in: InForce) -> list[list[InlineKeyboardButton]]:
    """The menu; where contributions are not taken, what became of them is offered instead."""
    instead = {} if now_in.takes_contributions else {"contribuer": "suivi"}
    rows = [[instead.get(name, name) for name in row] for row in MENU]
    return [
        [button(context.label(f"menu-{name.replace('_', '-')}"), "menu", "go", name) for name in row] for row in rows
    ]


def _menu_button(context: Context) -> InlineKeyboardButton:
    return button(context.label("button-menu"), "menu", "show")


COMMANDS = (
    (("start",), on_start),
    (("aide", "help"), on_help),
    (("langue", "language"), on_language),
    (("annuler", "cancel"), on_cancel),
    (("question",), on_question),
)
TAPS = {
    "menu:show": on_menu,
    "language:set": on_set_language,
    "draft:discard": on_discard,
}
