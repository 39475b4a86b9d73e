"""How an entry written in chat comes into force: at once, or once a second press officer says so."""

from __future__ import annotations

from sqlalchemy import Connection

from consultation import faq_drafting
from consultation.content import FaqEntry
from consultation.refusal import Refusal
from handlers.context import Context
from handlers.faq_screens import answer_text
from handlers.screens import Screen, button
from storage import audit, faq_entries, faq_proposals, outbox, people


def propose(conn: Connection, context: Context, entry: FaqEntry, group_id: int | None) -> int:
    """Keeps a proposal and asks every other press officer to look at it."""
    number = faq_proposals.add(
        conn, group_id=group_id, content=faq_entries.content_of(entry), by=context.person.id, now=context.now
    )
    for officer in people.find_all(conn, context.services.policy.press_staff):
        if officer.id != context.person.id:
            queue(conn, context, officer.id, decide_screen(context, officer.language, number, entry))
    audit.record(conn, "proposed", f"faq_proposal:{number}", actor_id=context.person.id, now=context.now)
    return number


def publish(conn: Connection, context: Context, entry: FaqEntry, *, by: int) -> FaqEntry:
    """Gives an entry its id and adds it to the FAQ."""
    taken = faq_entries.ids(conn)
    named = faq_drafting.named(entry, taken)
    if not faq_entries.add(conn, named, by=by, now=context.now):
        raise Refusal("desk-changed")
    return named


def may_publish_alone(context: Context) -> bool:
    """Tells whether no second press officer is asked, or there is none to ask."""
    policy = context.services.policy
    return not policy.second_validation or not policy.press_staff - {context.person.telegram_id}


def decide_screen(context: Context, language: str, number: int, entry: FaqEntry) -> Screen:
    """An entry to be, as citizens would read it, with the words that find it."""
    texts = context.services.texts
    shown = answer_text(texts, language, entry)
    wordings = "\n".join(f"• {variant}" for variant in entry.variants) or texts.plain(language, "desk-no-variants")
    return Screen.of(
        texts(language, "proposal-look") + "\n\n" + shown + "\n\n" + texts(language, "desk-variants", list=wordings),
        [
            button(texts.plain(language, "button-validate"), "proposal", "accept", number),
            button(texts.plain(language, "button-refuse"), "proposal", "refuse", number),
        ],
        [button(texts.plain(language, "button-edit"), "proposal", "edit", number)],
    )


def queue(conn: Connection, context: Context, person_id: int, screen: Screen) -> None:
    """Queues a note to a press officer."""
    outbox.put(
        conn,
        method="sendMessage",
        params=screen.params(),
        lane=outbox.Lane.REPLY,
        person_id=person_id,
        now=context.now,
    )
