"""Sends what was committed: the outbox's messages, then announcements, each in its turn at the gate.

A message is leased for a short time, sent, settled. What was leased and not tried is given back when the process
stops; what a crash leaves behind is taken again (outbox) or shown as `unknown` (announcements).
"""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections import Counter
from collections.abc import Callable
from functools import partial

import structlog
from sqlalchemy import Connection
from telegram.error import Conflict, Forbidden, InvalidToken

from bot.application import ConsultationBot
from bot.gate import Gate, Halted
from bot.http import NotReachedError, ServerFaultError, TooFastError
from bot.settlements import delivery_outcome, message_ids_of, message_settlement, tell
from bot.verdicts import Verdict, judge
from handlers.services import Services
from storage import deliveries, erasure, outbox
from storage.database import DatabaseUnavailable
from storage.deliveries import Outcome
from storage.outbox import Lane, OutboxRow

IN_FLIGHT, PAID_IN_FLIGHT = 128, 256
"""Calls under way at once; the second where announcements may be paid for, at 1,000 a second."""
AHEAD = 0.25
"""Seconds' worth of announcements on their way: what a crash leaves unknown, and an erasure takes back, is no more."""
LEASE = 30.0
"""Seconds a message is ours: the wait at the gate and the longest call fit in it."""
PATIENCE = 0.25
"""The part of a lease that may be spent waiting at the gate."""
POLL = 1.0
GRACE = 10.0
"""Seconds that calls under way have to finish when the process stops."""
OUTAGE_PAUSE = 0.5
REST, LONGEST_REST = 4.0, 0.25
"""After a look for messages, a rest so many times as long: a large backlog must not keep the database busy with us."""

log = structlog.get_logger(__name__)
Row = OutboxRow | deliveries.Delivery


class _Errand:
    """A leased message on its way; `called` once Telegram may have it."""

    __slots__ = ("called", "lane", "row")

    def __init__(self, row: Row) -> None:
        self.row = row
        self.lane = row.lane if isinstance(row, OutboxRow) else Lane.BROADCAST
        self.called = False


