"""Deciding together, on both databases: votes at the same instant, undoing before a notice, chains of duplicates."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import Connection, select

from consultation.moderation import Decision, Status
from consultation.refusal import Refusal
from handlers import claiming, erasing, exchanges, sanctions
from handlers.acts import Act
from handlers.cards import Place
from handlers.claiming import claim
from handlers.deciding import settle
from handlers.escalating import escalate
from handlers.masking import mask
from handlers.services import Services
from handlers.undoing import undo
from storage import audit, claims, export, merges, notes, people, submissions, supports
from storage import cards as shown
from storage import sanctions as given
from storage.database import Database
from storage.notes import NoteKind
from storage.submissions import Submission
from storage.tables import audit as audit_table
from storage.tables import outbox as outbox_table
from tests.clock import FakeClock
from tests.stories import MODERATION, services, submit

VOTERS = 8
ITEMS = 20
CHOICES = ((Decision.APPROVE, None), (Decision.REFUSE, "off_topic"))


@dataclass(frozen=True, slots=True)
class Mod:
    """A moderator and the process that serves them."""

    person_id: int
    name: str
    services: Services
    admin: bool = False

    def act(self, number: int, version: int = 1) -> Act:
        """Acts on a card of the moderation chat."""
        place = Place(number, chat_id=MODERATION)
        return Act(number, version, self.person_id, self.name, "fr", self.services.clock(), place, self.admin)

    async def decides(self, number: int, decision: Decision, detail: str | None = None, version: int = 1) -> str | None:
        """Decides, and says what was said instead of "done"."""
        act = self.act(number, version)
        said = await self.services.database.write(lambda conn: settle(conn, self.services, act, decision, detail))
        return said.message_id if said else None


async def meets(database: Database, clock: FakeClock, account: int, name: str, quorum: int = 1) -> Mod:
    """A moderator opens the bot, served through this database connection."""
    person = await database.write(lambda conn: people.meet(conn, account, "fr", clock()))
    at_work = services(database, clock)
    policy = replace(at_work.policy, quorum={decision.value.verb: quorum for decision in Decision})
    return Mod(person.id, name, replace(at_work, policy=policy))


@pytest.fixture
async def mehdi(database: Database, clock: FakeClock) -> Mod:
    return await meets(database, clock, 9001, "Mehdi")


@pytest.fixture
async def camille(database: Database, clock: FakeClock) -> Mod:
    return await meets(database, clock, 9002, "Camille")


@pytest.fixture
async def pauline(database: Database, clock: FakeClock) -> Mod:
    return replace(await meets(database, clock, 9003, "Pauline"), admin=True)


@pytest.fixture
async def pending(database: Database, clock: FakeClock) -> Submission:
    return await database.write(lambda conn: submit(conn, clock()))


@pytest.fixture
async def voters(database_url: str, clock: FakeClock) -> AsyncIterator[list[Mod]]:
    """As many moderators, each served by a process of its own; two must agree."""
    databases = [Database.open(database_url, busy_timeout=60) for _ in range(VOTERS)]
    yield [await meets(each, clock, 9100 + index, f"M{index}", quorum=2) for index, each in enumerate(databases)]
    for each in databases:
        await each.close()


def told(conn: Connection, number: int) -> list[str]:
    """The messages about a submission that wait for people."""
    query = select(outbox_table.c.params).where(outbox_table.c.subject == f"notice:{number}")
    return [params["text"] for params in conn.execute(query.order_by(outbox_table.c.id)).scalars()]


async def state(database: Database, number: int) -> Submission:
    found = await database.read(lambda conn: submissions.get(conn, number))
    assert found is not None
    return found


async def test_where_two_must_agree_eight_at_once_make_one_decision_by_two_who_do(
    database: Database, clock: FakeClock, voters: list[Mod]
) -> None:
    def story(conn: Connection) -> list[int]:
        return [submit(conn, clock(), author=5000 + index).id for index in range(ITEMS)]

    numbers = await database.write(story)

    async def vote_on_all(index: int, mod: Mod) -> list[str | None]:
        decision, detail = CHOICES[index % 2]
        order = numbers[index:] + numbers[:index]
        return await asyncio.gather(*(mod.decides(number, decision, detail) for number in order))

    said = Counter(one for many in await asyncio.gather(*map(vote_on_all, range(VOTERS), voters)) for one in many)
    assert said[None] == ITEMS
    assert set(said) <= {None, "moderation-voted", "moderation-voted-otherwise", "moderation-already"}

    def look(conn: Connection) -> None:
        acts = conn.execute(select(audit_table).where(audit_table.c.action != "submitted")).all()
        assert Counter(row.subject for row in acts) == Counter(f"submission:{number}" for number in numbers)
        assert all(len(told(conn, number)) == 1 for number in numbers)

    await database.read(look)


async def test_one_of_many_who_take_the_same_at_once_has_it(
    database: Database, clock: FakeClock, voters: list[Mod], pending: Submission
) -> None:
    async def takes(mod: Mod) -> Refusal | None:
        act = mod.act(pending.id)
        return await mod.services.database.write(lambda conn: claim(conn, mod.services, act))

    said = await asyncio.gather(*map(takes, voters))
    assert sum(one is None for one in said) == 1
    has_it = await database.read(lambda conn: claims.live(conn, pending.id, clock()))
    assert has_it is not None
    assert has_it.moderator_id == voters[said.index(None)].person_id


async def test_what_ran_out_is_given_back_once_whatever_was_taken_since(
    database: Database, clock: FakeClock, mehdi: Mod, camille: Mod, pending: Submission
) -> None:
    assert await database.write(lambda conn: claim(conn, mehdi.services, mehdi.act(pending.id))) is None
    clock.advance(minutes=31)
    assert await database.write(lambda conn: claim(conn, camille.services, camille.act(pending.id))) is None
    await claiming.expire(mehdi.services)
    assert (await state(database, pending.id)).status is Status.IN_REVIEW
    clock.advance(minutes=31)
    await claiming.expire(mehdi.services)
    assert (await state(database, pending.id)).status is Status.PENDING


async def test_a_notice_that_had_not_left_is_taken_back_one_that_had_is_corrected(
    database: Database, clock: FakeClock, mehdi: Mod, pending: Submission
) -> None:
    assert await mehdi.decides(pending.id, Decision.REFUSE, "off_topic") is None
    act = mehdi.act(pending.id)
    assert await database.write(lambda conn: undo(conn, mehdi.services, act)) is None
    assert await database.read(lambda conn: told(conn, pending.id)) == []
    clock.advance(minutes=1)
    assert await mehdi.decides(pending.id, Decision.APPROVE) is None
    leaving = outbox_table.update().where(outbox_table.c.subject == f"notice:{pending.id}").values(state="sent")
    await database.write(lambda conn: conn.execute(leaving))
    again = mehdi.act(pending.id)
    assert await database.write(lambda conn: undo(conn, mehdi.services, again)) is None
    [_, correction] = await database.read(lambda conn: told(conn, pending.id))
    assert "est annulée" in correction
    late = await database.write(lambda conn: undo(conn, mehdi.services, again))
    assert late is not None
    assert late.message_id == "undo-gone"


async def test_duplicates_follow_the_original_of_their_original_and_never_in_a_circle(
    database: Database, clock: FakeClock, mehdi: Mod
) -> None:
    def story(conn: Connection) -> list[int]:
        return [submit(conn, clock(), author=6000 + index).id for index in range(4)]

    one, two, three, four = await database.write(story)
    assert await mehdi.decides(two, Decision.MERGE, str(one)) is None
    assert await mehdi.decides(three, Decision.MERGE, str(two)) is None
    assert (await state(database, three)).merged_into == one
    assert await mehdi.decides(one, Decision.MERGE, str(three)) == "duplicate-itself"
    assert await mehdi.decides(one, Decision.MERGE, str(four)) is None
    assert await database.read(lambda conn: merges.root(conn, three)) == four
    authors = [(await state(database, number)).person_id for number in (one, two, three)]
    assert await database.read(lambda conn: supports.people_of(conn, four)) == authors
    assert await mehdi.decides(four, Decision.APPROVE) is None
    for number in (one, two, three):
        person_id = (await state(database, number)).person_id
        query = select(outbox_table.c.id).where(
            outbox_table.c.person_id == person_id, outbox_table.c.subject == f"notice:{four}"
        )
        assert len(await database.read(lambda conn, query=query: conn.execute(query).all())) == 1  # type: ignore[misc]
    assert await mehdi.decides(four, Decision.MERGE, "404") == "moderation-already"


async def test_what_was_refused_takes_no_duplicates(
    database: Database, clock: FakeClock, mehdi: Mod, pending: Submission
) -> None:
    other = await database.write(lambda conn: submit(conn, clock(), author=6001))
    assert await mehdi.decides(pending.id, Decision.REFUSE, "off_topic") is None
    assert await mehdi.decides(other.id, Decision.MERGE, str(pending.id)) == "duplicate-closed"
    assert (await state(database, other.id)).status is Status.PENDING


async def test_only_an_admin_decides_what_was_left_to_one_whatever_the_quorum(
    database: Database, clock: FakeClock, mehdi: Mod, pauline: Mod, pending: Submission
) -> None:
    policy = replace(mehdi.services.policy, admin_ids=frozenset({9003}), quorum={"approve": 3})
    at_work = replace(mehdi.services, policy=policy)
    assert await database.write(lambda conn: escalate(conn, at_work, mehdi.act(pending.id))) is None
    assert await replace(mehdi, services=at_work).decides(pending.id, Decision.APPROVE) == "moderation-escalated"
    assert await replace(pauline, services=at_work).decides(pending.id, Decision.APPROVE) is None


async def test_a_masked_version_is_the_one_in_force_and_is_masked_once(
    database: Database, clock: FakeClock, mehdi: Mod
) -> None:
    sent = await database.write(lambda conn: submit(conn, clock(), proposal="Écrivez à alice@exemple.fr, merci."))
    act = mehdi.act(sent.id)
    assert await database.write(lambda conn: mask(conn, mehdi.services, act)) is None
    again = await database.write(lambda conn: mask(conn, mehdi.services, act))
    assert again is not None
    assert again.message_id == "moderation-newer"
    now_it_is = await state(database, sent.id)
    assert (now_it_is.version, now_it_is.status) == (2, Status.PENDING)
    assert now_it_is.answers["proposal"] == "Écrivez à [adresse électronique masquée], merci."
    [said] = await database.read(lambda conn: told(conn, sent.id))
    assert "alice@exemple.fr" in said


async def test_notes_stay_among_moderators_messages_are_exported_and_all_goes_with_the_author(
    database: Database, clock: FakeClock, mehdi: Mod, pending: Submission
) -> None:
    act, services = mehdi.act(pending.id), mehdi.services

    def story(conn: Connection) -> None:
        shown.add(conn, submission_id=pending.id, chat_id=MODERATION, message_id=pending.id, now=clock())
        assert exchanges.keep_note(conn, services, act, None, "Entre nous.") is None
        assert exchanges.write_to_author(conn, services, act, None, "Où est-ce ?") is None
        notes.add(conn, pending.id, NoteKind.ANSWER, writer_id=pending.person_id, text="À la gare.", now=clock())
        assert sanctions.give(conn, services, act, "insulting") is None

    await database.write(story)
    [told_them] = (await database.read(lambda conn: export.everything_about(conn, pending.person_id)))["submissions"]
    assert [one["text"] for one in told_them["exchanged"]] == ["Où est-ce ?", "À la gare."]
    await database.write(lambda conn: erasing.erase(conn, services, pending.person_id, keep_approved=True, now=clock()))
    assert await database.read(lambda conn: notes.count(conn, pending.id)) == 0
    assert await database.read(lambda conn: given.remembered(conn, pending.person_id, pending.submitted_at)) == 0
    left = await database.read(lambda conn: str(conn.execute(select(outbox_table.c.params)).scalars().all()))
    assert "gare" not in left


async def test_sanctions_grow_are_lifted_once_and_forgotten_after_a_year(
    database: Database, clock: FakeClock, mehdi: Mod
) -> None:
    async def sanctioned() -> str:
        sent = await database.write(lambda conn: submit(conn, clock()))
        act = mehdi.act(sent.id)
        assert await database.write(lambda conn: sanctions.give(conn, mehdi.services, act, "insulting")) is None
        twice = await database.write(lambda conn: sanctions.give(conn, mehdi.services, act, "insulting"))
        assert twice is not None
        last = await database.read(lambda conn: given.running(conn, clock(), limit=1))
        return last[0].step if last else "warning"

    assert [await sanctioned() for _ in range(5)] == ["warning", "week", "month", "quarter", "quarter"]
    [heaviest, *_] = await database.read(lambda conn: given.running(conn, clock(), limit=9))
    assert await database.write(lambda conn: given.settle(conn, heaviest.id, "lifted", by=mehdi.person_id, now=clock()))
    assert not await database.write(
        lambda conn: given.settle(conn, heaviest.id, "kept", by=mehdi.person_id, now=clock())
    )
    clock.advance(days=91)
    assert await database.read(lambda conn: given.paused(conn, heaviest.person_id, clock())) is None
    clock.advance(days=300)
    assert await sanctioned() == "warning"
    story = await database.read(lambda conn: audit.timeline(conn, f"person:{heaviest.person_id}", last=9))
    assert [entry.action for entry in story] == ["sanctioned"] * 6
