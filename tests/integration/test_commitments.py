"""Commitments on both databases: nobody overwrites unseen; who is concerned is told once, however many they are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from consultation.commitment import Content, Verdict
from consultation.moderation import Decision, Status, Step
from storage import commitment_links, commitments, erasure, mailings, people, submissions, supports
from storage.commitment_links import Fed
from storage.database import Database
from storage.outbox import Lane
from storage.tables import outbox
from storage.tables import people as people_table
from storage.tables import submissions as submissions_table
from storage.tables import supports as supports_table
from tests.clock import FakeClock
from tests.stories import submit

SAID = {"fr": {"text": "Du nouveau"}, "en": {"text": "News"}}


def content(number: int, title: str = "Publier les délais") -> Content:
    return Content(number, {"fr": title}, {"fr": "Chaque mois."}, "usager", None)


def approved(conn: Connection, now: datetime, author: int = 4001) -> int:
    sent = submit(conn, now, author)
    moderator = people.meet(conn, 5001, "fr", now).id
    submissions.decide(conn, sent.id, Decision.APPROVE.value, version=1, by=moderator, detail=None, now=now)
    return sent.id


def told(conn: Connection) -> list[tuple[int, str]]:
    rows = conn.execute(select(outbox.c.person_id, outbox.c.params).order_by(outbox.c.person_id))
    return [(row.person_id, row.params["text"]) for row in rows]


async def test_of_two_who_change_a_commitment_the_second_is_told(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> list[bool]:
        return [
            commitments.add(conn, content(12), "proposed", by=None, now=clock()),
            commitments.add(conn, content(12, "Autre"), "proposed", by=None, now=clock()),
            commitments.move(conn, 12, "limited", version=1, explanation="Deux sur huit.", by=None, now=clock()),
            commitments.move(conn, 12, "withdrawn", version=1, explanation="Non.", by=None, now=clock()),
            commitments.rewrite(conn, content(12, "Publier tous les délais"), version=2, now=clock()),
        ]

    assert await database.write(work) == [True, False, True, False, True]
    kept = await database.read(lambda conn: commitments.get(conn, 12))
    assert kept is not None
    assert (kept.stage, kept.version, kept.content.title) == ("limited", 3, {"fr": "Publier tous les délais"})
    steps = await database.read(lambda conn: commitments.steps(conn, 12, last=9))
    assert [(step.stage, step.explanation) for step in steps] == [("proposed", ""), ("limited", "Deux sur huit.")]
    assert await database.read(commitments.next_number) == 13


async def test_a_contribution_is_linked_to_several_and_counts_while_it_stands(
    database: Database, clock: FakeClock
) -> None:
    def work(conn: Connection) -> dict[int, Fed]:
        now = clock()
        first, second = approved(conn, now, 4001), approved(conn, now, 4002)
        by = people.meet(conn, 6001, "fr", now).id
        for number in (1, 2):
            commitments.add(conn, content(number), "proposed", by=by, now=now)
            commitment_links.keep(conn, first, number, Verdict.RETAINED, "Oui.", by=by, now=now)
        commitment_links.keep(conn, second, 1, Verdict.PARTLY, "En partie.", by=by, now=now)
        commitment_links.keep(conn, second, 2, Verdict.NOT_RETAINED, "Non.", by=by, now=now)
        before = commitment_links.fed(conn, [1, 2])
        assert before == {1: Fed(2), 2: Fed(1)}
        assert commitment_links.count(conn, 2) == 2
        author = submissions.get(conn, first)
        assert author is not None
        submissions.step(conn, first, Step.WITHDRAW.value, person_id=author.person_id)
        return commitment_links.fed(conn, [1, 2])

    assert await database.write(work) == {1: Fed(1)}


async def test_an_answer_is_corrected_in_its_place(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> list[int | None]:
        number, by = approved(conn, clock()), people.meet(conn, 6001, "fr", clock()).id
        answers = ("Déjà fait.", "Déjà fait.", "Trop coûteux.")
        kept = [
            commitment_links.keep(conn, number, None, Verdict.NOT_RETAINED, answer, by=by, now=clock())
            for answer in answers
        ]
        assert len(commitment_links.of_submission(conn, number)) == 1
        return [None if link is None else link.revision for link in kept]

    assert await database.write(work) == [1, None, 2]


async def test_each_is_told_once_in_their_language_and_nobody_who_left(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> tuple[int, list[tuple[int, str]], dict[str, int]]:
        now = clock()
        first, second = approved(conn, now, 4001), approved(conn, now, 4001)
        who = {name: people.meet(conn, 4100 + place, "fr", now).id for place, name in enumerate("bcde")}
        people.set_language(conn, who["c"], "en")
        commitments.add(conn, content(1), "proposed", by=None, now=now)
        for number in (first, second):
            commitment_links.keep(conn, number, 1, Verdict.RETAINED, "Oui.", by=who["b"], now=now)
            for person_id in who.values():
                supports.add(conn, number, person_id, now)
        people.set_unreachable(conn, who["d"], now)
        erasure.erase(conn, who["e"], keep_approved=True, public=(), now=now)
        concerned = commitment_links.linked_to(1)
        authors, supporting = commitment_links.authors(concerned), commitment_links.supporters(concerned)
        total = mailings.put_for_each(conn, authors, SAID, lane=Lane.REPLY, subject="commitment:1", now=now)
        total += mailings.put_for_each(
            conn, supporting, SAID, lane=Lane.BROADCAST, subject="commitment:1", now=now, but=[authors]
        )
        return total, told(conn), who

    total, rows, who = await database.write(work)
    assert total == 3
    assert [text for _, text in rows] == ["Du nouveau", "Du nouveau", "News"]
    assert rows[-1][0] == who["c"]


async def test_thousands_are_told_in_one_statement(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> int:
        now, many = clock(), 3_000
        number = approved(conn, now)
        account = {"language": "fr", "created_at": now}
        conn.execute(insert(people_table), [{**account, "telegram_id": 10_000 + place} for place in range(many)])
        everyone = select(people_table.c.id).where(people_table.c.telegram_id >= 10_000)
        conn.execute(
            insert(supports_table),
            [{"submission_id": number, "person_id": one, "at": now} for one in conn.execute(everyone).scalars()],
        )
        supporting = commitment_links.supporters(commitment_links.this(number))
        assert mailings.count(conn, supporting) == many
        return mailings.put_for_each(conn, supporting, SAID, lane=Lane.BROADCAST, subject="link:1", now=now)

    assert await database.write(work) == 3_000
    assert len(await database.read(told)) == 3_000


async def test_an_erased_author_leaves_neither_answer_nor_name(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> tuple[list[str], list[str]]:
        now = clock()
        kept = submit(conn, now, 4001, signature="Alice M.").id
        gone = submit(conn, now, 4002, signature="Bruno").id
        moderator = people.meet(conn, 5001, "fr", now).id
        for number in (kept, gone):
            submissions.decide(conn, number, Decision.APPROVE.value, version=1, by=moderator, detail=None, now=now)
            answer = "Merci Alice M., Alice Morin le fera."
            commitment_links.keep(conn, number, None, Verdict.NOT_RETAINED, answer, by=moderator, now=now)
        for account, keep in ((4001, True), (4002, False)):
            erasure.erase(conn, people.meet(conn, account, "fr", now).id, keep_approved=keep, public=(), now=now)
        left = [[link.answer for link in commitment_links.of_submission(conn, number)] for number in (kept, gone)]
        return left[0], left[1]

    assert await database.write(work) == (["Merci …, Alice Morin le fera."], [])


async def test_duplicates_are_credited_with_their_original(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> dict[str, int | Fed]:
        now = clock()
        first, second, third = (approved(conn, now, 4001 + place) for place in range(3))
        merged = {"status": Status.MERGED.value}
        for number, into in ((third, second), (second, first)):
            conn.execute(
                update(submissions_table).where(submissions_table.c.id == number).values(merged_into=into, **merged)
            )
        by, fan = people.meet(conn, 6001, "fr", now).id, people.meet(conn, 6002, "fr", now).id
        supports.add(conn, third, fan, now)
        commitments.add(conn, content(1), "proposed", by=by, now=now)
        commitment_links.keep(conn, first, 1, Verdict.RETAINED, "Oui.", by=by, now=now)
        concerned = commitment_links.linked_to(1)
        copies = commitment_links.authors(commitment_links.duplicates(concerned))
        supporting = commitment_links.supporters(concerned)
        return {
            "fed": commitment_links.fed(conn, [1])[1],
            "authors": mailings.count(conn, commitment_links.authors(concerned)),
            "copies": mailings.put_for_each(conn, copies, SAID, lane=Lane.REPLY, subject="commitment:1", now=now),
            "supporters": mailings.count(conn, supporting),
            "everyone": mailings.count(conn, commitment_links.authors(concerned), copies, supporting),
            "links of a copy": len(commitment_links.of_submission(conn, third)),
        }

    counts = await database.write(work)
    assert counts == {"fed": Fed(1, 2), "authors": 1, "copies": 2, "supporters": 1, "everyone": 4, "links of a copy": 1}