class Delivery:
    """Runs until it is stopped; wakes when something was committed for it, here or in another process."""

    def __init__(
        self,
        bot: ConsultationBot,
        services: Services,
        gate: Gate,
        *,
        paid: Gate | None = None,
        in_flight: int | None = None,
        lease: float = LEASE,
        poll: float = POLL,
        grace: float = GRACE,
    ) -> None:
        self._bot = bot
        self._database = services.database
        self._clock = services.clock
        self._gate, self._paid = gate, paid
        self._in_flight = in_flight or (IN_FLIGHT if paid is None else PAID_IN_FLIGHT)
        self._lease, self._poll, self._grace = lease, poll, grace
        self._errands: dict[asyncio.Task[None], _Errand] = {}
        self._outcomes: list[Outcome] = []
        self._writing: asyncio.Task[None] | None = None
        self._returning: asyncio.Task[None] | None = None
        self._departures = 0
        self._woken = asyncio.Event()
        self._stopping = False
        self._ended = asyncio.Event()
        self._ended.set()
        self._hungry = False
        self._reached = True
        self._database.on(outbox.SIGNAL, self.wake)
        self._database.on(erasure.SIGNAL, self._look_again)

    def wake(self) -> None:
        """Looks for messages now rather than at the next poll."""
        self._woken.set()

    async def run(self) -> None:
        """Sends until stopped; being cancelled is being stopped."""
        listening = asyncio.create_task(self._database.listen(), name="delivery-listening")
        loop = asyncio.get_running_loop()
        self._ended.clear()
        try:
            while not self._stopping:
                self._woken.clear()
                since = loop.time()
                await self._take()
                await asyncio.sleep(min(LONGEST_REST, REST * (loop.time() - since)))
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._poll):
                        await self._woken.wait()
        finally:
            listening.cancel()
            await self._wind_down()
            self._ended.set()

    async def stop(self) -> None:
        """Takes nothing more, lets calls under way finish, gives the rest back; returns when all is written."""
        self._stopping = True
        self._woken.set()
        await self._ended.wait()

    async def _take(self) -> None:
        """Leases what there is room for, and sets it on its way."""
        room = self._in_flight - len(self._errands)
        closed_for = self._gate.closed_for()
        if closed_for > 0:
            asyncio.get_running_loop().call_later(min(closed_for, self._poll), self.wake)
        elif room > 0:
            for row in await self._lease_rows(room):
                errand = _Errand(row)
                task = asyncio.create_task(self._run_errand(errand), name="delivery-errand")
                self._errands[task] = errand
                task.add_done_callback(self._on_end)

    async def _lease_rows(self, room: int) -> list[Row]:
        now, seconds, departures = self._clock(), self._lease, self._departures
        under_way = Counter(
            self._gate_of(errand.row) for errand in self._errands.values() if errand.lane is Lane.BROADCAST
        )
        free = self._most(self._gate) - under_way[self._gate]
        paid = None if self._paid is None else self._most(self._paid) - under_way[self._paid]

        def unit(conn: Connection) -> tuple[list[OutboxRow], list[deliveries.Delivery]]:
            messages = outbox.lease(conn, now=now, count=room, seconds=seconds)
            left = room - len(messages)
            count, count_paid = min(left, free), None if paid is None else min(left, paid)
            return messages, deliveries.lease(conn, now=now, count=count, paid=count_paid, seconds=seconds)

        leasing = asyncio.create_task(self._database.write(unit))
        try:
            messages, announcements = await asyncio.shield(leasing)
        except DatabaseUnavailable as error:
            log.warning("delivery-waits-for-database", error=str(error))
            return []
        except asyncio.CancelledError:
            messages, announcements = await leasing
            await self._give_back([*messages, *announcements])  # what was taken must not be lost with us
            raise
        if departures != self._departures:  # someone left while these were being read
            await self._give_back([*messages, *announcements])
            self.wake()
            return []
        self._hungry = len(messages) == room or bool(announcements or under_way)
        return [*messages, *announcements]

    def _most(self, gate: Gate) -> int:
        """Says how many announcements may be on their way through a gate."""
        return math.ceil(min(self._in_flight // 2, gate.pace * AHEAD))

    def _look_again(self) -> None:
        """Gives back what has not left yet: someone it was for may be gone, and it is read anew for the others."""
        self._departures += 1
        waiting = {task: errand for task, errand in self._errands.items() if not errand.called}
        if waiting and not self._stopping:
            for task in waiting:
                task.cancel()
            again = asyncio.create_task(self._give_back([errand.row for errand in waiting.values()]))
            again.add_done_callback(lambda _: self.wake())
            self._returning = again

    def _on_end(self, task: asyncio.Task[None]) -> None:
        del self._errands[task]
        if self._hungry and len(self._errands) <= self._in_flight // 2:
            self.wake()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("delivery-failed", exc_info=error)

    async def _run_errand(self, errand: _Errand) -> None:
        row, sent = errand.row, tuple[int, ...]()
        error: Exception | None = None
        gate = self._gate_of(row)
        try:
            async with gate.turn(
                errand.lane,
                chat_id=row.chat_id,
                person_id=row.person_id,
                patience=self._lease * PATIENCE,
            ):
                errand.called = True
                sent = message_ids_of(await self._bot.call(row.method, {"chat_id": row.chat_id, **row.params}))
        except Halted as halted:
            errand.called, error = True, TooFastError(halted.seconds)
        except TooFastError as refusal:
            error = refusal
            await gate.refused(refusal.seconds, errand.lane, chat_id=row.chat_id, person_id=row.person_id)
        except Exception as problem:  # noqa: BLE001 - judged, told and written just below
            error = problem
        self._tell(row, error)
        await self._settle(row, error, sent)

    def _gate_of(self, row: Row) -> Gate:
        """A paid broadcast does not wait behind the free limit, nor use it up."""
        return (
            self._paid if self._paid is not None and isinstance(row, deliveries.Delivery) and row.paid else self._gate
        )

    async def _settle(self, row: Row, error: Exception | None, sent: tuple[int, ...]) -> None:
        now = self._clock()
        if isinstance(row, OutboxRow):
            await self._write(message_settlement(row, error, next(iter(sent), None), now))
            self.wake()  # the recipient's next message may leave
            return
        self._outcomes.append(delivery_outcome(row, error, sent, now))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_outcomes(), name="delivery-outcomes")

    async def _write_outcomes(self) -> None:
        """Writes what came of announcements, in batches: as many as ended while the last batch was written."""
        while self._outcomes:
            batch, self._outcomes = self._outcomes, []
            try:
                await self._write(partial(deliveries.settle, outcomes=batch, now=self._clock()))
            except Exception as error:  # a bug: what was sent shows as unknown, the rest goes on
                log.error("outcomes-not-written", count=len(batch), exc_info=error)

    async def _write(self, work: Callable[[Connection], None]) -> None:
        """Writes what came of a call, however long the database is away."""
        while True:
            try:
                return await self._database.write(work)
            except DatabaseUnavailable:
                await asyncio.sleep(OUTAGE_PAUSE)

    async def _give_back(self, rows: list[Row]) -> None:
        messages = [row for row in rows if isinstance(row, OutboxRow)]
        announcements = [row for row in rows if not isinstance(row, OutboxRow)]

        def unit(conn: Connection) -> None:
            outbox.give_back(conn, messages)
            deliveries.give_back(conn, announcements)

        if rows:
            with contextlib.suppress(DatabaseUnavailable):
                await self._database.write(unit)

    async def _wind_down(self) -> None:
        errands = dict(self._errands)
        for task, errand in errands.items():
            if not errand.called:
                task.cancel()
        if errands:
            _, late = await asyncio.wait(errands, timeout=self._grace)
            for task in late:
                task.cancel()
        await self._give_back([errand.row for errand in errands.values() if not errand.called])
        if ending := {task for task in (self._writing, self._returning) if task is not None}:
            await asyncio.wait(ending, timeout=self._grace)

    def _tell(self, row: Row, error: Exception | None) -> None:
        reached = not isinstance(error, (NotReachedError, ServerFaultError))
        if reached is not self._reached:
            self._reached = reached
            log.warning("telegram-back" if reached else "telegram-away", error=tell(error))
        if error is not None and judge(error) is Verdict.WRONG:
            log.error("message-refused", method=row.method, person=row.person_id, error=tell(error))
        elif isinstance(error, (InvalidToken, Conflict)) or (isinstance(error, Forbidden) and row.person_id is None):
            log.error("telegram-refuses", method=row.method, error=tell(error))
