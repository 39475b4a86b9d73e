"""Faults on purpose: what a network and a busy server do to a bot, by method, by chat, by count or by seeded chance."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Literal, TypedDict, Unpack

from sandbox.wire import ApiError, Json, too_many_requests

When = Literal["before", "after"]
# A download of a file and a delivery to a webhook go by these names, so that they can fail too.
DOWNLOAD = "download"
DELIVERY = "webhook"
_WORDS = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}


@dataclass(slots=True)
class Fault:
    """One rule. `times` None means always; `skip` lets the first matching calls through; `chance` is drawn for each."""

    kind: Literal["status", "flood", "delay", "hang", "reset"]
    methods: frozenset[str] = frozenset()
    chats: frozenset[int | str] = frozenset()
    times: int | None = None
    skip: int = 0
    chance: float = 1.0
    when: When = "before"
    status: int = 502
    seconds: float = 0.0
    jitter: float = 0.0
    # of a flood: whether each chat is halted by itself; until when; how many calls came meanwhile although told to wait
    per_chat: bool = False
    until: dict[int | str | None, float] = field(default_factory=dict, init=False)
    violations: int = field(default=0, init=False)
    struck: int = field(default=0, init=False)

    def concerns(self, method: str, parameters: Json) -> bool:
        """Tells whether a call is one that the rule is about."""
        return (not self.methods or method in self.methods) and (
            not self.chats or parameters.get("chat_id") in self.chats
        )

    def scope(self, parameters: Json) -> int | str | None:
        """Returns what a flood halts: one chat, or None for every call concerned."""
        return parameters.get("chat_id") if self.per_chat else None


class Which(TypedDict, total=False):
    """Which calls a rule is about: method(s), chat(s), how many times, after how many, by what chance."""

    method: str | Collection[str]
    chat: int | str | Collection[int | str]
    times: int | None
    skip: int
    chance: float


class Faults:
    """The rules in force, asked at every call. All draws come from one seeded generator: same seed, same faults."""

    def __init__(self, seed: int = 0, timer: Callable[[], float] = time.monotonic) -> None:
        self._random = random.Random(seed)
        self._timer = timer
        self.rules: list[Fault] = []

    def clear(self) -> None:
        """Takes every rule away."""
        self.rules.clear()

    def add(self, fault: Fault) -> Fault:
        """Puts a rule in force, and returns it: its `struck` and `violations` tell what it did."""
        self.rules.append(fault)
        return fault

    def fail(self, status: int = 502, *, when: When = "before", **which: Unpack[Which]) -> Fault:
        """Answers with a 5xx (or any status), before or after the call takes effect."""
        return self.add(_about(Fault("status", when=when, status=status), which))

    def flood(self, retry_after: float, *, per_chat: bool = False, **which: Unpack[Which]) -> Fault:
        """Answers 429; until `retry_after` seconds have gone by, every call concerned gets it too: a violation.

        `per_chat` halts only the chat that the refused call was for.
        """
        return self.add(_about(Fault("flood", seconds=retry_after, per_chat=per_chat), which))

    def delay(self, seconds: float, *, jitter: float = 0.0, when: When = "before", **which: Unpack[Which]) -> Fault:
        """Takes longer: `seconds`, and up to `jitter` more by chance. The call is done even if the bot gave up."""
        return self.add(_about(Fault("delay", when=when, seconds=seconds, jitter=jitter), which))

    def hang(self, *, seconds: float = 3600.0, when: When = "before", **which: Unpack[Which]) -> Fault:
        """Never answers (for `seconds`), the call done or not: the bot's own timeout must end it."""
        return self.add(_about(Fault("hang", when=when, seconds=seconds), which))

    def reset(self, *, when: When = "before", **which: Unpack[Which]) -> Fault:
        """Resets the connection, before or after the call takes effect."""
        return self.add(_about(Fault("reset", when=when), which))

    def strike(self, method: str, parameters: Json) -> list[Fault]:
        """Returns the faults that befall a call, delays first; raises those that refuse it before it takes effect."""
        struck = [
            fault for fault in self.rules if fault.concerns(method, parameters) and self._befalls(fault, parameters)
        ]
        for fault in struck:
            if fault.when == "before" and fault.kind in {"status", "flood"}:
                raise self.refusal(fault, parameters)
        return sorted(struck, key=lambda fault: fault.kind != "delay")

    def refusal(self, fault: Fault, parameters: Json) -> ApiError:
        """Returns the error of a rule that refuses."""
        if fault.kind == "flood":
            return too_many_requests(max(1, math.ceil(fault.until[fault.scope(parameters)] - self._timer())))
        return ApiError(fault.status, _WORDS.get(fault.status, "Injected Error"))

    def wait_of(self, fault: Fault) -> float:
        """Returns the seconds that a delay or a hang lasts."""
        return fault.seconds + (self._random.uniform(0, fault.jitter) if fault.jitter else 0.0)

    def _befalls(self, fault: Fault, parameters: Json) -> bool:
        scope = fault.scope(parameters)
        if fault.kind == "flood" and self._timer() < fault.until.get(scope, 0.0):
            fault.violations += 1
            return True
        if fault.skip > 0:
            fault.skip -= 1
            return False
        if fault.times is not None and fault.struck >= fault.times:
            return False
        if fault.chance < 1.0 and self._random.random() >= fault.chance:
            return False
        fault.struck += 1
        if fault.kind == "flood":
            fault.until[scope] = self._timer() + fault.seconds
        return True


def _about(fault: Fault, which: Which) -> Fault:
    """Narrows a rule to the calls it is about."""
    methods, chats = which.get("method", ()), which.get("chat", ())
    fault.methods = frozenset([methods] if isinstance(methods, str) else methods)
    fault.chats = frozenset([chats] if isinstance(chats, int | str) else chats)
    fault.times = which.get("times")
    fault.skip = which.get("skip", 0)
    fault.chance = which.get("chance", 1.0)
    return fault
