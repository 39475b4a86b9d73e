"""The public register of moderation: each line seals the one before, so that none can be changed without being seen.

- Line 0 names the consultation; each next one tells what happened to a contribution; the last one gives the head.
- A line is JSON written in one way only. Its hash is the SHA-256 of that JSON without the hash, in hexadecimal.
- No personal data enters: who wrote is not told, who decided is a role, and what was written is a commitment, which
  says nothing without a salt that its author has in a receipt, and that an erasure destroys.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from consultation.fingerprint import fingerprint
from consultation.form import Answers

FORMAT = "citizenbot-register-1"
RECEIPT_FORMAT = "citizenbot-receipt-1"
LONGEST_LINE = 4_096
"""Bytes: far more than any line takes."""
ENTRY_KEYS = frozenset({"at", "by", "content", "detail", "hash", "kind", "number", "position", "previous", "version"})
HEADER_KEYS = frozenset({"at", "consultation", "format", "hash", "position"})
HEAD_KEYS = frozenset({"entries", "head"})

Value = str | int | None
Line = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Public:
    """How an action of the audit is told: as which kind of entry, done by which role, with which of its details."""

    kind: str
    by: str
    detail: str | None = None


PUBLIC: Mapping[str, Public] = {
    "submitted": Public("received", "author"),
    "clarified": Public("clarified", "author"),
    "revised": Public("revised", "author"),
    "appealed": Public("appealed", "author"),
    "withdrawn": Public("withdrawn", "author"),
    "approved": Public("approved", "moderation"),
    "rejected": Public("refused", "moderation", "detail"),
    "changes_requested": Public("precision_asked", "moderation", "detail"),
    "merged": Public("merged", "moderation", "detail"),
    "masked": Public("masked", "moderation"),
    "undone": Public("undone", "moderation", "detail"),
}
"""What the register tells of a contribution. An erasure is not told: entries of one moment would name one person."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened to a contribution, ready to be sealed."""

    at: datetime
    kind: str
    by: str
    number: int
    version: int
    detail: str | None
    content: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """A sealed line: its place, its hash, its text as published (without the line's end)."""

    position: int
    hash: str
    line: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a whole register says of itself; `lines` are those about the contribution that was asked for."""

    consultation: str
    entries: int
    head: str
    lines: tuple[Line, ...] = ()
    hashes: Mapping[int, str] = field(default_factory=dict)
    """The hashes at the positions that were asked for."""


class BrokenRegisterError(Exception):
    """A register is not what it was: at which line, and why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")
        self.line, self.why = line, why


class ReceiptRefusedError(Exception):
    """A receipt does not prove what it says: why."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def canonical(value: Mapping[str, object]) -> str:
    """Writes JSON in one way only: keys in order, no spaces, no escapes beyond what JSON asks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def commitment(salt: str, digest: str) -> str:
    """Commits to a fingerprint: SHA-256 of the salt, a colon and the fingerprint, as ASCII."""
    return hashlib.sha256(f"{salt}:{digest}".encode()).hexdigest()


def opening(consultation: str, at: datetime) -> Link:
    """Makes the first line."""
    return _sealed({"at": _moment(at), "consultation": consultation, "format": FORMAT, "position": 0})


def seal(fact: Fact, previous: Link) -> Link:
    """Makes the line that tells a fact, after the previous one."""
    return _sealed(
        {
            "at": _moment(fact.at),
            "by": fact.by,
            "content": fact.content,
            "detail": fact.detail,
            "kind": fact.kind,
            "number": fact.number,
            "position": previous.position + 1,
            "previous": previous.hash,
            "version": fact.version,
        }
    )


def closing(head: Link) -> str:
    """Writes the last line of an export: how many entries, and the head that all of them lead to."""
    return canonical({"entries": head.position, "head": head.hash})


def verify(
    lines: Iterable[bytes], *, head: str | None = None, number: int | None = None, at: frozenset[int] = frozenset()
) -> Verified:
    """Checks a register line by line; raises `BrokenRegisterError` at the first that does not hold.

    `head` is one noted elsewhere: it must stand somewhere in this register. `number` asks for the lines about a
    contribution, `at` for the hashes of positions.
    """
    consultation, about, hashes = "", list[Line](), dict[int, str]()
    previous, position, met, closed = "", -1, head is None, False
    for count, raw in enumerate(lines, start=1):
        if closed:
            raise BrokenRegisterError(count, "after-the-head")
        line = _read(count, raw)
        if "head" in line:
            _check_head(count, line, position, previous)
            closed = True
            continue
        previous, position = _follow(count, line, previous, position)
        met = met or previous == head
        if position == 0:
            consultation = str(line["consultation"])
        elif line["number"] == number:
            about.append(line)
        if position in at:
            hashes[position] = previous
    if not closed:
        raise BrokenRegisterError(position + 2, "cut")
    if not met:
        raise BrokenRegisterError(position + 2, "other-head")
    return Verified(consultation, position, previous, tuple(about), hashes)


