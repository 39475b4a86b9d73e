"""How an entry written in chat comes into force: at once, or once a second press officer says so."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from sqlalchemy import Connection

from consultation import faq_drafting
from consultation.content import FaqEntry
from handlers.context import Context
from handlers.faq_screens import whole_text
from handlers.notes import tell_press_office
from handlers.screens import Screen, button
from storage import audit, faq_entries, faq_proposals, people, question_groups


def propose(conn: Connection, context: Context, entry: FaqEntry, group_id: int | None) -> int:
    """Keeps a proposal and asks every other press officer to look at it."""
    person, now = context.person, context.now
    content = faq_entries.content_of(entry)
    number = faq_proposals.add(conn, group_id=group_id, content=content, by=person.id, now=now)
    people.set_staff_name(conn, person.id, context.staff_name)
    tell_press_office(
        conn, context, lambda officer: decide_screen(context, officer.language, number, entry), but=person.id
    )
    audit.record(conn, "proposed", f"faq_proposal:{number}", actor_id=person.id, now=now)
    return number


def publish(conn: Connection, context: Context, entry: FaqEntry, group_id: int | None, *, by: int) -> FaqEntry:
    """Gives an entry its id and adds it to the FAQ, as of today; the audit says whether one officer did it alone."""
    now, validator = context.now, context.person.id
    faq_entries.alone(conn)
    named = faq_drafting.named(replace(entry, as_of=now.date()), faq_entries.ids(conn))
    faq_entries.add(conn, named, by=by, now=now)
    if group_id is not None:
        question_groups.name_entry(conn, group_id, named.id)
    people.set_staff_name(conn, validator, context.staff_name)
    details = {"proposed_by": by, "validated_by": validator, "alone": int(by == validator)}
    audit.record(conn, "validated", f"faq:{named.id}", actor_id=validator, now=now, details=details)
    return named


def may_publish_alone(context: Context) -> bool:
    """Tells whether no second press officer is asked, or there is none to ask."""
    policy = context.services.policy
    return not policy.second_validation or not policy.press_staff - {context.person.telegram_id}


async def refuse_twins(context: Context, entry: FaqEntry) -> None:
    """Refuses an entry whose words ask another one; beside the event loop, as all entries are read."""
    services = context.services
    silences = services.consultation.silences
    await asyncio.to_thread(faq_drafting.refuse_twins, entry, services.faq.entries(), silences)


def decide_screen(context: Context, language: str, number: int, entry: FaqEntry) -> Screen:
    """An entry to be, as citizens would read it, with the words that find it."""
    texts = context.services.texts
    return Screen.of(
        whole_text(texts, language, entry, texts(language, "proposal-look")),
        [
            button(texts.plain(language, "button-validate"), "proposal", "accept", number),
            button(texts.plain(language, "button-refuse"), "proposal", "refuse", number),
        ],
        [button(texts.plain(language, "button-edit"), "proposal", "edit", number)],
    )
