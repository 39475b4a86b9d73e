"""How fast messages leave: so many a second in all, one a second to a chat, twenty a minute to a group or channel.

Edits count as messages.

Two guards stand one behind the other. The database gives each message a moment, shared by every process and kept over
a restart. In this process a message also counts until a whole window after its answer, so that no delay on the way
lets one too many through. When both agree, the first by lane and age goes.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from bot.windows import Passage, Window, Windows
from storage import limits
from storage.database import Database, DatabaseUnavailable
from storage.limits import GLOBAL, Request
from storage.outbox import Lane

HORIZON = 0.1
"""Seconds of moments taken ahead: what a reply waits at most behind what other processes took."""
STALE = 0.5
"""Seconds after which a moment that nobody used is lost."""
TICK = 0.005
GROUP_BURST = 5
"""A group may get so many at once, and a little less afterwards: no minute holds more than the limit."""
MARGIN = 0.02
"""By how much the database's moments are spread beyond the limit: clocks of two processes differ a little."""
BUSY = 15
"""Messages in a second past which "too many requests" may be about all of them."""


class Halted(Exception):  # noqa: N818 - a state of the world, named as one
    """Nothing passes for `seconds`, which is longer than the caller waits."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"for {seconds:.1f} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Rates:
    """Telegram's published limits; 0 is no limit."""

    global_per_second: float = 30
    per_chat_per_second: float = 1
    per_group_per_minute: float = 20


@dataclass(frozen=True, slots=True)
class _Pace:
    """A limit as the database keeps it: a full burst and what follows it never exceed the window."""

    window: Window
    burst: int = 1

    @property
    def interval(self) -> float:
        return self.window.seconds * (1 + MARGIN) / (self.window.most - self.burst + 1)


class _Waiter:
    """A message that wants to leave, to be ordered by lane and age."""

    __slots__ = ("chat_id", "key", "passed", "scopes", "windows")

    def __init__(
        self, key: tuple[Lane, int], chat_id: int, scopes: dict[str, _Pace], windows: tuple[Window, ...]
    ) -> None:
        self.key = key
        self.chat_id = chat_id
        self.scopes = scopes
        self.windows = windows
        self.passed: asyncio.Future[Passage] = asyncio.get_running_loop().create_future()

    def __lt__(self, other: _Waiter) -> bool:
        return self.key < other.key


