"""Consent is a record: what was given, when, and when it was taken back."""

from __future__ import annotations

from alembic import command
from sqlalchemy import Connection, text

from storage import consents, people
from storage.consents import Consent
from storage.database import Database
from storage.migrate import configuration, upgrade
from storage.transaction import in_transaction
from tests.clock import FakeClock


async def test_what_was_agreed_to_is_kept_with_its_history(database: Database, clock: FakeClock) -> None:
    first, second, third = clock(), clock.advance(days=1), clock.advance(days=1)

    def live(conn: Connection) -> tuple[list[Consent], list[int | None]]:
        alice, seen = people.meet(conn, 1001, "fr", first), []

        def version() -> int | None:
            known = people.get(conn, alice.id)
            assert known is not None
            return known.consent_version

        seen.append(version())
        consents.give(conn, alice.id, 1, first)
        consents.give(conn, alice.id, 1, second)
        seen.append(version())
        assert consents.withdraw(conn, alice.id, second)
        assert not consents.withdraw(conn, alice.id, third)
        seen.append(version())
        consents.give(conn, alice.id, 1, third)
        consents.give(conn, alice.id, 2, third)
        seen.append(version())
        return consents.of_person(conn, alice.id), seen

    kept, seen = await database.write(live)
    assert kept == [Consent(1, first, second), Consent(1, third, None), Consent(2, third, None)]
    assert seen == [None, 1, None, 2]


async def test_one_persons_consent_is_not_anothers(database: Database, clock: FakeClock) -> None:
    def live(conn: Connection) -> list[int | None]:
        alice, bruno = people.meet(conn, 1001, "fr", clock()), people.meet(conn, 1002, "fr", clock())
        consents.give(conn, alice.id, 1, clock())
        consents.withdraw(conn, bruno.id, clock())
        found = [people.find(conn, account) for account in (1001, 1002)]
        return [person.consent_version for person in found if person is not None]

    assert await database.write(live) == [1, None]


async def test_consents_given_before_the_table_existed_move_to_it_and_back(database_url: str, clock: FakeClock) -> None:
    def before(conn: Connection) -> None:
        command.downgrade(configuration(conn), "0002")
        conn.execute(
            text(
                "INSERT INTO people (telegram_id, language, consent_version, consent_at, created_at) "
                "VALUES (:a, 'fr', :v, :n, :n)"
            ),
            [{"a": 1, "v": 1, "n": clock()}, {"a": 2, "v": None, "n": clock()}],
        )
        upgrade(conn)

    def back(conn: Connection) -> list[int | None]:
        command.downgrade(configuration(conn), "0002")
        return list(conn.execute(text("SELECT consent_version FROM people ORDER BY telegram_id")).scalars())

    await in_transaction(database_url, before)
    database = Database.open(database_url)
    alice = await database.read(lambda conn: people.find(conn, 1))
    assert alice is not None
    assert await database.read(lambda conn: consents.of_person(conn, alice.id)) == [Consent(1, clock(), None)]
    await database.close()
    assert await in_transaction(database_url, back) == [1, None]
