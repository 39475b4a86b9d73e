"""/mes_donnees: what a person may do with what is kept about them: receive it, correct it, erase it, take consent back.

- Erasing asks twice; what was approved stays as a text without an author, or goes too, as the person says.
- It is one transaction, and what was about to be sent to them stops with it.
- Someone who moderates or announces may leave as well: what they decided stays decided, by nobody.
"""

from __future__ import annotations

from sqlalchemy import Connection
from telegram.error import NetworkError, RetryAfter

from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import erasing, roles
from handlers.context import Context
from handlers.my_data_export import document
from handlers.screens import Screen, button
from storage import audit, consents, drafts, erasure, export
from storage.drafts import DraftKind
from storage.erasure import Holdings

KEEP, ALL = "keep", "all"
"""What becomes of approved texts, as a button carries it."""
CONSENTED = (DraftKind.CONTRIBUTION, DraftKind.REVISION, DraftKind.PRECISION, DraftKind.APPEAL)
"""What is begun on the basis of consent, and goes when it is taken back."""


async def on_my_data(_: object, context: Context) -> None:
    """/mes_donnees: what is kept, in figures, and what can be done with it."""
    await context.say(await _menu_screen(context))


async def on_show(_: object, context: Context) -> None:
    """↩️ Retour: the same, in the place of what was shown."""
    screen = await _menu_screen(context)
    await context.toast()
    await context.replace(screen)


async def on_export(_: object, context: Context) -> None:
    """📥: everything, as a file."""
    _refuse_in_public(context)
    person = context.person
    kept = await context.read(lambda conn: export.everything_about(conn, person.id))
    name = context.label("my-data-file", day=context.now.date().isoformat())
    try:
        await context.bot.send_document(
            person.telegram_id, document(context, kept), filename=name, caption=context.label("my-data-file-caption")
        )
    except (NetworkError, RetryAfter) as error:
        raise Refusal("my-data-file-later") from error
    await context.toast()


async def on_correct(_: object, context: Context) -> None:
    """✏️: where each thing is corrected."""
    _refuse_in_public(context)
    contact = context.services.policy.privacy_contact or context.label("privacy-not-said")
    draft = await context.read(lambda conn: drafts.find(conn, context.person.id, DraftKind.CONTRIBUTION))
    go_on = [button(context.label("my-data-draft"), "form", "show", draft.id)] if draft else []
    await context.toast()
    await context.replace(
        Screen.of(
            context.text("my-data-correct-how", contact=contact),
            go_on,
            [button(context.label("menu-mes-contributions"), "menu", "go", "mes_contributions")],
            [
                button(context.label("menu-abonnements"), "menu", "go", "abonnements"),
                button(context.label("menu-langue"), "menu", "go", "langue"),
            ],
            [button(context.label("button-back"), "my_data", "show")],
        )
    )


async def on_erase(_: object, context: Context) -> None:
    """🗑: what would go, and what may stay."""
    _refuse_in_public(context)
    held = await context.read(lambda conn: erasure.holdings(conn, context.person.id))
    parts = [context.text("my-data-erase-what", count=held.submissions, drafts=held.drafts, questions=held.questions)]
    if await _has_a_role(context):
        parts.append(context.text("my-data-erase-staff"))
    choices = [[button(context.label("my-data-erase-all"), "my_data", "sure", ALL)]]
    if held.approved or held.in_faq:
        parts.append(context.text("my-data-erase-choice", count=held.approved))
        choices.insert(0, [button(context.label("my-data-erase-keep"), "my_data", "sure", KEEP)])
    await context.toast()
    back = button(context.label("button-back"), "my_data", "show")
    await context.replace(Screen.of("\n\n".join(parts), *choices, [back]))


