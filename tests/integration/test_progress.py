"""The progress of an announcement on both databases: what the press officer's outbox receives, and when."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, select

from bot.progress import refresh
from consultation.broadcast import Counts, DeliveryState, Order, State
from handlers.services import Services
from storage import audit, broadcasts, deliveries, drafts, people
from storage.broadcasts import Broadcast, Plan
from storage.database import Database
from storage.deliveries import Delivery, Outcome
from storage.drafts import DraftKind
from storage.outbox import Lane
from storage.tables import outbox
from tests.clock import FakeClock
from tests.stories import services


class Queued(NamedTuple):
    """A message of the press officer's outbox."""

    method: str
    text: str


async def _announce(services: Services, subscribers: int) -> Broadcast:
    now = services.clock()

    def story(conn: Connection) -> Broadcast:
        pauline = people.meet(conn, 900, "fr", now)
        for number in range(subscribers):
            people.subscribe(conn, people.meet(conn, 1000 + number, "fr", now).id, now)
        draft = drafts.begin(conn, pauline.id, DraftKind.BROADCAST, field=None, now=now)
        return broadcasts.confirm(
            conn,
            draft.id,
            Plan("sendMessage", {"text": "Bonjour"}),
            author_id=pauline.id,
            progress_message_id=7,
            now=now,
        )

    return await services.database.write(story)


async def _send(services: Services, count: int, *states: DeliveryState) -> list[Delivery]:
    """Takes deliveries and settles the first ones as told: the rest stay as a crash leaves them."""
    now = services.clock()

    def story(conn: Connection) -> list[Delivery]:
        rows = deliveries.lease(conn, now=now, count=count, seconds=30)
        deliveries.settle(conn, [Outcome(row, state) for row, state in zip(rows, states, strict=False)], now)
        return rows

    return await services.database.write(story)


async def _queued(services: Services) -> list[Queued]:
    """The officer's messages not sent yet, which then leave."""

    def leave(conn: Connection) -> list[Queued]:
        waiting = select(outbox.c.method, outbox.c.params).where(outbox.c.state == "pending")
        found = [Queued(row.method, row.params["text"]) for row in conn.execute(waiting.order_by(outbox.c.id))]
        conn.execute(outbox.update().values(state="sent"))
        return found

    return await services.database.write(leave)


async def test_figures_are_edited_every_three_seconds_and_only_when_they_moved(
    database: Database, clock: FakeClock
) -> None:
    world = services(database, clock)
    await _announce(world, 40)
    clock.advance(seconds=1)
    await _send(world, 10, *[DeliveryState.SENT] * 10)
    await refresh(world)
    assert await _queued(world) == []
    clock.advance(seconds=2)
    await refresh(world)
    await refresh(world)
    [edit] = await _queued(world)
    assert edit.method == "editMessageText"
    assert "Envoyées\u00a0: 10" in edit.text
    assert "Restantes\u00a0: 30" in edit.text
    clock.advance(seconds=20)
    await refresh(world)
    assert "0 par seconde" in (await _queued(world))[0].text
    clock.advance(seconds=20)
    await refresh(world)
    assert await _queued(world) == []


async def test_the_end_is_shown_and_reported_once_with_figures_that_add_up(
    database: Database, clock: FakeClock
) -> None:
    world = services(database, clock)
    sent = await _announce(world, 4)
    clock.advance(seconds=40)
    await _send(world, 4, DeliveryState.SENT, DeliveryState.SENT, DeliveryState.BLOCKED, DeliveryState.FAILED)
    await refresh(world)
    await refresh(world)
    edit, report = await _queued(world)
    assert (edit.method, report.method) == ("editMessageText", "sendMessage")
    assert "envoi terminé" in edit.text
    for line in ("4 personnes", "Envoyées : 2", "Bloquées : 1", "Échecs : 1", "40 secondes"):
        assert line in report.text.replace("\u00a0", " ")
    assert "Restantes" not in report.text
    told = await database.read(lambda conn: audit.timeline(conn, f"broadcast:{sent.id}", last=5))
    assert [entry.action for entry in told] == ["broadcast-ended"]


async def test_an_edit_that_has_not_left_gives_way_to_a_newer_one(database: Database, clock: FakeClock) -> None:
    world = services(database, clock)
    sent = await _announce(world, 2)
    clock.advance(seconds=3)
    await refresh(world)
    await _send(world, 2, DeliveryState.SENT, DeliveryState.SENT)
    await refresh(world)
    edit, report = await _queued(world)
    assert "envoi terminé" in edit.text
    assert f"Annonce n°\u00a0{sent.id}\u00a0: c’est terminé" in report.text


async def test_what_a_crash_leaves_in_doubt_is_told_and_not_sent_again(database: Database, clock: FakeClock) -> None:
    world = services(database, clock)
    sent = await _announce(world, 3)
    await _send(world, 3, DeliveryState.SENT)
    clock.advance(seconds=31)
    await database.write(lambda conn: deliveries.abandon(conn, clock()))
    await refresh(world)
    *_, report = await _queued(world)
    assert "Incertaines\u00a0: 2" in report.text
    assert "rien n’est renvoyé sans votre accord" in report.text
    assert await _send(world, 10) == []
    assert await database.read(lambda conn: deliveries.counts(conn, sent.id)) == Counts(sent=1, unknown=2)


async def test_a_stopped_announcement_is_reported_when_the_last_call_came_back(
    database: Database, clock: FakeClock
) -> None:
    world = services(database, clock)
    sent = await _announce(world, 3)
    [row] = await _send(world, 1)
    await database.write(lambda conn: broadcasts.move(conn, sent.id, Order.PAUSE.value, clock()))
    await database.write(lambda conn: broadcasts.move(conn, sent.id, Order.STOP.value, clock()))
    await refresh(world)
    assert await _queued(world) == []
    later = Outcome(row, DeliveryState.PENDING, due_at=clock.advance(seconds=5))
    await database.write(lambda conn: deliveries.settle(conn, [later], clock()))
    await refresh(world)
    *_, report = await _queued(world)
    assert "arrêtée avant la fin" in report.text
    assert "Non envoyées\u00a0: 3" in report.text
    ended = await database.read(lambda conn: broadcasts.get(conn, sent.id))
    assert ended is not None
    assert ended.state is State.STOPPED


async def test_someone_who_opts_out_before_their_turn_receives_nothing_and_is_counted(
    database: Database, clock: FakeClock
) -> None:
    world = services(database, clock)
    sent = await _announce(world, 3)
    alice = (await _send(world, 1, DeliveryState.SENT))[0].person_id
    await database.write(lambda conn: people.unsubscribe(conn, alice + 1))
    [camille] = await _send(world, 3, DeliveryState.SENT)
    assert camille.person_id == alice + 2
    assert await database.read(lambda conn: deliveries.counts(conn, sent.id)) == Counts(sent=2, skipped=1)


async def test_progress_waits_behind_answers(database: Database, clock: FakeClock) -> None:
    world = services(database, clock)
    await _announce(world, 1)
    await _send(world, 1, DeliveryState.SENT)
    await refresh(world)
    lanes = await database.read(lambda conn: list(conn.execute(select(outbox.c.lane)).scalars()))
    assert lanes == [Lane.CARD, Lane.CARD]