class Gate:
    """Lets messages leave in their turn. Without limits, and while nothing is halted, it costs nothing."""

    def __init__(
        self,
        database: Database,
        rates: Rates | None = None,
        *,
        scope: str = GLOBAL,
        clock: Callable[[], float] = time.time,
    ) -> None:
        rates = rates or Rates()
        self._database = database
        self._scope = scope
        self._now = clock
        self._window = _window(rates.global_per_second, 1)
        chat, group = _window(rates.per_chat_per_second, 1), _window(rates.per_group_per_minute, 60)
        self._chat = _Pace(chat) if chat else None
        self._group = _Pace(group, min(GROUP_BURST, group.most)) if group else None
        private = [chat] if chat else []
        self._chats = Windows(private=private, group=[*private, group] if group else private)
        self._ahead = max(1, math.ceil(rates.global_per_second * HORIZON))
        self._numbers = count()
        self._newcomers: list[_Waiter] = []
        self._ready: list[_Waiter] = []
        self._delayed: list[tuple[float, _Waiter]] = []
        self._slots: deque[float] = deque()
        self._halted_until = 0.0
        self._halts: dict[int, float] = {}
        self._lately: deque[float] = deque(maxlen=BUSY)
        self._stirred = asyncio.Event()
        self._serving: asyncio.Task[None] | None = None

    @contextlib.asynccontextmanager
    async def turn(
        self, lane: Lane, *, chat_id: int, person_id: int | None = None, patience: float = math.inf
    ) -> AsyncIterator[None]:
        """Waits for a message's turn; its call to Telegram is made inside. `Halted` past `patience` seconds."""
        if self.is_open(chat_id):
            yield
            return
        windows = self._chats.of(chat_id, self._now())
        passage = await self._pass(lane, chat_id, person_id, windows, patience)
        try:
            yield
        finally:
            passage.end = min(passage.end, self._now())
            self._stirred.set()

    def is_open(self, chat_id: int) -> bool:
        """Tells whether nothing holds a message back, and notes that it leaves."""
        now = self._now()
        if self._window is not None or self._chats.of(chat_id, now) or self._is_halted(chat_id):
            return False
        self._lately.append(now)
        return True

    @property
    def pace(self) -> float:
        """How many messages a second leave at most."""
        return math.inf if self._window is None else self._window.most / self._window.seconds

    def closed_for(self) -> float:
        """Says for how many seconds nothing at all may leave."""
        return max(0.0, self._halted_until - self._now())

    async def halt(self, seconds: float, *, chat_id: int | None = None, person_id: int | None = None) -> None:
        """Lets nothing leave for a chat, or at all, for so long; other processes learn it from the database."""
        until = self._now() + seconds
        if chat_id is None:
            self._halted_until = max(self._halted_until, until)
            self._slots.clear()
            scope: str | None = self._scope
        else:
            self._halts[chat_id] = max(self._halts.get(chat_id, 0.0), until)
            scope = _scope(chat_id, person_id)
        self._stirred.set()
        if scope is not None:
            with contextlib.suppress(DatabaseUnavailable):
                await self._database.write(lambda conn: limits.halt(conn, scope, until), apart=True)

    async def refused(self, seconds: float, lane: Lane, *, chat_id: int, person_id: int | None = None) -> None:
        """Obeys a 429. Telegram does not say what there was too much of: everything, if we announce or are busy."""
        now = self._now()
        others = any(until > now for chat, until in self._halts.items() if chat != chat_id)
        busy = len(self._lately) == BUSY and self._lately[0] > now - 1
        await self.halt(seconds, chat_id=chat_id, person_id=person_id)
        if lane is Lane.BROADCAST or (chat_id > 0 and (busy or others)):
            await self.halt(seconds)

    async def _pass(
        self, lane: Lane, chat_id: int, person_id: int | None, windows: tuple[Window, ...], patience: float
    ) -> Passage:
        now = self._now()
        wait = max(self._halted_until, self._halts.get(chat_id, 0.0)) - now
        if wait > patience:
            raise Halted(wait)
        waiter = _Waiter((lane, next(self._numbers)), chat_id, self._paces(chat_id, person_id), windows)
        self._newcomers.append(waiter)
        self._stirred.set()
        if self._serving is None:
            self._serving = asyncio.create_task(self._serve(), name="gate")
        try:
            async with asyncio.timeout(None if patience == math.inf else patience):
                return await waiter.passed
        except TimeoutError:
            raise Halted(max(1.0, self.closed_for())) from None

    async def _serve(self) -> None:
        """Works while someone waits."""
        try:
            while self._newcomers or self._ready or self._delayed:
                self._stirred.clear()
                await self._reserve()
                pause = self._release(self._now())
                if pause > 0:
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(max(pause, TICK)):
                            await self._stirred.wait()
        except Exception as error:  # noqa: BLE001 - those who wait must hear of it
            for waiter in self._waiting():
                waiter.passed.set_exception(error)
        finally:
            self._serving = None
            for waiter in self._waiting():
                waiter.passed.cancel()  # this task was cancelled: nobody would wake them

    async def _reserve(self) -> None:
        """Takes moments from the database: one in its chat for each newcomer, a few among all."""
        now = self._now()
        newcomers, self._newcomers = self._newcomers, []
        wanted = 0
        if self._window is not None and self._halted_until <= now:
            while self._slots and self._slots[0] < now - STALE:
                self._slots.popleft()
            wanted = min(len(newcomers) + len(self._ready), self._ahead) - len(self._slots)
        paces = {scope: pace for waiter in newcomers for scope, pace in waiter.scopes.items()}
        numbers = Counter(scope for waiter in newcomers for scope in waiter.scopes)
        if wanted > 0 and self._window is not None:
            paces[self._scope], numbers[self._scope] = _Pace(self._window), wanted
        requests = [Request(scope, pace.interval, pace.burst, numbers[scope]) for scope, pace in paces.items()]
        granted = await self._take(requests, now)
        self._slots.extend(granted.get(self._scope, ()))
        for waiter in sorted(newcomers):
            ready_at = max((granted[scope].popleft() for scope in waiter.scopes), default=now)
            heappush(self._delayed, (ready_at, waiter))

    async def _take(self, requests: list[Request], now: float) -> dict[str, deque[float]]:
        if not requests:
            return {}
        try:
            slots = await self._database.write(lambda conn: limits.reserve_all(conn, requests, now), apart=True)
        except DatabaseUnavailable:  # a reply is not lost for that: this process's own windows still hold
            slots = [[now] * request.count for request in requests]
        return {request.scope: deque(moments) for request, moments in zip(requests, slots, strict=True)}

    def _release(self, now: float) -> float:
        """Lets those go whose turn it is, and says how many seconds to wait for the next."""
        while self._delayed and self._delayed[0][0] <= now:
            heappush(self._ready, heappop(self._delayed)[1])
        while self._ready:
            if self._window is not None and not self._slots and self._halted_until <= now:
                return 0.0  # moments are to be taken first
            opens_at = self._opens_at(now)
            if opens_at > now:
                return opens_at - now
            waiter = heappop(self._ready)
            ready_at = max(
                self._halts.get(waiter.chat_id, 0.0), *(window.opens_at(now) for window in waiter.windows), 0.0
            )
            if waiter.passed.done():
                continue
            if ready_at > now:
                heappush(self._delayed, (ready_at, waiter))
            else:
                self._let_go(waiter, now)
        return self._delayed[0][0] - now if self._delayed else 0.0

    def _opens_at(self, now: float) -> float:
        """Says when the next message of all may leave."""
        if self._window is None or self._halted_until > now:
            return max(now, self._halted_until)
        return max(self._window.opens_at(now), self._slots[0])

    def _let_go(self, waiter: _Waiter, now: float) -> None:
        passage = Passage(now)
        self._lately.append(now)
        if self._window is not None:
            self._slots.popleft()
            self._window.add(passage)
        for window in waiter.windows:
            window.add(passage)
        waiter.passed.set_result(passage)

    def _is_halted(self, chat_id: int) -> bool:
        """Tells whether something is halted; forgets what no longer is."""
        now = self._now()
        if self._halts:
            self._halts = {chat: until for chat, until in self._halts.items() if until > now}
        return self._halted_until > now or chat_id in self._halts

    def _waiting(self) -> list[_Waiter]:
        waiters = [*self._newcomers, *self._ready, *(waiter for _, waiter in self._delayed)]
        return [waiter for waiter in waiters if not waiter.passed.done()]

    def _paces(self, chat_id: int, person_id: int | None) -> dict[str, _Pace]:
        """Names the limits of a recipient in the database; a person's Telegram id is not written there."""
        paces: dict[str, _Pace] = {}
        scope = _scope(chat_id, person_id)
        if scope is not None and self._chat is not None:
            paces[f"{scope}/s" if chat_id < 0 else scope] = self._chat
        if scope is not None and chat_id < 0 and self._group is not None:
            paces[scope] = self._group
        return paces


def _window(rate: float, seconds: float) -> Window | None:
    """Makes the window of a rate: half a message a second is one in two seconds."""
    if rate <= 0:
        return None
    return Window(int(rate), seconds) if rate >= 1 else Window(1, seconds / rate)


def _scope(chat_id: int, person_id: int | None) -> str | None:
    """Names a recipient in the database; a Telegram id of a person is not written there."""
    if person_id is not None:
        return f"person:{person_id}"
    return f"chat:{chat_id}" if chat_id < 0 else None
