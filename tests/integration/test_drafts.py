"""Drafts on both databases: what is noted beside the answers, and forms set aside."""

from __future__ import annotations

from sqlalchemy import Connection

from storage import drafts, people
from storage.database import Database
from storage.drafts import FORMS, NO_MARGIN, Draft, DraftKind, Margin
from tests.clock import FakeClock


async def test_a_margin_is_kept_with_the_answers(database: Database, clock: FakeClock) -> None:
    margin = Margin({"title": 7}, at=12, rest="La fin.", rest_for="proposal")

    def work(conn: Connection) -> tuple[Draft, Draft | None, Draft | None]:
        person = people.meet(conn, 4001, "fr", clock())
        draft = drafts.begin(conn, person.id, DraftKind.CONTRIBUTION, field="title", now=clock())
        drafts.save(conn, draft.id, field="observation", answers={"title": "Un titre"}, margin=margin, now=clock())
        saved = drafts.get(conn, draft.id, person.id)
        drafts.save(conn, draft.id, field="observation", answers={"title": "Un autre"}, now=clock())
        return draft, saved, drafts.get(conn, draft.id, person.id)

    begun, saved, again = await database.write(work)
    assert begun.margin == NO_MARGIN
    assert saved is not None
    assert saved.margin == margin
    assert again is not None
    assert (again.margin, again.answers) == (margin, {"title": "Un autre"})


async def test_other_forms_are_set_aside_and_other_drafts_are_not(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> tuple[Draft | None, list[Draft], Draft | None]:
        person, other = (people.meet(conn, number, "fr", clock()) for number in (4001, 4002))
        made = [
            drafts.begin(conn, person.id, kind, field="title", now=clock())
            for kind in (DraftKind.CONTRIBUTION, DraftKind.PRECISION, DraftKind.BROADCAST)
        ]
        alien = drafts.begin(conn, other.id, DraftKind.CONTRIBUTION, field="title", now=clock())
        found = drafts.pause(conn, person.id, but=made[1].id)
        return found, drafts.of_person(conn, person.id, list(DraftKind)), drafts.get(conn, alien.id, other.id)

    found, mine, alien = await database.write(work)
    assert found is not None
    assert found.kind is DraftKind.CONTRIBUTION
    assert {draft.kind for draft in mine if draft.margin.paused} == {DraftKind.CONTRIBUTION}
    assert DraftKind.BROADCAST not in FORMS
    assert alien is not None
    assert not alien.margin.paused


async def test_the_number_of_a_draft_that_is_gone_is_never_given_again(database: Database, clock: FakeClock) -> None:
    """An old button names its draft by number: it must not find a newer one."""

    def work(conn: Connection) -> list[int]:
        person = people.meet(conn, 4001, "fr", clock())
        given = []
        for _ in range(3):
            draft = drafts.begin(conn, person.id, DraftKind.MODERATION, field="word", now=clock())
            given.append(draft.id)
            assert drafts.discard(conn, draft.id)
        return given

    given = [*await database.write(work), *await database.write(work)]
    assert given == sorted(set(given))
