"""Submissions on both databases: each is decided once, whoever taps at the same time, with all that follows."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from consultation.moderation import OPEN, Decision, Status, Step
from consultation.refusal import Refusal
from handlers import cards
from handlers.cards import Place
from handlers.deciding import Act, settle
from handlers.services import Services
from storage import appeals, audit, people, submissions, versions
from storage import cards as shown
from storage.database import Database
from storage.submissions import Submission
from storage.tables import audit as audit_table
from storage.tables import outbox as outbox_table
from storage.tables import people as people_table
from storage.versions import Version
from tests.clock import FakeClock
from tests.stories import ANSWERS, MODERATION, services, submit

DECIDERS = 8
ITEMS = 50


@dataclass(frozen=True, slots=True)
class Mod:
    """A moderator and the process that serves them."""

    person_id: int
    name: str
    services: Services

    def tap(self, number: int, clock: FakeClock, version: int = 1, message_id: int = 0) -> Act:
        """Taps a card in the moderation chat."""
        place = Place(message_id or number, chat_id=MODERATION)
        return Act(number, version, self.person_id, self.name, "fr", clock(), place)

    async def decides(self, tap: Act, decision: Decision, detail: str | None = None) -> Refusal | None:
        """Decides in one transaction."""
        return await self.services.database.write(lambda conn: settle(conn, self.services, tap, decision, detail))


async def meets(database: Database, clock: FakeClock, telegram_id: int, name: str) -> Mod:
    """A moderator opens the bot, served through this database connection."""
    person = await database.write(lambda conn: people.meet(conn, telegram_id, "fr", clock()))
    return Mod(person.id, name, services(database, clock))


@pytest.fixture
async def mehdi(database: Database, clock: FakeClock) -> Mod:
    return await meets(database, clock, 9001, "Mehdi")


@pytest.fixture
async def pauline(database: Database, clock: FakeClock) -> Mod:
    return await meets(database, clock, 9002, "Pauline")


@pytest.fixture
async def pending(database: Database, clock: FakeClock) -> Submission:
    return await database.write(lambda conn: submit(conn, clock()))


@pytest.fixture
async def processes(database_url: str, clock: FakeClock) -> AsyncIterator[list[Mod]]:
    """As many moderators, each served by a process of its own."""
    databases = [Database.open(database_url, busy_timeout=60) for _ in range(DECIDERS)]
    yield [await meets(each, clock, 9100 + index, f"M{index}") for index, each in enumerate(databases)]
    for each in databases:
        await each.close()


def outbox_of(conn: Connection, method: str) -> list[dict[str, Any]]:
    """What waits to be sent by a method, oldest first."""
    query = select(outbox_table).where(outbox_table.c.method == method).order_by(outbox_table.c.id)
    return [dict(row._mapping) for row in conn.execute(query)]


async def test_eight_deciders_at_once_make_one_decision_one_audit_entry_and_one_notice_each(
    database: Database, clock: FakeClock, processes: list[Mod]
) -> None:
    def story(conn: Connection) -> list[int]:
        return [submit(conn, clock(), author=5000 + index).id for index in range(ITEMS)]

    numbers = await database.write(story)
    choices = [(Decision.APPROVE, None), (Decision.REFUSE, "off_topic"), (Decision.ASK, "proposal")]

    async def decide_all(index: int, mod: Mod) -> list[int]:
        decision, detail = choices[index % len(choices)]
        order = numbers[index:] + numbers[:index]
        results = await asyncio.gather(*(mod.decides(mod.tap(n, clock), decision, detail) for n in order))
        assert {refusal.message_id for refusal in results if refusal} <= {"moderation-already"}
        return [number for number, refusal in zip(order, results, strict=True) if refusal is None]

    won = await asyncio.gather(*(decide_all(index, mod) for index, mod in enumerate(processes)))
    assert sorted(number for numbers_won in won for number in numbers_won) == numbers
    winner = {number: mod.person_id for mod, theirs in zip(processes, won, strict=True) for number in theirs}

    def look(conn: Connection) -> None:
        decided = [submissions.get(conn, number) for number in numbers]
        assert {one.id: one.decided_by for one in decided if one} == winner
        acts = conn.execute(select(audit_table).where(audit_table.c.action != "submitted")).all()
        assert Counter(row.subject for row in acts) == Counter(f"submission:{number}" for number in numbers)
        assert all(row.actor_id == winner[int(row.subject.partition(":")[2])] for row in acts)
        told = Counter(row["subject"] for row in outbox_of(conn, "sendMessage"))
        assert told == Counter(f"notice:{number}" for number in numbers)

    await database.read(look)


async def test_the_second_tap_is_told_who_decided_and_when_and_the_card_is_edited_once_more(
    database: Database, clock: FakeClock, mehdi: Mod, pauline: Mod, pending: Submission
) -> None:
    assert await mehdi.decides(mehdi.tap(pending.id, clock), Decision.REFUSE, "insulting") is None
    clock.advance(minutes=5)
    elsewhere = pauline.tap(pending.id, clock, message_id=777)
    for _ in range(3):  # an impatient thumb does not fill the outbox
        refusal = await pauline.decides(elsewhere, Decision.APPROVE)
        assert refusal is not None
        assert refusal.message_id == "moderation-already"
        assert refusal.args_for_text == {"name": "Mehdi", "when": "23 février 2021 à 11 h"}
    edits = await database.read(lambda conn: outbox_of(conn, "editMessageText"))
    assert [edit["params"]["message_id"] for edit in edits] == [pending.id, 777]
    assert all("Refusée</b> par Mehdi" in edit["params"]["text"] for edit in edits)
    assert await database.read(lambda conn: len(outbox_of(conn, "sendMessage"))) == 1


async def test_a_decision_in_private_also_edits_the_card_of_the_chat(
    database: Database, clock: FakeClock, mehdi: Mod, pending: Submission
) -> None:
    await database.write(
        lambda conn: shown.add(conn, submission_id=pending.id, chat_id=MODERATION, message_id=31, now=clock())
    )
    private = Act(pending.id, 1, mehdi.person_id, "Mehdi", "fr", clock(), Place(8, person_id=mehdi.person_id))
    assert await mehdi.decides(private, Decision.APPROVE) is None
    edits = await database.read(lambda conn: outbox_of(conn, "editMessageText"))
    assert [(edit["person_id"], edit["chat_id"]) for edit in edits] == [(mehdi.person_id, None), (None, MODERATION)]


async def test_the_notice_is_in_the_language_of_its_author(
    database: Database, clock: FakeClock, mehdi: Mod, pending: Submission
) -> None:
    await database.write(lambda conn: people.set_language(conn, pending.person_id, "en"))
    await mehdi.decides(mehdi.tap(pending.id, clock), Decision.REFUSE, "off_topic")
    [notice] = await database.read(lambda conn: outbox_of(conn, "sendMessage"))
    assert "is not accepted" in notice["params"]["text"]
    assert notice["person_id"] == pending.person_id


async def test_an_author_who_was_erased_gets_no_notice_and_the_decision_stands(
    database: Database, clock: FakeClock, mehdi: Mod, pending: Submission
) -> None:
    await database.write(
        lambda conn: conn.execute(
            people_table.update().where(people_table.c.id == pending.person_id).values(telegram_id=None)
        )
    )
    assert await mehdi.decides(mehdi.tap(pending.id, clock), Decision.APPROVE) is None
    assert await database.read(lambda conn: outbox_of(conn, "sendMessage")) == []


async def test_a_card_of_an_older_version_decides_nothing(
    database: Database, clock: FakeClock, mehdi: Mod, pending: Submission
) -> None:
    await mehdi.decides(mehdi.tap(pending.id, clock), Decision.ASK, "proposal")
    amended = {**ANSWERS, "proposal": "Afficher chaque mois le délai moyen, démarche par démarche."}
    await database.write(
        lambda conn: submissions.amend(
            conn, pending.id, Step.CLARIFY.value, person_id=pending.person_id, answers=amended, now=clock()
        )
    )
    refusal = await mehdi.decides(mehdi.tap(pending.id, clock, version=1), Decision.APPROVE)
    assert refusal is not None
    assert refusal.message_id == "moderation-newer"
    after = await database.read(lambda conn: submissions.get(conn, pending.id))
    assert after is not None
    assert (after.status, after.version, after.decided_by) == (Status.PENDING, 2, None)
    assert await mehdi.decides(mehdi.tap(pending.id, clock, version=2), Decision.APPROVE) is None


async def test_an_unknown_number_is_refused(clock: FakeClock, mehdi: Mod) -> None:
    refusal = await mehdi.decides(mehdi.tap(404, clock), Decision.APPROVE)
    assert refusal is not None
    assert refusal.message_id == "moderation-unknown"


async def test_a_clarified_submission_gets_a_new_card_that_answers_the_old_one(
    database: Database, clock: FakeClock, mehdi: Mod, pending: Submission
) -> None:
    await database.write(
        lambda conn: shown.add(conn, submission_id=pending.id, chat_id=MODERATION, message_id=31, now=clock())
    )
    await mehdi.decides(mehdi.tap(pending.id, clock, message_id=31), Decision.ASK, "proposal")
    clock.advance(hours=2)

    def clarify(conn: Connection) -> None:
        subject = f"submission:{pending.id}"
        before = submissions.get(conn, pending.id)
        answers = {**ANSWERS, "proposal": "Afficher chaque mois le délai moyen, démarche par démarche."}
        after = submissions.amend(
            conn, pending.id, Step.CLARIFY.value, person_id=pending.person_id, answers=answers, now=clock()
        )
        assert after is not None
        audit.record(conn, "clarified", subject, actor_id=None, now=clock(), details={"version": after.version})
        cards.post(conn, mehdi.services, after, clock(), before)

    await database.write(clarify)
    edits = await database.read(lambda conn: outbox_of(conn, "editMessageText"))
    old = edits[-1]["params"]
    assert old["message_id"] == 31
    assert str(ANSWERS["proposal"]) in old["text"]
    assert "La version 2 suit" in old["text"]
    new = (await database.read(lambda conn: outbox_of(conn, "sendMessage")))[-1]
    assert new["subject"] == f"card:{pending.id}"
    assert new["params"]["reply_parameters"]["message_id"] == 31
    assert "version 2" in new["params"]["text"]
    assert "<b>✏️ Proposition (nouvelle réponse)</b>\nAfficher chaque mois" in new["params"]["text"]
    assert "Précisée le 23 février 2021 à 13 h" in new["params"]["text"]


async def test_the_queue_is_oldest_first_and_a_persons_list_newest_first(database: Database, clock: FakeClock) -> None:
    def story(conn: Connection) -> list[int]:
        return [submit(conn, clock() + timedelta(minutes=index)).id for index in range(7)]

    numbers = await database.write(story)

    def look(conn: Connection) -> None:
        person = people.find(conn, 4001)
        assert person is not None
        assert [one.id for one in submissions.waiting(conn, OPEN, limit=3)] == numbers[:3]
        assert [one.id for one in submissions.waiting(conn, OPEN, limit=3, offset=6)] == numbers[6:]
        assert [one.id for one in submissions.of_person(conn, person.id, limit=5)] == numbers[:1:-1]
        assert submissions.count_of_person(conn, person.id) == submissions.count(conn, OPEN) == 7
        assert submissions.count_of_person(conn, person.id, since=clock() + timedelta(minutes=5)) == 2

    await database.read(look)


async def test_a_clarification_is_accepted_only_from_its_author_and_only_when_asked(
    database: Database, clock: FakeClock, mehdi: Mod, pending: Submission
) -> None:
    def amend(conn: Connection, person_id: int) -> Submission | None:
        return submissions.amend(
            conn, pending.id, Step.CLARIFY.value, person_id=person_id, answers=ANSWERS, now=clock()
        )

    assert await database.write(lambda conn: amend(conn, pending.person_id)) is None
    await mehdi.decides(mehdi.tap(pending.id, clock), Decision.ASK, "title")
    assert await database.write(lambda conn: amend(conn, mehdi.person_id)) is None
    assert await database.write(lambda conn: amend(conn, pending.person_id)) is not None
    assert await database.write(lambda conn: amend(conn, pending.person_id)) is None


async def test_the_audit_tells_the_last_steps_oldest_first(
    database: Database, clock: FakeClock, mehdi: Mod, pending: Submission
) -> None:
    clock.advance(minutes=1)
    await mehdi.decides(mehdi.tap(pending.id, clock), Decision.REFUSE, "unreadable")
    subject = f"submission:{pending.id}"
    story = await database.read(lambda conn: audit.timeline(conn, subject, last=6))
    assert [(entry.action, dict(entry.details)) for entry in story] == [
        ("submitted", {"version": 1}),
        ("rejected", {"version": 1, "detail": "unreadable"}),
    ]
    assert story[1].at == clock()
    last = await database.read(lambda conn: audit.timeline(conn, subject, last=1))
    assert [entry.action for entry in last] == ["rejected"]


async def test_each_version_is_kept_as_it_was_sent(
    database: Database, clock: FakeClock, mehdi: Mod, pending: Submission
) -> None:
    amended = {**ANSWERS, "title": "Un titre plus clair"}

    def revise(conn: Connection) -> list[Version | None]:
        submissions.amend(
            conn, pending.id, Step.REVISE.value, person_id=pending.person_id, answers=amended, now=clock()
        )
        return [versions.find(conn, pending.id, number) for number in (1, 2, 3)]

    first, second, third = await database.write(revise)
    assert first is not None
    assert (first.answers, first.version) == (ANSWERS, 1)
    assert second is not None
    assert (second.answers, second.at) == (amended, clock())
    assert third is None


async def test_an_appeal_is_not_decided_by_who_refused(
    database: Database, clock: FakeClock, mehdi: Mod, pending: Submission
) -> None:
    await mehdi.decides(mehdi.tap(pending.id, clock), Decision.REFUSE, "off_topic")

    def appeal(conn: Connection) -> tuple[Submission | None, int]:
        again = submissions.step(conn, pending.id, Step.APPEAL.value, person_id=pending.person_id)
        appeals.add(
            conn,
            pending.id,
            person_id=pending.person_id,
            refused_by=mehdi.person_id,
            reason="off_topic",
            text="",
            now=clock(),
        )
        return again, people.meet(conn, 5002, "fr", clock()).id

    again, other = await database.write(appeal)
    assert again is not None
    assert (again.status, again.reason, again.decided_by) == (Status.PENDING, None, None)
    refusal = await mehdi.decides(mehdi.tap(pending.id, clock), Decision.APPROVE)
    assert refusal is not None
    assert refusal.message_id == "moderation-own-refusal"
    namesake = replace(mehdi.tap(pending.id, clock), moderator_id=other)  # the same person, by the console
    refusal = await mehdi.decides(namesake, Decision.APPROVE)
    assert refusal is not None
    assert refusal.message_id == "moderation-own-refusal"

    def decide(conn: Connection, by: int) -> Submission | None:
        rule = Decision.APPROVE.value
        return submissions.decide(conn, pending.id, rule, version=1, by=by, detail=None, now=clock())

    assert await database.write(lambda conn: decide(conn, mehdi.person_id)) is None
    approved = await database.write(lambda conn: decide(conn, other))
    assert approved is not None
    assert approved.status is Status.APPROVED


async def test_what_was_withdrawn_takes_no_further_step(
    database: Database, clock: FakeClock, pending: Submission
) -> None:
    async def takes(step: Step, person_id: int) -> Submission | None:
        return await database.write(lambda conn: submissions.step(conn, pending.id, step.value, person_id=person_id))

    assert await takes(Step.WITHDRAW, pending.person_id + 1) is None
    assert await takes(Step.WITHDRAW, pending.person_id) is not None
    assert [await takes(step, pending.person_id) for step in Step] == [None] * len(Step)
