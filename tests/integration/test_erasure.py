"""Erasure, row by row: what is theirs goes, what is others' stays, and what was under way is looked at again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import JSON, Connection, Text, select

from consultation.broadcast import Counts
from consultation.content import FaqEntry
from consultation.moderation import Decision, Status
from handlers import cards as shown
from handlers import erasing
from handlers.services import Services
from storage import (
    audit,
    broadcasts,
    cards,
    consents,
    deliveries,
    drafts,
    erasure,
    faq_entries,
    limits,
    outbox,
    people,
    quarantine,
    question_groups,
    questions,
    submissions,
)
from storage.broadcasts import Plan
from storage.cards import CardKind
from storage.database import Database
from storage.drafts import DraftKind
from storage.outbox import Lane
from storage.people import Person
from storage.submissions import Submission
from storage.tables import metadata
from storage.tables import outbox as outbox_table
from storage.tables import question_groups as groups
from tests.clock import FakeClock
from tests.stories import MODERATION, services, submit

QUESTION = "Combien de guichets ont fermé depuis 2018 dans ma commune ?"
TITLE = "Publier les délais de chaque guichet"


@pytest.fixture
def at_work(database: Database, clock: FakeClock) -> Services:
    return services(database, clock)


@pytest.fixture
async def alice(database: Database, clock: FakeClock) -> Person:
    return await database.write(lambda conn: people.meet(conn, 4001, "fr", clock()))


@pytest.fixture
async def bruno(database: Database, clock: FakeClock) -> Person:
    return await database.write(lambda conn: people.meet(conn, 4002, "fr", clock()))


@pytest.fixture
def erase(at_work: Services, alice: Person, clock: FakeClock) -> Callable[[Connection], None]:
    """Alice erases everything."""
    return lambda conn: erasing.erase(conn, at_work, alice.id, keep_approved=False, now=clock())


def queue(conn: Connection, person: Person, text: str, now: datetime, subject: str | None = None) -> int:
    return outbox.put(
        conn,
        method="sendMessage",
        params={"text": text},
        lane=Lane.REPLY,
        person_id=person.id,
        subject=subject,
        now=now,
    )


def waiting(conn: Connection) -> list[str]:
    """What is about to be sent."""
    rows = select(outbox_table.c.params).where(outbox_table.c.state == "pending").order_by(outbox_table.c.id)
    return [params.get("text", "") for params in conn.execute(rows).scalars()]


async def test_every_row_with_a_person_goes_but_those_that_say_nothing(
    database: Database, alice: Person, erase: Callable[[Connection], None], clock: FakeClock
) -> None:
    def live(conn: Connection) -> None:
        submit(conn, clock(), alice.telegram_id)
        drafts.begin(conn, alice.id, DraftKind.CONTRIBUTION, field="title", now=clock())
        questions.ask(conn, person_id=alice.id, text=QUESTION, outcome="fallback", entry_id=None, now=clock())
        consents.give(conn, alice.id, 1, clock())
        people.subscribe(conn, alice.id, clock())
        people.set_staff_name(conn, alice.id, "Alice")
        limits.reserve(conn, f"person:{alice.id}", interval=1, burst=1, now=clock().timestamp(), count=1)
        queue(conn, alice, "Merci !", clock())

    def left(conn: Connection) -> dict[str, int]:
        tables = [table for table in metadata.sorted_tables if "person_id" in table.c]
        found = {
            table.name: len(conn.execute(select(table).where(table.c.person_id == alice.id)).all()) for table in tables
        }
        return {name: count for name, count in found.items() if count}

    await database.write(live)
    await database.write(erase)
    assert await database.read(left) == {"consents": 1, "erasures": 1, "submissions": 1}
    assert await database.read(lambda conn: people.get(conn, alice.id)) is None
    assert await database.read(lambda conn: people.staff_name(conn, alice.id)) == "?"
    [consent] = await database.read(lambda conn: consents.of_person(conn, alice.id))
    assert consent.withdrawn_at == clock()


@pytest.mark.parametrize(
    ("keep", "status", "texts", "ends"),
    [
        (True, Status.APPROVED, True, Status.APPROVED),
        (False, Status.APPROVED, False, Status.APPROVED),
        (True, Status.REJECTED, False, Status.REJECTED),
        (True, Status.PENDING, False, Status.WITHDRAWN),
        (True, Status.CHANGES_REQUESTED, False, Status.WITHDRAWN),
    ],
)
async def test_what_becomes_of_a_submission(
    database: Database,
    at_work: Services,
    alice: Person,
    clock: FakeClock,
    keep: bool,
    status: Status,
    texts: bool,
    ends: Status,
) -> None:
    rules = {
        Status.APPROVED: Decision.APPROVE,
        Status.REJECTED: Decision.REFUSE,
        Status.CHANGES_REQUESTED: Decision.ASK,
    }
    phone = "Appelez-moi au 06 39 98 00 12, ou le service de presse au 01 00 00 00 00."

    def live(conn: Connection) -> int:
        sent = submit(
            conn, clock(), alice.telegram_id, title=TITLE, proposal=phone, signature="Alice", attachment=photo()
        )
        if status in rules:
            rule, detail = rules[status].value, "off_topic" if status is Status.REJECTED else "title"
            submissions.decide(conn, sent.id, rule, version=1, by=alice.id, detail=detail, now=clock())
        erasing.erase(conn, at_work, alice.id, keep_approved=keep, now=clock())
        return sent.id

    number = await database.write(live)
    kept = await database.read(lambda conn: submissions.get(conn, number))
    assert kept is not None
    assert kept.status is ends
    assert bool(kept.answers) is texts
    if texts:
        assert kept.answers["title"] == TITLE
        assert kept.answers["signature"] == kept.answers["attachment"] == ""
        masked = "Appelez-moi au [téléphone masqué], ou le service de presse au 01 00 00 00 00."
        assert kept.answers["proposal"] == masked


def photo() -> dict[str, str | int]:
    return {"file_id": "a-file", "kind": "photo", "name": "p.jpg", "mime": "image/jpeg", "size": 9}


async def test_the_moderation_chat_follows(
    database: Database, at_work: Services, alice: Person, erase: Callable[[Connection], None], clock: FakeClock
) -> None:
    def live(conn: Connection) -> Submission:
        sent = submit(conn, clock(), alice.telegram_id, title=TITLE, attachment=photo())
        shown.post(conn, at_work, sent, clock())
        return sent

    def arrive(conn: Connection, message_id: int) -> list[str]:
        rows = outbox.lease(conn, now=clock(), count=10, seconds=30)
        for row in rows:
            outbox.sent(conn, row, message_id, clock())
        return [row.method for row in rows]

    sent = await database.write(live)
    assert await database.write(lambda conn: arrive(conn, 7)) == ["sendMessage"]
    assert await database.write(lambda conn: arrive(conn, 8)) == ["sendPhoto"]
    assert await database.read(lambda conn: cards.latest(conn, sent.id)) == (MODERATION, 7)
    assert await database.read(lambda conn: cards.every(conn, sent.id, CardKind.FILE)) == [(MODERATION, 8)]
    await database.write(erase)
    rows = await database.write(lambda conn: outbox.lease(conn, now=clock(), count=10, seconds=30))
    assert [(row.method, row.params["message_id"], row.chat_id) for row in rows] == [("editMessageText", 7, MODERATION)]
    assert TITLE not in str(rows[0].params)
    await database.write(lambda conn: outbox.sent(conn, rows[0], None, clock()))
    [deletion] = await database.write(lambda conn: outbox.lease(conn, now=clock(), count=10, seconds=30))
    assert (deletion.method, deletion.params) == ("deleteMessage", {"message_id": 8})


async def test_a_card_that_has_not_left_never_leaves(
    database: Database, at_work: Services, alice: Person, erase: Callable[[Connection], None], clock: FakeClock
) -> None:
    await database.write(
        lambda conn: shown.post(conn, at_work, submit(conn, clock(), alice.telegram_id, title=TITLE), clock())
    )
    await database.write(erase)
    assert await database.write(lambda conn: outbox.lease(conn, now=clock(), count=9, seconds=9)) == []


async def test_questions_alike_go_on_in_the_words_of_others(
    database: Database, alice: Person, bruno: Person, erase: Callable[[Connection], None], clock: FakeClock
) -> None:
    other = "Combien de guichets ont fermé chez moi depuis 2018 ?"

    def live(conn: Connection) -> list[int]:
        shared, alone = question_groups.begin(conn, QUESTION, clock()), question_groups.begin(conn, QUESTION, clock())
        for person, text, group in ((alice, QUESTION, shared), (bruno, other, shared), (alice, QUESTION, alone)):
            number = questions.ask(conn, person_id=person.id, text=text, outcome="fallback", entry_id=None, now=clock())
            questions.pass_on(conn, number, person.id, group)
        question_groups.join(conn, shared, clock(), counted=True)
        return [shared, alone]

    numbers = await database.write(live)
    await database.write(erase)
    rows = await database.read(lambda conn: conn.execute(select(groups).order_by(groups.c.id)).all())
    assert {row.id for row in rows} == set(numbers)
    assert [(row.text, row.state) for row in rows] == [(other, "open"), ("…", "dismissed")]
    assert [row._mapping["count"] for row in rows] == [1, 0]


async def test_messages_to_others_keep_all_but_their_words(
    database: Database, alice: Person, bruno: Person, erase: Callable[[Connection], None], clock: FakeClock
) -> None:
    def live(conn: Connection) -> None:
        submit(conn, clock(), alice.telegram_id, title=TITLE)
        questions.ask(conn, person_id=alice.id, text=QUESTION, outcome="fallback", entry_id=None, now=clock())
        queue(conn, bruno, f"Question à traiter : {QUESTION}", clock())
        queue(conn, bruno, f"Votre contribution « {TITLE} » est reçue", clock(), subject="receipt:99")
        queue(conn, alice, "Merci !", clock())
        params = {"text": f"Carte montrée à nouveau : {TITLE}"}
        outbox.put(conn, method="sendMessage", params=params, lane=Lane.REPLY, chat_id=MODERATION, now=clock())

    await database.write(live)
    await database.write(erase)
    assert await database.read(waiting) == [
        "Question à traiter : …",
        f"Votre contribution « {TITLE} » est reçue",
    ]


async def test_what_was_set_aside_goes_whoever_sent_it_if_it_quotes_them(
    database: Database, alice: Person, bruno: Person, erase: Callable[[Connection], None], clock: FakeClock
) -> None:
    def live(conn: Connection) -> None:
        submit(conn, clock(), alice.telegram_id, title=TITLE)
        for payload in (
            f'{{"from": {{"id": "person:{alice.id}"}}}}',
            f'{{"from": {{"id": "person:{bruno.id}"}}, "text": "{TITLE}"}}',
            f'{{"from": {{"id": "person:{bruno.id}"}}, "text": "Bonjour"}}',
            f'{{"from": {{"id": "person:{alice.id}0"}}}}',
        ):
            quarantine.put(conn, update_id=None, error="KeyError", payload=payload, now=clock())

    await database.write(live)
    await database.write(erase)
    kept = [item.payload for item in await database.read(quarantine.list_recent)]
    assert len(kept) == 2
    assert not any(TITLE in payload or f'"person:{alice.id}"' in payload for payload in kept)


async def test_a_broadcast_under_way_counts_them_as_left_out(
    database: Database, alice: Person, bruno: Person, erase: Callable[[Connection], None], clock: FakeClock
) -> None:
    def live(conn: Connection) -> int:
        for person in (alice, bruno):
            people.subscribe(conn, person.id, clock())
        draft = drafts.begin(conn, bruno.id, DraftKind.BROADCAST, field=None, now=clock())
        return broadcasts.confirm(
            conn,
            draft.id,
            Plan("sendMessage", {"text": "Bonjour"}),
            author_id=bruno.id,
            progress_message_id=None,
            now=clock(),
        ).id

    number = await database.write(live)
    taken = await database.write(lambda conn: deliveries.lease(conn, now=clock(), count=1, seconds=30))
    await database.write(erase)
    await database.write(lambda conn: deliveries.give_back(conn, taken))
    after = await database.write(lambda conn: deliveries.lease(conn, now=clock(), count=9, seconds=30))
    assert [row.person_id for row in after] == [bruno.id]
    assert await database.read(lambda conn: deliveries.counts(conn, number)) == Counts(sending=1, skipped=1)


async def test_the_faq_loses_their_wording_and_keeps_its_answer(
    database: Database, at_work: Services, alice: Person, clock: FakeClock
) -> None:
    entry = FaqEntry(
        "guichets", "usager", {"fr": "Combien ?"}, {"fr": "Douze."}, (QUESTION, "guichets"), "presse", clock().date()
    )

    def live(conn: Connection) -> None:
        faq_entries.add(conn, entry, by=alice.id, now=clock())
        questions.ask(conn, person_id=alice.id, text=QUESTION, outcome="fallback", entry_id=None, now=clock())

    await database.write(live)
    assert (await database.read(lambda conn: erasure.holdings(conn, alice.id))).in_faq
    before = await database.read(faq_entries.stamp)
    await database.write(lambda conn: erasing.erase(conn, at_work, alice.id, keep_approved=False, now=clock()))
    kept = await database.read(lambda conn: faq_entries.get(conn, "guichets"))
    assert kept is not None
    assert kept.entry.variants == ("guichets",)
    assert kept.entry.answer == entry.answer
    assert await database.read(faq_entries.stamp) != before


async def test_the_audit_stays_whole(
    database: Database, alice: Person, erase: Callable[[Connection], None], clock: FakeClock
) -> None:
    sent = await database.write(lambda conn: submit(conn, clock(), alice.telegram_id))
    await database.write(erase)
    story = await database.read(lambda conn: audit.timeline(conn, f"submission:{sent.id}", last=9))
    assert [entry.action for entry in story] == ["submitted"]
    [erased] = await database.read(lambda conn: audit.timeline(conn, f"person:{alice.id}", last=9))
    assert (erased.action, erased.details) == ("erased", {})


async def test_it_is_told_at_once_to_what_sends_and_rewritten_later(
    database: Database, alice: Person, erase: Callable[[Connection], None], clock: FakeClock
) -> None:
    told: list[str] = []
    database.on(erasure.SIGNAL, lambda: told.append("someone left"))
    await database.write(erase)
    assert told == ["someone left"]
    numbers = await database.read(erasure.to_scrub)
    assert len(numbers) == 1
    assert await database.scrub(rewrite=True)
    await database.write(lambda conn: erasure.scrubbed(conn, numbers, clock()))
    assert await database.read(erasure.to_scrub) == []


def test_a_new_table_about_people_is_erased_or_said_why_not() -> None:
    to_people = {
        f"{table.name}.{key.parent.name}"
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "people" and key.parent.name != "person_id"
    }
    assert to_people == {
        "appeals.refused_by",
        "audit.actor_id",
        "broadcasts.author_id",
        "claims.moderator_id",
        "commitment_links.actor_id",
        "commitment_steps.actor_id",
        "escalations.moderator_id",
        "faq_proposals.decided_by",
        "faq_proposals.proposed_by",
        "faq_revisions.actor_id",
        "notes.writer_id",
        "phases.actor_id",
        "question_groups.answered_by",
        "sanctions.given_by",
        "sanctions.outcome_by",
        "submissions.decided_by",
        "votes.moderator_id",
    }, "who did what stays, as a number; anything else about a person is named person_id, or dealt with in erasure"


def test_a_new_place_for_what_people_write_is_erased_or_said_why_not() -> None:
    by_hand = {
        "commitment_links.answer",
        "notes.text",
        "quarantine.payload",
        "question_groups.answer",
        "question_groups.text",
        "faq_entries.variants",
        "faq_proposals.content",
        "faq_revisions.content",
    }
    not_theirs = {
        "audit.details",
        "broadcasts.audience",
        "broadcasts.composition",
        "broadcasts.params",
        "broadcasts.versions",
        "commitment_steps.explanation",
        "commitments.description",
        "commitments.title",
        "faq_entries.answer",
        "faq_entries.question",
        "faq_entries.source",
        "feeds.items",
        "poll_results.votes",
        "register.line",
    }
    long_texts = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, (JSON, Text)) and "person_id" not in table.c
    }
    assert long_texts == by_hand | not_theirs