async def on_sure(_: object, context: Context) -> None:
    """The second question: there is no way back."""
    _refuse_in_public(context)
    choice = _choice(context)
    await context.toast()
    await context.replace(
        Screen.of(
            context.text(f"my-data-sure-{choice}"),
            [button(context.label("my-data-yes"), "my_data", "gone", choice)],
            [button(context.label("button-back"), "my_data", "show")],
        )
    )


async def on_gone(_: object, context: Context) -> None:
    """Erases; the goodbye is the last thing they are told."""
    _refuse_in_public(context)
    person_id, now, keep = context.person.id, context.now, _choice(context) == KEEP
    await context.write(lambda conn: erasing.erase(conn, context.services, person_id, keep_approved=keep, now=now))
    await context.services.faq.refresh_if_changed()
    await context.toast()
    await context.replace(context.text("my-data-gone"))


async def on_withdraw(_: object, context: Context) -> None:
    """🚫: what taking consent back means, before it is done."""
    _refuse_in_public(context)
    held = await context.read(lambda conn: erasure.holdings(conn, context.person.id))
    await context.toast()
    await context.replace(
        Screen.of(
            context.text("my-data-withdraw-what", count=held.submissions),
            [button(context.label("my-data-withdraw-yes"), "my_data", "withdrawn")],
            [button(context.label("button-back"), "my_data", "show")],
        )
    )


async def on_withdrawn(_: object, context: Context) -> None:
    """Takes consent back: what was begun goes, and nothing can be sent until it is given again."""
    _refuse_in_public(context)
    person_id, now = context.person.id, context.now

    def work(conn: Connection) -> None:
        if not consents.withdraw(conn, person_id, now):
            raise Refusal("my-data-no-consent")
        for begun in drafts.of_person(conn, person_id, CONSENTED):
            drafts.discard(conn, begun.id)
        audit.record(conn, "consent-withdrawn", f"person:{person_id}", actor_id=person_id, now=now)

    await context.write(work)
    await context.toast()
    await context.replace(
        Screen.of(context.text("my-data-withdrawn"), [button(context.label("button-back"), "my_data", "show")])
    )


async def _menu_screen(context: Context) -> Screen:
    _refuse_in_public(context)
    held = await context.read(lambda conn: erasure.holdings(conn, context.person.id))
    rows = [
        [button(context.label("my-data-export"), "my_data", "export")],
        [button(context.label("my-data-correct"), "my_data", "correct")],
        [button(context.label("my-data-erase"), "my_data", "erase")],
    ]
    if context.person.consent_version is not None:
        rows.append([button(context.label("my-data-withdraw"), "my_data", "withdraw")])
    rows.append([button(context.label("menu-confidentialite"), "menu", "go", "confidentialite")])
    return Screen.of(_figures(context, held), *rows, [button(context.label("button-menu"), "menu", "show")])


def _figures(context: Context, held: Holdings) -> str:
    return context.text(
        "my-data-head",
        submissions=held.submissions,
        drafts=held.drafts,
        questions=held.questions,
        subscribed="yes" if context.person.subscribed else "no",
    )


async def _has_a_role(context: Context) -> bool:
    return await roles.has(context, Role.MODERATOR) or await roles.has(context, Role.PRESS)


def _choice(context: Context) -> str:
    choice = context.carried_word(0)
    if choice not in (KEEP, ALL):
        raise Refusal("button-gone")
    return choice


def _refuse_in_public(context: Context) -> None:
    """What is kept about someone is shown to them alone."""
    chat = context.incoming.effective_chat
    if chat is None or chat.type != chat.PRIVATE:
        raise Refusal("my-data-in-private")


COMMANDS = ((("mes_donnees", "my_data"), on_my_data),)
TAPS = {
    "my_data:correct": on_correct,
    "my_data:erase": on_erase,
    "my_data:export": on_export,
    "my_data:gone": on_gone,
    "my_data:show": on_show,
    "my_data:sure": on_sure,
    "my_data:withdraw": on_withdraw,
    "my_data:withdrawn": on_withdrawn,
}