@dataclass(frozen=True, slots=True)
class ReceiptVersion:
    """One version of a contribution as its author has it, and the salt that links it to the register."""

    version: int
    answers: Answers
    salt: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an author keeps: their texts, their salts, and the entries that told of them by then."""

    consultation: str
    number: int
    versions: tuple[ReceiptVersion, ...]
    entries: Mapping[int, str]
    """Hashes by position; the last one stands for all before it."""

    def to_json(self) -> str:
        """Writes the receipt as the file its author keeps."""
        versions = [
            {
                "answers": dict(one.answers),
                "fingerprint": fingerprint(one.answers),
                "salt": one.salt,
                "version": one.version,
            }
            for one in self.versions
        ]
        told = {
            "consultation": self.consultation,
            "entries": [{"hash": digest, "position": position} for position, digest in sorted(self.entries.items())],
            "format": RECEIPT_FORMAT,
            "number": self.number,
            "versions": versions,
        }
        return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read_receipt(text: str) -> Receipt:
    """Reads a receipt's file; raises `ReceiptRefusedError` if it is none, or was altered."""
    try:
        told = json.loads(text)
        if told["format"] != RECEIPT_FORMAT:
            raise ReceiptRefusedError("not-a-receipt")
        versions = []
        for one in told["versions"]:
            if fingerprint(one["answers"]) != one["fingerprint"]:
                raise ReceiptRefusedError("altered-text")
            versions.append(ReceiptVersion(int(one["version"]), one["answers"], str(one["salt"])))
        entries = {int(one["position"]): str(one["hash"]) for one in told["entries"]}
        return Receipt(str(told["consultation"]), int(told["number"]), tuple(versions), entries)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ReceiptRefusedError("not-a-receipt") from error


def prove(receipt: Receipt, found: Verified) -> tuple[Line, ...]:
    """Lists what the register tells of a receipt's contribution, or raises `ReceiptRefusedError`.

    `found` is `verify` asked for the receipt's number and positions.
    """
    if receipt.consultation != found.consultation:
        raise ReceiptRefusedError("other-consultation")
    if not receipt.entries or any(found.hashes.get(position) != one for position, one in receipt.entries.items()):
        raise ReceiptRefusedError("entry-missing")
    told = {line["position"] for line in found.lines}
    if not set(receipt.entries) <= told:
        raise ReceiptRefusedError("entry-missing")
    committed = {(one.version, commitment(one.salt, fingerprint(one.answers))) for one in receipt.versions}
    kept = {(line["version"], line["content"]) for line in found.lines if line["content"] is not None}
    versions = {one.version for one in receipt.versions}
    if not committed <= kept or any(pair not in committed for pair in kept if pair[0] in versions):
        raise ReceiptRefusedError("other-text")
    return found.lines


def _sealed(line: dict[str, Value]) -> Link:
    digest = _hash(line)
    position = line["position"]
    assert isinstance(position, int)  # noqa: S101 - written just above
    return Link(position, digest, canonical({**line, "hash": digest}))


def _hash(line: Line) -> str:
    return hashlib.sha256(canonical(line).encode()).hexdigest()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _read(count: int, raw: bytes) -> Line:
    """Reads a line, which must be written exactly as it would be written again."""
    if len(raw) > LONGEST_LINE:
        raise BrokenRegisterError(count, "unreadable")
    try:
        line = json.loads(raw)
        again = canonical(line) if isinstance(line, dict) else ""
        same = again.encode() + b"\n" == raw
    except (ValueError, RecursionError) as error:
        raise BrokenRegisterError(count, "unreadable") from error
    if not same:
        raise BrokenRegisterError(count, "not-canonical")
    return dict(line)


def _follow(count: int, line: Line, previous: str, position: int) -> tuple[str, int]:
    """Checks that a line is the next one, and says its hash and position."""
    if frozenset(line) != (HEADER_KEYS if position < 0 else ENTRY_KEYS):
        raise BrokenRegisterError(count, "unreadable")
    if position < 0 and line["format"] != FORMAT:
        raise BrokenRegisterError(count, "other-format")
    if line["position"] != position + 1:
        raise BrokenRegisterError(count, "out-of-order")
    digest = _hash({key: value for key, value in line.items() if key != "hash"})
    if digest != line["hash"]:
        raise BrokenRegisterError(count, "altered")
    if position >= 0 and line["previous"] != previous:
        raise BrokenRegisterError(count, "unlinked")
    return digest, position + 1


def _check_head(count: int, line: Line, position: int, previous: str) -> None:
    if frozenset(line) != HEAD_KEYS or position < 0 or line != {"entries": position, "head": previous}:
        raise BrokenRegisterError(count, "wrong-head")
